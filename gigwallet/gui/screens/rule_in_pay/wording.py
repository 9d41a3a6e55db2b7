"""What an inferred rule and its changes are said in: facts and counts, and never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gigwallet.app.rules.infer_rule import Change, Inferred
from gigwallet.app.rules.infer_words import change_step, doubt_steps
from gigwallet.app.rules.rule_alarm import FALSE_ALARMS
from gigwallet.domain.step import Step
from gigwallet.words import _, day, distance, money, ngettext, number, refusals
from gigwallet.words.paragraph import paragraph


def fit(found: Inferred) -> str:
    said = found.inference
    return _(
        "A draft, not a fact: to the cent it fits {fits} of {orders} orders. Compare it with the "
        "rule that the platform shows before you keep it."
    ).format(fits=number(said.fits), orders=number(said.orders))


def pieces(steps: Sequence[Step]) -> list[str]:
    """The rule, number by number."""
    return [refusals.explain(step) for step in steps]


def bounds(found: Inferred) -> list[str]:
    """What the receipts say nothing of."""
    said = found.inference
    told = []
    if said.printed:
        words = _(
            "A further {count} differ by no more than the rounding of a printed distance or time."
        )
        told.append(words.format(count=number(said.printed)))
    if said.shortest_m is not None and said.longest_m is not None:
        words = _("Orders shorter than {least} or longer than {most} are not among them.")
        told.append(words.format(least=distance(said.shortest_m), most=distance(said.longest_m)))
    for reason, count in sorted(found.left_out.items()):
        words = _("Left out: {count} ({reason})")
        told.append(words.format(count=number(count), reason=refusals.reason(reason)))
    return told


def doubts(found: Inferred) -> list[str]:
    return [
        paragraph(refusals.explain(step) for step in doubt_steps(doubt, found.currency))
        for doubt in found.inference.doubts
    ]


def why_none(found: Inferred) -> str:
    """Why there is no draft."""
    said = found.inference
    return refusals.reason(said.reason, {"orders": said.orders})


def change_title(change: Change) -> str:
    return _("On {day} what is paid changed").format(day=day(change.on))


def change_effect(change: Change) -> str:
    """Of one order and of one month; the same orders under both rules, so that other orders are no
    change of the rule."""
    return refusals.explain(change_step(change))


def change_evidence(change: Change) -> list[str]:
    since = ngettext(
        "{n} order since then: {new} fit the new rule, {old} the old one.",
        "{n} orders since then: {new} fit the new rule, {old} the old one.",
        change.orders,
    )
    told = [
        since.format(
            n=number(change.orders), new=number(change.fit_new), old=number(change.fit_old)
        ),
        _("The last order under the old rule was on {day}.").format(day=day(change.until)),
    ]
    if change.chance < 1:
        words = _("That so few orders fit the old rule by chance is less likely than {chance}.")
        told.append(words.format(chance=_one_in(change.chance)))
    return told


def false_alarms() -> str:
    """How far an alarm is to be trusted."""
    return _(
        "How sure is that? Tried on {years} years of invented orders whose rule stayed the same, "
        "the watch was wrong in {false} of {months} months. From so many, at most {most} month in "
        "100 is to be expected."
    ).format(
        years=number(FALSE_ALARMS.years),
        false=number(FALSE_ALARMS.false),
        months=number(FALSE_ALARMS.months),
        most=number(FALSE_ALARMS.at_most_percent),
    )


def contradicting(found: Inferred) -> str:
    """How many orders pay something else, and what that comes to."""
    odd = [each for each in found.inference.contradictions if not each.printed]
    if not odd:
        return _("No order contradicts it.")
    words = ngettext(
        "{n} order pays something else: {less} less in all, {more} more.",
        "{n} orders pay something else: {less} less in all, {more} more.",
        len(odd),
    )
    less = [each.difference for each in odd if each.difference.minor < 0]
    more = [each.difference for each in odd if each.difference.minor >= 0]
    none = odd[0].difference - odd[0].difference
    return words.format(
        n=number(len(odd)), less=money(-sum(less, none)), more=money(sum(more, none))
    )


def signed(percent: Decimal) -> str:
    """With the sign that stands before amounts, too."""
    return f"{percent:+}".replace("-", "\N{MINUS SIGN}")


def _one_in(chance: float) -> str:
    """1 in so many, in round numbers; beyond a million nobody can picture it."""
    if chance < 1e-6:
        return _("1 in {n}").format(n=number(1_000_000))
    many = round(1 / chance)
    return _("1 in {n}").format(n=number(int(float(f"{many:.1g}"))))
