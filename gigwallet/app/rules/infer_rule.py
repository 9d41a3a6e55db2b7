"""The rule behind a person's own receipts, as a draft, and an alarm where it changed in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.app.pay.loose_rows import gather
from gigwallet.app.pay.receipts_of import Receipts, receipts_of_rows, receipts_of_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Beat, Isolation
from gigwallet.rules.inferring import (
    LEAST_ORDERS,
    Beside,
    Change,
    Contradiction,
    Head,
    Inference,
    Receipt,
    infer,
)
from gigwallet.words import _

__all__ = [
    "Beside",
    "Change",
    "Contradiction",
    "Inferred",
    "InferredRules",
    "infer_rule",
    "infer_rules_of_files",
    "search_rule",
]

_SECONDS = 600.0  # on the clock; a year of a rider takes three


@dataclass(frozen=True, slots=True)
class Inferred:
    """Of one account. ``receipts`` stand at their index."""

    label: str
    platform: str
    currency: str
    inference: Inference
    receipts: tuple[Receipt, ...]
    left_out: Mapping[str, int]

    def ref(self, index: int) -> str:
        """The number of an order."""
        return self.receipts[index].trip.ref


@dataclass(frozen=True, slots=True)
class InferredRules:
    """``rejected`` are lines of the files that could not be understood, with the file's name."""

    accounts: tuple[Inferred, ...]
    rejected: tuple[tuple[str, RejectedLine], ...] = ()
    more_rejected: int = 0


def infer_rule(wallet: Wallet, known: KnownEngagement, job: Job | None = None) -> Inferred:
    """From the vault: orders with their pay lines as the pay check joins them; stores nothing."""
    job = job or Job()
    return search_rule(wallet, receipts_of_vault(wallet, known, job), job)


def search_rule(wallet: Wallet, found: Receipts, job: Job) -> Inferred:
    """The search runs in a process of its own, so that it can be cancelled and nothing waits for
    it; without enough receipts there is none."""
    head = _head(found)
    if len(found.receipts) < LEAST_ORDERS:
        return _inferred(found, infer(found.receipts, head))
    job.report(0, None, "inferring")
    search = wallet.isolation.stream(
        _searched, found.receipts, head, seconds=_SECONDS, on_beat=lambda _done: job.checkpoint()
    )
    with closing(search):
        return _inferred(found, next(search))


def infer_rules_of_files(
    isolation: Isolation, paths: Sequence[Path], job: Job, *, zone: str = "", currency: str = ""
) -> InferredRules:
    """From loose tables, one answer per account. Refusals: as ``gather`` and ``receipts_of_rows``;
    ``infer_no_orders`` where the files hold none."""
    read = gather(isolation, paths, job, zone=zone, currency=currency)
    accounts = receipts_of_rows(read, job)
    if not accounts:
        raise GigWalletError("infer_no_orders")
    return InferredRules(
        tuple(_inferred(each, infer(each.receipts, _head(each))) for each in accounts),
        read.rejected,
        read.more_rejected,
    )


def _searched(_beat: Beat, receipts: Sequence[Receipt], head: Head) -> Iterator[Inference]:
    yield infer(receipts, head)


def _head(found: Receipts) -> Head:
    said = found.engagement
    return Head(
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


def _inferred(found: Receipts, inference: Inference) -> Inferred:
    said = found.engagement
    return Inferred(
        label=found.label,
        platform=said.platform,
        currency=said.currency,
        inference=inference,
        receipts=tuple(found.receipts),
        left_out=dict(found.left_out),
    )
