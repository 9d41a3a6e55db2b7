"""The statement as a whole: its printed sums, the bookings behind them, and what was paid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Paper
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    PrintedTotal,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.importers.grab_statement import wording
from gigwallet.importers.grab_statement.bookings import Booking, Section, TornBooking, sections
from gigwallet.pages.lines import Line, bare, lines_of
from gigwallet.pages.scans import believed
from gigwallet.tabular import amounts
from gigwallet.tabular.currencies import currency_of
from gigwallet.tabular.moments import FLOATING, ZONE_OF_CURRENCY
from gigwallet.words import N_

_PLATFORM = "grab"


@dataclass(frozen=True, slots=True)
class _Sum:
    """A label with its amount, as one printed line says it."""

    label: str
    amount: Money
    where: Locator


class GrabStatement:
    """A sum whose bookings are listed, and come to it, is read from them; any other as it is."""

    name = "grab_statement"
    version = "1"
    title = N_("Grab weekly statement (PDF)")
    where = N_(
        "Grab sends a driver statement by mail each week; in the Grab Driver app it is under "
        "Earnings > Statements. Keep the PDF as it came."
    )

    def recognises_paper(self, name: str, paper: Paper) -> bool:
        lines = lines_of(paper)
        titled = any(bare(line.text) == bare(wording.TITLE) for line in lines)
        return titled and _week(lines) is not None and _closing(lines) is not None

    def read_paper(self, name: str, paper: Paper) -> Iterator[Reading]:
        lines = lines_of(paper)
        week, closing = _week(lines), _closing(lines)
        currency = currency_of(closing.words[-1].text) if closing else ""
        if week is None or not currency:
            raise GigWalletError("format_unknown", name=name)
        read = tuple(_Paper(week, currency, lines).readings())
        sound = not any(isinstance(each, Rejection) for each in read)
        yield from believed(paper, read, adds_up=sound)


def _week(lines: tuple[Line, ...]) -> Period | None:
    return next((told for line in lines if (told := wording.period_of(line.text))), None)


def _closing(lines: tuple[Line, ...]) -> Line | None:
    """The line of the weekly total: the one amount that is printed with its currency."""
    return next((line for line in lines if line.spot(wording.TOTAL)), None)


class _Paper:
    def __init__(self, week: Period, currency: str, lines: tuple[Line, ...]) -> None:
        self._week = week
        self._currency = currency
        self._ref = str(week)
        self._zone = ZONE_OF_CURRENCY.get(currency, FLOATING)
        self._hint = EngagementHint(platform=_PLATFORM, currency=currency)
        found = list(lines)
        first_head = next(
            (at for at, line in enumerate(found) if line.spot(wording.BOOKING_HEAD)), None
        )
        # The line above the head of the first section is its title, and no sum.
        self._above = found if first_head is None else found[: max(first_head - 1, 0)]
        self._sections = sections(found, currency)
        self._mask = next((m[1] for line in found if (m := wording.MASK.search(line.text))), "")

    def readings(self) -> Iterator[Reading]:
        summed = {name: self._sum(name) for name in wording.SUMMARY}
        details = [each for each in self._details() if not wording.is_sum_of_others(each.label)]
        paid = list(self._paid(details))
        closing = list(self._closing(summed, details))
        for each in (*details, *(one for one in summed.values() if one)):
            yield PrintedTotal(each.label, amount=each.amount)
        yield from closing
        if not any(isinstance(each, Rejection) for each in (*paid, *closing)):
            yield Covers("pay", self._week, self._hint)
        yield from paid

    def _sum(self, label: str) -> _Sum | None:
        for line in self._above:
            if bare(line.text).startswith(bare(label)):
                return self._labelled(line)
        return None

    def _details(self) -> Iterator[_Sum]:
        begun = False
        for line in self._above:
            if begun and (told := self._labelled(line)) is not None:
                yield told
            begun = begun or bare(line.text) == bare(wording.DETAILS)

    def _labelled(self, line: Line) -> _Sum | None:
        *label, amount = line.words
        if not label:
            return None
        try:
            money = amounts.money(amount.text, self._currency)
        except ValueError:
            return None
        return _Sum(" ".join(word.text for word in label), money, line.where)

    def _paid(self, details: list[_Sum]) -> Iterator[Reading]:
        listed = {bare(each.title): each for each in self._sections}
        for each in details:
            section = listed.pop(bare(each.label), None)
            if section is None:
                yield self._as_sum(each)
            else:
                yield from self._listed(each, section)
        for section in listed.values():
            for booking in section.bookings:
                # Listed under a title that no sum of the statement has: it would count twice.
                yield Skip("unsupported_table", booking.where)

    def _listed(self, summed: _Sum, section: Section) -> Iterator[Reading]:
        """Booking by booking; a sum that its bookings do not come to stays one sum, and says so."""
        torn = [each for each in section.bookings if isinstance(each, TornBooking)]
        sound = [each for each in section.bookings if isinstance(each, Booking)]
        rows = [self._booking(summed, each) for each in sound]
        bad = [each for each in rows if isinstance(each, Rejection)]
        if not torn and not bad and sum(e.amount.minor for e in sound) == summed.amount.minor:
            yield from rows
            return
        yield from (Rejection(each.reason, each.where, each.column) for each in torn)
        yield from bad or ([] if torn else [Rejection("total_differs", summed.where, summed.label)])
        yield from (Skip("within_a_sum", each.locator) for each in rows if isinstance(each, Row))
        yield self._as_sum(summed)

    def _as_sum(self, summed: _Sum) -> Row:
        return self._pay(summed, summed.amount, summed.where, f"{self._ref}|{bare(summed.label)}")

    def _booking(self, summed: _Sum, booking: Booking) -> Row | Rejection:
        try:
            wall = wording.moment(booking.moment, self._week)
        except ValueError:
            return Rejection("bad_time", booking.where, "Date / Time")
        placed = Instant.from_local(wall, self._zone, booking.moment)
        at = replace(placed, quality=TimeQuality.LOCAL_ASSUMED)
        key = f"{wall:%Y-%m-%d %H:%M}|{booking.ref}|{bare(summed.label)}"
        return self._pay(summed, booking.amount, booking.where, key, booking, at)

    def _pay(
        self,
        summed: _Sum,
        amount: Money,
        where: Locator,
        key: str,
        booking: Booking | None = None,
        at: Instant | None = None,
    ) -> Row:
        return Row(
            fact=PayLine(
                platform=_PLATFORM,
                category=wording.category(summed.label),
                amount=amount,
                label_raw=summed.label,
                trip_ref=booking.ref if booking else "",
                statement_ref=self._ref,
                occurred_at=at,
            ),
            family="grab_pay",
            natural_key=f"{key}|{amount}|{self._currency}",
            locator=where,
            raw={"line": booking.text if booking else f"{summed.label} {amount}"},
            amount=amount,
            footing={"column": summed.label},
            hint=self._hint,
        )

    def _closing(
        self, summed: dict[str, _Sum | None], details: list[_Sum]
    ) -> Iterator[Row | Rejection]:
        """Statement and payout, where earnings less deductions are the total, and the details are
        too."""
        earned, deducted = summed[wording.EARNED], summed[wording.DEDUCTED]
        total = summed[wording.TOTAL]
        if total is None or earned is None:
            where = next((each.where for each in (total, earned) if each), self._above[0].where)
            yield Rejection("missing_value", where, wording.EARNED if total else wording.TOTAL)
            return
        off = deducted.amount if deducted else Money.zero(self._currency)
        listed = sum(each.amount.minor for each in details)
        if earned.amount + off != total.amount or (details and listed != total.amount.minor):
            yield Rejection("total_differs", total.where, wording.TOTAL)
            return
        if not details:
            yield Rejection("missing_value", total.where, wording.DETAILS)
        yield from self._stated(earned, off, total, details)

    def _stated(self, earned: _Sum, off: Money, total: _Sum, details: list[_Sum]) -> Iterator[Row]:
        taken = tuple(Deduction(e.label, e.amount) for e in details if e.amount.minor < 0)
        if sum(each.amount.minor for each in taken) != off.minor:
            taken = (Deduction(wording.DEDUCTED, off),) if off else ()
        key = f"{self._ref}|{earned.amount}|{total.amount}|{self._currency}"
        raw = {each.label: str(each.amount) for each in (earned, total)}
        statement = Statement(
            platform=_PLATFORM,
            kind=StatementKind.WEEKLY,
            period=self._week,
            currency=self._currency,
            ref=self._ref,
            gross=earned.amount,
            deductions=taken,
            net=total.amount,
        )
        payout = Payout(
            side=PayoutSide.STATED,
            at=Instant.from_day(self._week.last, self._zone),
            amount=total.amount,
            platform=_PLATFORM,
            label=total.label,
            period=self._week,
            account_mask=self._mask,
        )
        yield Row(statement, "grab_statements", key, total.where, raw, total.amount, {}, self._hint)
        if total.amount.minor > 0:
            yield Row(payout, "grab_payouts", key, total.where, raw, total.amount, {}, self._hint)
