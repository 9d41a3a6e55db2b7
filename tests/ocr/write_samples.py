"""Draws and reads the committed screens anew (after a change of the engine or of the drawing).

    PYTHONPATH=. python tests/ocr/write_samples.py [--read-only]

Each is the first screen of its kind, grade and theme, drawn with the shipped font alone, that takes
less than 95 KB. ``--read-only`` keeps the pictures and reads them again.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from gigwallet.ocr import read_twice
from tests.ocr.recorded import FOLDER, recorded, written
from tests.screens.making import Made, planned, screen
from tests.screens.truth import HARD

_LARGEST = 95_000
_LAST = 120


def main(arguments: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    if "--read-only" in arguments:
        for each in recorded():
            first, second = read_twice(each.data, each.media_type)
            each.file.with_suffix(".json").write_text(
                written(each.truth, first, second), encoding="utf-8"
            )
        return
    for old in FOLDER.iterdir():
        old.unlink()
    for name, made in _chosen():
        file = FOLDER / f"{name}{made.name[-4:].replace('webp', '.webp')}"
        file.write_bytes(made.data)
        first, second = read_twice(made.data, made.media_type)
        file.with_suffix(".json").write_text(written(made.truth, first, second), encoding="utf-8")


def _chosen() -> Iterator[tuple[str, Made]]:
    """One easy screen of each template, one of each hard wear, and one with a lost point."""
    seen: set[str] = set()
    for place in range(_LAST):
        plan = planned(place, random.Random(f"1/{place}"))  # noqa: S311  as ``screen`` does
        kind = plan.contents[0].template.replace("/", "-")
        key = kind
        if plan.lost:
            key = "lost-point"
        elif plan.grade == HARD and plan.wear:
            key = plan.wear.__name__.replace("_", "-")
        if key in seen or len(plan.contents) > 1:
            continue
        made = screen(place, seed=1, own_fonts=True)
        if len(made.data) <= _LARGEST:
            seen.add(key)
            yield (key if key == kind else f"{kind}-{key}"), made


if __name__ == "__main__":
    main(sys.argv[1:])
