"""The rule behind receipts as JSON has it."""

from __future__ import annotations

from gigwallet.app.rules.infer_rule import Inferred, InferredRules
from gigwallet.app.rules.infer_words import doubt_steps
from gigwallet.cli import rejected
from gigwallet.cli.values import Json, step
from gigwallet.words import refusals


def told(found: InferredRules) -> Json:
    return {
        "accounts": [account(each) for each in found.accounts],
        "rejected": rejected.told(found.rejected),
        "more_rejected": found.more_rejected,
    }


def account(each: Inferred) -> Json:
    said = each.inference
    return {
        "account": each.label,
        "platform": each.platform,
        "currency": each.currency,
        "orders": said.orders,
        "fits": said.fits,
        "within_printed_rounding": said.printed,
        "reason": said.reason or None,
        "draft": said.text,
        "pieces": [step(one) for one in said.pieces],
        "shortest_m": said.shortest_m,
        "longest_m": said.longest_m,
        "doubts": [_doubt(each, number) for number in range(len(said.doubts))],
        "changes": [_change(each, number) for number in range(len(said.changes))],
        "contradictions": [
            {
                "ref": each.ref(one.index),
                "day": one.day.isoformat(),
                "paid": str(one.paid),
                "expected": str(one.expected),
                "difference": str(one.difference),
                "within_printed_rounding": one.printed,
            }
            for one in said.contradictions
        ],
        "left_out": [
            {"reason": reason, "count": count, "text": refusals.reason(reason)}
            for reason, count in sorted(each.left_out.items())
        ],
    }


def _doubt(each: Inferred, number: int) -> Json:
    doubt = each.inference.doubts[number]
    steps = doubt_steps(doubt, each.currency)
    return {
        "about": doubt.about,
        "first": doubt.first,
        "second": doubt.second,
        "steps": [step(one) for one in steps],
    }


def _change(each: Inferred, number: int) -> Json:
    change = each.inference.changes[number]
    return {
        "on": change.on.isoformat(),
        "until": change.until.isoformat(),
        "per_order": str(change.per_order),
        "percent": str(change.percent),
        "per_month": str(change.per_month),
        "orders": change.orders,
        "fit_new": change.fit_new,
        "fit_old": change.fit_old,
        "chance": f"{change.chance:.2g}",
        "before": [step(one) for one in change.before],
        "after": [step(one) for one in change.after],
    }
