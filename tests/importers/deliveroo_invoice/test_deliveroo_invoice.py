"""Deliveroo's invoice: both wordings, wrapped notes, shifts over midnight, and its own sums."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Covers
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Deduction, Statement
from gigwallet.importers.deliveroo_invoice import IMPORTER
from tests.importers.printed import (
    clock,
    drawn,
    facts,
    listed,
    printed,
    read,
    rejected,
    rows,
    scanned,
    total,
)

_SAMPLE = Path(__file__).parent / "samples" / "deliveroo_invoice.pdf"
_OLDER = (
    "Pay to: Demo Rider",
    "Service Hours - 31 December 2018 - 13 January 2019",
    "Day Date Time in Time out Hours worked Orders Delivered Total",
    "Monday 31 December 2018 21:30 00:30 3.0h 8: £35.20",
    "Saturday 12 January 2019 17:30 21:00 3.5h 6: £26.40",
    "Payment Adjustments",
    "Category Note Amount",
    "Referral friend who joined in £50.00",
    "the second week",
    "Kit deduction -£12.50",
    "Total Adjustments £37.50",
    "Tips £4.00",
    "Summary",
    "Drop Fees £61.60",
    "Total Adjustments £37.50",
    "Tips £4.00",
    "Total fee payable £103.10",
)


def _invoice(*lines: str, **changed: str) -> bytes:
    """``_OLDER``, or these lines; with lines changed that begin with a key of ``changed``."""
    said = [changed.get(line.split()[0], line) for line in (lines or _OLDER)]
    return drawn(listed([line for line in said if line]))


def test_the_sample_gives_exactly_what_was_printed(samples: Path) -> None:
    expected = json.loads((samples / "synthetic" / "EXPECTED_docs.json").read_text("utf-8"))
    said = expected["deliveroo_pdf"]

    readings = read(IMPORTER, (samples / "synthetic" / "pdf" / _SAMPLE.name).read_bytes())

    lines = rows(readings, PayLine)
    by_column = {
        name: total(each for each in lines if each.footing["column"] == name)
        for name in ("Drop Fees", "Tips")
    }
    (statement,) = facts(readings, Statement)
    assert len(facts(readings, Shift)) == said["shifts"]
    assert sum(each.completed or 0 for each in facts(readings, Shift)) == said["orders"]
    assert by_column["Drop Fees"] == Decimal(said["fees"]) * 100
    assert by_column["Tips"] == Decimal(said["tips"]) * 100
    assert statement.net is not None
    assert statement.net.amount == Decimal(said["total"])
    assert rejected(readings) == []


def test_the_older_wording_says_the_same() -> None:
    readings = read(IMPORTER, _invoice())

    (statement,) = facts(readings, Statement)
    assert rejected(readings) == []
    assert statement.period == Period(date(2018, 12, 31), date(2019, 1, 13))
    assert [str(each) for each in (statement.gross, statement.net)] == ["115.60", "103.10"]
    assert [each.label for each in statement.deductions] == ["Kit deduction"]
    assert printed(readings)["Total fee payable"] == 10310


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    first, second = facts(read(IMPORTER, _invoice()), Shift)

    assert (clock(first.started_at), clock(first.ended_at)) == (
        "2018-12-31T21:30", "2019-01-01T00:30",
    )  # fmt: skip
    assert clock(second.ended_at) == "2019-01-12T21:00"


def test_a_note_that_goes_on_over_lines_stays_with_its_amount() -> None:
    lines = facts(read(IMPORTER, _invoice()), PayLine)

    referral = next(each for each in lines if each.category is PayCategory.INCENTIVE)
    assert referral.label_raw == "Referral friend who joined in the second week"
    assert referral.amount.minor == 5000


@pytest.mark.parametrize(
    ("torn", "reason"),
    [
        ("Saturday 12 January 2019 17:30 21:00 4.5h 6: £26.40", ("bad_time", "Hours worked")),
        ("Sunday 12 January 2019 17:30 21:00 3.5h 6: £26.40", ("bad_time", "Day")),
        ("Saturday 19 January 2019 17:30 21:00 3.5h 6: £26.40", ("bad_time", "Day")),
        ("Saturday 12 January 2019 17:30 21:00 3.5h £26.40", ("cut_off_line", "")),
        ("turday 12 January 2019 17:30 21:00 3.5h 6: £26.40", ("cut_off_line", "")),
        ("Saturday 12 January 2019 17:30 25:00 3.5h 6: £26.40", ("bad_time", "Date")),
    ],
)
def test_a_line_that_contradicts_itself_is_rejected(torn: str, reason: tuple[str, str]) -> None:
    readings = read(IMPORTER, _invoice(Saturday=torn))

    assert rejected(readings) == [reason]
    assert len(facts(readings, Shift)) == 1
    assert facts(readings, Statement)[0].net is not None
    assert not [each for each in readings if isinstance(each, Covers)]


def test_a_lost_digit_shows_in_the_sum_of_its_section() -> None:
    data = _invoice(Saturday="Saturday 12 January 2019 17:30 21:00 3.5h 6: £6.40")

    assert rejected(read(IMPORTER, data)) == [("total_differs", "Drop Fees")]


def test_a_summary_that_does_not_add_up_makes_no_statement() -> None:
    lines = [*_OLDER[:-1], "Total fee payable £102.10"]

    readings = read(IMPORTER, _invoice(*lines))

    assert rejected(readings) == [("total_differs", "Total fee payable")]
    assert facts(readings, Statement) == []


def test_an_invoice_without_a_summary_gives_its_lines_alone() -> None:
    readings = read(IMPORTER, _invoice(*_OLDER[:12]))

    assert rejected(readings) == [("missing_value", "Total fee payable")]
    assert total(rows(readings, PayLine)) == 10310


def test_two_pages_are_one_invoice() -> None:
    readings = read(IMPORTER, drawn(listed(_OLDER[:4]), listed(_OLDER[4:])))

    assert rejected(readings) == []
    assert {each.locator.page for each in rows(readings, Shift)} == {1, 2}


def test_an_invoice_in_euros_is_in_euros() -> None:
    readings = read(IMPORTER, _invoice(*(line.replace("£", "€") for line in _OLDER)))

    (statement,) = facts(readings, Statement)
    assert statement.currency == "EUR"
    assert [each.amount.currency for each in statement.deductions] == ["EUR"]
    assert isinstance(statement.deductions[0], Deduction)


def test_nothing_of_the_rider_is_kept() -> None:
    readings = read(IMPORTER, _invoice())

    assert "Demo Rider" not in repr(readings)


def test_a_scan_is_believed_only_where_it_adds_up() -> None:
    good = read(IMPORTER, scanned(_invoice()))
    bad = read(
        IMPORTER,
        scanned(_invoice(Saturday="Saturday 12 January 2019 17:30 21:00 3.5h 6: £28.40")),
    )

    assert total(rows(good, PayLine)) == 10310
    assert rows(bad, PayLine) == []
