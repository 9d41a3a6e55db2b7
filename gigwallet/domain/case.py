"""A case: what the worker asks of whom, and the exhibits chosen to show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import CaseId, EngagementId, ExhibitId, FactId


@dataclass(frozen=True, slots=True)
class Respondent:
    """A firm that the letter or claim goes to; ``role`` such as platform, contracting firm."""

    name: str
    role: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ChosenExhibit:
    """An exhibit of the case in its place. ``rows`` (fact ids) chooses bill lines: then the bundle
    shows an extract of exactly these lines instead of the file."""

    exhibit_id: ExhibitId
    title: str
    purpose: str
    group: int = 1
    source: str = ""
    rows: tuple[FactId, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked: at least ``at_least``; other claims are reserved."""

    at_least: Money
    period: Period
    due_by: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    engagement_id: EngagementId
    title: str
    period: Period
    respondents: tuple[Respondent, ...] = ()
    exhibits: tuple[ChosenExhibit, ...] = ()
    claim: Claim | None = None
    language: str = "zh"
    prepared_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A stored case."""

    id: CaseId
    case: Case
