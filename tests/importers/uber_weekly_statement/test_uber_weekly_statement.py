"""Uber's weekly PDF: years, columns and the running balance, on weeks that are drawn here."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutMethod
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Covers, EngagementHint, Row
from gigwallet.domain.statement import Statement
from gigwallet.importers.uber_weekly_statement import IMPORTER
from gigwallet.pages import read_paper
from tests.importers.printed import (
    Said,
    clock,
    drawn,
    facts,
    printed,
    read,
    rejected,
    rows,
    scanned,
    total,
)

_SAMPLE = Path(__file__).parent / "samples" / "uber_weekly_statement_6col.pdf"
_WEEK = "Dec 29, 2025 4 AM - Jan 5, 2026 4 AM"
_LEFT = {"processed": 50, "event": 150, "earnings": 300, "refunds": 390, "payouts": 470}


@dataclass(frozen=True)
class Event:
    day: str
    clock: str
    name: str
    happened: str = ""
    earnings: str = "0.00"
    refunds: str = "0.00"
    payouts: str = "0.00"


_TRIP = Event("Wed, Dec 31", "11:58 PM", "UberX", "Dec 31 11:31 PM", "12.40", "2.75")
_TIP = Event("Fri, Jan 2", "9:05 AM", "Tip", "Dec 31 11:31 PM", "3.00")
_LATE = Event("Mon, Jan 5", "2:10 AM", "Delivery", "Jan 5 1:40 AM", "8.00")
_PAID = Event("Mon, Jan 5", "4:00 AM", "Transferred to Bank Account", payouts="-26.15")
_ALL = (_TRIP, _TIP, _LATE, _PAID)


def _signed(amount: Decimal, sign: str = "$") -> str:
    return f"-{sign}{-amount:,.2f}" if amount < 0 else f"{sign}{amount:,.2f}"


def _statement(
    *events: Event,
    week: str = _WEEK,
    refunds: bool = True,
    start: str = "0.00",
    summary: bool = True,
    left_out: int | None = None,
    wrong_balance: int | None = None,
    per_page: int = 20,
    apart: float = 0,
    sign: str = "$",
    also: tuple[str, ...] = (),
) -> bytes:
    """As Uber prints it. ``left_out``: this row is summed up and not printed; ``apart``: how far
    the amounts stand below the first line of their row; ``also``: lines at the foot of page 1."""
    sums = {
        name: sum((Decimal(getattr(each, name)) for each in events), Decimal(0))
        for name in ("earnings", "refunds", "payouts")
    }
    end = Decimal(start) + sum(sums.values())
    first = [Said(50, 57, "Weekly Statement"), Said(50, 80, week), Said(50, 100, "DEMO DRIVER")]
    printed_sums = [
        ("Starting balance", Decimal(start)),
        ("Your earnings", sums["earnings"]),
        *([("Refunds & expenses", sums["refunds"])] if refunds else []),
        ("Payouts", sums["payouts"]),
        ("Ending balance", end),
    ]
    if summary:
        for at, (label, amount) in enumerate(printed_sums):
            first.append(Said(50, 150 + at * 22, label))
            first.append(Said(562, 150 + at * 22, _signed(amount, sign), right=True))
    first += [Said(50, 600 + at * 12, line) for at, line in enumerate(also)]
    pages = [first]
    balance = Decimal(start)
    shown = 0
    for at, each in enumerate(events):
        balance += sum(Decimal(getattr(each, name)) for name in sums)
        if at == left_out:
            continue
        if shown % per_page == 0:
            pages.append(_head(refunds))
        top = 70 + shown % per_page * 28
        printed_balance = balance + (Decimal("0.10") if at == wrong_balance else 0)
        pages[-1] += _row(each, top, printed_balance, refunds, apart, sign)
        shown += 1
    for at, page in enumerate(pages, start=1):
        page.append(Said(50, 762, "DEMO DRIVER"))
        page.append(Said(562, 762, f"{at} of {len(pages)}", right=True))
    return drawn(*pages)


def _head(refunds: bool) -> list[Said]:
    heads = {
        "Processed": 50, "Event": 150, "Your earnings": 300,
        **({"Refunds & Expenses": 390} if refunds else {}), "Payouts": 470, "Balance": 545,
    }  # fmt: skip
    return [Said(left, 50, head) for head, left in heads.items()]


def _row(
    each: Event, top: float, balance: Decimal, refunds: bool, apart: float, sign: str
) -> list[Said]:
    columns = ("earnings", "refunds", "payouts") if refunds else ("earnings", "payouts")
    said = [
        Said(50, top, each.day),
        Said(50, top + 10, each.clock),
        Said(150, top, each.name),
        *([Said(150, top + 10, each.happened)] if each.happened else []),
    ]
    for name in columns:
        said.append(Said(_LEFT[name], top + apart, _signed(Decimal(getattr(each, name)), sign)))
    return [*said, Said(545, top + apart, _signed(balance, sign))]


def test_the_sample_gives_exactly_what_was_printed(samples: Path) -> None:
    expected = json.loads((samples / "synthetic" / "EXPECTED_docs.json").read_text("utf-8"))
    said = expected["uber_weekly_pdf"]

    readings = read(
        IMPORTER, (samples / "synthetic/pdf/uber_weekly_statement_6col.pdf").read_bytes()
    )

    lines, payouts = rows(readings, PayLine), rows(readings, Payout)
    tolls = [each for each in lines if each.footing["column"] == "Refunds & expenses"]
    assert len({each.locator for each in (*lines, *payouts)}) == said["rows"]
    assert total(lines) - total(tolls) == Decimal(said["earnings"]) * 100
    assert total(tolls) == Decimal(said["refunds"]) * 100
    assert -total(payouts) == Decimal(said["payout"]) * 100
    assert rejected(readings) == []


def test_the_sample_beside_this_test_is_read_whole() -> None:
    readings = read(IMPORTER, _SAMPLE.read_bytes())

    (statement,) = facts(readings, Statement)
    assert statement.gross == statement.net == Money(61187, UNNAMED)
    assert printed(readings) == {
        "Your earnings": 59019, "Refunds & expenses": 2168, "Payouts": 61187,
    }  # fmt: skip


def test_the_year_comes_from_the_first_page_and_turns_in_the_middle_of_the_week() -> None:
    readings = read(IMPORTER, _statement(*_ALL))

    lines = facts(readings, PayLine)
    assert rejected(readings) == []
    assert [clock(each.occurred_at) for each in lines] == [
        "2025-12-31T23:31", "2025-12-31T23:31", "2025-12-31T23:31", "2026-01-05T01:40",
    ]  # fmt: skip
    assert clock(lines[2].recognised_at) == "2026-01-02T09:05"


def test_the_week_is_its_seven_days_and_only_whole_days_count_as_covered() -> None:
    readings = read(IMPORTER, _statement(*_ALL))

    (statement,) = facts(readings, Statement)
    (covers,) = [each for each in readings if isinstance(each, Covers)]
    assert statement.period == Period(date(2025, 12, 29), date(2026, 1, 4))
    assert covers.period == Period(date(2025, 12, 30), date(2026, 1, 4))


def test_a_tip_is_a_line_of_its_own_later_than_its_trip() -> None:
    readings = read(IMPORTER, _statement(*_ALL))

    found = {each.category: each for each in facts(readings, PayLine)}
    tip = found[PayCategory.TIP]
    assert tip.amount.minor == 300
    assert (clock(tip.occurred_at), clock(tip.recognised_at)) == (
        "2025-12-31T23:31", "2026-01-02T09:05",
    )  # fmt: skip
    assert found[PayCategory.TOLL_REFUND].amount.minor == 275


def test_a_week_without_refunds_has_five_columns() -> None:
    paid = Event("Mon, Jan 5", "4:00 AM", "Transferred to Bank Account", payouts="-15.40")
    trip = Event("Wed, Dec 31", "11:58 PM", "UberX", "Dec 31 11:31 PM", "12.40")

    readings = read(IMPORTER, _statement(trip, _TIP, paid, refunds=False))

    assert rejected(readings) == []
    assert total(rows(readings, PayLine)) == 1540
    assert [each.amount.minor for each in facts(readings, Payout)] == [1540]


def test_amounts_between_the_two_lines_of_their_row_are_found() -> None:
    readings = read(IMPORTER, _statement(*_ALL, apart=5))

    assert rejected(readings) == []
    assert total(rows(readings, PayLine)) == 2615


def test_a_fare_taken_off_again_is_a_correction_and_cash_was_paid_in_cash() -> None:
    taken = Event("Fri, Jan 2", "10:00 AM", "UberX", "Dec 30 6:00 PM", "-4.20")
    cash = Event("Fri, Jan 2", "11:00 AM", "Cash collected", payouts="-8.20")

    readings = read(IMPORTER, _statement(_TRIP, taken, cash, start="5.00"))

    lines = facts(readings, PayLine)
    assert [each.category for each in lines if each.amount.minor < 0] == [PayCategory.ADJUSTMENT]
    assert [each.method for each in facts(readings, Payout)] == [PayoutMethod.CASH]
    assert rejected(readings) == []


def test_rows_go_on_over_pages_and_the_footer_is_none_of_them() -> None:
    readings = read(IMPORTER, _statement(*_ALL, per_page=2))

    assert rejected(readings) == []
    assert {each.locator.page for each in rows(readings, PayLine)} == {2, 3}


def test_a_row_that_breaks_the_running_balance_is_rejected_and_the_next_is_not() -> None:
    readings = read(IMPORTER, _statement(*_ALL, wrong_balance=1))

    assert rejected(readings) == [("balance_broken", "Balance")]
    assert total(rows(readings, PayLine)) == 2315


def test_a_row_that_is_missing_shows_in_the_balance_and_in_the_totals() -> None:
    readings = read(IMPORTER, _statement(*_ALL, left_out=1))

    assert rejected(readings) == [("balance_broken", "Balance")]
    assert (
        printed(readings)["Your earnings"]
        - total(
            each for each in rows(readings, PayLine) if each.footing["column"] == "Your earnings"
        )
        == 300 + 800
    )
    assert not [each for each in readings if isinstance(each, Covers)]


def test_a_missing_last_row_shows_in_the_totals_alone() -> None:
    readings = read(IMPORTER, _statement(*_ALL, left_out=3))

    assert rejected(readings) == [("total_differs", "Payouts")]


def test_a_statement_without_totals_gives_its_lines_and_no_statement() -> None:
    readings = read(IMPORTER, _statement(*_ALL, summary=False))

    assert rejected(readings) == [("missing_value", "Starting balance")]
    assert rows(readings, Statement) == []
    assert total(rows(readings, PayLine)) == 2615


@pytest.mark.parametrize(
    ("torn", "culprit"),
    [
        (Event("Thu, Dec 31", "11:58 PM", "UberX", "Dec 31 11:31 PM", "1.00"), "Processed"),
        (Event("Wed, Dec 31", "13:58 PM", "UberX", "Dec 31 11:31 PM", "1.00"), "Processed"),
        (Event("Wed, Dec 24", "11:58 PM", "UberX", "Dec 24 11:31 PM", "1.00"), "Processed"),
    ],
)
def test_a_time_that_cannot_be_is_rejected(torn: Event, culprit: str) -> None:
    readings = read(IMPORTER, _statement(torn, start="0.00"))

    assert ("bad_time", culprit) in rejected(readings)


def test_words_that_were_set_in_parts_are_read() -> None:
    data = _statement(
        Event("T ue, Dec 30", "1:05 PM", "T ip", "Dec 30 11:05 AM", "2.00"),
        Event("T ue, Dec 30", "3:05 PM", "UberX", "Dec 1 11:05 AM", "2.00"),
    )

    lines = facts(read(IMPORTER, data), PayLine)

    assert [each.category for each in lines] == [PayCategory.TIP, PayCategory.UPFRONT]
    assert clock(lines[1].occurred_at) == "2025-12-01T11:05"


def test_rows_that_are_printed_over_one_another_are_rejected() -> None:
    paper = read_paper(_statement(*_ALL))
    page = paper.pages[1]
    moved = tuple(
        replace(each, box=replace(each.box, top=each.box.top - shift))
        for each in page.pieces
        for shift in (26 if 88 < each.box.top < 110 else 0,)
    )

    readings = read(IMPORTER, replace(paper, pages=(paper.pages[0], replace(page, pieces=moved))))

    assert rejected(readings)
    assert total(rows(readings, PayLine)) < 2615


def test_two_equal_rows_have_one_key_and_both_stay() -> None:
    readings = read(IMPORTER, _statement(_TIP, _TIP))

    keys = [each.natural_key for each in rows(readings, PayLine)]
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_scan_is_believed_where_its_balance_holds() -> None:
    data = _statement(*_ALL)

    assert rejected(read(IMPORTER, scanned(data))) == []
    assert total(rows(read(IMPORTER, scanned(data)), PayLine)) == 2615


def test_a_scan_whose_sums_do_not_hold_gives_no_row_at_all() -> None:
    readings = read(IMPORTER, scanned(_statement(*_ALL, wrong_balance=1)))

    assert rows(readings, PayLine) == []
    assert {reason for reason, _ in rejected(readings)} == {"balance_broken", "scan_not_proven"}


def test_a_scan_that_was_hard_to_read_gives_no_row_either() -> None:
    readings = read(IMPORTER, scanned(_statement(*_ALL), confidence=0.9))

    assert {reason for reason, _ in rejected(readings)} == {"read_unsurely"}


@pytest.mark.parametrize(
    ("sign", "currency"), [("A$", "AUD"), ("CA$", "CAD"), ("S$", "SGD"), ("£", "GBP"), ("€", "EUR")]
)
def test_a_sign_of_one_currency_alone_names_it(sign: str, currency: str) -> None:
    readings = read(IMPORTER, _statement(*_ALL, sign=sign))

    assert {each.hint.currency for each in rows(readings, Statement)} == {currency}
    assert {each.amount.currency for each in facts(readings, PayLine)} == {currency}


def test_a_bare_dollar_is_no_country_s_and_waits_for_the_engagement() -> None:
    readings = read(IMPORTER, _statement(*_ALL))

    hints = {each.hint for each in readings if isinstance(each, Row | Covers)}
    assert hints == {EngagementHint("uber", sign="$")}
    assert {each.amount.currency for each in facts(readings, PayLine)} == {UNNAMED}
    assert total(rows(readings, PayLine)) == 2615


@pytest.mark.parametrize(
    ("line", "currency"),
    [
        ("12 High Street, Hobart TAS 7000, Australia", "AUD"),
        ("ABN 51 824 753 556", "AUD"),
        ("GST/HST number 123456789 RT0001", "CAD"),
        ("88 King St W, Toronto, ON M5V 1J9", "CAD"),
        ("RFC: GODE561231GR8", "MXN"),
        ("1 Queen Street, Auckland 1010, New Zealand", "NZD"),
        ("10 Anson Road, Singapore 079903", "SGD"),
        ("5 Main Street, Dayton, OH 45402, USA", "USD"),
    ],
)
def test_an_address_or_a_tax_of_one_country_tells_whose_dollar_it_is(
    line: str, currency: str
) -> None:
    readings = read(IMPORTER, _statement(*_ALL, also=(line,)))

    assert {each.hint for each in rows(readings, PayLine)} == {
        EngagementHint("uber", "", "", currency)
    }


@pytest.mark.parametrize(
    "lines",
    [
        ("GST included",),
        ("Times are in HST",),
        ("12 Canada Street, Auckland",),
        ("Monterrey, NL 64000",),
        ("1725 3rd Street, San Francisco, CA 94158, USA",),
        ("1 Queen Street, Auckland, New Zealand", "GST/HST number 123456789 RT0001"),
    ],
)
def test_what_several_countries_print_or_two_of_them_tells_nothing(lines: tuple[str, ...]) -> None:
    readings = read(IMPORTER, _statement(*_ALL, also=lines))

    assert {each.hint for each in rows(readings, PayLine)} == {EngagementHint("uber", sign="$")}


def test_one_statement_has_the_same_keys_whatever_tells_its_currency() -> None:
    bare = read(IMPORTER, _statement(*_ALL))
    told = read(IMPORTER, _statement(*_ALL, also=("ABN 51 824 753 556",)))

    assert [each.natural_key for each in bare if isinstance(each, Row)] == [
        each.natural_key for each in told if isinstance(each, Row)
    ]
