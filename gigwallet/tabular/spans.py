"""Which days a file of an export shows: beyond them, it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Covers, EngagementHint, Reading, Row
from gigwallet.domain.trip import Trip
from gigwallet.tabular.placing import agreed_hint


def with_spans(readings: Iterator[Reading]) -> Iterator[Reading]:
    """The readings, and behind them a ``Covers`` from the first to the last day of trips and of
    pay, for each worker whom the file lists. None of them is held."""
    spans: dict[tuple[str, str], Period] = {}
    shown: dict[str, dict[EngagementHint, Row]] = {}
    for each in readings:
        yield each
        if not isinstance(each, Row):
            continue
        account = each.hint.account
        shown.setdefault(account, {}).setdefault(each.hint, each)
        what, day = _shows(each)
        if day is not None:
            known = spans.get((account, what), Period(day, day))
            spans[account, what] = Period(min(known.first, day), max(known.last, day))
    for (account, what), span in spans.items():
        yield Covers(what, span, agreed_hint(shown[account].values()))


def _shows(row: Row) -> tuple[str, date | None]:
    match row.fact:
        case Trip(begun=at) if at is not None:
            return "trips", at.day
        case PayLine(recognised_at=at) if at is not None:
            return "pay", at.day
        case PayLine(occurred_at=at) if at is not None:
            return "pay", at.day
        case _:
            return "", None
