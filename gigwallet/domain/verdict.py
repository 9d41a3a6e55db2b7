"""A verdict on a sealed file: graded, with what was found, and no more than that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.step import Step


class Grade(StrEnum):
    """``SELF_CONSISTENT`` is the best grade without an outside anchor."""

    ANCHORED = "anchored"
    SELF_CONSISTENT = "self_consistent"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class CardMeeting:
    """A record of another ``origin`` that is said to speak of the same at ``points`` points. It is
    one of the ``exhibits``, or one of ``files`` that are not in the bundle."""

    origin: str
    points: int
    exhibits: tuple[str, ...] = ()
    files: int = 0


@dataclass(frozen=True, slots=True)
class ExhibitCard:
    """How an exhibit came, as the bundle says of itself; no check says whether it is so. What is
    not said is empty. ``corroboration`` None: it was not looked for."""

    route: str = ""
    device: str = ""
    device_left_out: bool = False
    program: str = ""
    taken_in_by: str = ""
    taken_at: str = ""
    taken_from: str = ""
    added_at: str = ""
    corroboration: tuple[CardMeeting, ...] | None = None


@dataclass(frozen=True, slots=True)
class ExhibitVerdict:
    """One exhibit of a bundle. ``pages`` are its first and last as the list of digests says, or
    (0, 0). ``anchors`` say from outside since when the original, or the whole file that shows it,
    is unchanged; empty unless ``grade`` is ``ANCHORED``. ``card`` None: the list has none."""

    number: str
    title: str
    pages: tuple[int, int]
    grade: Grade
    findings: tuple[Step, ...] = ()
    anchors: tuple[Step, ...] = ()
    card: ExhibitCard | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """``exhibits`` are those of a bundle; empty for anything else."""

    grade: Grade
    findings: tuple[Step, ...] = ()
    exhibits: tuple[ExhibitVerdict, ...] = ()
