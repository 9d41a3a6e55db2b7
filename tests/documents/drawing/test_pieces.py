"""A bundle written piece by piece is the bundle written at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gigwallet.documents.bundles.composing import (
    BundleSpec,
    ExhibitGroup,
    Outline,
    compose,
    compose_pieces,
    files,
    write_part,
)


def test_from_files_in_parts_come_the_same_bytes(
    make_spec: Callable[..., BundleSpec], resources: Path, tmp_path: Path
) -> None:
    spec = make_spec("zh")
    parts = [
        write_part((file,)).moved_to(tmp_path / f"{number}.part")
        for number, file in enumerate(files(spec))
    ]

    outline, *pieces, sha256 = compose_pieces(spec, resources, parts)

    assert isinstance(outline, Outline)
    pdf = b"".join(piece for piece in pieces if isinstance(piece, bytes))
    assert pdf == compose(spec, resources).pdf
    assert hashlib.sha256(pdf).hexdigest() == sha256


def test_a_file_that_comes_twice_is_kept_once(
    make_spec: Callable[..., BundleSpec], resources: Path
) -> None:
    spec = replace(make_spec(), computations=())
    shot = next(one for one in spec.exhibits if one.number == "3-4")
    twice = (shot, replace(shot, number="3-99"))

    once = compose(replace(spec, groups=(ExhibitGroup("", (shot,)),)), resources)
    both = compose(replace(spec, groups=(ExhibitGroup("", twice),)), resources)

    assert both.pages > once.pages
    assert len(both.pdf) - len(once.pdf) < shot.size + 8_000
