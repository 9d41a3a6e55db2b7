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
class ExhibitVerdict:
    """One exhibit of a bundle. ``pages`` are its first and last as the list of digests says, or
    (0, 0). ``anchors`` say from outside since when the original, or the whole file that shows it,
    is unchanged; empty unless ``grade`` is ``ANCHORED``."""

    number: str
    title: str
    pages: tuple[int, int]
    grade: Grade
    findings: tuple[Step, ...] = ()
    anchors: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """``exhibits`` are those of a bundle; empty for anything else."""

    grade: Grade
    findings: tuple[Step, ...] = ()
    exhibits: tuple[ExhibitVerdict, ...] = ()
