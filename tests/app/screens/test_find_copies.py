"""Pictures that look like others saved once more are proposed; other orders never as sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.screens.find_copies import Likeness, LooksLike, copies
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.screens.review_fields import judge_copy
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.domain.screen import ScreenReading
from gigwallet.host.isolation import WorkerProcess
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.app import people
from tests.app.painted_screens import ORDER, Remembering
from tests.benchmarks.copies import again
from tests.vault import things

LINES = (
    "本单收入",
    "7.58",
    "配送费",
    "3.85",
    "距离加价",
    "1.23",
    "接单时间",
    "2026-08-03 19:41:08",
)
CLOCK = "20:31"


@pytest.fixture(scope="session")
def reader() -> Iterator[Isolation]:
    worker = WorkerProcess()
    yield worker
    worker.close()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, reader: Isolation) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=Remembering(reader))


def paper(*lines: str, clock: str = CLOCK) -> Paper:
    pieces = [Piece(clock, Box(40, 20, 90, 30))]
    pieces += [Piece(line, Box(40, 200 + 80 * n, 300, 40)) for n, line in enumerate(lines)]
    return Paper((Page(1080, 2400, tuple(pieces)),))


def compared(one: Paper, other: Paper, look: str = "0f0f0f0f0f0f0f0f") -> bool | None:
    return Likeness.of("0f0f0f0f0f0f0f0f", one).compared(Likeness.of(look, other))


def test_the_same_letters_under_another_clock_are_surely_a_copy() -> None:
    assert compared(paper(*LINES), paper(*LINES, clock="20:34")) is True


def test_two_orders_of_one_layout_are_no_copy() -> None:
    other = [line.replace("3.85", "4.20").replace("7.58", "7.93") for line in LINES]
    other[-1] = "2026-08-03 20:02:44"

    assert compared(paper(*LINES), paper(*other)) is None


def test_a_blank_that_ocr_lost_between_day_and_time_makes_no_difference() -> None:
    stuck = [line.replace("03 19", "0319") for line in LINES]

    assert compared(paper(*LINES), paper(*stuck)) is True


def test_one_figure_that_differs_is_never_sure() -> None:
    many = [*LINES, *(f"{n}.00" for n in range(20))]
    misread = [line.replace("3.85", "385") for line in many]

    assert compared(paper(*many), paper(*misread)) is False


def test_pictures_that_look_otherwise_are_no_copy_whatever_they_say() -> None:
    assert compared(paper(*LINES), paper(*LINES), "f0f0f0f0f0f0f0f0") is None


def test_pictures_that_say_next_to_nothing_are_not_compared() -> None:
    assert compared(paper("你好"), paper("你好")) is None


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8), st.permutations(LINES))
def test_comparing_does_not_depend_on_who_came_first(few: list[str], others: list[str]) -> None:
    assert compared(paper(*few), paper(*others)) == compared(paper(*others), paper(*few))


# In the vault -------------------------------------------------------------------------------------


def add(wallet: Wallet, number: int, said: Paper) -> ExhibitId:
    content = f"picture {number}".encode()
    made = wallet.vault.exhibits.add(things.exhibit(content, f"{number}.png"), content)
    stored = StoredReading(ScreenReading(said), "e", "t", look="0f0f0f0f0f0f0f0f")
    wallet.vault.screens.put(made, stored)
    return made


def test_pairs_are_proposed_until_the_person_has_judged_them(wallet: Wallet) -> None:
    one, two, three = (add(wallet, n, paper(*LINES)) for n in range(3))
    assert copies(wallet) == [
        LooksLike(two, one, True),
        LooksLike(three, one, True),
        LooksLike(three, two, True),
    ]

    judge_copy(wallet, two, one, same=True)
    assert copies(wallet) == [LooksLike(three, one, True)]
    judge_copy(wallet, three, one, same=False)
    assert copies(wallet) == []
    assert len(wallet.vault.exhibits.all()) == 3


def test_a_picture_that_was_not_read_is_not_compared(wallet: Wallet) -> None:
    first = add(wallet, 0, paper(*LINES))
    add(wallet, 1, paper(*LINES))
    stored = wallet.vault.screens.get(first)
    assert stored is not None
    wallet.vault.screens.put(first, replace(stored, look=""))

    assert copies(wallet) == []


@pytest.mark.parametrize("way", ["without status bar", "sent twice"])
def test_a_real_screen_that_was_saved_again_is_found(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, way: str
) -> None:
    copy = people.put(tmp_path, "received.jpg", again(ORDER.read_bytes(), way))
    import_files(wallet, [ORDER, copy], Job())
    read_waiting(wallet, Job())
    by_name = {each.exhibit.name: each.id for each in wallet.vault.exhibits.all()}

    assert copies(wallet) == [LooksLike(by_name["received.jpg"], by_name[ORDER.name], True)]
    assert wallet.vault.trips.count() == 1
