"""What will leave with an evidence PDF, said before it goes."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.app.bundles.build_bundle import BundleDraft, BundleItem
from gigwallet.app.bundles.preview_bundle import CountedBundle
from gigwallet.app.bundles.profiles import ProfileChoice
from gigwallet.app.bundles.tell_choices import meanings
from gigwallet.words import _, ngettext, number
from gigwallet.words.refusals import explain

_PDF = "application/pdf"
_MEGABYTE = 1_000_000


def what_leaves(count: CountedBundle) -> list[str]:
    """One sentence for each kind of thing."""
    draft, files = count.draft, tuple(count.files.values())
    chosen = [each for each in draft.items if each.included]
    tables = [each for each in chosen if each.rows]
    media = [each.media_type for each in files]
    copies = [each for each in chosen if each.hidden is not None]
    said = [
        *_in_full(media),
        *_extracts(tables),
        *_copies(copies),
        *(explain(step) for step in meanings(draft.choices, files)),
        _who(draft),
    ]
    if draft.basis is not None:
        said.append(_("The computations of the pay check, with the rows that they rest on."))
    return said


def what_stays(draft: BundleDraft) -> list[str]:
    """What a reader might think went along, and did not."""
    left_out = sum(not each.included for each in draft.items)
    said = []
    if any(each.included and each.rows for each in draft.items):
        said.append(_("All other lines of the bills and tables."))
    if left_out:
        said.append(
            ngettext(
                "{count} exhibit that you left out.",
                "{count} exhibits that you left out.",
                left_out,
            ).format(count=number(left_out))
        )
    return said


def form_notes(form: ProfileChoice | None, count: CountedBundle | None) -> list[str]:
    """What the form of the file does that the board and the count do not show."""
    if form is None:
        return []
    said = [by_day_words()] if form.by_day else []
    if count is not None and (
        0 < (count.draft.volume_pages or form.volume_pages) < count.pages
        or 0 < (count.draft.volume_mb or form.volume_megabytes) * _MEGABYTE < count.size
    ):
        said.append(
            _("It comes in several volumes. Covers and lists of the further ones are not counted.")
        )
    return said


def by_day_words() -> str:
    return _("This form puts exhibits in the order of their days, whatever order you give them.")


def _in_full(media: Sequence[str]) -> list[str]:
    counted = []
    if pictures := sum(each.startswith("image/") for each in media):
        words = ngettext("{count} picture", "{count} pictures", pictures)
        counted.append(words.format(count=number(pictures)))
    if papers := media.count(_PDF):
        words = ngettext("{count} PDF", "{count} PDFs", papers)
        counted.append(words.format(count=number(papers)))
    return [_("{exhibits}, in full.").format(exhibits=_(", ").join(counted))] if counted else []


def _copies(copies: Sequence[BundleItem]) -> list[str]:
    if not copies:
        return []
    words = ngettext(
        "{count} of the exhibits as its redacted copy.",
        "{count} of the exhibits as their redacted copies.",
        len(copies),
    )
    return [words.format(count=number(len(copies)))]


def _extracts(tables: Sequence[BundleItem]) -> list[str]:
    if not tables:
        return []
    lines = sum(len(each.rows) for each in tables)
    words = ngettext(
        "{lines} lines out of {count} table.", "{lines} lines out of {count} tables.", len(tables)
    )
    return [words.format(lines=number(lines), count=number(len(tables)))]


def _who(draft: BundleDraft) -> str:
    said = draft.applicant
    told = [
        words
        for value, words in (
            (said.name, _("name")),
            (said.id_number, _("identity number")),
            (said.phone, _("phone number")),
            (said.address, _("address")),
        )
        if value
    ]
    if not told:
        return _("Nothing that says who you are: you gave no name in the settings.")
    return _("Of yourself: {told}.").format(told=_(", ").join(told))
