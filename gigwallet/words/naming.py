"""What engagements and typed records are called in lists and sentences."""

from __future__ import annotations

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.payout import Payout
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.words.catalogue import ngettext
from gigwallet.words.figures import distance, duration, moment, money, number, period
from gigwallet.words.labels import platform


def engagement_name(engagement: Engagement) -> str:
    """``Meituan · 专送 · 武汉``; parts that are not known are left out."""
    parts = (platform(engagement.platform), engagement.kind, engagement.city)
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def record_words(record: Tally | Statement | Payout | Shift) -> str:
    """The record in one line, as a person would say it."""
    match record:
        case Tally():
            return ": ".join((period(record.period), ", ".join(_counts(record))))
        case Statement():
            sum_ = record.net if record.net is not None else record.gross
            return f"{period(record.period)}: {money(sum_) if sum_ is not None else ''}"
        case Payout():
            return f"{moment(record.at)}: {money(record.amount)}"
        case Shift():
            length = record.ended_at.utc - record.started_at.utc if record.ended_at else None
            return f"{moment(record.started_at)}: {duration(length) if length else ''}"


def _counts(tally: Tally) -> list[str]:
    said = []
    if tally.orders is not None:
        said.append(
            ngettext("{n} order", "{n} orders", tally.orders).format(n=number(tally.orders))
        )
    if tally.distance_m is not None:
        said.append(distance(tally.distance_m))
    if tally.worked is not None:
        said.append(duration(tally.worked))
    return said
