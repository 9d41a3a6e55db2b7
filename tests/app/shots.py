"""Pictures whose letters are known beforehand: everything but the pixels is the real thing."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.screens.read_apart import ReadApart, read_apart
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Paper
from gigwallet.ocr.fields import Template, read_screen
from tests.ocr.fields.drawn import screen

R = TypeVar("R")
Shown = Sequence[tuple[str, str]]


class Letters:
    """Answers for the engine: the letters that a test wrote down for a picture's name."""

    def __init__(self) -> None:
        self.of: dict[str, Paper] = {}
        self.before: Callable[[], object] = lambda: None

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run
        seconds: float = 60.0,
    ) -> R:
        self.before()
        if function is read_apart:
            return self._read(*arguments)  # type: ignore[return-value]  # it is that function's
        return function(*arguments)

    def _read(
        self, _data: bytes, _media_type: str, name: str, templates: Sequence[Template]
    ) -> ReadApart:
        return ReadApart(read_screen(self.of[name], name, templates))

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as of ``run``
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Generator[R, None, None]:
        raise AssertionError("pictures are read one at a time")

    def interrupt(self) -> None:
        """Nothing runs elsewhere."""


def take_in(
    wallet: Wallet, letters: Letters, folder: Path, shots: Mapping[str, Shown | Paper]
) -> None:
    """Each picture is another one, and is kept; what it shows waits to be read."""
    files = []
    for name, shown in shots.items():
        letters.of[name] = shown if isinstance(shown, Paper) else screen(shown)
        out = io.BytesIO()
        Image.new("RGB", (60 + len(letters.of), 60), "white").save(out, "PNG")
        (folder / name).write_bytes(out.getvalue())
        files.append(folder / name)
    import_files(wallet, files, Job())
