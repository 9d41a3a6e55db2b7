"""A letter: drafted from the vault, filled in by the person, written out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.exports.exporting import export
from gigwallet.app.letters.annexes import counted
from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.composing import (
    compose,
    compose_docx,
    compose_reading,
    compose_text,
    first_words,
)
from gigwallet.app.letters.enclosing import asked, narrowed
from gigwallet.app.letters.exhibit_listing import NOTHING_LISTED, Listed
from gigwallet.app.letters.exhibits import arrangement, copies_said, listed
from gigwallet.app.letters.order import ANSWER_DAYS, LetterOrder
from gigwallet.app.letters.shelf import FIRST, WORKED_OUT, letter_named
from gigwallet.app.pay.pay_basis import Written, basis_of, span_of
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records import list_facts
from gigwallet.app.wallet import Wallet
from gigwallet.app.writing import written_apart
from gigwallet.documents.letters.form import FieldType, LetterForm, LetterText
from gigwallet.documents.letters.writing import ComposedLetter
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.step import Step
from gigwallet.words import labels, refusals

_SECONDS = 300.0
_OF_WORKER = {
    "applicant_name": "name",
    "applicant_phone": "phone",
    "applicant_address": "address",
    "applicant_id": "id_number",
    "applicant_email": "email",
}


class LetterFile(StrEnum):
    """In what a letter is written out. ``READING`` is a PDF for the signer alone."""

    PDF = "pdf"
    DOCX = "docx"
    TEXT = "txt"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter before it is written. ``fields`` are what the person may edit: key -> text;
    amounts come from the pay check and are not editable.

    ``counted`` are the items that ``at_least`` adds up; a letter about one item has it in ``item``.
    ``blockers`` say why it cannot be written yet (``letter_nothing_short``,
    ``letter_rule_illustrative``, ``letter_field_missing``...); ``gaps`` what a reader may ask for
    and is missing.
    """

    engagement: EngagementId
    form: LetterForm
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
    item: str = ""
    listed: Listed = field(default=NOTHING_LISTED, repr=False)
    # How a field is written: several lines, a day (2025-08-31), yes or nothing; all others are one
    # line.
    lines: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    ticks: frozenset[str] = frozenset()

    @property
    def letter(self) -> str:
        """``cn/pay_shortfall``"""
        return f"{self.form.jurisdiction}/{self.form.name}"

    @property
    def required(self) -> frozenset[str]:
        """What may not stay empty as the other fields are."""
        return self.form.required(self.fields) & self.fields.keys()

    def label(self, key: str, language: str) -> str:
        """What a form in ``language`` calls a field."""
        return self._text(language).labels.get(key) or labels.field(key)

    def hint(self, key: str, language: str) -> str:
        return self._text(language).hints.get(key, "")

    def _text(self, language: str) -> LetterText:
        return self.form.texts.get(language) or self.form.texts[self.language]


def prepare(
    wallet: Wallet,
    engagement: EngagementId,
    period: Period | None = None,
    language: str = "zh",
    job: Job | None = None,
    letter: str = FIRST,
    item: str = "",
    evidence: BundleDraft | None = None,
) -> LetterDraft:
    """A draft of ``letter``. One that asks for pay rests on a fresh pay check of ``period`` (None:
    all that was worked); ``item`` is the ref of the one that it is about, where it is about one.
    One that lists exhibits lists those of the ``evidence`` that it goes into, else those of the
    evidence as it is arranged.

    Refusals: ``letter_unknown``, ``letter_language_missing``.
    """
    form = letter_named(wallet.resources, letter)
    if language not in form.texts:
        raise GigWalletError("letter_language_missing", language=language)
    said = wallet.vault.engagements.get(engagement)
    today = wallet.clock.now().astimezone(ZoneInfo(said.zone)).date()
    draft = _empty_draft(wallet, engagement, form, language, today)
    if not form.asks_for:
        if form.lists_exhibits:
            work = job or Job()
            inside = evidence is not None
            shown = evidence or arrangement(wallet, engagement, period, language, work)
            told = listed(wallet, shown, work, inside=inside)
            return _first_filled(wallet, replace(draft, period=shown.period, listed=told))
        known = period or list_facts.span(wallet, engagement) or Period.of_day(today)
        return _first_filled(wallet, replace(draft, period=known))
    outcome = reconcile_pay(wallet, period, engagement, job)
    span = period or span_of(outcome)
    draft = replace(draft, period=span or draft.period)
    if span is None or len(outcome.totals) != 1:
        code = "letter_currencies" if outcome.totals else "letter_nothing_short"
        return replace(draft, blockers=(Step(code),))
    basis = basis_of(wallet, engagement, span, outcome, outcome.totals[0])
    if form.about_one_item and not item:
        item = next((each.ref for each in counted(basis)), "")
    return _first_filled(
        wallet,
        replace(
            draft,
            basis=basis,
            item=item,
            counted=counted(narrowed(basis, form, item)),
            at_least=asked(basis, form, item),
        ),
    )


