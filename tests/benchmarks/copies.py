# ruff: noqa: T201  this is a command
"""How well re-saved copies of screens are found: ``python -m tests.benchmarks.copies [COUNT]``.

Screens of the rendered set and the samples, each saved again in five ways, are read by OCR and
compared pair by pair, as the vault does it. A pair of two different screens that is proposed is
false, and more so where it is called sure.
"""

from __future__ import annotations

import io
import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from PIL import Image, ImageOps

from gigwallet.app.screens import known_screens
from gigwallet.app.screens.find_copies import Likeness
from gigwallet.app.screens.read_apart import read_apart
from tests.screens.making import screens
from tests.screens.truth import EASY

SAMPLES = Path(__file__).parents[1] / "importers" / "app_screen" / "samples"
WAYS = ("jpeg 40", "scaled 60 %", "without status bar", "sent twice", "jpeg 80 and scaled 120 %")


def again(data: bytes, way: str) -> bytes:
    """The picture as it is saved once more, as JPEG."""
    with Image.open(io.BytesIO(data)) as opened:
        image = ImageOps.exif_transpose(opened).convert("RGB")
    if way == "without status bar":
        image = image.crop((0, image.width * 9 // 100, image.width, image.height))
    elif way == "scaled 60 %":
        image = image.resize((image.width * 6 // 10, image.height * 6 // 10))
    elif way == "sent twice":
        image = _saved(image.resize((image.width * 3 // 4, image.height * 3 // 4)), 60)
    elif way == "jpeg 80 and scaled 120 %":
        image = image.resize((image.width * 12 // 10, image.height * 12 // 10))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=40 if way == "jpeg 40" else 75)
    return out.getvalue()


def _saved(image: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    with Image.open(io.BytesIO(out.getvalue())) as opened:
        opened.load()
        return opened.convert("RGB")


def originals(count: int) -> Iterator[tuple[str, bytes, str]]:
    for file in sorted(SAMPLES.iterdir()):
        media = "image/png" if file.suffix.lower() == ".png" else "image/jpeg"
        yield file.name, file.read_bytes(), media
    made = 0
    for each in screens(count * 4):
        if each.truth.grade == EASY and made < count:
            made += 1
            yield each.name, each.data, each.media_type


def main(count: int) -> None:
    templates = known_screens.built_in()
    seen: list[tuple[str, str, Likeness]] = []
    for name, data, media in originals(count):
        files = [("", data, media), *((way, again(data, way), "image/jpeg") for way in WAYS)]
        if len(data) > 400_000:  # long joined screens: one way is enough
            files = files[: 1 + random.Random(name).randint(1, 2)]  # noqa: S311  a choice of ways
        for way, content, kind in files:
            read = read_apart(content, kind, name, templates)
            seen.append((name, way, Likeness.of(read.look, read.reading.paper)))
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for (one, way, first), (other, other_way, second) in combinations(seen, 2):
        sure = first.compared(second)
        if one == other and "" in (way, other_way):
            asked[way or other_way] += 1
            found[
                f"{way or other_way}: {'missed' if sure is None else 'sure' if sure else 'likely'}"
            ] += 1
        elif one != other:
            false["pairs"] += 1
            if sure is not None:
                false["sure" if sure else "likely"] += 1
    print(f"{len({name for name, _, _ in seen})} screens, {len(seen)} pictures")
    for way in WAYS:
        told = {each: found[f"{way}: {each}"] for each in ("sure", "likely", "missed")}
        print(f"{way:28} {told} of {asked[way]}")
    print("different screens:", dict(false))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
