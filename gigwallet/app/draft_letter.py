"""The complaint letter: drafted from a pay check, shown page by page, written out sealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from gigwallet.app.exporting import export
from gigwallet.app.letter_annexes import counted
from gigwallet.app.letter_basis import LetterBasis, RuleUsed, placed
from gigwallet.app.letter_composing import (
    JURISDICTION,
    LETTER,
    compose,
    first_words,
    pictures,
)
from gigwallet.app.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.app.writing import written_apart
from gigwallet.documents import letters
from gigwallet.documents.letter_form import FieldType
from gigwallet.documents.letters import ComposedLetter
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.payout import PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, Reconciliation, Totals
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.step import Step
from gigwallet.domain.trip import TripStatus
from gigwallet.words import refusals

ANSWER_DAYS = 15
_SECONDS = 300.0
# The pay check, not the person, fills these in.
_OF_WORKER = frozenset({"applicant_name", "applicant_phone", "applicant_address"})
_WORKED_OUT = frozenset({"period"})


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter before it is written. ``fields`` are what the person may edit: key -> text
    (``words.labels.field`` names each); amounts come from the pay check and are not editable.

    ``counted`` are the items that ``at_least`` adds up. ``blockers`` say why it cannot be written
    yet (``letter_nothing_short``, ``letter_rule_illustrative``, ``letter_field_missing``...);
    ``gaps`` what a reader may ask for and is missing.
    """

    engagement: EngagementId
    period: Period
    language: str
    written_on: date
    fields: Mapping[str, str]
    counted: tuple[Discrepancy, ...]
    at_least: Money | None
    blockers: tuple[Step, ...]
    gaps: tuple[Step, ...]
    specimen: bool
    basis: LetterBasis | None = field(default=None, repr=False)
    required: frozenset[str] = frozenset()
    # How a field is written: several lines, or a day (2025-08-31); all others are one line.
    lines: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written out. ``digest`` is its SHA-256 (hex), to note down or send apart.
    ``notes`` are what the person should know before it goes on."""

    path: Path
    pages: int
    digest: str
    notes: tuple[Step, ...] = ()


def prepare(
    wallet: Wallet,
    engagement: EngagementId,
    period: Period | None = None,
    language: str = "zh",
    job: Job | None = None,
) -> LetterDraft:
    """A draft from a fresh pay check of ``period`` (None: all that was worked)."""
    outcome = reconcile_pay(wallet, period, engagement, job)
    span = period or span_of(outcome)
    said = wallet.vault.engagements.get(engagement)
    today = wallet.clock.now().astimezone(ZoneInfo(said.zone)).date()
    form = letters.form(wallet.resources, JURISDICTION, LETTER)
    editable = {
        key: one
        for key, one in form.fields.items()
        if one.type is not FieldType.MONEY and key not in _WORKED_OUT
    }
    draft = LetterDraft(
        engagement=engagement,
        period=span or Period.of_day(today),
        language=language,
        written_on=today,
        fields=dict.fromkeys(editable, ""),
        counted=(),
        at_least=None,
        blockers=(),
        gaps=(),
        specimen=wallet.specimen,
        required=frozenset(key for key, one in editable.items() if one.required),
        lines=frozenset(key for key, one in editable.items() if one.type is FieldType.LINES),
        days=frozenset(key for key, one in editable.items() if one.type is FieldType.DAY),
    )
    if span is None or len(outcome.totals) != 1:
        code = "letter_currencies" if outcome.totals else "letter_nothing_short"
        return replace(draft, blockers=(Step(code),))
    basis = basis_of(wallet, engagement, span, outcome, outcome.totals[0])
    first = _first_fields(wallet, basis, language, today)
    known = {key: text for key, text in first.items() if key in editable}
    return _judged(
        replace(
            draft,
            basis=basis,
            fields={**draft.fields, **known},
            counted=counted(basis),
            at_least=basis.totals.shortfall,
            gaps=_gaps(basis, form.reviewed_by),
        )
    )


def edited(draft: LetterDraft, fields: Mapping[str, str]) -> LetterDraft:
    """The same draft with the person's words, and its blockers judged anew.

    Refusal: ``letter_field_unknown``.
    """
    unknown = sorted(fields.keys() - draft.fields.keys())
    if unknown:
        raise GigWalletError("letter_field_unknown", name=unknown[0])
    return _judged(replace(draft, fields={**draft.fields, **fields}))


def preview(wallet: Wallet, draft: LetterDraft, job: Job | None = None) -> list[bytes]:
    """The pages as PNG pictures, as they would be written. Refusal: ``letter_blocked``."""
    composed = _composed(wallet, draft, job or Job())
    return list(
        written_apart(wallet.isolation, pictures, composed.pdf, composed.pages, seconds=_SECONDS)
    )


def write(
    wallet: Wallet, draft: LetterDraft, out: Path, *, replace: bool = False, job: Job | None = None
) -> Written:
    """The sealed PDF. Refusals: ``letter_blocked``, ``file_exists``, ``folder_not_writable``,
    ``disk_full``."""
    composed = _composed(wallet, draft, job or Job())
    path = export(wallet, "letter", out, composed.pdf, replace=replace)
    return Written(path, composed.pages, composed.sha256, composed.notes)


def _composed(wallet: Wallet, draft: LetterDraft, job: Job) -> ComposedLetter:
    if draft.blockers or draft.basis is None:
        why = "; ".join(refusals.explain(each) for each in draft.blockers)
        raise GigWalletError("letter_blocked", why=why)
    job.report(0, None, "writing")
    return written_apart(
        wallet.isolation,
        compose,
        draft.basis,
        dict(draft.fields),
        draft.language,
        draft.written_on,
        draft.specimen,
        wallet.resources,
        seconds=_SECONDS,
    )


def _judged(draft: LetterDraft) -> LetterDraft:
    blockers: list[Step] = []
    if draft.at_least is None or draft.at_least.minor <= 0:
        blockers.append(Step("letter_nothing_short"))
    used = draft.basis.rules if draft.basis else ()
    if any(each.scheme.illustrative for each in used):
        blockers.append(Step("letter_rule_illustrative"))
    blockers += [
        _empty(key) for key in sorted(draft.required) if not draft.fields.get(key, "").strip()
    ]
    return replace(draft, blockers=tuple(blockers))


def _empty(key: str) -> Step:
    if key not in _OF_WORKER:
        return Step("letter_field_missing", {"field": key})
    option = key.removeprefix("applicant_")
    return Step("letter_worker_missing", {"field": key, "key": key, "option": option})


def span_of(outcome: Reconciliation) -> Period | None:
    """From the first to the last day that the pay check speaks of."""
    spans = [each.period for each in outcome.discrepancies]
    if not spans:
        return None
    return Period(min(each.first for each in spans), max(each.last for each in spans))


def basis_of(
    wallet: Wallet,
    engagement: EngagementId,
    span: Period,
    outcome: Reconciliation,
    totals: Totals,
) -> LetterBasis:
    """The facts that the figures of a letter, or the tables of a bundle, rest on."""
    vault = wallet.vault
    used = {each.scheme_id for each in outcome.discrepancies if each.scheme_id}
    names = {each.id: each.exhibit.label or each.exhibit.name for each in vault.exhibits.all()}
    months = Counter(
        Period.of_month(day.year, day.month)
        for each in vault.trips.all(engagement, span)
        if each.fact.status is TripStatus.COMPLETED and (day := each.fact.day) is not None
    )
    shown = {fact for each in outcome.discrepancies for fact in each.facts}
    return LetterBasis(
        engagement=vault.engagements.get(engagement),
        period=span,
        totals=totals,
        items=outcome.discrepancies,
        tallies=tuple(each.fact for each in vault.tallies.all(engagement, span)),
        trips_done=tuple(sorted(months.items())),
        statements=tuple(placed(each, names) for each in vault.statements.all(engagement, span)),
        payouts=tuple(
            placed(each, names)
            for each in vault.payouts.all(engagement)
            if each.id in shown and each.fact.side is PayoutSide.RECEIVED
        ),
        rules=tuple(
            RuleUsed(each.scheme, names.get(each.scheme.proof, "") if each.scheme.proof else "")
            for each in vault.schemes.all()
            if each.id in used
        ),
    )


def _first_fields(wallet: Wallet, basis: LetterBasis, language: str, today: date) -> dict[str, str]:
    worker, said = wallet.vault.worker.get(), basis.engagement
    starts = [each.scheme.first_day for each in basis.rules]
    return {
        **written_apart(wallet.isolation, first_words, basis, language, seconds=_SECONDS),
        "applicant_name": worker.name,
        "applicant_phone": worker.phone,
        "applicant_address": worker.address,
        "account": said.account,
        "city": said.city,
        "work_kind": said.kind,
        "since": said.first_day.isoformat() if said.first_day else "",
        "rule_from": min(starts).isoformat() if starts else "",
        "answer_by": (today + timedelta(days=ANSWER_DAYS)).isoformat(),
    }


def _gaps(basis: LetterBasis, reviewed_by: str) -> tuple[Step, ...]:
    lacks = {
        "gap_rule_proof": any(not each.proof for each in basis.rules),
        "gap_statement": not basis.statements,
        "gap_not_reviewed": not reviewed_by,
    }
    return tuple(Step(code) for code, lacking in lacks.items() if lacking)
