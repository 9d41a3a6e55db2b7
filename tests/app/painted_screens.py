"""Screens of apps for the tests of the app, and a process that remembers what it has read."""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, ImageDraw, ImageFont

from gigwallet.domain.ports import Isolation

R = TypeVar("R")

SAMPLES = Path(__file__).parents[1] / "importers" / "app_screen" / "samples"
ORDER = SAMPLES / "Screenshot_20260803-203015_美团众包.png"
DAY = SAMPLES / "mmexport1785794462123.jpg"
CASH = (
    SAMPLES / "Screenshot_2026-08-03-23-05-44-91_9dd4e461268c8034f5c8564e155c67a6.jpg"
)  # an amount that no sum proves
TRIP = SAMPLES / "IMG_0389.PNG"

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


def wallet_screen() -> bytes:
    """A list of a wallet as a phone shows it, with a purchase that is nobody's business."""
    picture = Image.new("RGB", (540, 420), "white")
    font = ImageFont.truetype(str(next(iter(sorted(FONTS.rglob("*SC*.[ot]tf"))))), 30)
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(("账单", "全部账单", "查找交易", "收支统计", "便利店 -12.00")):
        draw.text((30, 30 + 70 * number), line, "black", font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


_SEEN: dict[bytes, Any] = {}  # Any: whatever was answered


class Remembering:
    """Asks the real process, and asks it the same thing only once: OCR takes seconds."""

    def __init__(self, real: Isolation) -> None:
        self._real = real
        self.asked = 0
        self.asked_for: list[str] = []
        self.before: Callable[[], object] = lambda: None

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run
        seconds: float = 60.0,
    ) -> R:
        self.asked += 1
        self.asked_for.append(function.__name__)
        self.before()
        question = pickle.dumps((function.__qualname__, arguments))
        key = hashlib.sha256(question).digest()
        if key not in _SEEN:
            _SEEN[key] = self._real.run(function, *arguments, seconds=seconds)
        answer: R = _SEEN[key]
        return answer

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as of ``run``
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Iterator[R]:
        return self._real.stream(function, *arguments, seconds=seconds, on_beat=on_beat)

    def interrupt(self) -> None:
        """It stays for the next test."""
