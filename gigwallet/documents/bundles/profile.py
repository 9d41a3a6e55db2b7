"""What differs between bundles for one office and another, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gigwallet.documents.drawing.edges import Edges


class BundlePart(StrEnum):
    """What a bundle may hold beside its exhibits, whose place among them is told as well."""

    COVER = "cover"
    INDEX = "index"
    CHRONOLOGY = "chronology"
    STATEMENT = "statement"
    EXHIBITS = "exhibits"
    COMPUTATIONS = "computations"
    CERTIFICATION = "certification"
    DIGESTS = "digests"


class ExhibitNumbers(StrEnum):
    """``running``: 1, 2, 3 through all groups. ``grouped``: 1-1, 1-2, 2-1 where
    there is more than one group."""

    RUNNING = "running"
    GROUPED = "grouped"


class Order(StrEnum):
    """``given``: as the person has put them. ``day``: by their days within each group, those
    without a day last."""

    GIVEN = "given"
    DAY = "day"


class IndexColumn(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    DAY = "day"
    SOURCE = "source"
    PURPOSE = "purpose"
    FORM = "form"
    COPIES = "copies"
    COUNT = "count"
    PAGES = "pages"
    DIGEST = "digest"
    REMARK = "remark"


class CoverLine(StrEnum):
    OFFICE = "office"
    MATTER = "matter"
    CASE_NUMBER = "case_number"
    PARTIES = "parties"
    PERIOD = "period"
    CONTENTS = "contents"
    COPIES = "copies"
    PREPARED_ON = "prepared_on"


class Material(StrEnum):
    """What an exhibit shows, which decides where a profile puts it."""

    PARTIES = "parties"
    WORK = "work"
    RULES = "rules"
    STATED = "stated"
    RECEIVED = "received"
    COMPUTATIONS = "computations"
    REDRESS = "redress"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ListedColumn:
    """``share`` is the width that it takes beside the others' shares."""

    column: IndexColumn
    share: float


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """``takes``: the material that stands in it."""

    key: str
    takes: frozenset[Material]


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """How a page's number is printed: ``prefix`` and at least ``digits`` digits. ``continuing``: a
    later volume goes on where the one before ended; else each begins with 1. ``within``: pages of
    an exhibit also tell the page within it."""

    prefix: str = ""
    digits: int = 1
    continuing: bool = True
    within: bool = False

    def written(self, page: int) -> str:
        return f"{self.prefix}{page:0{self.digits}d}"

    def labels(self, first: int, pages: int) -> tuple[tuple[int, str, int], ...]:
        """How a PDF reader is to call the pages: from which page of the file on (from 0), with what
        before the number, from which number on. A PDF cannot fill numbers up with zeros."""
        found = []
        at, number = 0, first
        while at < pages:
            zeros = "0" * (self.digits - len(str(number)))
            found.append((at, self.prefix + zeros, number))
            beyond = 10 ** len(str(number)) if zeros else first + pages
            at, number = at + beyond - number, beyond
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Copies:
    """How many are handed in: for the office, for each opponent, and one's own."""

    office: int = 1
    each_opponent: int = 1
    kept: int = 0

    def handed_in(self, opponents: int) -> int:
        return self.office + self.each_opponent * opponents


@dataclass(frozen=True, slots=True)
class BundleProfile:
    """The form of one office. People paid in one of its ``currencies`` take it unless they choose
    another; ``signed_lists`` puts a line to sign on each page of the index; ``slips`` puts a sheet
    with its number before each exhibit. No ``groups``: all material stands in one list. A volume
    has at most ``volume_pages`` pages and ``volume_megabytes``; 0: as many as there are.
    ``english`` is the place whose English it is, if it is in English."""

    name: str
    language: str
    parts: tuple[BundlePart, ...]
    columns: tuple[ListedColumn, ...]
    cover: tuple[CoverLine, ...]
    place: int = 0
    currencies: tuple[str, ...] = ()
    english: str = ""
    edges: Edges = field(default_factory=Edges)
    numbering: ExhibitNumbers = ExhibitNumbers.RUNNING
    order: Order = Order.GIVEN
    numbers: PageNumbers = field(default_factory=PageNumbers)
    groups: tuple[ProfileGroup, ...] = ()
    copies: Copies | None = None
    volume_pages: int = 0
    volume_megabytes: int = 0
    signed_lists: bool = False
    slips: bool = False

    def spoken(self, language: str) -> str:
        """What a document in ``language`` speaks: ``en-GB``."""
        return f"en-{self.english}" if language == "en" and self.english else language

    def group_of(self, material: Material) -> str:
        """The key of the group in which it stands; empty where there are no groups."""
        for group in self.groups:
            if material in group.takes:
                return group.key
        return ""

    def reckons(self, key: str) -> bool:
        """Whether the computations stand in this group."""
        return bool(key) and key == self.group_of(Material.COMPUTATIONS)
