"""A rider's de-identified totals for one campaign: every byte is shown before anything goes out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from gigwallet import sharing
from gigwallet.app.exports.exporting import export
from gigwallet.app.pay.reconcile_pay import gather, reconcile_pay
from gigwallet.app.records import keep_shift, list_months
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.payout import PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.step import Step
from gigwallet.domain.trip import TripStatus
from gigwallet.reconciliation import reconcile
from gigwallet.sharing import MonthTotals
from gigwallet.sharing.contribution import MEASURES

_CAMPAIGN = "campaign/"
_RECOGNISABLE = (
    "recognise_platform",
    "recognise_organiser",
    "recognise_small_group",
    "recognise_token",
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """``data`` is exactly what would be written, shown to the person as ``text``.
    ``recognisable`` says who could still recognise the worker from it, and how; ``left_out`` what
    could not be put in."""

    campaign: str
    data: bytes
    recognisable: tuple[Step, ...]
    left_out: tuple[Step, ...]
    specimen: bool

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")


def prepare(
    wallet: Wallet, campaign: str, period: Period | None = None, job: Job | None = None
) -> Contribution:
    """Nothing is written and nothing leaves. ``period`` None: all months with work or pay; only
    whole months that lie in it count. A count of orders and single orders of the same month are
    never added up: the larger one counts.

    Refusals: ``campaign_bad_name``, ``contribution_empty``.
    """
    if not sharing.valid_campaign(campaign):
        raise GigWalletError("campaign_bad_name")
    sums: dict[tuple[str, str, str, str], dict[str, Decimal]] = {}
    left_out: list[Step] = []
    months = _months(wallet, period)
    work = job or Job()
    for known in wallet.vault.engagements.all():
        said = known.engagement
        if not sharing.valid_name(said.platform) or not (
            said.city == "" or sharing.valid_name(said.city)
        ):
            left_out.append(Step("left_out_name", {"count": "1"}))
            continue
        check = reconcile_pay(wallet, None, known.id, work)
        for month in work.watch(months, len(months)):
            key = (_name(month), said.platform, said.city, said.currency)
            cell = sums.setdefault(key, {})
            for measure, exact in _measured(wallet, known, month, check).items():
                cell[measure] = cell.get(measure, Decimal()) + exact
    cells = tuple(_coarse(key, cell, left_out) for key, cell in sorted(sums.items()) if cell)
    if not cells:
        raise GigWalletError("contribution_empty")
    token, edition = _token(wallet, campaign)
    contribution = sharing.Contribution(campaign, token, edition, cells)
    return Contribution(
        campaign,
        sharing.write(contribution),
        tuple(Step(code) for code in _RECOGNISABLE),
        tuple(left_out),
        wallet.specimen,
    )


def write(wallet: Wallet, contribution: Contribution, out: Path, *, replace: bool = False) -> Path:
    """Writes the bytes that were shown, and remembers the token inside the vault, so that the next
    file of this campaign replaces this one. Refusals: ``file_exists``, ``folder_not_writable``,
    ``disk_full``, ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    said = sharing.read(contribution.data)
    # The token is remembered first: a file without it could never be replaced by a later one.
    with wallet.vault.transaction():
        wallet.vault.settings.put(_CAMPAIGN + said.campaign, f"{said.token} {said.edition}")
        return export(wallet, "summary", out, contribution.data, replace=replace)


def _token(wallet: Wallet, campaign: str) -> tuple[str, int]:
    """The vault's random token of this campaign and the next edition; a new one is remembered only
    when it is written."""
    stored = wallet.vault.settings.get(_CAMPAIGN + campaign)
    if not stored:
        return secrets.token_hex(16), 1
    token, edition = stored.split(" ")
    return token, int(edition) + 1


def _months(wallet: Wallet, period: Period | None) -> list[Period]:
    """Whole months with something in them, oldest first."""
    vault = wallet.vault
    days = {month.first for month in list_months.months(wallet)}
    days |= {each.fact.started_at.day for each in vault.shifts.all()}
    days |= {each.fact.at.day for each in vault.payouts.all()}
    months = {Period.of_month(day.year, day.month) for day in days}
    return sorted(each for each in months if period is None or period.covers(each))


def _name(month: Period) -> str:
    return f"{month.first:%Y-%m}"


def _measured(
    wallet: Wallet, known: KnownEngagement, month: Period, check: Reconciliation
) -> dict[str, Decimal]:
    """Exact figures of one engagement and month; what is not known is not in it."""
    hours = Decimal(int(_hours(wallet, known, month).total_seconds())) / 3600
    measured = {
        "orders": Decimal(_orders(wallet, known, month)),
        "hours": hours,
        "expected": _expected(wallet, known, month),
        "stated": _stated(wallet, known, month),
        "received": _received(wallet, known, month),
    }
    found = {name: amount for name, amount in measured.items() if amount}
    # "Nothing is short" says something only where something was expected or stated.
    if "expected" in found or "stated" in found:
        lows = (each.at_least.amount for each in check.discrepancies if each.period.last in month)
        found["short"] = sum(lows, Decimal())
    return found


def _expected(wallet: Wallet, known: KnownEngagement, month: Period) -> Decimal:
    """What the rule gives for the month's work, whatever statements cover more than the month."""
    facts = gather(wallet, known.id, month)
    work = replace(facts, statements=(), pay_lines=(), payouts=(), tracks=())
    outcome = reconcile(work, month, month.last, Job())
    return sum((each.expected.amount for each in outcome.totals), Decimal())


def _stated(wallet: Wallet, known: KnownEngagement, month: Period) -> Decimal:
    """Statements count in the month in which their days end; pay lines where there are none."""
    statements = [
        net
        for each in wallet.vault.statements.all(known.id)
        if each.fact.period.last in month and (net := each.fact.net or each.fact.gross)
    ]
    if statements:
        return sum((each.amount for each in statements), Decimal())
    return sum(
        (
            each.fact.amount.amount
            for each in wallet.vault.pay_lines.all(known.id, month)
            if not each.fact.is_subtotal
        ),
        Decimal(),
    )


def _received(wallet: Wallet, known: KnownEngagement, month: Period) -> Decimal:
    return sum(
        (
            each.fact.amount.amount
            for each in wallet.vault.payouts.all(known.id)
            if each.fact.side is PayoutSide.RECEIVED and each.fact.at.day in month
        ),
        Decimal(),
    )


def _orders(wallet: Wallet, known: KnownEngagement, month: Period) -> int:
    counted = sum(
        each.fact.orders or 0
        for each in wallet.vault.tallies.all(known.id, month)
        if month.covers(each.fact.period)
    )
    listed = sum(
        each.fact.status is TripStatus.COMPLETED for each in wallet.vault.trips.all(known.id, month)
    )
    return max(counted, listed)


def _hours(wallet: Wallet, known: KnownEngagement, month: Period) -> timedelta:
    typed = sum(
        (
            each.fact.worked or timedelta()
            for each in wallet.vault.tallies.all(known.id, month)
            if month.covers(each.fact.period)
        ),
        timedelta(),
    )
    return max(typed, keep_shift.hours(wallet, month, known.id).logged_in)


def _coarse(
    key: tuple[str, str, str, str], cell: dict[str, Decimal], left_out: list[Step]
) -> MonthTotals:
    rounded = {name: sharing.coarse(name, cell[name]) for name in MEASURES if name in cell}
    left_out.extend(
        Step("left_out_extreme", {"measure": name, "month": key[0]})
        for name, value in rounded.items()
        if value is None
    )
    month, platform, city, currency = key
    return MonthTotals(month, platform, city, currency, **rounded)
