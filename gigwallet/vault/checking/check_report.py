"""What a check of a vault found: findings by code, what each weighs, the grade of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gigwallet.domain.step import Step


class CheckGrade(StrEnum):
    SOUND = "sound"
    ATTENTION = "attention"
    DAMAGED = "damaged"


class _Weight(StrEnum):
    """What a finding does to the grade."""

    NOTE = "note"
    ATTENTION = "attention"
    DAMAGE = "damage"


# Whatever is not named here is damage.
_WEIGHTS = {
    "unanchored_tail": _Weight.NOTE,
    "orphan_files": _Weight.NOTE,
    "erased_entries": _Weight.NOTE,
    "originals_not_read": _Weight.NOTE,
    "checkpoint_agrees": _Weight.NOTE,
    "checkpoint_key_differs": _Weight.ATTENTION,
    "signing_key_lost": _Weight.ATTENTION,
    "header_restored": _Weight.ATTENTION,
    "header_copy_differs": _Weight.ATTENTION,
    "exhibit_file_missing": _Weight.ATTENTION,
    "attachment_without_exhibit": _Weight.ATTENTION,
    "clock_went_back": _Weight.ATTENTION,
}


def _worst_first(found: tuple[str, int]) -> int:
    weight = _WEIGHTS.get(found[0], _Weight.DAMAGE)
    return (_Weight.DAMAGE, _Weight.ATTENTION, _Weight.NOTE).index(weight)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``findings`` are worded at the edge; ``counts`` say how much was looked at, ``tables`` how
    many rows each committed table holds. Both are empty where the vault did not open."""

    grade: CheckGrade
    findings: tuple[Step, ...]
    counts: Mapping[str, int]
    tables: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Findings:
    """Findings by code, each with how often and where first."""

    _times: dict[str, int] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, first: str | int = "", times: int = 1) -> None:
        if times:
            self._times[code] = self._times.get(code, 0) + times
            self._first.setdefault(code, str(first))

    def report(
        self, counts: Mapping[str, int], tables: Mapping[str, int] | None = None
    ) -> CheckReport:
        weights = {_WEIGHTS.get(code, _Weight.DAMAGE) for code in self._times}
        grade = CheckGrade.SOUND
        if _Weight.ATTENTION in weights:
            grade = CheckGrade.ATTENTION
        if _Weight.DAMAGE in weights:
            grade = CheckGrade.DAMAGED
        steps = [
            Step(code, {"count": str(times), "first": self._first[code]})
            for code, times in sorted(self._times.items(), key=_worst_first)
        ]
        return CheckReport(grade, tuple(steps), counts, tables or {})
