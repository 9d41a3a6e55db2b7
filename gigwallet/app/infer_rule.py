"""The rule behind a person's own receipts, as a draft, and an alarm where it changed in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.import_outcome import RejectedLine
from gigwallet.app.loose_work import read_work
from gigwallet.app.receipts_of import Receipts, receipts_of_vault, receipts_of_work
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.rules.inferring import Head, Inference, infer
from gigwallet.words import _


@dataclass(frozen=True, slots=True)
class Inferred:
    """Of one account. ``refs`` are the order numbers of the receipts, by their index."""

    label: str
    platform: str
    currency: str
    inference: Inference
    refs: tuple[str, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class InferredRules:
    """``rejected`` are lines of the files that could not be understood, with the file's name."""

    accounts: tuple[Inferred, ...]
    rejected: tuple[tuple[str, RejectedLine], ...] = ()
    more_rejected: int = 0


def infer_rule(wallet: Wallet, known: KnownEngagement, job: Job | None = None) -> Inferred:
    """From the vault: orders with their pay lines as the pay check joins them; stores nothing."""
    return _inferred(receipts_of_vault(wallet, known, job))


def infer_rules_of_files(
    isolation: Isolation, paths: Sequence[Path], job: Job, *, zone: str = "", currency: str = ""
) -> InferredRules:
    """From loose tables, one answer per account. Refusals: as ``read_work``; ``infer_no_orders``
    where the files hold none."""
    read = read_work(isolation, paths, job, zone=zone, currency=currency)
    accounts = [receipts_of_work(work) for work in read.works if work.trips]
    if not accounts:
        raise GigWalletError("infer_no_orders")
    return InferredRules(
        tuple(_inferred(each) for each in accounts), read.rejected, read.more_rejected
    )


def _inferred(found: Receipts) -> Inferred:
    said = found.engagement
    head = Head(
        # The draft itself says how far it is to be believed.
        name=_("Draft: fits {fits} of {orders} orders"),
        currency=said.currency,
        zone=said.zone,
        labels={
            "orders": _("Per order"),
            "distance": _("For the distance"),
            "time": _("For the time"),
            "window": _("On top"),
            "commission": _("Share taken off"),
        },
    )
    return Inferred(
        label=found.label,
        platform=said.platform,
        currency=said.currency,
        inference=infer(found.receipts, head),
        refs=tuple(each.trip.ref for each in found.receipts),
        left_out=dict(found.left_out),
    )
