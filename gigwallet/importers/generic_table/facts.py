"""What a line of a mapped table becomes: a trip, pay, a payout, a shift, a count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementHint, Fact, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.tally import Tally
from gigwallet.domain.taught import ColumnUse, Meaning, RowMeaning, TableProfile
from gigwallet.domain.trip import Trip, TripKind
from gigwallet.importers.generic_table.columns import Columns
from gigwallet.importers.generic_table.statuses import status_of
from gigwallet.tabular.tables import BadCell, Record


def rows_of(line: Record, columns: Columns, profile: TableProfile) -> Iterator[Row]:
    """The fact of the line, then a pay line for each amount in it. Raises ``BadCell``."""
    return _Line(line, columns, profile).rows()


class _Line:
    def __init__(self, line: Record, columns: Columns, profile: TableProfile) -> None:
        self._line = line
        self._columns = columns
        self._profile = profile
        self._platform = _key_of(columns.text(line, Meaning.PLATFORM)) or profile.platform
        self._began = columns.began(line)
        self._raw = {use.column: cell for use in profile.uses if (cell := line[use.column])}
        self._key = self._known_by()

    def rows(self) -> Iterator[Row]:
        match self._profile.rows:
            case RowMeaning.TRIP:
                yield self._row(self._trip(), "trips", self._key)
                yield from self._pay()
            case RowMeaning.SHIFT:
                yield self._row(self._shift(), "shifts", self._key)
                yield from self._pay()
            case RowMeaning.TALLY:
                yield self._row(self._tally(), "tallies", self._key)
                yield from self._pay()
            case RowMeaning.PAY_LINE:
                self._needs_a_day()
                yield from self._pay()
            case RowMeaning.PAYOUT_RECEIVED | RowMeaning.PAYOUT_STATED:
                yield self._payout()

    def _trip(self) -> Trip:
        began = self._needs_a_day()
        ended = self._columns.ended(self._line, began)
        if ended is not None and ended < began:
            raise BadCell("bad_time", self._end_column)
        return Trip(
            platform=self._platform,
            kind=TripKind.DELIVERY,
            status=status_of(self._columns.text(self._line, Meaning.STATUS), self._profile),
            currency=self._profile.currency,
            zone=self._columns.zone,
            ref=self._columns.text(self._line, Meaning.REF),
            accepted_at=began if ended is not None else None,
            completed_at=ended or began,
            trip_m=self._columns.metres(self._line),
            duration_s=self._columns.seconds(self._line),
        )

    def _shift(self) -> Shift:
        began = self._needs_a_day()
        ended = self._columns.ended(self._line, began)
        seconds = self._columns.seconds(self._line)
        if ended is None and seconds is not None:
            ended = replace(began, utc=began.utc + timedelta(seconds=seconds), text="")
        if ended is not None and ended < began:
            raise BadCell("bad_time", self._end_column)
        return Shift(
            platform=self._platform,
            state=ShiftState.WORKED,
            started_at=began,
            ended_at=ended,
            distance_m=self._columns.metres(self._line),
            completed=self._columns.orders(self._line),
        )

    def _tally(self) -> Tally:
        first = self._needs_a_day().day
        last = self._columns.day(self._line, Meaning.LAST_DAY) or first
        if last < first:
            raise BadCell("bad_time", self._profile.column(Meaning.LAST_DAY))
        seconds = self._columns.seconds(self._line)
        return Tally(
            platform=self._platform,
            period=Period(first, last),
            orders=self._columns.orders(self._line),
            distance_m=self._columns.metres(self._line),
            worked=None if seconds is None else timedelta(seconds=seconds),
        )

    def _payout(self) -> Row:
        at = self._needs_a_day()
        (use, *_) = self._profile.columns(Meaning.MONEY)
        amount = self._columns.money(self._line, use)
        if amount is None:
            raise BadCell("missing_value", use.column)
        stated = self._profile.rows is RowMeaning.PAYOUT_STATED
        payout = Payout(
            side=PayoutSide.STATED if stated else PayoutSide.RECEIVED,
            at=at,
            amount=amount,
            platform=self._platform,
            payer_text=self._columns.text(self._line, Meaning.PAYER),
            label=self._columns.text(self._line, Meaning.LABEL),
            period=self._period(),
            ext_ref=self._columns.text(self._line, Meaning.REF),
        )
        key = f"{self._key}|{amount}|{amount.currency}"
        return self._row(payout, "payouts", key, amount, {"column": use.column})

    def _period(self) -> Period | None:
        """From the day to the last day, where a payout has both."""
        first = self._columns.day(self._line, Meaning.DAY)
        last = self._columns.day(self._line, Meaning.LAST_DAY)
        return Period(first, last) if first and last and first <= last else None

    def _pay(self) -> Iterator[Row]:
        read = [
            (use, amount)
            for use in self._columns.amounts
            if (amount := self._columns.money(self._line, use)) is not None
        ]
        # Beside another amount of its line, a zero says nothing.
        for use, amount in [each for each in read if each[1]] or read[:1]:
            yield self._paid(use, amount)

    def _paid(self, use: ColumnUse, amount: Money) -> Row:
        label = self._columns.text(self._line, Meaning.LABEL)
        line = PayLine(
            platform=self._platform,
            category=use.category or PayCategory.OTHER,
            amount=amount,
            label_raw=label or use.column,
            trip_ref=self._columns.text(self._line, Meaning.REF),
            occurred_at=self._began,
        )
        key = f"{self._key}|{use.column}|{amount}|{amount.currency}"
        return self._row(line, "pay", key, amount, {"column": use.column}, use.column)

    def _needs_a_day(self) -> Instant:
        if self._began is None:
            column = self._profile.column(Meaning.MOMENT) or self._profile.column(Meaning.DAY)
            raise BadCell("missing_value", column)
        return self._began

    @property
    def _end_column(self) -> str:
        return self._profile.column(Meaning.END_MOMENT) or self._profile.column(Meaning.END_CLOCK)

    def _known_by(self) -> str:
        """What the line is known by in another export: when, which one, under what label."""
        began = self._began.local.replace(tzinfo=None) if self._began else None
        last: date | None = self._columns.day(self._line, Meaning.LAST_DAY)
        said = (
            began.isoformat(" ") if began else "",
            last.isoformat() if last else "",
            *(
                self._columns.text(self._line, meaning)
                for meaning in (Meaning.END_CLOCK, Meaning.END_MOMENT, Meaning.REF, Meaning.LABEL)
            ),
            self._platform,
        )
        return "|".join(said)

    def _row(
        self,
        fact: Fact,
        family: str,
        key: str,
        amount: Money | None = None,
        footing: dict[str, str] | None = None,
        pointer: str = "",
    ) -> Row:
        hint = _hint(self._platform, self._profile.zone, self._profile.currency)
        where = Locator(line=self._line.line, pointer=pointer)
        return Row(fact, f"own_table_{family}", key, where, self._raw, amount, footing or {}, hint)


@lru_cache(maxsize=64)
def _hint(platform: str, zone: str, currency: str) -> EngagementHint:
    """One value for all lines: they travel between processes."""
    return EngagementHint(platform=platform, zone=zone, currency=currency)


@lru_cache(maxsize=256)
def _key_of(platform: str) -> str:
    return "_".join(platform.casefold().split())
