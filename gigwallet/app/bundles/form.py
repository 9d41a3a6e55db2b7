"""What a bundle of plain files says in its form; runs in the process that is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gigwallet.documents import captions
from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.case import Opening
from gigwallet.documents.bundles.composing import BundleExhibit, BundleSpec, Party
from gigwallet.documents.bundles.grouping import grouped
from gigwallet.documents.bundles.profile import BundleProfile, Material, Order
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.exhibits.custody import Custody
from gigwallet.words import _, day, ngettext

__all__ = ["FolderCover", "Order", "folder_spec"]


@dataclass(frozen=True, slots=True)
class FolderCover:
    """What a person may say on the cover; what is empty is left out. Each of ``opponents`` gets a
    copy."""

    title: str = ""
    submitted_by: str = ""
    opponents: tuple[str, ...] = ()
    matter: str = ""
    case_number: str = ""
    office: str = ""


def folder_spec(
    bare: BundleSpec,
    exhibits: Sequence[tuple[str, BundleExhibit]],
    cover: FolderCover,
    folder: str,
    resources: Path,
) -> tuple[BundleSpec, tuple[str, ...]]:
    """``bare`` with its exhibits in groups, and the number of each as they were given. Refusal:
    ``served_exhibit_gone``."""
    profile = profile_reading.load(resources, bare.profile)
    words = captions.load(resources, bare.language, bare.profile)
    keys = _keys(profile, resources)
    by = Custody(cover.submitted_by)
    placed = [
        (keys.get(group.casefold(), group), replace(one, custody=by)) for group, one in exhibits
    ]
    with speaking(profile.spoken(bare.language)):
        groups, numbers = grouped(profile, words, placed, served=bare.served)
        return (
            replace(
                bare,
                groups=groups,
                parties=tuple(_parties(cover, words)),
                statement=_statement(cover, folder, bare, len(exhibits)),
                opening=Opening(
                    cover.matter, cover.case_number, max(1, len(cover.opponents)), cover.office
                ),
            ),
            numbers,
        )


def _keys(profile: BundleProfile, resources: Path) -> dict[str, str]:
    """What a line of an index may call each group of the form: its key, its number, its title. A
    form without groups has one list, which no kind of material parts."""
    found: dict[str, str] = {} if profile.groups else {each.value: "" for each in Material}
    for at, group in enumerate(profile.groups, start=1):
        found |= {group.key: group.key, str(at): group.key}
        for language in ("zh", "en"):
            title = captions.load(resources, language, profile.name)(f"groups.{group.key}")
            found[title.casefold()] = group.key
    return found


def _parties(cover: FolderCover, words: Captions) -> list[Party]:
    said = (("applicant", (cover.submitted_by,)), ("opponent", cover.opponents))
    return [Party(words(f"cover.{role}"), names) for role, names in said if any(names)]


def _statement(cover: FolderCover, folder: str, spec: BundleSpec, count: int) -> tuple[str, ...]:
    read = ngettext(
        "{count} file was read on {day} from a folder called {folder} and digested as it lay there "
        "(SHA-256); nothing in the folder was changed.",
        "{count} files were read on {day} from a folder called {folder} and digested as they lay "
        "there (SHA-256); nothing in the folder was changed.",
        count,
    )
    return (
        _("Gathered by: {name}.").format(name=cover.submitted_by or "________________"),
        read.format(count=count, day=day(spec.prepared_on), folder=folder),
        _("Device on which the originals are kept (filled in by hand): ________________"),
        _("When and how each was taken or received (filled in by hand): ________________"),
        _(
            "The program reads, computes and arranges. It does not judge whether what a file says "
            "is so; originals can be shown on request."
        ),
    )
