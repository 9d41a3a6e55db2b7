"""Shots of one scrolled list without a vault: told as a vault would keep them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image

from gigwallet.app.intake.read_loose import LooseEnd, LooseFile, read_loose
from gigwallet.app.screens.look_at_picture import look_at_picture, told_together
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.screen import FieldKind, ScreenField
from tests.app.people import put
from tests.app.shots import Letters
from tests.screens.lists import list_of_day, shots

R = TypeVar("R")

_DAY = list_of_day(random.Random(11), 20)  # noqa: S311  invented figures
_SHOTS = shots(_DAY.rows, 10, 3)
_NAMES = [f"Screenshot_20260804-2130{n:02d}_Deliveroo.png" for n in range(len(_SHOTS))]


class _Around:
    """The real process for files, and letters that are written down for pictures."""

    def __init__(self, real: Isolation) -> None:
        self._real = real
        self.letters = Letters()

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run
        seconds: float = 60.0,
    ) -> R:
        return self.letters.run(function, *arguments, seconds=seconds)

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as of ``run``
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Generator[R, None, None]:
        return self._real.stream(function, *arguments, seconds=seconds, on_beat=on_beat)

    def interrupt(self) -> None:
        self._real.interrupt()


def _picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60 + number, 60), "white").save(out, "PNG")
    return out.getvalue()


def _read(isolation: Isolation, folder: Path, numbers: list[int]) -> dict[str, LooseEnd]:
    around = _Around(isolation)
    for number in numbers:
        name = _NAMES[number]
        around.letters.of[name] = _SHOTS[number]
        put(folder, name, _picture(number))
    told = list(read_loose(around, [folder], Job()))
    begun = [each.path.name for each in told if isinstance(each, LooseFile)]
    ends = {each.path.name: each for each in told if isinstance(each, LooseEnd)}
    assert begun == list(ends)
    return ends


def _amounts(end: LooseEnd) -> list[ScreenField]:
    assert end.screen is not None
    return [each for each in end.screen.fields if each.kind is FieldKind.MONEY]


def test_shots_of_one_list_prove_each_other_and_each_row_is_told_once(
    isolation: Isolation, tmp_path: Path
) -> None:
    ends = _read(isolation, tmp_path / "in", list(range(len(_SHOTS))))

    paid = [each for end in ends.values() for each in _amounts(end) if each.name.endswith("fee")]
    assert {end.screen.template for end in ends.values() if end.screen} == {"deliveroo/day"}
    assert len(paid) == 20
    assert all(each.usable for each in paid)
    assert sum(round(float(each.value) * 100) for each in paid) == _DAY.total


def test_a_preview_tells_of_shots_what_reading_them_without_a_vault_does(
    isolation: Isolation, wallet: Wallet, tmp_path: Path
) -> None:
    ends = _read(isolation, tmp_path / "in", list(range(len(_SHOTS))))
    around = _Around(isolation)
    around.letters.of = dict(zip(_NAMES, _SHOTS, strict=True))
    beside = replace(wallet, around=replace(wallet.around, isolation=around))

    looked = {}
    for name in _NAMES:
        reading = look_at_picture(beside, tmp_path / "in" / name)
        assert reading is not None
        looked[tmp_path / "in" / name] = reading
    told = told_together(beside, looked)

    assert {path.name: each.fields for path, each in told.items()} == {
        name: end.screen.fields for name, end in ends.items() if end.screen
    }


def test_a_shot_that_is_missing_proves_nothing(isolation: Isolation, tmp_path: Path) -> None:
    some = [number for number in range(len(_SHOTS)) if number != 1]

    ends = _read(isolation, tmp_path / "in", some)

    rows = [each for end in ends.values() for each in _amounts(end) if each.name.endswith("fee")]
    assert not any(each.usable for each in rows)
