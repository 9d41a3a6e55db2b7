"""Explanation: everything that one line of the pay check rests on, in the order it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId, FactId, SchemeId
from gigwallet.domain.step import TraceLine
from gigwallet.gui.screens.pay_check import items
from gigwallet.words import _, distance, labels, money, ngettext, number, period
from gigwallet.words.labels import label
from gigwallet.words.refusals import explain

NO_RULES: Mapping[SchemeId, str] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the file as the person knows it, and the line in it (0: no line); what
    it says there under which heading, and the pixels that it was read from."""

    file: str
    line: int = 0
    cells: tuple[tuple[str, str], ...] = ()
    pixels: bytes = b""

    @property
    def words(self) -> str:
        if not self.line:
            return self.file
        return _("{file}, line {line}").format(file=self.file, line=self.line)


@dataclass(frozen=True, slots=True)
class ArithmeticLine:
    """One line of the trace, in the person's language: rule, sum as written, amount."""

    rule: str
    working: str
    amount: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the detail pane says of one item."""

    title: str
    status: str
    tone: str
    figure: str
    figure_tone: str
    bounds: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    settled_by: tuple[str, ...]
    arithmetic: tuple[ArithmeticLine, ...]
    arithmetic_sum: str
    places: tuple[Place, ...]
    exhibits: tuple[tuple[ExhibitId, str], ...]
    rule: tuple[SchemeId, str] | None = None


def explanation(
    item: PayItem,
    about: Discrepancy,
    engagement: str,
    places: Mapping[FactId, Sequence[Place]],
    exhibits: Mapping[ExhibitId, str],
    rules: Mapping[SchemeId, str] = NO_RULES,
) -> Explanation:
    """``about`` is the whole of ``item``. ``places``, ``exhibits`` and ``rules`` may lack entries:
    what is not there is not shown."""
    return Explanation(
        title=items.subject(item),
        status=label(item.kind),
        tone=items.tone(item),
        figure=items.difference(item) if about.amount else "",
        figure_tone=items.difference_tone(item),
        bounds=_bounds(about),
        facts=_facts(item, about, engagement),
        steps=tuple(explain(step) for step in about.steps),
        settled_by=tuple(explain(step) for step in about.settled_by),
        arithmetic=tuple(_arithmetic(line) for line in about.trace),
        arithmetic_sum=money(about.expected) if about.trace and about.expected else "",
        places=_places(about, places),
        exhibits=tuple((each, exhibits[each]) for each in about.exhibits if each in exhibits),
        rule=_rule(about.scheme_id, rules),
    )


def _rule(scheme: SchemeId | None, rules: Mapping[SchemeId, str]) -> tuple[SchemeId, str] | None:
    return None if scheme is None or scheme not in rules else (scheme, rules[scheme])


def _bounds(about: Discrepancy) -> str:
    if about.low == about.high:
        return ""
    return _("Between {low} and {high}, as far as your files show.").format(
        low=money(about.low), high=money(about.high)
    )


def _facts(item: PayItem, about: Discrepancy, engagement: str) -> tuple[tuple[str, str], ...]:
    return (
        (_("When"), period(about.period)),
        *(((_("Work"), engagement),) if engagement else ()),
        *(_distances(about) or _amounts(item)),
        (_("Confidence"), percent(about.confidence)),
    )


def _amounts(item: PayItem) -> tuple[tuple[str, str], ...]:
    return (
        (_("Expected"), items.expected(item)),
        (_("Stated"), items.stated(item)),
        (_("Received"), items.received(item)),
    )


def _distances(about: Discrepancy) -> tuple[tuple[str, str], ...]:
    """What is compared where a track is: no amounts."""
    step = next((each for each in about.steps if "paid_distance" in each.facts), None)
    if about.kind is not DiscrepancyKind.DISTANCE_DIFFERS or step is None:
        return ()
    paid, low, high = (
        distance(int(step.facts[name]))
        for name in ("paid_distance", "low_distance", "high_distance")
    )
    by_track = _("{low} to {high}").format(low=low, high=high)
    return ((_("Way paid"), paid), (_("By the track"), by_track))


def percent(share: Decimal) -> str:
    """0.95 as 95 %."""
    return f"{number((share * 100).quantize(Decimal(1)))}\N{NO-BREAK SPACE}%"


def between(least: Decimal, most: Decimal) -> str:
    """How sure several are: 90 % to 100 %, or 95 % where all are alike."""
    if percent(least) == percent(most):
        return percent(most)
    return _("{low} to {high}").format(low=percent(least), high=percent(most))


def _arithmetic(line: TraceLine) -> ArithmeticLine:
    name = line.label or line.rule
    if line.period is not None:
        name = f"{name}, {period(line.period)}"
    return ArithmeticLine(name, working(line), money(line.amount))


def working(line: TraceLine) -> str:
    """``300 orders x 5.00``; a lump has no working."""
    if line.quantity is None:
        return ""
    if line.price is None:
        return unit_words(line.quantity, line.unit)
    price = number(line.price)
    if line.unit == "percent":
        return f"{number(line.quantity)} \N{MULTIPLICATION SIGN} {price}\N{NO-BREAK SPACE}%"
    return f"{unit_words(line.quantity, line.unit)} \N{MULTIPLICATION SIGN} {price}"


def unit_words(quantity: Decimal, unit: str) -> str:
    """A quantity with the word of its unit; an unknown unit shows itself."""
    whole = int(quantity) if quantity == quantity.to_integral_value() else 2
    words = {
        "order": ngettext("{n} order", "{n} orders", whole),
        "event": ngettext("{n} time", "{n} times", whole),
        "km": _("{n} km"),
        "m": _("{n} m"),
        "minute": ngettext("{n} minute", "{n} minutes", whole),
        "hour": ngettext("{n} hour", "{n} hours", whole),
        "day": ngettext("{n} day", "{n} days", whole),
        "month": ngettext("{n} month", "{n} months", whole),
    }.get(unit)
    plain = number(quantity)
    if words:
        return words.format(n=plain)
    # A step such as ``0.5 km`` has a number of its own.
    times = "\N{MULTIPLICATION SIGN} " if unit[:1].isdigit() else ""
    return f"{plain} {times}{labels.unit(unit)}".strip()


def _places(about: Discrepancy, places: Mapping[FactId, Sequence[Place]]) -> tuple[Place, ...]:
    found = (place for fact in about.facts for place in places.get(fact, ()))
    return tuple(dict.fromkeys(found))
