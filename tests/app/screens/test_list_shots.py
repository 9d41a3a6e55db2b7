"""A day whose list of orders is longer than the screen: several shots prove it together."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.screens import list_screens, review_fields
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.paper import Paper
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import ExhibitId
from tests.app import people
from tests.app.shots import Letters, take_in
from tests.screens.lists import list_of_day, shots

_DAY = list_of_day(random.Random(11), 20)  # noqa: S311  invented figures
_SHOTS = shots(_DAY.rows, 10, 3)
_NAMES = [f"Screenshot_20260804-2130{n:02d}_Deliveroo.png" for n in range(len(_SHOTS))]


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, letters: Letters) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=letters)


@pytest.fixture(autouse=True)
def deliveroo(wallet: Wallet) -> None:
    add_engagement(wallet, Engagement("deliveroo", "London", "Europe/London", "GBP"))


def _take(wallet: Wallet, letters: Letters, folder: Path, papers: dict[str, Paper]) -> None:
    take_in(wallet, letters, folder, papers)
    read_waiting(wallet, Job())


def _paid(wallet: Wallet) -> int:
    return sum(each.fact.amount.minor for each in wallet.vault.pay_lines.all())


def _by_name(wallet: Wallet) -> dict[str, ExhibitId]:
    return {each.exhibit.name: each.id for each in wallet.vault.exhibits.all()}


def test_each_order_is_kept_once_from_the_shot_that_shows_it(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    _take(wallet, letters, tmp_path, dict(zip(_NAMES, _SHOTS, strict=True)))

    trips, (day,) = wallet.vault.trips.all(), wallet.vault.statements.all()
    assert len(trips) == 20
    assert {str(each.fact.day) for each in trips} == {"2026-08-04"}
    assert _paid(wallet) == _DAY.total
    assert day.fact.net is not None
    assert day.fact.net.minor == _DAY.total
    lines = wallet.vault.pay_lines.all()
    assert {source.exhibit_id for each in lines for source in each.sources} == set(
        _by_name(wallet).values()
    )
    assert all(len(each.sources) == 1 for each in (*trips, *lines))
    assert review_fields.to_review(wallet, crops=False) == []
    assert {each.template for each in list_screens.screens(wallet)} == {"deliveroo/day"}


def test_shots_that_come_one_by_one_prove_the_day_once_all_are_there(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    for number in (2, 0, 3):
        _take(wallet, letters, tmp_path, {_NAMES[number]: _SHOTS[number]})
    before = _paid(wallet)

    _take(wallet, letters, tmp_path, {_NAMES[1]: _SHOTS[1]})

    assert before == 0
    assert _paid(wallet) == _DAY.total


def test_a_shot_that_is_missing_leaves_all_of_it_waiting(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    some = {name: shot for name, shot in zip(_NAMES, _SHOTS, strict=True) if name != _NAMES[1]}

    _take(wallet, letters, tmp_path, some)

    assert _paid(wallet) == 0


def test_a_corrected_amount_on_one_shot_proves_the_others(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    papers = dict(zip(_NAMES, _SHOTS, strict=True))
    ref, at, pence = _DAY.orders[17]
    papers[_NAMES[2]] = _misread(papers[_NAMES[2]], f"Order {ref} · {at}")
    _take(wallet, letters, tmp_path, papers)
    before = _paid(wallet)
    shot = _by_name(wallet)[_NAMES[2]]
    (wrong,) = (
        each for each in review_fields.to_review(wallet, 500, crops=False)
        if each.exhibit == shot and each.field.text == "£99.99"
    )  # fmt: skip

    review_fields.decide(
        wallet, shot, wrong.field.name, review_fields.Correct(f"{pence // 100}.{pence % 100:02d}")
    )

    assert before == 0
    assert _paid(wallet) == _DAY.total
    assert review_fields.to_review(wallet, crops=False) == []


def _misread(paper: Paper, label: str) -> Paper:
    page = paper.pages[0]
    (row,) = (each for each in page.pieces if each.text == label)
    pieces = [
        replace(each, text="£99.99")
        if each.text.startswith("£") and abs(each.box.top - row.box.top) < 5
        else each
        for each in page.pieces
    ]
    return Paper((replace(page, pieces=tuple(pieces)),), paper.engine)


def test_reading_the_shots_again_changes_nothing(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    _take(wallet, letters, tmp_path, dict(zip(_NAMES, _SHOTS, strict=True)))
    before = [each.fact for each in wallet.vault.pay_lines.all()]

    wallet.vault.screens.forget(list(_by_name(wallet).values()))
    read_waiting(wallet, Job())

    assert [each.fact for each in wallet.vault.pay_lines.all()] == before


def test_a_cancel_before_the_lists_are_joined_is_made_up_for_by_the_next_call(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    take_in(wallet, letters, tmp_path, dict(zip(_NAMES, _SHOTS, strict=True)))
    job = Job()
    seen = itertools.count(1)
    letters.before = lambda: job.cancel() if next(seen) == len(_SHOTS) else None
    with pytest.raises(Cancelled):
        read_waiting(wallet, job)
    between = _paid(wallet)

    letters.before = lambda: None
    read_waiting(wallet, Job())

    assert between == 0
    assert _paid(wallet) == _DAY.total
