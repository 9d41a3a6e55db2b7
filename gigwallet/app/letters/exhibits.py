"""The exhibits of the evidence PDF, with the pages on which it shows them, for a letter to list."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.app.bundles import keep_arrangement, preview_bundle
from gigwallet.app.bundles.build_bundle import BundleDraft, BundleItem
from gigwallet.app.bundles.numbers import headings, numbers
from gigwallet.app.bundles.profiles import profile_named
from gigwallet.app.bundles.words import source_of
from gigwallet.app.letters.exhibit_listing import NOTHING_LISTED, Listed
from gigwallet.app.wallet import Wallet
from gigwallet.app.writing import written_apart
from gigwallet.documents import captions
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.letters.exhibit_table import Computed, ListedExhibit
from gigwallet.domain.exhibit import Exhibit
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId

_SECONDS = 60.0


def arrangement(
    wallet: Wallet, engagement: EngagementId, period: Period | None, language: str, job: Job
) -> BundleDraft:
    """The evidence as the person arranged it, in the form that they chose."""
    return keep_arrangement.arranged(wallet, engagement, period, language, job).draft


def listed(wallet: Wallet, draft: BundleDraft, job: Job, *, inside: bool = False) -> Listed:
    """What the evidence PDF of ``draft`` shows; nothing where it would be empty. The PDF is laid
    out for its pages, unless the letter stands ``inside`` it: then the PDF itself tells them."""
    if not any(each.included for each in draft.items):
        return NOTHING_LISTED
    outline = None if inside else preview_bundle.count(wallet, draft, job=job).sheets.outline
    shown = [
        (item, number)
        for item, number in zip(draft.items, numbers(wallet, draft), strict=True)
        if number
    ]
    files = [wallet.vault.exhibits.get(item.shown).exhibit for item, _number in shown]
    sources = written_apart(
        wallet.isolation, _sources, tuple(files), draft.language, seconds=_SECONDS
    )
    words = captions.load(wallet.resources, draft.language, draft.profile)
    groups = headings(wallet, draft, words)
    found = [
        replace(
            _listed(item, number, file, source),
            pages=outline.exhibit_pages[number] if outline else (0, 0),
            group=groups.exhibits[number],
        )
        for (item, number), file, source in zip(shown, files, sources, strict=True)
    ]
    computed = outline.computation_pages if outline else None
    return Listed(
        tuple(sorted(found, key=lambda each: each.pages)),
        None if computed is None else Computed(computed, group=groups.computed),
        draft.profile,
        outline.pages if outline else 0,
        max(1, len(draft.respondents)),
    )


def copies_said(wallet: Wallet, of: Listed, language: str) -> str:
    """How many the office wants, in its form's words; empty where it asks for none."""
    if not of.profile:
        return ""
    copies = profile_named(wallet.resources, of.profile).copies
    if copies is None:
        return ""
    handed_in = copies.handed_in(of.opponents)
    return captions.load(wallet.resources, language, of.profile)(
        "cover.copies_said",
        all=handed_in + copies.kept,
        handed_in=handed_in,
        office=copies.office,
        opponents=copies.each_opponent * of.opponents,
        kept=copies.kept,
    )


def _sources(files: tuple[Exhibit, ...], language: str) -> tuple[str, ...]:
    with speaking(language):
        return tuple(source_of(each) for each in files)


def _listed(item: BundleItem, number: str, file: Exhibit, source: str) -> ListedExhibit:
    return ListedExhibit(
        number,
        item.title,
        item.purpose,
        item.source or source,
        "extract" if item.rows else "electronic",
        file.sha256,
        (0, 0),
    )