def edited(draft: LetterDraft, fields: Mapping[str, str]) -> LetterDraft:
    """The same draft with the person's words, and its blockers judged anew.

    Refusal: ``letter_field_unknown``.
    """
    unknown = sorted(fields.keys() - draft.fields.keys())
    if unknown:
        raise GigWalletError("letter_field_unknown", name=unknown[0], letter=draft.letter)
    return _judged(replace(draft, fields={**draft.fields, **fields}))


def write(
    wallet: Wallet,
    draft: LetterDraft,
    out: Path,
    *,
    kind: LetterFile = LetterFile.PDF,
    own_language: str = "",
    replace: bool = False,
    job: Job | None = None,
) -> Written:
    """The letter in a file: a sealed PDF, a Word document, plain text, or a reading copy in
    ``own_language`` beside it.

    Refusals: ``letter_blocked``, ``letter_language_missing``, ``file_exists``,
    ``folder_not_writable``, ``disk_full``.
    """
    work = job or Job()
    pages = 0
    notes: tuple[Step, ...] = ()
    if kind is LetterFile.PDF:
        composed = _composed(wallet, draft, work)
        data, pages, notes = composed.pdf, composed.pages, composed.notes
    elif kind is LetterFile.READING:
        composed = _reading(wallet, draft, own_language, work)
        data, pages, notes = composed.pdf, composed.pages, composed.notes
    elif kind is LetterFile.DOCX:
        data = written_apart(
            wallet.isolation, compose_docx, order_of(draft), wallet.resources, seconds=_SECONDS
        )
    else:
        text, notes = written_apart(
            wallet.isolation, compose_text, order_of(draft), wallet.resources, seconds=_SECONDS
        )
        data = text.encode("utf-8")
    path = export(wallet, "letter", out, data, replace=replace)
    return Written(path, pages, hashlib.sha256(data).hexdigest(), notes)


def _composed(wallet: Wallet, draft: LetterDraft, job: Job) -> ComposedLetter:
    order = order_of(draft)
    job.report(0, None, "writing")
    return written_apart(wallet.isolation, compose, order, wallet.resources, seconds=_SECONDS)


def _reading(wallet: Wallet, draft: LetterDraft, language: str, job: Job) -> ComposedLetter:
    """The other language has the person's own words where they wrote any, else its own first
    words."""
    if language not in draft.form.texts or language == draft.language:
        raise GigWalletError("letter_language_missing", language=language)
    order = order_of(draft)
    job.report(0, None, "writing")
    here, there = (_first_texts(wallet, draft, each) for each in (draft.language, language))
    fields = {
        key: there.get(key, text) if text == here.get(key) else text
        for key, text in draft.fields.items()
    }
    other = replace(order, language=language, fields=fields)
    return written_apart(
        wallet.isolation, compose_reading, order, other, wallet.resources, seconds=_SECONDS
    )


def order_of(draft: LetterDraft) -> LetterOrder:
    """What the letter is written from, alone or in a bundle. Refusal: ``letter_blocked``."""
    if draft.blockers:
        why = "; ".join(refusals.explain(each) for each in draft.blockers)
        raise GigWalletError("letter_blocked", why=why)
    return LetterOrder(
        jurisdiction=draft.form.jurisdiction,
        letter=draft.form.name,
        language=draft.language,
        fields=dict(draft.fields),
        period=draft.period,
        written_on=draft.written_on,
        specimen=draft.specimen,
        basis=draft.basis,
        item=draft.item,
        listed=draft.listed,
    )


