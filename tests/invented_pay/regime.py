"""How much goes wrong: shares of orders, of lines and of weeks, each a number between 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Regime:
    """``sigma_s`` is how far stated times scatter.

    Shares of orders: ``merged`` (any two or three of a day in one line), ``split``, ``missing``,
    ``late`` (a day to ten), ``short``, ``twins`` (two orders that are alike in everything). Of
    lines: ``ids``, ``repeated``, ``stray`` (pays no order), ``rounded`` (to tenths, halves or whole
    units). Of weekly statements: ``shifted`` (clock eight hours off), ``whole`` (rounds every line
    to whole units), ``fees`` (something unknown is taken from each line), ``day_only``,
    ``photographed`` (of whose lines ``misread`` have a wrong digit in the amount, and as many in
    the number), ``partial`` (cut off or lost). ``step_m``: pay counts started steps of that many
    metres, so that many orders pay alike.
    """

    name: str
    days: int = 365
    per_day: int = 30
    sigma_s: int = 180
    ids: float = 0.5
    merged: float = 0.03
    split: float = 0.02
    missing: float = 0.02
    late: float = 0.02
    short: float = 0.05
    twins: float = 0.005
    repeated: float = 0.01
    stray: float = 0.02
    shifted: float = 0.15
    rounded: float = 0.10
    whole: float = 0.03
    fees: float = 0.04
    day_only: float = 0.04
    photographed: float = 0.20
    misread: float = 0.10
    partial: float = 0.05
    second_platform: float = 0.3
    step_m: int = 1


DEFAULT = Regime("default")
NO_IDS = replace(DEFAULT, name="no ids", ids=0.0)
# Nothing tells 120 lines a day apart that know their day only, or whole units only: see COARSE.
DENSE = replace(
    NO_IDS, name="dense, no ids", days=91, per_day=120, sigma_s=900, day_only=0.0, whole=0.0
)
MISMATCHED = replace(
    NO_IDS, name="mismatched", sigma_s=360, missing=0.04, short=0.12, repeated=0.03, stray=0.05,
    shifted=0.3, rounded=0.25, photographed=0.4, misread=0.15,
)  # fmt: skip
# Not among the goals. Where a dozen prices are all there are, amounts tell little; and where only
# the day is known, nothing but the order of the rows is left. WILD doubles what MISMATCHED leaves
# alone.
TIES = replace(NO_IDS, name="few prices, no ids", step_m=500)
DAYS = replace(NO_IDS, name="days only, no ids", day_only=1.0)
COARSE = replace(DENSE, name="dense, whole units", whole=1.0)
WILD = replace(MISMATCHED, name="wild", merged=0.06, split=0.04, late=0.05, fees=0.10, partial=0.10)
GOALS = (DEFAULT, NO_IDS, DENSE, MISMATCHED)
REGIMES = (*GOALS, TIES, DAYS, COARSE, WILD)
