"""Originals that go along inside the bundle, as files associated with it (PDF/A-3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gigwallet.documents.drawing.placing import Original
from gigwallet.documents.exhibits.exhibit import BundleExhibit
from gigwallet.documents.exhibits.parts import Stored
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
        if exhibit.extract is None and isinstance(look, Stored) and look.attached:
            name = f"{exhibit.number} {_plain(exhibit.original_name)}"
            names[exhibit.number] = by_digest.setdefault(exhibit.original_sha256, name)
    return names


def originals(exhibits: Sequence[BundleExhibit], shown: Mapping[str, Shown]) -> Iterator[Original]:
    """Those that go along, each once."""
    names = attached_names(exhibits, shown)
    seen: set[str] = set()
    for exhibit in exhibits:
        name = names.get(exhibit.number)
        if name is not None and name not in seen:
            seen.add(name)
            yield Original(name, exhibit.original_sha256, exhibit.media_type, exhibit.size)


def _plain(name: str) -> str:
    """A name that is one on every system, and that reads in one direction."""
    kept = "".join(each for each in _letters(name) if each not in _NOT_IN_NAMES).strip(" .")
    if len(kept) > _LONGEST:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: _LONGEST - 12]}…{dot}{ending[-10:]}" if stem else kept[:_LONGEST]
    return kept or "original"


def _letters(name: str) -> Iterable[str]:
    return (each for each in name if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co"))
