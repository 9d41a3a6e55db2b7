"""An alarm that the rule behind somebody's pay changed, and how often such an alarm is wrong.

Apart from the watch itself, which needs numpy: a page that may show an alarm must open fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.recorded import EngagementId

if TYPE_CHECKING:
    from gigwallet.rules.inferring import Change


@dataclass(frozen=True, slots=True)
class Measured:
    """How often the watch called something a change that was none, over years of invented riders
    whose rule stayed the same (tests/benchmarks/_pay_inference.py, decision 0044)."""

    years: int
    months: int
    false: int
    at_most_percent: int  # of months; with 95 % confidence, from so many


FALSE_ALARMS = Measured(years=24, months=288, false=0, at_most_percent=1)


@dataclass(frozen=True, slots=True)
class Alarm:
    """The latest change of what an account pays."""

    engagement: EngagementId
    name: KnownEngagement
    change: Change
