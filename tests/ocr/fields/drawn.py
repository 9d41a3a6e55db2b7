"""Papers as OCR would read a phone's screen: rows of a label and a value, with boxes in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.screen import ScreenField, ScreenReading
from gigwallet.ocr.fields import Template, read_screen, templates_in

WIDTH, _MARGIN, _FIRST, _PITCH, _HEIGHT = 720, 22, 170, 78, 40
_RESOURCES = Path(__file__).parents[3] / "resources" / "screens"

ORDER = (
    ("本单收入", "¥7.58"),
    ("基础配送费", "3.85元"),
    ("距离加价 (3.2公里)", "1.23元"),
    ("重量加价", "0.00元"),
    ("时段补贴", "1.00元"),
    ("恶劣天气补贴", "2.00元"),
    ("用户小费", "1.00元"),
    ("超时扣款", "-1.50元"),
    ("订单号", "#197"),
    ("接单时间", "2026-08-03 19:41:08"),
    ("取货时间", "2026-08-03 19:52:30"),
    ("送达时间", "2026-08-03 20:11:57"),
    ("要求送达", "2026-08-03 20:08:00"),
)


@cache
def templates() -> tuple[Template, ...]:
    return templates_in(_RESOURCES)


def template(key: str) -> Template:
    return next(each for each in templates() if each.key == key)


def _wide(text: str) -> int:
    return sum(28 if ord(each) > 0x2E80 else 15 for each in text)


def piece(text: str, left: int, top: int, sure: float = 0.999, height: int = _HEIGHT) -> Piece:
    return Piece(text, Box(left, top, _wide(text) * height // _HEIGHT, height), sure)


def pieces(rows: Sequence[tuple[str, str]], first: int = _FIRST) -> list[Piece]:
    """Each row a label at the left and a value that ends at the right; an empty one is left out."""
    made = []
    for number, (label, value) in enumerate(rows):
        top = first + number * _PITCH
        if label:
            made.append(piece(label, _MARGIN, top))
        if value:
            made.append(piece(value, WIDTH - 20 - _wide(value), top + 2))
    return made


def paper(made: Sequence[Piece], height: int = 0) -> Paper:
    deepest = max((each.box.bottom for each in made), default=0)
    return Paper((Page(WIDTH, max(height, deepest + 40), tuple(made)),), "drawn")


def screen(rows: Sequence[tuple[str, str]], clock: str = "20:31") -> Paper:
    bar = [piece(clock, 19, 13, height=36), piece("5G 76%", 593, 14, height=34)]
    return paper([*bar, *pieces(rows)])


def read(rows: Sequence[tuple[str, str]], name: str = "IMG_1.png") -> ScreenReading:
    return read_screen(screen(rows), name, templates())


def field(reading: ScreenReading, name: str) -> ScreenField:
    return next(each for each in reading.fields if each.name == name)


def changed(rows: Sequence[tuple[str, str]], label: str, value: str) -> tuple[tuple[str, str], ...]:
    """The rows with another value beside ``label``."""
    assert label in dict(rows)
    return tuple((name, value if name == label else said) for name, said in rows)
