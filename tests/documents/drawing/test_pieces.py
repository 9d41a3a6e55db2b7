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
    seal_of,
    write_part,
)


def test_from_files_in_parts_come_the_same_bytes(
    make_spec: Callable[..., BundleSpec], resources: Path, tmp_path: Path
) -> None:
    spec = make_spec("zh")
    parts = [
        write_part((file,)).moved_to(tmp_path / f"{number}.pdf")
        for number, file in enumerate(files(spec))
    ]
    out = tmp_path / "whole.pdf"

    outline, *bare = compose_pieces(spec, resources, parts)

    assert isinstance(outline, Outline)
    out.write_bytes(b"".join(piece for piece in bare if isinstance(piece, bytes)))
    block = seal_of(out, outline)
    with out.open("r+b") as file:
        block.write(file)
    assert out.read_bytes() == compose(spec, resources).pdf
    assert hashlib.sha256(out.read_bytes()).hexdigest() == block.sha256


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
