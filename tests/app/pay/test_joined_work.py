"""The work of an account with its pay: what two documents both say is paid once."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.app.floors.pay import paid
from gigwallet.app.pay.joined_work import joined_work
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import ExhibitId, Recorded
from tests.reconciliation.invented import JULY, at, check, engagement, line, trip

NOON = at("2025-07-02T12:00")


def stated_by(recorded: Recorded[PayLine], importer: str) -> Recorded[PayLine]:
    (source,) = recorded.sources
    shown = replace(source, importer=importer, exhibit_id=ExhibitId(importer))
    return replace(recorded, sources=(shown,))


def total_of(*lines: Recorded[PayLine]) -> str:
    ride = trip("", "2025-07-02T12:00")
    checked = check(trips=[ride], pay_lines=list(lines))
    work = joined_work("A", engagement().engagement, [ride], lines, checked)
    return str(paid(work, [0], JULY, "CNY").total)


def test_pay_that_an_export_and_a_statement_both_list_is_paid_once() -> None:
    """Neither names the ride by a number; counted twice, it would hide what is missing."""
    export = stated_by(line("", "8.00", occurred_at=NOON), "export")
    weekly = stated_by(line("", "8.00", occurred_at=NOON), "weekly")

    assert total_of(export) == "8.00"
    assert total_of(export, weekly) == "8.00"


def test_pay_that_belongs_to_no_single_ride_still_counts_in_the_period() -> None:
    fare = line("", "8.00", occurred_at=NOON)
    promised = line("", "5.00", occurred_at=at("2025-07-20T12:00"))

    assert total_of(fare, promised) == "13.00"
