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
class Verdict:
    grade: Grade
    findings: tuple[Step, ...] = ()
