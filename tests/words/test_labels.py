"""Every member of a closed list has a word."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from pkgutil import iter_modules

import pytest

import gigwallet.domain
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import DiscrepancyKind, MatchMethod
from gigwallet.words import labels

_WITHOUT = {"Rounding", "TimeQuality", "CoordinateSystem"}
_LISTS = [
    found
    for module in iter_modules(gigwallet.domain.__path__)
    for found in vars(import_module(f"gigwallet.domain.{module.name}")).values()
    if isinstance(found, type)
    and issubclass(found, Enum)
    and found.__module__.endswith(f".{module.name}")
    and found.__name__ not in _WITHOUT
]


@pytest.mark.parametrize("closed_list", _LISTS, ids=lambda found: found.__name__)
def test_each_member_has_a_word_of_its_own(closed_list: type[Enum]) -> None:
    words = [labels.label(member) for member in closed_list]

    assert len(set(words)) == len(words)
    assert not {member.value for member in closed_list} & set(words)


def test_lists_that_share_a_value_do_not_share_its_word() -> None:
    assert labels.label(MatchMethod.BY_TIME) != labels.label(PayCategory.TIME)


def test_no_word_says_more_than_the_program_knows() -> None:
    said = " ".join(labels.label(kind) for kind in DiscrepancyKind).lower()

    assert not {"illegal", "wrong", "stolen"} & set(said.split())
