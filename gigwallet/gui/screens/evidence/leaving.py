"""What will leave with an evidence PDF, said before it goes."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.app.build_bundle import BundleDraft, BundleItem
from gigwallet.words import _, ngettext, number


def what_leaves(draft: BundleDraft) -> list[str]:
    """One sentence for each kind of thing, and what stays."""
    chosen = [each for each in draft.items if each.included]
    tables = [each for each in chosen if each.rows]
    pictures = [each for each in chosen if each.media_type.startswith("image/")]
    papers = [each for each in chosen if each.media_type == "application/pdf" and not each.rows]
    said = [
        *_pictures(pictures, bool(getattr(draft, "keep_metadata", False))),
        *_papers(papers),
        *_extracts(tables),
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


def _pictures(pictures: Sequence[BundleItem], keep_metadata: bool) -> list[str]:
    if not pictures:
        return []
    if keep_metadata:
        words = ngettext(
            "{count} picture, with the place and the device that its file may tell.",
            "{count} pictures, with the place and the device that their files may tell.",
            len(pictures),
        )
    else:
        words = ngettext(
            "{count} picture, its pixels untouched, without place and device.",
            "{count} pictures, their pixels untouched, without place and device.",
            len(pictures),
        )
    return [words.format(count=number(len(pictures)))]


def _papers(papers: Sequence[BundleItem]) -> list[str]:
    if not papers:
        return []
    words = ngettext(
        "{count} PDF, page by page, without scripts and attachments.",
        "{count} PDFs, page by page, without scripts and attachments.",
        len(papers),
    )
    return [words.format(count=number(len(papers)))]


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