def _empty_draft(
    wallet: Wallet, engagement: EngagementId, form: LetterForm, language: str, today: date
) -> LetterDraft:
    editable = {
        key: one
        for key, one in form.fields.items()
        if one.type is not FieldType.MONEY and key not in WORKED_OUT
    }

    def of(kind: FieldType) -> frozenset[str]:
        return frozenset(key for key, one in editable.items() if one.type is kind)

    return LetterDraft(
        engagement=engagement,
        form=form,
        period=Period.of_day(today),
        language=language,
        written_on=today,
        fields=dict.fromkeys(editable, ""),
        counted=(),
        at_least=None,
        blockers=(),
        gaps=(),
        specimen=wallet.specimen,
        lines=of(FieldType.LINES),
        days=of(FieldType.DAY),
        ticks=of(FieldType.TICK),
    )


def _first_filled(wallet: Wallet, draft: LetterDraft) -> LetterDraft:
    first = _first_texts(wallet, draft, draft.language)
    fields = {key: first.get(key, text) for key, text in draft.fields.items()}
    return _judged(replace(draft, fields=fields, gaps=_gaps(draft)))


def _first_texts(wallet: Wallet, draft: LetterDraft, language: str) -> dict[str, str]:
    worker = wallet.vault.worker.get()
    said = wallet.vault.engagements.get(draft.engagement)
    starts = [each.scheme.first_day for each in draft.basis.rules] if draft.basis else []
    one = draft.counted[0] if draft.form.about_one_item and draft.counted else None
    copies = copies_said(wallet, draft.listed, language)
    return {
        **written_apart(
            wallet.isolation,
            first_words,
            said,
            draft.basis,
            language,
            draft.form.english,
            seconds=_SECONDS,
        ),
        **{key: getattr(worker, name) for key, name in _OF_WORKER.items()},
        "account": said.account,
        "city": said.city,
        "work_kind": said.kind,
        "since": said.first_day.isoformat() if said.first_day else "",
        "rule_from": min(starts).isoformat() if starts else "",
        "answer_by": (draft.written_on + timedelta(days=ANSWER_DAYS)).isoformat(),
        "order_ref": one.ref.removeprefix(str(one.period)).strip() if one else "",
        "order_day": one.period.first.isoformat() if one else "",
        # What the letter itself says first is closer to it than what every letter may say.
        **draft.form.texts[language].first,
        **({"copies": copies} if copies else {}),
    }


def _judged(draft: LetterDraft) -> LetterDraft:
    blockers: list[Step] = []
    if draft.form.asks_for and (draft.at_least is None or draft.at_least.minor <= 0):
        blockers.append(Step("letter_nothing_short"))
    if draft.form.lists_exhibits and not draft.listed.exhibits:
        blockers.append(Step("letter_no_exhibits"))
    used = draft.basis.rules if draft.basis else ()
    if any(each.scheme.illustrative for each in used):
        blockers.append(Step("letter_rule_illustrative"))
    blockers += [
        _empty(draft, key)
        for key in sorted(draft.required)
        if not draft.fields.get(key, "").strip()
    ]
    return replace(draft, blockers=tuple(blockers))


def _empty(draft: LetterDraft, key: str) -> Step:
    option = _OF_WORKER.get(key)
    own = {text.language: text.labels.get(key, "") for text in draft.form.texts.values()}
    if all(own.values()):
        return Step("letter_field_empty", {f"name@{each}": label for each, label in own.items()})
    if option is None:
        return Step("letter_field_missing", {"field": key})
    return Step("letter_worker_missing", {"field": key, "key": key, "option": option})


def _gaps(draft: LetterDraft) -> tuple[Step, ...]:
    basis = draft.basis
    lacks = {
        "gap_rule_proof": basis is not None and any(not each.proof for each in basis.rules),
        "gap_statement": basis is not None and not basis.statements,
        "gap_not_reviewed": not draft.form.reviewed_by,
    }
    return tuple(Step(code) for code, lacking in lacks.items() if lacking)
