"""Numbers that a pay rule asks the person for: an acceptance rate as the app shows it, a promise
kept. They are kept as facts, in the words of the tallies table: ``own_acceptance``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from gigwallet.app.floors.packs import numbers_for
from gigwallet.app.records import add_record
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, FactId, Recorded, SchemeId
from gigwallet.domain.tally import Tally
from gigwallet.reconciliation import stated_measures
from gigwallet.rules import AskedOfPerson, PayScheme, load_scheme, span_of
from gigwallet.rules.prices import decimal


@dataclass(frozen=True, slots=True)
class AskedMeasure:
    """``name`` is what the rule calls it, ``label`` what the person reads; ``said`` None: nobody
    has stated it for ``span`` yet. ``most``: it cannot be more."""

    scheme: SchemeId
    engagement: EngagementId
    name: str
    label: str
    most: Fraction
    span: Period
    said: Fraction | None = None

    @property
    def most_shown(self) -> str:
        return f"{decimal(self.most):f}"

    @property
    def shown(self) -> str:
        """What was said, as a plain number; empty where nothing was."""
        return "" if self.said is None else f"{decimal(self.said):f}"


def asked_measures(
    wallet: Wallet, period: Period, engagement: EngagementId | None = None
) -> tuple[AskedMeasure, ...]:
    """What the kept rules ask for the days, weeks or months that end in ``period``, of each account
    that did anything in them; the first rule that asks for a number counts."""
    vault = wallet.vault
    kept = [
        each
        for each in vault.schemes.all()
        if engagement is None or each.scheme.engagement_id in (None, engagement)
    ]
    numbers = numbers_for(wallet.resources, (each.scheme.text for each in kept))
    accounts = [each for each in vault.engagements.all() if engagement in (None, each.id)]
    asking = [
        (each, scheme)
        for each in kept
        if (scheme := load_scheme(each.scheme.text, each.scheme.name, numbers)).asks_person
    ]
    found: dict[tuple[EngagementId, str, Period], AskedMeasure] = {}
    for account in accounts if asking else ():
        days = _days(wallet, account.id, period)
        said = stated_measures(vault.tallies.all(account.id))
        for each, scheme in asking:
            if each.scheme.engagement_id not in (None, account.id):
                continue
            for measure, span in _spans(days, period, scheme):
                name = (account.id, measure.id, span)
                value = said.get(measure.id, {}).get(span)
                found.setdefault(
                    name,
                    AskedMeasure(
                        each.id, account.id, measure.id, measure.label or measure.id,
                        measure.most, span, value,
                    ),
                )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda each: (each.engagement, each.name, each.span)))


def state_measure(
    wallet: Wallet, engagement: EngagementId, name: str, span: Period, value: Decimal
) -> FactId:
    """Keeps the number; one that was stated before for these days is taken back.

    Refusals: ``measure_not_asked`` where no rule asks this of this account for just these days;
    ``measure_beyond`` where it cannot be so much; ``engagement_missing``.
    """
    asked = asked_measures(wallet, span, engagement)
    wanted = next((each for each in asked if each.name == name and each.span == span), None)
    if wanted is None:
        known = sorted({f"{each.name} {each.span}" for each in asked})
        raise GigWalletError("measure_not_asked", name=name, known=", ".join(known) or "-")
    if not 0 <= value <= wanted.most:
        raise GigWalletError("measure_beyond", name=wanted.label, most=wanted.most_shown)
    vault = wallet.vault
    before = [each for each in vault.tallies.all(engagement) if _says(each, name, span)]
    if wanted.said == Fraction(value) and before:
        return before[-1].id
    for each in before:
        vault.erasing(partial(vault.tallies.delete, each.id))
    platform = vault.engagements.get(engagement).platform
    of = Tally(platform, span, note=f"{wanted.label}: {value:f}")
    return add_record.add_own_number(wallet, engagement, of, name, value).id


def _says(tally: Recorded[Tally], name: str, span: Period) -> bool:
    """Whether this number, and nothing else, was typed there."""
    said = stated_measures([tally])
    return tally.typed and tally.fact.orders is None and list(said) == [name] and span in said[name]


def _days(wallet: Wallet, engagement: EngagementId, period: Period) -> frozenset[date]:
    """Those of work in ``period``; of a tally all of its days."""
    trips = (each.fact.day for each in wallet.vault.trips.all(engagement, period))
    tallied = (
        day
        for each in wallet.vault.tallies.all(engagement, period)
        if each.fact.orders is not None
        for day in each.fact.period
    )
    return frozenset(day for day in (*trips, *tallied) if day is not None)


def _spans(
    days: Iterable[date], period: Period, scheme: PayScheme
) -> Iterator[tuple[AskedOfPerson, Period]]:
    """Each once; a span that ends after ``period`` is asked for when its end is looked at."""
    seen: dict[tuple[str, Period], AskedOfPerson] = {}
    for day in days:
        for asked in scheme.asked_on(day):
            span = span_of(day, asked.over)
            if span.last in period:
                seen.setdefault((asked.id, span), asked)
    for (_name, span), asked in seen.items():
        yield asked, span
