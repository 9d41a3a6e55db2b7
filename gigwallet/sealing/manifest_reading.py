"""A bundle's list of digests as a stranger reads it: nothing of it is believed without a look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from gigwallet.domain import foreign_json
from gigwallet.domain.verdict import CardMeeting, ExhibitCard

SCHEMA = "gigwallet-evidence-manifest"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_EXHIBITS = 20_000
_LONGEST_TITLE = 300
_MOST_MEETINGS = 500


class NotAManifest(ValueError):  # noqa: N818  a finding that each caller words for its place
    """These bytes do not have the form of a list of digests."""


@dataclass(frozen=True, slots=True)
class ListedExhibit:
    """``pages`` are (0, 0) where none are named. ``original`` is the SHA-256 of the file as the
    person has it, ``stored`` that of its picture's stream in the PDF, ``copy`` that of the picture
    file without hidden details; both may be empty. ``hidden``: of the original of a redacted copy,
    which is then ``original``. ``title`` is made harmless for a terminal."""

    number: str
    title: str
    pages: tuple[int, int]
    original: str
    stored: str = ""
    copy: str = ""
    hidden: str = ""
    card: ExhibitCard | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """``pages`` is how many the bundle has; 0 where the list does not say."""

    pages: int
    exhibits: tuple[ListedExhibit, ...]


def read(data: bytes) -> Listing:
    """``NotAManifest`` where the form is another, or a number stands twice."""
    try:
        said = foreign_json.read(data)
    except ValueError as cause:
        raise NotAManifest from cause
    if not isinstance(said, dict) or said.get("schema") != SCHEMA:
        raise NotAManifest
    listed = said.get("exhibits")
    if not isinstance(listed, list) or len(listed) > _MOST_EXHIBITS:
        raise NotAManifest
    exhibits = tuple(map(_exhibit, listed))
    if len({each.number for each in exhibits}) != len(exhibits):
        raise NotAManifest
    pages = said.get("pages")
    if pages is not None and (type(pages) is not int or pages < 1):
        raise NotAManifest
    return Listing(pages or 0, exhibits)


def _exhibit(said: Any) -> ListedExhibit:  # Any: a stranger's JSON, each value is looked at
    if not isinstance(said, dict):
        raise NotAManifest
    number, original = said.get("number"), said.get("original_sha256")
    if not isinstance(number, str) or not isinstance(original, str):
        raise NotAManifest
    if not _SHA256.fullmatch(original):
        raise NotAManifest
    return ListedExhibit(
        harmless(number),
        harmless(str(said.get("title") or "")),
        _pages(said.get("pages")),
        original,
        _digest(said.get("stored_sha256")),
        _digest(said.get("copy_sha256")),
        _hidden(said.get("redaction")),
        _card(said.get("card")),
    )


def _hidden(said: Any) -> str:  # Any: as above
    return _digest(said.get("original_sha256")) if isinstance(said, dict) else ""


def _card(said: Any) -> ExhibitCard | None:  # Any: as above
    """No verdict hangs on it: what has another form is as good as not said."""
    if not isinstance(said, dict):
        return None
    return ExhibitCard(
        route=_words(said.get("route")),
        device=_words(said.get("device")),
        device_left_out=said.get("device_left_out") is True,
        program=_words(said.get("program")),
        taken_in_by=_words(said.get("taken_in_by")),
        taken_at=_words(said.get("taken_at")),
        taken_from=_words(said.get("taken_from")),
        added_at=_words(said.get("added_at")),
        corroboration=_met(said.get("corroboration")),
    )


def _met(said: Any) -> tuple[CardMeeting, ...] | None:  # Any: as above
    if not isinstance(said, list):
        return None
    return tuple(_meeting(each) for each in said[:_MOST_MEETINGS] if isinstance(each, dict))


def _meeting(said: dict[str, Any]) -> CardMeeting:  # Any: as above
    exhibits = said.get("exhibits")
    numbers = exhibits[:_MOST_MEETINGS] if isinstance(exhibits, list) else []
    return CardMeeting(
        _words(said.get("origin")),
        _count(said.get("points")),
        tuple(map(_words, numbers)),
        _count(said.get("files")),
    )


def _words(said: Any) -> str:  # Any: as above
    return harmless(said) if isinstance(said, str) else ""


def _count(said: Any) -> int:  # Any: as above
    return said if type(said) is int and said > 0 else 0


def _pages(said: Any) -> tuple[int, int]:  # Any: as above
    if isinstance(said, list) and len(said) == 2 and all(type(each) is int for each in said):
        first, last = said
        if 0 < first <= last:
            return first, last
    return 0, 0


def _digest(said: Any) -> str:  # Any: as above
    if said is None:
        return ""
    if not isinstance(said, str) or not _SHA256.fullmatch(said):
        raise NotAManifest
    return said


def harmless(text: str) -> str:
    """On one line, without what steers a terminal or turns the direction of writing, and short."""
    plain = "".join(each if each.isprintable() else " " for each in text[: 4 * _LONGEST_TITLE])
    shown = " ".join(plain.split())
    return (
        shown
        if len(shown) <= _LONGEST_TITLE
        else f"{shown[:_LONGEST_TITLE]}\N{HORIZONTAL ELLIPSIS}"
    )
