"""Two pictures of one order: what its person said of one of them holds, and nothing is silent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from gigwallet.app.screens import known_screens, review_fields
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.vault import check_open
from tests.app import people
from tests.app.shots import Letters, take_in
from tests.ocr.fields.drawn import ORDER, changed

_NOON, _NIGHT = "Screenshot_20260803-202000_a.png", "Screenshot_20260803-230000_b.png"
# A tip that came later: the sum of both screens holds.
_TIPPED = changed(changed(ORDER, "用户小费", "3.00元"), "本单收入", "¥9.58")


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, letters: Letters) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=letters)


@pytest.fixture
def shots(
    wallet: Wallet, letters: Letters, tmp_path: Path, meituan: EngagementId
) -> dict[str, ExhibitId]:
    take_in(wallet, letters, tmp_path, {_NOON: ORDER, _NIGHT: _TIPPED})
    read_waiting(wallet, Job())
    return {each.exhibit.name: each.id for each in wallet.vault.exhibits.all()}


def _tips(wallet: Wallet) -> list[str]:
    lines = wallet.vault.pay_lines.all()
    return [str(each.fact.amount) for each in lines if each.fact.label_raw == "用户小费"]


def _waiting(wallet: Wallet) -> list[tuple[str, str]]:
    return sorted((each.name, each.why) for each in review_fields.to_review(wallet, crops=False))


def _confirm(wallet: Wallet, exhibit: ExhibitId) -> None:
    review_fields.decide(wallet, exhibit, "tip", review_fields.Confirm())


def test_two_amounts_that_both_prove_themselves_wait_and_the_rest_is_kept_once(
    wallet: Wallet, shots: dict[str, ExhibitId]
) -> None:
    assert _waiting(wallet) == [
        (_NOON, "screen_pictures_differ"),
        (_NIGHT, "screen_pictures_differ"),
    ]
    assert _tips(wallet) == []
    (trip,) = wallet.vault.trips.all()
    assert {each.exhibit_id for each in trip.sources} == set(shots.values())
    assert sum(each.fact.amount.minor for each in wallet.vault.pay_lines.all()) == 658
    assert {each.exhibit.name for each in wallet.vault.exhibits.all()} == {_NOON, _NIGHT}


@pytest.mark.parametrize(("said", "tip"), [(_NOON, "1.00"), (_NIGHT, "3.00")])
def test_the_confirmed_one_holds_whichever_came_first(
    wallet: Wallet, shots: dict[str, ExhibitId], said: str, tip: str
) -> None:
    _confirm(wallet, shots[said])

    assert _tips(wallet) == [tip]
    assert _waiting(wallet) == []
    (line,) = (e for e in wallet.vault.pay_lines.all() if e.fact.label_raw == "用户小费")
    assert {each.exhibit_id for each in line.sources} == set(shots.values())


def test_two_confirmed_amounts_are_shown_until_one_is_said_once_more(
    wallet: Wallet, shots: dict[str, ExhibitId]
) -> None:
    _confirm(wallet, shots[_NOON])
    _confirm(wallet, shots[_NIGHT])

    assert [name for name, _ in _waiting(wallet)] == [_NOON, _NIGHT]
    assert _tips(wallet) == []
    _confirm(wallet, shots[_NIGHT])
    assert _tips(wallet) == ["3.00"]
    assert _waiting(wallet) == []
    assert check_open(wallet.vault).grade == "sound"


def test_a_picture_that_is_a_copy_contradicts_nobody(
    wallet: Wallet, shots: dict[str, ExhibitId]
) -> None:
    review_fields.judge_copy(wallet, shots[_NIGHT], shots[_NOON], same=True)
    as_copy = (_tips(wallet), _waiting(wallet))

    review_fields.take_back(wallet)

    assert as_copy == (["1.00"], [])
    assert _tips(wallet) == []
    assert [name for name, _ in _waiting(wallet)] == [_NOON, _NIGHT]


def test_reading_all_of_it_again_changes_nothing(
    wallet: Wallet, shots: dict[str, ExhibitId]
) -> None:
    _confirm(wallet, shots[_NIGHT])
    before = _facts(wallet)

    wallet.vault.screens.forget(list(shots.values()))
    read_waiting(wallet, Job())

    assert _facts(wallet) == before


def test_a_corrected_amount_overrules_a_misread_one_that_came_first(
    wallet: Wallet, letters: Letters, tmp_path: Path, meituan: EngagementId
) -> None:
    take_in(wallet, letters, tmp_path, {_NOON: ORDER})
    read_waiting(wallet, Job())
    take_in(wallet, letters, tmp_path, {_NIGHT: changed(_TIPPED, "用户小费", "30元")})
    read_waiting(wallet, Job())
    (night,) = (e.id for e in wallet.vault.exhibits.all() if e.exhibit.name == _NIGHT)

    review_fields.decide(wallet, night, "tip", review_fields.Correct("3.00"))

    assert _tips(wallet) == ["3.00"]


def _facts(wallet: Wallet) -> Sequence[object]:
    return [
        each.fact for shelf in (wallet.vault.trips, wallet.vault.pay_lines) for each in shelf.all()
    ]


def test_a_list_and_the_order_itself_count_once(
    wallet: Wallet, letters: Letters, tmp_path: Path, meituan: EngagementId
) -> None:
    known_screens.teach(wallet, _LIST)
    number = changed(ORDER, "订单号", "2608031941087")
    listing = (
        ("接单记录", ""), ("08月03日", ""), ("今日合计", "¥10.58"),
        ("单号 2608031941087 · 20:11", "¥7.58"), ("单号 2608031958001 · 20:40", "¥3.00"),
    )  # fmt: skip
    take_in(wallet, letters, tmp_path, {_NIGHT: listing})
    read_waiting(wallet, Job())
    alone = _paid(wallet)

    take_in(wallet, letters, tmp_path, {_NOON: number})
    read_waiting(wallet, Job())

    assert alone == 1058
    assert _paid(wallet) == 1058
    assert len(wallet.vault.trips.all()) == 2
    assert len(wallet.vault.pay_lines.all()) == 1 + 7


def _paid(wallet: Wallet) -> int:
    return sum(each.fact.amount.minor for each in wallet.vault.pay_lines.all())


_LIST = """
format = 1
platform = "meituan"
name = "list"
version = "1"
kind = "day"
currency = "CNY"
zone = "Asia/Shanghai"
languages = ["zh"]
wording = "unverified"
basis = "Invented for a test."

[anchors]
must = [["接单记录"], ["今日合计"]]

[[field]]
name = "total"
kind = "money"
labels = ["今日合计"]
required = true
fact = "net"

[[field]]
name = "day"
kind = "day"
fact = "day"

[[line]]
text = "{day}"

[[entry]]
name = "order"
line = "单号 {ref} · {at}"
value = "fee"

[[entry.field]]
name = "ref"
kind = "ref"
shape = "9{8,20}"
fact = "ref"

[[entry.field]]
name = "at"
kind = "clock"
fact = "completed_at"

[[entry.field]]
name = "fee"
kind = "money"
required = true
pay = "base"

[[sum]]
name = "total"
kind = "sum"
total = "total"
parts = ["order.fee"]
"""
