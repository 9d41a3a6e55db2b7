"""The statement as a whole: printed totals, what its rows pay, and whether both agree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Paper
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    PrintedTotal,
    Reading,
    Rejection,
    Row,
)
from gigwallet.domain.recorded import Locator
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.importers.uber_weekly_statement import moments, rows, table
from gigwallet.importers.uber_weekly_statement.balance import checked
from gigwallet.importers.uber_weekly_statement.dollars import Currency, currency_in
from gigwallet.importers.uber_weekly_statement.moments import Week
from gigwallet.importers.uber_weekly_statement.summary import (
    LABELS,
    START,
    Summary,
    summary_of,
)
from gigwallet.pages.lines import Line, bare, lines_of
from gigwallet.pages.scans import believed
from gigwallet.tabular.tables import BadCell
from gigwallet.words import N_

_TITLE = "Weekly Statement"
_TOTALS = (table.EARNINGS, table.REFUNDS, table.PAYOUTS)


class UberWeeklyStatement:
    """Every row is held against the running balance: one that breaks it is rejected, and the totals
    of page 1 show what is missing then."""

    name = "uber_weekly_statement"
    version = "2"
    title = N_("Uber weekly statement (PDF)")
    where = N_(
        "On drivers.uber.com: Earnings > Statements > choose the week > Download PDF. One file for "
        "each week."
    )

    def recognises_paper(self, name: str, paper: Paper) -> bool:
        return _week(_first_page(paper)) is not None

    def read_paper(self, name: str, paper: Paper) -> Iterator[Reading]:
        first = _first_page(paper)
        week = _week(first)
        if week is None:
            raise GigWalletError("format_unknown", name=name)
        currency = currency_in(lines_of(paper))
        read = tuple(_read(paper, week, summary_of(first, currency.code), currency))
        sound = not any(isinstance(each, Rejection) for each in read)
        yield from believed(paper, read, adds_up=sound)


def _first_page(paper: Paper) -> tuple[Line, ...]:
    return tuple(line for line in lines_of(paper) if line.page == 1)


def _week(first: tuple[Line, ...]) -> Week | None:
    """The week under the title, None where this is no weekly statement."""
    if not any(bare(_TITLE) in bare(line.text) for line in first):
        return None
    weeks = (moments.week(line.text) for line in first)
    return next((each for each in weeks if each is not None), None)


def _read(paper: Paper, week: Week, summary: Summary, currency: Currency) -> Iterator[Reading]:
    hint = EngagementHint(rows.PLATFORM, currency=currency.named, sign=currency.sign)
    lines = list(checked(_rows(paper, week, summary.currency), summary.get(START)))
    paid = [
        row
        for each in lines
        if not isinstance(each, Rejection)
        for row in rows.readings_of(each, week, hint)
    ]
    rejected = [each for each in lines if isinstance(each, Rejection)]
    wrong = list(_contradictions(summary, paid)) if not rejected else []
    for name in _TOTALS:
        if name in summary.printed:
            amount = summary.printed[name]
            paid_out = -amount if name == table.PAYOUTS else amount
            yield PrintedTotal(LABELS[name], amount=paid_out)
    yield from _statement(week, summary, _totals_box(paper, summary), hint)
    if week.whole_days and summary.complete and not rejected and not wrong:
        yield Covers("pay", week.whole_days, hint)
    yield from wrong
    yield from rejected
    yield from paid


def _rows(paper: Paper, week: Week, currency: str) -> Iterator[rows.Parsed | Rejection]:
    for number, page in enumerate(paper.pages, start=1):
        for row in table.rows(number, page):
            try:
                yield rows.parsed(row, week, currency)
            except BadCell as bad:
                yield Rejection(bad.reason, row.where, bad.column)


def _contradictions(summary: Summary, paid: list[Row]) -> Iterator[Rejection]:
    """A total of page 1 that is not the sum of its column: a row, or a whole page, is missing."""
    for name in _TOTALS:
        printed = summary.printed.get(name)
        if printed is None:
            continue
        label = LABELS[name]
        own = sum(r.amount.minor for r in paid if r.amount and r.footing["column"] == label)
        if own != (-printed.minor if name == table.PAYOUTS else printed.minor):
            yield Rejection("total_differs", summary.where[name], label)


def _statement(
    week: Week, summary: Summary, where: Locator, hint: EngagementHint
) -> Iterator[Row | Rejection]:
    """What was earned and refunded in the week is its gross and its net: nothing is taken off."""
    earnings, refunds = summary.get(table.EARNINGS), summary.get(table.REFUNDS)
    if earnings is None or refunds is None or not summary.complete:
        missing = next((n for n in LABELS if summary.get(n) is None), table.EARNINGS)
        yield Rejection("missing_value", where, LABELS[missing])
        return
    if not summary.adds_up:
        yield Rejection("total_differs", where, LABELS[table.EARNINGS])
        return
    paid = earnings + refunds
    yield Row(
        fact=Statement(
            platform=rows.PLATFORM,
            kind=StatementKind.WEEKLY,
            period=week.period,
            currency=hint.currency,
            ref=str(week.period),
            gross=paid,
            net=paid,
        ),
        family="uber_weekly_statements",
        natural_key=f"{week.start}|{week.end}|{earnings}|{refunds}",
        locator=where,
        raw={LABELS[name]: str(amount) for name, amount in summary.printed.items()},
        amount=paid,
        hint=hint,
    )


def _totals_box(paper: Paper, summary: Summary) -> Locator:
    """Where page 1 prints its totals; all that it prints where they are not there."""
    boxes = [box for each in summary.where.values() if (box := Box.of(each.pointer))]
    boxes = boxes or [line.box for line in _first_page(paper)]
    return Locator(page=1, pointer=reduce(Box.around, boxes).pointer)
