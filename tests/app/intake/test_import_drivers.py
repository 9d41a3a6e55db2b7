"""A report that lists several drivers: only the person's own lines are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gigwallet.app.intake.import_files import import_files, preview
from gigwallet.app.intake.import_outcome import FileOutcome
from gigwallet.app.intake.keep_accounts import say_account
from gigwallet.app.records import list_facts
from gigwallet.app.records.keep_engagement import add_engagement, engagements, revise_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job

_SAMPLES = Path(__file__).parents[2] / "importers" / "uber_fleet_reports" / "samples" / "de"
_PAY = _SAMPLES / "20261019-20261026-payments_order-Muster_Taxi.csv"
_BERLIN = Engagement("uber", "Berlin", "Europe/Berlin", "EUR")
_BERND = "73ab4876-7734-47c1-87fd-e805ec99108d"


def _only(wallet: Wallet) -> FileOutcome:
    (outcome,) = import_files(wallet, (_PAY,), Job()).files
    return outcome


def _skipped(outcome: FileOutcome) -> dict[str, int]:
    return {each.reason: each.count for each in outcome.skipped}


def test_nothing_is_kept_before_the_person_said_who_they_are(wallet: Wallet) -> None:
    add_engagement(wallet, _BERLIN)

    outcome = _only(wallet)

    assert outcome.error is not None
    assert outcome.error.code == "several_drivers"
    assert "Bernd Beispiel" in str(outcome.error.facts["who"])
    assert not list_facts.pay_lines(wallet)


def test_only_the_persons_own_lines_are_kept_by_number_or_by_name(wallet: Wallet) -> None:
    add_engagement(wallet, replace(_BERLIN, account=_BERND))

    outcome = _only(wallet)

    kept = list_facts.pay_lines(wallet)
    assert outcome.error is None
    assert sum(each.fact.amount.minor for each in kept) == (
        11006 + 240 - 2812 - 534 + 400 + 300 - 1684
    )
    assert {each.fact.amount.currency for each in kept} == {"EUR"}
    assert _skipped(outcome)["other_driver"] == 16

    (known,) = engagements(wallet)
    revise_engagement(wallet, known.id, replace(_BERLIN, account="bernd beispiel"))
    again = _only(wallet)
    assert (again.added.pay_lines, again.known) == (0, len(kept))


def test_whoever_is_not_in_the_report_keeps_nothing_of_it(wallet: Wallet) -> None:
    add_engagement(wallet, replace(_BERLIN, account="Carla Dritte"))

    outcome = _only(wallet)

    assert outcome.error is None
    assert not list_facts.pay_lines(wallet)
    assert _skipped(outcome)["other_driver"] == 24


def test_who_was_chosen_once_is_kept_as_the_account_of_the_engagement(wallet: Wallet) -> None:
    add_engagement(wallet, _BERLIN)
    seen = preview(wallet, (_PAY,), Job())
    assert {each.name for each in seen.files[0].drivers} >= {"Bernd Beispiel"}

    say_account(wallet, "uber", _BERND)
    outcome = _only(wallet)

    (known,) = engagements(wallet)
    assert outcome.error is None
    assert known.engagement.account == _BERND
    assert _skipped(outcome)["other_driver"] == 16
    assert list_facts.pay_lines(wallet)


def test_an_account_that_the_engagement_names_goes_before_what_was_chosen(wallet: Wallet) -> None:
    add_engagement(wallet, replace(_BERLIN, account="Carla Dritte"))
    say_account(wallet, "uber", _BERND)

    assert _skipped(_only(wallet))["other_driver"] == 24
