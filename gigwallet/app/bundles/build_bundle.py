"""The evidence PDF: exhibits chosen and ordered, shown page by page, written out sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as set_fields
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from gigwallet.app.bundles import redacted_in_bundle
from gigwallet.app.bundles.after import served_before
from gigwallet.app.bundles.choice import RULES, BundleItem, chosen
from gigwallet.app.bundles.composing import (
    BundleWords,
    ChosenFile,
    Contents,
    first_words,
    volumes_of,
)
from gigwallet.app.bundles.evidence_board import Support, corroborations
from gigwallet.app.bundles.exhibit_days import exhibit_days
from gigwallet.app.bundles.exhibit_loading import loaded_file
from gigwallet.app.bundles.pieces import SECONDS
from gigwallet.app.bundles.pieces import parts as parts_of
from gigwallet.app.bundles.profiles import PLAIN, first_choice, profile_named
from gigwallet.app.bundles.volumes import (
    copies_note,
    limits_of,
    paths_of,
    write_volumes,
    written_as,
)
from gigwallet.app.bundles.words import in_order
from gigwallet.app.exports.exporting import beside, export_file, refuse_existing
from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.order import LetterOrder
from gigwallet.app.pay.pay_basis import Written, basis_of, span_of
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records import list_facts
from gigwallet.app.wallet import Wallet
from gigwallet.app.writing import written_apart
from gigwallet.documents.bundles.composing import ExhibitFile, Extract, ExtractLine, Part
from gigwallet.documents.bundles.served import identity
from gigwallet.domain.case import Respondent
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId, Source
from gigwallet.domain.step import Step
from gigwallet.domain.worker import Worker

__all__ = ["BundleDraft", "BundleItem", "Written", "prepare", "shows", "write"]


@dataclass(frozen=True, slots=True)
class BundleDraft:
    """An evidence file before it is written; items are in printing order. A ``letter`` goes in
    with it, its figures proven by the same computations. ``passwords`` are tried on PDFs that are
    locked; they are kept nowhere. ``profile`` is the form of the office that it goes to, ``after``
    the PDF that was served before and is continued, all its volumes, or their folder; a volume has
    at most ``volume_pages`` and ``volume_mb`` (0: what the form says).
    ``met`` are the records that meet each exhibit in the pay check.

    Groups: 1 work done, 2 pay rules, 3 pay stated, 4 pay received, 5 other, 6 who the parties are,
    7 what was asked and answered. Where each stands, the form says.
    """

    engagement: EngagementId
    period: Period
    language: str
    title: str
    prepared_on: date
    applicant: Worker
    respondents: tuple[Respondent, ...]
    items: tuple[BundleItem, ...]
    reconciliation: Reconciliation
    gaps: tuple[Step, ...]
    specimen: bool
    basis: LetterBasis | None = field(default=None, repr=False)
    letter: LetterOrder | None = field(default=None, repr=False)
    choices: ExhibitChoices = AS_USUAL
    passwords: tuple[str, ...] = field(default=(), repr=False)
    profile: str = PLAIN
    matter: str = ""
    case_number: str = ""
    office: str = ""
    after: tuple[Path, ...] = ()
    volume_pages: int = 0
    volume_mb: int = 0
    met: Mapping[ExhibitId, tuple[Support, ...] | None] = field(default_factory=dict, repr=False)


def prepare(
    wallet: Wallet,
    engagement: EngagementId,
    period: Period | None = None,
    language: str = "",
    job: Job | None = None,
    profile: str = "",
) -> BundleDraft:
    """Chooses what shows the pay check's items: rule proofs, statements, extracts of bills. Without
    a ``profile`` the bundle has the form of where people are paid in the engagement's currency;
    without a ``language``, its form's. Refusals: those of ``profile_named``."""
    said = wallet.vault.engagements.get(engagement)
    form = profile_named(wallet.resources, profile or first_choice(wallet.resources, said.currency))
    language = language or form.language
    outcome = reconcile_pay(wallet, period, engagement, job)
    today = wallet.clock.now().astimezone(ZoneInfo(said.zone)).date()
    known = span_of(outcome) or list_facts.span(wallet, engagement)
    span = period or known or Period.of_day(today)
    basis = None
    if len(outcome.totals) == 1 and outcome.discrepancies:
        basis = basis_of(wallet, engagement, span, outcome, outcome.totals[0])
    words = written_apart(
        wallet.isolation, first_words, said.platform, span, form.spoken(language), seconds=SECONDS
    )
    firms = {
        firm: role
        for role, firm in (
            ("paying_firm", said.paying_firm),
            ("contracting_firm", said.contracting_firm),
        )
        if firm
    }
    return BundleDraft(
        engagement=engagement,
        period=span,
        language=language,
        title=words.title,
        prepared_on=today,
        applicant=wallet.vault.worker.get(),
        respondents=tuple(Respondent(firm, role) for firm, role in firms.items()),
        items=tuple(
            _worded(wallet, each, words)
            for each in chosen(wallet, engagement, span, outcome, basis)
        ),
        reconciliation=outcome,
        gaps=list_facts.missing(wallet),
        specimen=wallet.specimen,
        basis=basis,
        profile=form.name,
        met=corroborations(wallet, outcome),
    )


def _worded(wallet: Wallet, item: BundleItem, words: BundleWords) -> BundleItem:
    """The person's own title and purpose, else what the file is and what its group shows. A copy
    has names of its own: those of the original may say what is masked."""
    said = wallet.vault.exhibits.get(item.exhibit).exhibit
    kind = words.kinds.get("proof" if item.group == RULES else said.importer, "")
    if item.hidden is not None:
        said = redacted_in_bundle.shown_file(wallet, item)
    return set_fields(
        item,
        title=said.label or (words.named.format(kind=kind, name=said.name) if kind else said.name),
        purpose=said.note or words.purposes[item.group],
    )


