"""What an evaluation is told beyond trips and tallies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gigwallet.domain.period import Period
from gigwallet.domain.shift import Shift
from gigwallet.rules.quantities import Values


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows beyond trips and tallies.

    ``values`` has one mapping for each trip: ``paid`` (what was stated as its pay, major units),
    ``kg``, words, further columns. ``shifts`` None: nobody recorded when somebody was logged in.
    ``measures``: numbers that the person states, by measure and span.
    """

    values: Sequence[Values] = ()
    shifts: Sequence[Shift] | None = None
    measures: Mapping[str, Mapping[Period, Fraction]] = field(default_factory=dict)


NOTHING = Given()
