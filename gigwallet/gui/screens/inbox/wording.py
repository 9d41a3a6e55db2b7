"""Wording: what a format, a kind of row, a sum or a count is called on the cards of the inbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields

from gigwallet.app.intake.import_outcome import Counts, PrintedSum, SourceSums, Sums
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.words import _, day, findings, moment, money, ngettext, number


def counted(counts: Counts) -> tuple[tuple[str, int], ...]:
    """Each kind of row that is there with how many, kinds first that pay is judged by."""
    words = {
        "trips": _("Trips"),
        "tallies": _("Counts of work"),
        "statements": _("Statements"),
        "pay_lines": _("Pay lines"),
        "payouts": _("Payments"),
        "shifts": _("Shifts"),
        "track_points": _("Positions"),
        "exhibits": _("Originals"),
    }
    return tuple((words[kind], getattr(counts, kind)) for kind in words if getattr(counts, kind))


def total(counts: Iterable[Counts]) -> Counts:
    """What several files hold together."""
    sums = {each.name: 0 for each in fields(Counts)}
    for each in counts:
        for name in sums:
            sums[name] += getattr(each, name)
    return Counts(**sums)


def counted_sentence(counts: Counts, engagements: int = 0) -> str:
    """``3 trips, 2 payments``; empty where there is nothing. ``engagements`` are those that tables
    define."""
    return findings.counted({**asdict(counts), "engagements": engagements})


def sum_lines(sums: Sums) -> tuple[tuple[str, str], ...]:
    """(category, amount) over all currencies, as the file adds up."""
    return tuple(
        (findings.category(category), money(amount))
        for categories in sums.values()
        for category, amount in categories.items()
    )


def source_sum_lines(
    sums: SourceSums,
) -> tuple[tuple[str, str], ...]:
    """(column: value, amount) in the source's own words."""
    return tuple(
        (f"{column}: {value}", money(amount))
        for columns in sums.values()
        for column, values in columns.items()
        for value, amount in values.items()
    )


def span_words(first: Instant | None, last: Instant | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return moment(first)
    if TimeQuality.DATE_ONLY in (first.quality, last.quality):
        # An hour beside a bare day would look more exact than it is.
        ends = [day(each.day) for each in (first, last)]
        return ends[0] if ends[0] == ends[1] else _span(*ends)
    return _span(moment(first), moment(last))


def _span(first: str, last: str) -> str:
    return _("{first} to {last}").format(first=first, last=last)


def printed_words(total: PrintedSum) -> tuple[str, str]:
    """A total that the file prints about itself: its label, then count and amount, and by how much
    its lines differ from that."""
    parts = []
    if total.count is not None:
        parts.append(ngettext("{n} line", "{n} lines", total.count).format(n=number(total.count)))
    if total.amount is not None:
        parts.append(money(total.amount))
    if total.residue:
        parts.append(
            _("its lines differ from that by {amount}").format(amount=money(total.residue))
        )
    return findings.total_label(total.label), ", ".join(parts)
