"""A file that ends the process which reads it does not take the others along."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from gigwallet.app.surviving import survived
from gigwallet.documents.bundles.composing import ExhibitFile
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation


def _file(number: str) -> ExhibitFile:
    return ExhibitFile(number, "image/heic", number * 64, 1, b"")


def names(files: Sequence[ExhibitFile]) -> str:
    """Runs apart."""
    if any(each.number == "2" for each in files):
        os._exit(1)
    if any(each.number == "9" for each in files):
        raise GigWalletError("exhibit_changed", exhibit="9")
    return "".join(each.number for each in files)


def _dead(file: ExhibitFile) -> str:
    return f"not {file.number}"


def test_one_that_kills_is_told_and_the_others_are_read(isolation: Isolation) -> None:
    files = [_file("1"), _file("2"), _file("3")]

    assert list(survived(isolation, names, files, _dead, seconds=20)) == ["1", "not 2", "3"]


def test_where_none_kills_they_are_read_together(isolation: Isolation) -> None:
    files = [_file("1"), _file("3")]

    assert list(survived(isolation, names, files, _dead, seconds=20)) == ["13"]


def test_a_refusal_is_none_of_that(isolation: Isolation) -> None:
    with pytest.raises(GigWalletError) as refused:
        list(survived(isolation, names, [_file("1"), _file("9")], _dead, seconds=20))

    assert refused.value.code == "exhibit_changed"
