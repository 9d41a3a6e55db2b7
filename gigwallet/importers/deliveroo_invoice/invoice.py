"""The invoice as a whole: shifts, what each paid, adjustments, tips, and whether it adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Paper
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    Fact,
    PrintedTotal,
    Reading,
    Rejection,
    Row,
)
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.importers.deliveroo_invoice import wording
from gigwallet.importers.deliveroo_invoice.sections import Entry, Sections, sections
from gigwallet.importers.deliveroo_invoice.wording import Worked
from gigwallet.pages.lines import Line, bare, lines_of
from gigwallet.pages.scans import believed
from gigwallet.tabular.currencies import currency_of
from gigwallet.tabular.moments import FLOATING, ZONE_OF_CURRENCY
from gigwallet.tabular.tables import BadCell
from gigwallet.words import N_

_PLATFORM = "deliveroo"
_TABLE_HEAD = "ordersdelivered"
_FEES, _ADJUSTMENTS, _TIPS, _TOTAL = "Drop Fees", "Total Adjustments", "Tips", "Total fee payable"


class DeliverooInvoice:
    """A line that contradicts itself is rejected; a sum that is not the sum of its lines is too."""

    name = "deliveroo_invoice"
    version = "1"
    title = N_("Deliveroo invoice (PDF)")
    where = N_(
        "In the Deliveroo Rider app or on the rider site: Account > Invoices > Download. One PDF "
        "for each fortnight."
    )

    def recognises_paper(self, name: str, paper: Paper) -> bool:
        lines = lines_of(paper)
        told = any(wording.period_of(line.text) for line in lines)
        return told and any(_TABLE_HEAD in bare(line.text) for line in lines)

    def read_paper(self, name: str, paper: Paper) -> Iterator[Reading]:
        lines = lines_of(paper)
        period = next((told for line in lines if (told := wording.period_of(line.text))), None)
        currency = _currency(lines)
        if period is None or not currency:
            raise GigWalletError("format_unknown", name=name)
        read = tuple(_Invoice(period, currency, sections(lines, currency)).readings())
        sound = not any(isinstance(each, Rejection) for each in read)
        yield from believed(paper, read, adds_up=sound)


def _currency(lines: tuple[Line, ...]) -> str:
    words = (word.text for line in lines for word in line.words)
    return next((code for each in words if (code := currency_of(each))), "")


class _Invoice:
    """Everything that one paper says, with the sums that it must come to."""

    def __init__(self, period: Period, currency: str, parts: Sections) -> None:
        self._period = period
        self._currency = currency
        self._parts = parts
        self._ref = str(period)
        self._zone = ZONE_OF_CURRENCY.get(currency, FLOATING)
        self._hint = EngagementHint(platform=_PLATFORM, currency=currency)
        self._sums = {name: Money.zero(currency) for name in (_FEES, _ADJUSTMENTS, _TIPS)}
        self._deductions: list[Deduction] = []

    def readings(self) -> Iterator[Reading]:
        lines = [*self._shifts(), *self._adjustments(), *self._tips()]
        torn = any(isinstance(each, Rejection) for each in lines)
        closing = list(self._closing(torn))
        yield from closing
        if not torn and not any(isinstance(each, Rejection) for each in closing):
            yield Covers("pay", self._period, self._hint)
        yield from lines

    def _shifts(self) -> Iterator[Reading]:
        for line in self._parts.shifts:
            try:
                done = wording.worked(line.text, self._currency, self._period)
            except BadCell as bad:
                yield Rejection(bad.reason, line.where, bad.column)
                continue
            self._sums[_FEES] += done.fee
            yield from self._worked(line, done)

    def _worked(self, line: Line, done: Worked) -> Iterator[Row]:
        begun, ended = self._at(done.begun), self._at(done.ended)
        clocks = f"{done.begun:%Y-%m-%d %H:%M}|{done.ended:%Y-%m-%d %H:%M}"
        yield self._row(
            Shift(_PLATFORM, ShiftState.WORKED, begun, ended, completed=done.orders),
            "deliveroo_shifts",
            clocks,
            line.where,
            {"line": line.text},
        )
        yield self._pay(
            PayCategory.BASE, done.fee, _FEES, _FEES, line.where, f"{clocks}|{done.orders}",
            {"line": line.text}, at=begun, orders=done.orders,
        )  # fmt: skip

    def _adjustments(self) -> Iterator[Reading]:
        for entry in self._parts.adjustments:
            try:
                told = wording.labelled(entry.text, self._currency)
            except BadCell as bad:
                yield Rejection(bad.reason, entry.where, "Amount")
                continue
            if told is None:
                yield Rejection("missing_value", entry.where, "Amount")
                continue
            yield self._adjusted(entry, *told)

    def _adjusted(self, entry: Entry, label: str, amount: Money) -> Row:
        self._sums[_ADJUSTMENTS] += amount
        if amount.minor < 0:
            self._deductions.append(Deduction(label, amount))
        return self._pay(
            wording.adjustment(label), amount, label, _ADJUSTMENTS, entry.where,
            f"{self._ref}|{bare(label)}", {"line": entry.text},
        )  # fmt: skip

    def _tips(self) -> Iterator[Reading]:
        """Printed above the summary and in it; the first one counts."""
        for line in (*self._parts.beside, *self._parts.summary):
            if not bare(line.text).startswith(bare(_TIPS)):
                continue
            told = self._labelled(line)
            if told is not None:
                self._sums[_TIPS] = told[1]
                yield self._pay(
                    PayCategory.TIP, told[1], _TIPS, _TIPS, line.where, f"{self._ref}|tips",
                    {"line": line.text},
                )  # fmt: skip
                return

    def _closing(self, torn: bool) -> Iterator[Reading]:
        """The summary against its lines, and the invoice as a statement."""
        printed = {
            name: (line, told[1])
            for name in (_FEES, _ADJUSTMENTS, _TIPS, _TOTAL)
            for line in self._parts.summary
            if bare(line.text).startswith(bare(name)) and (told := self._labelled(line))
        }
        for name, (line, amount) in printed.items():
            yield PrintedTotal(name, amount=amount)
            if name in self._sums and amount != self._sums[name] and not torn:
                yield Rejection("total_differs", line.where, name)
        if _TOTAL not in printed:
            where = (self._parts.summary or self._parts.shifts or self._parts.beside)[0].where
            yield Rejection("missing_value", where, _TOTAL)
            return
        line, total = printed[_TOTAL]
        parts = [printed[name][1].minor for name in self._sums if name in printed]
        if sum(parts) != total.minor:
            yield Rejection("total_differs", line.where, _TOTAL)
        else:
            adjusted = printed[_ADJUSTMENTS][1] if _ADJUSTMENTS in printed else None
            all_told = adjusted is None or adjusted == self._sums[_ADJUSTMENTS]
            yield self._statement(line, total, all_told)

    def _statement(self, line: Line, total: Money, all_told: bool) -> Row:
        """Its gross is what was paid before anything was taken off; not known where an adjustment
        could not be read (``all_told``)."""
        taken = sum(each.amount.minor for each in self._deductions)
        return self._row(
            Statement(
                platform=_PLATFORM,
                kind=StatementKind.BILL,
                period=self._period,
                currency=self._currency,
                ref=self._ref,
                gross=replace(total, minor=total.minor - taken) if all_told else None,
                deductions=tuple(self._deductions) if all_told else (),
                net=total,
            ),
            "deliveroo_invoices",
            f"{self._ref}|{total}|{self._currency}",
            line.where,
            {"line": line.text},
            total,
        )

    def _pay(
        self,
        category: PayCategory,
        amount: Money,
        label: str,
        column: str,
        where: Locator,
        key: str,
        raw: dict[str, str],
        *,
        at: Instant | None = None,
        orders: int | None = None,
    ) -> Row:
        line = PayLine(
            platform=_PLATFORM,
            category=category,
            amount=amount,
            label_raw=label,
            statement_ref=self._ref,
            occurred_at=at,
            quantity=None if orders is None else Decimal(orders),
        )
        row = self._row(
            line, "deliveroo_pay", f"{key}|{amount}|{self._currency}", where, raw, amount
        )
        return replace(row, footing={"column": column})

    def _row(
        self,
        fact: Fact,
        family: str,
        key: str,
        where: Locator,
        raw: dict[str, str],
        amount: Money | None = None,
    ) -> Row:
        return Row(fact, family, key, where, raw, amount, {}, self._hint)

    def _labelled(self, line: Line) -> tuple[str, Money] | None:
        try:
            return wording.labelled(line.text, self._currency)
        except BadCell:
            return None

    def _at(self, wall: datetime) -> Instant:
        """The invoice names no zone: its clock waits to be placed by the engagement."""
        placed = Instant.from_local(wall, self._zone, f"{wall:%Y-%m-%d %H:%M}")
        return replace(placed, quality=TimeQuality.LOCAL_ASSUMED)
