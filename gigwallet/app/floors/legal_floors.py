"""Pay floors of public law: the floor, what was paid, and by how much it lies below. Facts and
arithmetic; whether anything was unlawful is not said here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from gigwallet.app.floors.outcome import LegalFloors
from gigwallet.app.floors.packs import Pack, open_pack
from gigwallet.app.floors.reckoning import Reckoning
from gigwallet.app.floors.sources import Sources
from gigwallet.app.floors.work import asked_of
from gigwallet.app.pay.loose_facts import joined_works
from gigwallet.app.pay.loose_rows import gather
from gigwallet.app.pay.loose_work import Work
from gigwallet.app.pay.vault_work import work_of_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.ports import Isolation


def floors_of_files(
    resources: Path,
    isolation: Isolation,
    pack_name: str,
    paths: Sequence[Path],
    job: Job,
    period: Period | None = None,
    settled_on: date | None = None,
) -> LegalFloors:
    """As ``legal_floors``, for loose files and without a vault.

    Refusals: ``floor_unknown``; those of ``legal_floors`` and of ``gather``; ``floor_column``
    where a column of the person's own is no number.
    """
    pack = open_pack(resources, pack_name)
    loose = gather(isolation, paths, job, zone=pack.zone, currency=pack.currency)
    found = legal_floors(pack, joined_works(loose, job), period, settled_on)
    return replace(found, rejected=loose.rejected)


def floors_of_vault(
    wallet: Wallet,
    known: KnownEngagement,
    pack_name: str,
    job: Job,
    period: Period | None = None,
    settled_on: date | None = None,
) -> LegalFloors:
    """As ``legal_floors``, for one account of a vault; stores nothing. Refusals: as there, and
    ``floor_unknown``."""
    pack = open_pack(wallet.resources, pack_name)
    return legal_floors(pack, [work_of_vault(wallet, known, period, job)], period, settled_on)


def legal_floors(
    pack: Pack,
    works: Sequence[Work],
    period: Period | None = None,
    settled_on: date | None = None,
) -> LegalFloors:
    """The floor of ``pack`` for the work of each account: over ``period``, else over the periods
    of its statements, else over the stretch that the law names, as far as the work goes.

    Each account is reckoned by itself: a floor is owed by each platform. Refusals:
    ``floor_not_rerated`` where ``settled_on`` is given and the law knows no such thing;
    ``parameter_no_value`` where its rate on that day is not known.
    """
    floor = pack.floor
    if settled_on is not None and not floor.rerated_by:
        raise GigWalletError("floor_not_rerated", pack=pack.name)
    sources = Sources(pack, settled_on)
    periods = tuple(
        Reckoning(pack, work, each, items, sources).told()
        for work in works
        for items in [asked_of(pack, work)]
        for each in _periods(pack, work, period)
    )
    return LegalFloors(
        pack=pack.name,
        place=pack.jurisdiction.title,
        title=floor.title,
        shape=floor.shape,
        compared=floor.compare.value,
        time=floor.time.value,
        currency=pack.currency,
        zone=pack.zone,
        cautions=floor.cautions,
        periods=periods,
        sources=sources.told(),
        to_confirm=sources.to_confirm(),
    )


def _periods(pack: Pack, work: Work, period: Period | None) -> Iterator[Period]:
    if period is not None:
        yield period
        return
    if work.statements:
        yield from sorted({each.period for each in work.statements})
        return
    zone = ZoneInfo(pack.zone)
    moments = [each for trip in work.trips for each in (trip.accepted_at, trip.completed_at)]
    moments += [each for shift in work.shifts for each in (shift.started_at, shift.ended_at)]
    days = {each.utc.astimezone(zone).date() for each in moments if each is not None}
    if not days:
        return
    if pack.floor.over == "month":
        months = sorted({(day.year, day.month) for day in days})
        yield from (Period.of_month(*month) for month in months)
    else:
        yield Period(min(days), max(days))
