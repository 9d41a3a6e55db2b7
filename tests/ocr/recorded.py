"""The committed screens: their pixels, what they really say, and what the engine read of them once,
so that what comes after reading is tested without it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gigwallet.domain.paper import Box, Page, Paper, Piece
from tests.screens.truth import Truth

FOLDER = Path(__file__).parent / "samples"
_MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class Recorded:
    """``first`` and ``second`` are the two looks of ``read_twice``."""

    file: Path
    truth: Truth
    first: Paper
    second: Paper

    @property
    def media_type(self) -> str:
        return _MEDIA[self.file.suffix]

    @property
    def data(self) -> bytes:
        return self.file.read_bytes()


def recorded() -> list[Recorded]:
    """All of them, by name."""
    files = sorted(each for each in FOLDER.iterdir() if each.suffix in _MEDIA)
    return [_recorded(file) for file in files]


def _recorded(file: Path) -> Recorded:
    said = json.loads(file.with_suffix(".json").read_text("utf-8"))
    return Recorded(
        file, Truth.of_json(said["truth"]), _paper(said["first"]), _paper(said["second"])
    )


def written(truth: Truth, first: Paper, second: Paper) -> str:
    """The text of the file beside a picture: a line for each field and each piece."""
    said = {"truth": truth.as_json(), "first": _plain(first), "second": _plain(second)}
    return _broken_into_lines(said) + "\n"


def _plain(paper: Paper) -> dict[str, Any]:  # Any: what json writes
    pages = [
        {
            "width": page.width,
            "height": page.height,
            "pieces": [
                [each.text, *asdict(each.box).values(), each.confidence] for each in page.pieces
            ],
        }
        for page in paper.pages
    ]
    return {"engine": paper.engine, "pages": pages}


def _paper(said: dict[str, Any]) -> Paper:  # Any: what json reads
    pages = tuple(
        Page(
            page["width"],
            page["height"],
            tuple(
                Piece(text, Box(left, top, width, height), confidence)
                for text, left, top, width, height, confidence in page["pieces"]
            ),
        )
        for page in said["pages"]
    )
    return Paper(pages, said["engine"])


def _broken_into_lines(value: object, depth: int = 0) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    inner = " " * (depth + 1)
    if len(flat) + depth < 100 or depth > 4:
        return flat
    if isinstance(value, dict):
        lines = (
            f"{inner}{json.dumps(key)}: {_broken_into_lines(each, depth + 1)}"
            for key, each in value.items()
        )
        return "{\n" + ",\n".join(lines) + "\n" + inner[1:] + "}"
    if isinstance(value, list | tuple):
        lines = (f"{inner}{_broken_into_lines(each, depth + 1)}" for each in value)
        return "[\n" + ",\n".join(lines) + "\n" + inner[1:] + "]"
    return flat
