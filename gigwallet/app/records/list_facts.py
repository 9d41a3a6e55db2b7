"""What the vault holds, for tables; where each fact was stated; what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, Recorded
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.step import Step
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Both empty: everything."""

    engagement: EngagementId | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One place that states a fact: file, member of an archive, line or page. A typed fact has
    ``exhibit_id`` None and an empty ``file``."""

    exhibit_id: ExhibitId | None
    file: str
    member: str
    line: int | None
    page: int | None
    importer: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is there, for Today and for the command line."""

    engagements: int
    trips: int
    tallies: int
    statements: int
    pay_lines: int
    payouts: int
    shifts: int
    exhibits: int
    schemes: int


EVERYTHING = FactFilter()


def trips(wallet: Wallet, chosen: FactFilter = EVERYTHING) -> list[Recorded[Trip]]:
    """In order of time, as all lists here."""
    return wallet.vault.trips.all(chosen.engagement, chosen.period)


def tallies(wallet: Wallet, chosen: FactFilter = EVERYTHING) -> list[Recorded[Tally]]:
    return wallet.vault.tallies.all(chosen.engagement, chosen.period)


def statements(wallet: Wallet, chosen: FactFilter = EVERYTHING) -> list[Recorded[Statement]]:
    return wallet.vault.statements.all(chosen.engagement, chosen.period)


def pay_lines(wallet: Wallet, chosen: FactFilter = EVERYTHING) -> list[Recorded[PayLine]]:
    return wallet.vault.pay_lines.all(chosen.engagement, chosen.period)


def payouts(wallet: Wallet, chosen: FactFilter = EVERYTHING) -> list[Recorded[Payout]]:
    return wallet.vault.payouts.all(chosen.engagement, chosen.period)


def shifts(wallet: Wallet, chosen: FactFilter = EVERYTHING) -> list[Recorded[Shift]]:
    return wallet.vault.shifts.all(chosen.engagement, chosen.period)


def holdings(wallet: Wallet) -> Holdings:
    vault = wallet.vault
    return Holdings(
        engagements=len(vault.engagements.all()),
        trips=vault.trips.count(),
        tallies=vault.tallies.count(),
        statements=vault.statements.count(),
        pay_lines=vault.pay_lines.count(),
        payouts=vault.payouts.count(),
        shifts=vault.shifts.count(),
        exhibits=len(vault.exhibits.all()),
        schemes=len(vault.schemes.all()),
    )


def span(wallet: Wallet, engagement: EngagementId) -> Period | None:
    """From the first to the last day that anything is known of; None in an empty vault."""
    vault = wallet.vault
    days = [day for each in vault.trips.all(engagement) if (day := each.fact.day) is not None]
    days += [each.fact.at.day for each in vault.payouts.all(engagement)]
    periods = [each.fact.period for each in vault.tallies.all(engagement)]
    periods += [each.fact.period for each in vault.statements.all(engagement)]
    days += [day for each in periods for day in (each.first, each.last)]
    return Period(min(days), max(days)) if days else None


def locate(wallet: Wallet, fact: FactId) -> list[Place]:
    """Every place that states the fact. Refusal: ``fact_missing``."""
    found = find(wallet, fact)
    names = {each.id: each.exhibit.name for each in wallet.vault.exhibits.all()}
    return [
        Place(
            source.exhibit_id,
            names.get(source.exhibit_id, "") if source.exhibit_id else "",
            source.locator.member,
            source.locator.line,
            source.locator.page,
            source.importer,
        )
        for source in found.sources
    ]


def find(
    wallet: Wallet, fact: FactId
) -> (
    Recorded[Trip]
    | Recorded[PayLine]
    | Recorded[Payout]
    | Recorded[Statement]
    | Recorded[Tally]
    | Recorded[Shift]
):
    """Refusal: ``fact_missing``."""
    vault = wallet.vault
    shelves = (
        vault.trips,
        vault.pay_lines,
        vault.payouts,
        vault.statements,
        vault.tallies,
        vault.shifts,
    )
    for shelf in shelves:
        try:
            return shelf.get(fact)
        except GigWalletError as refusal:
            if refusal.code != "fact_missing":
                raise
    raise GigWalletError("fact_missing")


def every(
    wallet: Wallet,
) -> Iterator[
    Recorded[Trip]
    | Recorded[PayLine]
    | Recorded[Payout]
    | Recorded[Statement]
    | Recorded[Tally]
    | Recorded[Shift]
]:
    """All facts of all kinds, one kind after the other."""
    vault = wallet.vault
    yield from vault.trips.all()
    yield from vault.pay_lines.all()
    yield from vault.payouts.all()
    yield from vault.statements.all()
    yield from vault.tallies.all()
    yield from vault.shifts.all()


def missing(wallet: Wallet) -> tuple[Step, ...]:
    """What the pay check cannot do without, most basic first; empty when nothing is missing.

    Codes: ``missing_engagement``, ``missing_work``, ``missing_rule``, ``missing_statement``,
    ``missing_payout``, ``missing_proof_of_rule``, ``rule_illustrative``.
    """
    held = holdings(wallet)
    schemes = [each.scheme for each in wallet.vault.schemes.all()]
    lacks = {
        "missing_engagement": not held.engagements,
        "missing_work": not held.trips and not held.tallies,
        "missing_rule": not schemes,
        "missing_statement": not held.statements and not held.pay_lines,
        "missing_payout": not held.payouts,
        "missing_proof_of_rule": any(not each.proof and not each.illustrative for each in schemes),
        "rule_illustrative": bool(schemes) and all(each.illustrative for each in schemes),
    }
    return tuple(Step(code) for code, lacking in lacks.items() if lacking)