def write(
    wallet: Wallet, draft: BundleDraft, out: Path, *, replace: bool = False, job: Job | None = None
) -> Written:
    """The sealed PDF. Refusals: ``bundle_empty``, ``exhibit_missing``, ``bundle_paper_locked``,
    ``bundle_paper_password_wrong``, ``file_exists``, ``folder_not_writable``, ``disk_full``, and
    those of ``redacted_in_bundle``, of ``served_before`` and of ``profile_named``."""
    refuse_existing(out, replace)
    _included(draft)  # before a folder is made
    profile = profile_named(wallet.resources, draft.profile)
    work = job or Job()
    with beside(out, sum(each.size for each in originals_of(wallet, draft))) as folder:
        contents, parts = _gathered(wallet, draft, work, folder)
        limits = limits_of(profile, draft.volume_pages, draft.volume_mb)
        made = write_volumes(
            wallet.isolation,
            wallet.resources,
            folder,
            volumes_of,
            contents,
            parts,
            limits,
            out.name,
            work,
        )
        paths = paths_of(out, made)
        for path, volume in zip(paths, made, strict=True):
            refuse_existing(path, replace)
            redacted_in_bundle.refuse_hidden(wallet, _included(draft), volume.path, work)
        for path, volume in zip(paths, made, strict=True):
            export_file(wallet, "bundle", path, volume.path, volume.sha256, replace=replace)
    return written_as(made, paths, copies_note(profile, max(1, len(draft.respondents))))


def _included(draft: BundleDraft) -> list[BundleItem]:
    items = [each for each in draft.items if each.included]
    if not items:
        raise GigWalletError("bundle_empty")
    return items


def _gathered(
    wallet: Wallet, draft: BundleDraft, job: Job, folder: Path
) -> tuple[Contents, tuple[Part, ...]]:
    originals = originals_of(wallet, draft)
    loaded = partial(loaded_file, wallet)
    parts = tuple(parts_of(wallet.isolation, originals, loaded, job, folder))
    return contents_of(wallet, draft), parts


def contents_of(wallet: Wallet, draft: BundleDraft) -> Contents:
    """All that the pages are laid out from, but for the originals. Refusal: ``bundle_empty``."""
    items = _included(draft)
    days = exhibit_days(wallet, items)
    return Contents(
        title=draft.title,
        language=draft.language,
        prepared_on=draft.prepared_on,
        applicant=draft.applicant,
        respondents=draft.respondents,
        files=tuple(
            _file(wallet, each, day, draft.met.get(each.exhibit))
            for each, day in zip(items, days, strict=True)
        ),
        basis=draft.basis,
        period=draft.period,
        zone=wallet.vault.engagements.get(draft.engagement).zone,
        specimen=draft.specimen,
        letter=draft.letter,
        choices=draft.choices,
        profile=draft.profile,
        matter=draft.matter,
        case_number=draft.case_number,
        office=draft.office,
        served=served_before(wallet.isolation, draft.after),
    )


def originals_of(wallet: Wallet, draft: BundleDraft) -> list[ExhibitFile]:
    """The files that are shown as pages, not yet read; ``number`` is the file's id."""
    shown = []
    for item in draft.items:
        if item.included and not item.rows:
            said = redacted_in_bundle.shown_file(wallet, item)
            shown.append(
                ExhibitFile(
                    item.shown,
                    said.media_type,
                    said.sha256,
                    said.size,
                    b"",
                    name=said.name,
                    passwords=draft.passwords,
                    choices=draft.choices,
                )
            )
    return shown


def _file(
    wallet: Wallet, item: BundleItem, day: date | None, met: tuple[Support, ...] | None
) -> ChosenFile:
    exhibit = redacted_in_bundle.shown_file(wallet, item)
    return ChosenFile(
        id=item.exhibit,
        exhibit=exhibit,
        group=item.group,
        title=item.title,
        purpose=item.purpose,
        source=item.source,
        extract=_extract(wallet, item, exhibit.importer) if item.rows else None,
        redaction=item.hidden,
        day=day,
        met=met,
    )


def shows(wallet: Wallet, item: BundleItem) -> str:
    """By what an item is known again in a bundle that was served."""
    exhibit = redacted_in_bundle.shown_file(wallet, item)
    return identity(exhibit.sha256, _extract(wallet, item, exhibit.importer) if item.rows else None)


def _extract(wallet: Wallet, item: BundleItem, importer: str) -> Extract:
    """Only the cells of the chosen rows ever leave the vault for this."""
    sources = sorted(_sources(wallet, item), key=lambda each: each.locator.line or 0)
    columns = in_order(importer, (name for each in sources for name in each.raw))
    return Extract(
        importer,
        columns,
        tuple(
            ExtractLine(_line(each), tuple(each.raw.get(name, "") for name in columns))
            for each in sources
        ),
    )


def _sources(wallet: Wallet, item: BundleItem) -> Iterator[Source]:
    """Where the chosen rows stand in this exhibit, each line once."""
    wanted = set(item.rows)
    seen: set[tuple[int | None, str]] = set()
    for fact in list_facts.every(wallet):
        if fact.id not in wanted:
            continue
        for source in fact.sources:
            place = (source.locator.line, source.locator.pointer)
            if source.exhibit_id == item.exhibit and place not in seen:
                seen.add(place)
                yield source


def _line(source: Source) -> str:
    line = "" if source.locator.line is None else str(source.locator.line)
    return f"{source.locator.pointer} {line}".strip()
