"""Which versions of a scheme are in force on a day, and which of them are for an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigwallet.rules.numbers import NO_VALUE
from gigwallet.rules.orders import Order
from gigwallet.rules.program import Program, VersionProgram, check_of_words
from gigwallet.rules.scheme import Missing


@dataclass(frozen=True, slots=True)
class OnDay:
    """The versions in force on a day, in the order of the file, and those whose numbers have no
    value that day."""

    versions: tuple[VersionProgram, ...]
    gaps: tuple[Missing, ...]
    program: Program
    # Where words decide nothing.
    plain: list[VersionProgram] | None

    @classmethod
    def of(cls, program: Program, day: date) -> OnDay | str:
        """Or why there is nothing."""
        plan = program.plan
        versions = [program.versions[id(each)] for each in plan.versions if each.holds_on(day)]
        gaps = tuple(gap for gap in plan.missing if gap.holds_on(day))
        if not versions:
            return NO_VALUE if gaps else "no_rate_for_day"
        plain = None if gaps or versions[0].version.words else versions[:1]
        return cls(tuple(versions), gaps, program, plain)

    def fitting(self, order: Order) -> list[VersionProgram] | str:
        """The first that is certainly for such an order, else all that may be; why there is none,
        also where it is certainly one whose number has no value."""
        if self.plain is not None:
            return self.plain
        found: list[VersionProgram] = []
        for version in self.versions:
            holds = version.holds(order)
            if holds is not False:
                found.append(version)
            if holds:
                return found
        if any(self._fits(gap, order) for gap in self.gaps):
            return NO_VALUE
        return found or "no_rate_for_day"

    def _fits(self, gap: Missing, order: Order) -> bool:
        """Certainly so."""
        return all(check_of_words(part, self.program.asked)(order) is True for part in gap.words)
