"""Originals that go along inside the bundle, as files associated with it (PDF/A-3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, String

from gigwallet.documents.bundles.spec import BundleExhibit
from gigwallet.documents.exhibits.parts import ORIGINAL, Stored
from gigwallet.documents.exhibits.views import Shown

_LONGEST = 120
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')


def attached_names(exhibits: Sequence[BundleExhibit], shown: Mapping[str, Shown]) -> dict[str, str]:
    """What each attached original is called inside the PDF, by the number of its exhibit. One that
    stands for two exhibits goes along once."""
    names: dict[str, str] = {}
    by_digest: dict[str, str] = {}
    for exhibit in exhibits:
        look = shown[exhibit.number]
        if exhibit.extract is None and isinstance(look, Stored) and look.original:
            name = f"{exhibit.number} {_plain(exhibit.original_name)}"
            names[exhibit.number] = by_digest.setdefault(exhibit.original_sha256, name)
    return names


def taken_over(
    pdf: pikepdf.Pdf, part: pikepdf.Pdf, stored: Mapping[str, Stored]
) -> dict[str, pikepdf.Object]:
    """The originals that ``part`` holds for the exhibits ``stored``, as streams of ``pdf``."""
    return {
        number: pdf.copy_foreign(part.pages[one.original].obj.Resources.XObject[ORIGINAL])
        for number, one in stored.items()
        if one.original
    }


def attach(
    pdf: pikepdf.Pdf,
    exhibits: Sequence[BundleExhibit],
    stored: Mapping[str, Stored],
    originals: Mapping[str, pikepdf.Object],
    day: date,
) -> None:
    """Attaches ``originals``, which were taken over from the parts, by the numbers of exhibits."""
    names = attached_names(
        exhibits, {one.number: stored.get(one.number, Shown(())) for one in exhibits}
    )
    if not names:
        return
    tree = NameTree.new(pdf)
    along = Array()
    for exhibit in exhibits:
        name = names.get(exhibit.number)
        if name is None or name in tree:
            continue
        spec = pdf.make_indirect(_described(originals[exhibit.number], exhibit, name, day))
        tree[name] = spec
        along.append(spec)
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree.obj)
    pdf.Root.AF = along


def _described(
    stream: pikepdf.Object, exhibit: BundleExhibit, name: str, day: date
) -> pikepdf.Dictionary:
    stream.Subtype = Name(f"/{exhibit.media_type}")
    stamp = String(f"D:{day:%Y%m%d}000000Z")
    stream.Params = Dictionary(Size=exhibit.size, ModDate=stamp)
    return Dictionary(
        Type=Name.Filespec,
        F=String(name),
        UF=String(name),
        Desc=String(exhibit.original_sha256),
        AFRelationship=Name.Source,
        EF=Dictionary(F=stream, UF=stream),
    )


def _plain(name: str) -> str:
    """A name that is one on every system, and that reads in one direction."""
    kept = "".join(each for each in _letters(name) if each not in _NOT_IN_NAMES).strip(" .")
    if len(kept) > _LONGEST:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: _LONGEST - 12]}…{dot}{ending[-10:]}" if stem else kept[:_LONGEST]
    return kept or "original"


def _letters(name: str) -> Iterable[str]:
    return (each for each in name if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co"))
