"""An app is read in the currency that the person is paid in, not in that of its template."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.screens import known_screens, place_screens
from gigwallet.app.screens.look_at_picture import look_at_picture, told_together
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields import Template
from tests.app import people
from tests.app.shots import Letters, take_in
from tests.ocr.fields.drawn import screen

_DASH = (
    ("Total", "$5.71"), ("DoorDash pay", "$3.50"), ("Base pay", "$2.00"), ("Peak pay", "$1.50"),
    ("Customer tip", "$2.21"), ("Accepted", "18:48"), ("Delivered", "19:11"),
)  # fmt: skip
_SHOT = "Screenshot_20260803-191210_Dasher.png"


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, letters: Letters) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=letters)


def _work(currency: str) -> Engagement:
    return Engagement("doordash", f"City of {currency}", "UTC", currency)


def _paid(wallet: Wallet) -> set[str]:
    return {each.fact.amount.currency for each in wallet.vault.pay_lines.all()}


def _template(wallet: Wallet, key: str) -> Template:
    return next(each for each in known_screens.known(wallet) if each.key == key)


@pytest.mark.parametrize(
    ("currencies", "currency", "zone"),
    [
        ((), "GBP", "Europe/London"),
        (("GBP",), "GBP", "Europe/London"),
        (("EUR",), "EUR", ""),
        (("EUR", "GBP"), "GBP", "Europe/London"),
    ],
)
def test_the_one_currency_of_the_work_for_a_platform_is_that_of_its_screens(
    wallet: Wallet, currencies: tuple[str, ...], currency: str, zone: str
) -> None:
    for number, each in enumerate(currencies):
        add_engagement(wallet, Engagement("deliveroo", f"City {number}", "Europe/Dublin", each))

    template = _template(wallet, "deliveroo/day")

    assert (template.currency, template.zone) == (currency, zone)
    assert _template(wallet, "meituan/order").currency == "CNY"


def test_a_dollar_of_no_country_waits_until_somebody_says_for_whom_they_work(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    take_in(wallet, letters, tmp_path, {_SHOT: _DASH})

    outcome = read_waiting(wallet, Job())

    assert (outcome.unplaced, wallet.vault.engagements.all(), _paid(wallet)) == (1, [], set())
    add_engagement(wallet, _work("CAD"))
    read_waiting(wallet, Job())
    assert _paid(wallet) == {"CAD"}
    assert {each.fact.currency for each in wallet.vault.trips.all()} == {"CAD"}


def test_of_two_dollars_the_one_of_the_chosen_work_is_meant(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    works = [add_engagement(wallet, _work(each)) for each in ("AUD", "NZD")]
    take_in(wallet, letters, tmp_path, {_SHOT: _DASH})

    assert read_waiting(wallet, Job()).unplaced == 1
    (exhibit,) = place_screens.unplaced(wallet)
    place_screens.place(wallet, exhibit, works[1])

    assert _paid(wallet) == {"NZD"}
    assert {each.engagement_id for each in wallet.vault.pay_lines.all()} == {works[1]}


def test_dollars_do_not_become_pounds_although_the_work_was_chosen(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    works = [add_engagement(wallet, _work(each)) for each in ("GBP", "EUR")]
    take_in(wallet, letters, tmp_path, {_SHOT: _DASH})
    read_waiting(wallet, Job())

    (exhibit,) = place_screens.unplaced(wallet)
    place_screens.place(wallet, exhibit, works[0])

    assert _paid(wallet) == set()
    assert place_screens.unplaced(wallet) == [exhibit]


def test_a_look_before_storing_does_not_name_the_country_of_a_dollar(
    wallet: Wallet, letters: Letters, tmp_path: Path
) -> None:
    letters.of[_SHOT] = screen(_DASH)
    shot = tmp_path / _SHOT
    shot.write_bytes(b"\x89PNG\r\n\x1a\n")

    looking = replace(wallet, around=replace(wallet.around, isolation=letters))
    looked = look_at_picture(looking, shot)
    assert looked is not None
    seen = told_together(wallet, {shot: looked})[shot]

    assert {each.currency for each in seen.fields if each.kind is FieldKind.MONEY} == {"XXX"}
