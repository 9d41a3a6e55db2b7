"""The rule behind receipts in words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.app.rules.infer_rule import Inferred, InferredRules
from gigwallet.app.rules.infer_words import doubt_steps
from gigwallet.cli import rejected
from gigwallet.cli.terminal import table
from gigwallet.words import _, day, distance, money, refusals, signed_money
from gigwallet.words.paragraph import paragraph

_MOST_CONTRADICTIONS = 20


def told(found: InferredRules) -> Iterator[str]:
    for each in found.accounts:
        yield from _account(each)
    yield from rejected.spoken(found.rejected)


def _account(each: Inferred) -> Iterator[str]:
    said = each.inference
    yield f"# {each.label}"
    for reason, count in sorted(each.left_out.items()):
        yield _("Left out: {count} ({reason})").format(count=count, reason=refusals.reason(reason))
    if said.text is None:
        yield refusals.reason(said.reason, {"orders": said.orders})
        return
    yield _(
        "A draft, not a fact: to the cent it fits {fits} of {orders} orders. Compare it with the "
        "rule that the platform shows before you keep it."
    ).format(fits=said.fits, orders=said.orders)
    if said.printed:
        yield _(
            "A further {count} differ by no more than the rounding of a printed distance or time."
        ).format(count=said.printed)
    for step in said.pieces:
        yield f"  {refusals.explain(step)}"
    if said.shortest_m is not None and said.longest_m is not None:
        yield _("Orders shorter than {least} or longer than {most} are not among them.").format(
            least=distance(said.shortest_m), most=distance(said.longest_m)
        )
    yield from _doubts(each)
    yield from _changes(each)
    yield from _contradictions(each)
    yield ""
    yield from said.text.splitlines()


def _doubts(each: Inferred) -> Iterator[str]:
    for doubt in each.inference.doubts:
        steps = doubt_steps(doubt, each.currency)
        yield "? " + paragraph(refusals.explain(step) for step in steps)


def _changes(each: Inferred) -> Iterator[str]:
    for change in each.inference.changes:
        yield _(
            "! The rule changed on {day}: the same orders pay {per_order} each ({percent} %), "
            "{per_month} in a month. {orders} orders since then: {fit_new} fit the new rule, "
            "{fit_old} the old one."
        ).format(
            day=day(change.on),
            per_order=signed_money(change.per_order),
            percent=change.percent,
            per_month=signed_money(change.per_month),
            orders=change.orders,
            fit_new=change.fit_new,
            fit_old=change.fit_old,
        )
        yield "  " + _("Before: {rule}").format(
            rule="; ".join(refusals.explain(step) for step in change.before)
        )


def _contradictions(each: Inferred) -> Iterator[str]:
    odd = [one for one in each.inference.contradictions if not one.printed]
    if not odd:
        return
    yield _("Orders that pay something else:")
    heads = [_("When"), _("Order"), _("Paid"), _("The draft says"), _("Difference")]
    rows = [
        [
            day(one.day),
            each.ref(one.index),
            money(one.paid),
            money(one.expected),
            signed_money(one.difference),
        ]
        for one in odd[:_MOST_CONTRADICTIONS]
    ]
    yield from table([heads, *rows], right=frozenset({2, 3, 4}))
    if len(odd) > _MOST_CONTRADICTIONS:
        yield _("and {count} more; --json lists all").format(count=len(odd) - _MOST_CONTRADICTIONS)
