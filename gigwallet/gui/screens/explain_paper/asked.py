"""What is asked of a paper, row by row, and what may be chosen in each."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.intake.point_at_paper import PaperSheet, Spot
from gigwallet.domain.taught import PaperRole
from gigwallet.words import _
from gigwallet.words.labels import label


@dataclass(frozen=True, slots=True)
class Asked:
    """``role`` is what the value will be; None asks for the firm's name. ``needed``: without it no
    such paper can be read. ``apart``: only where the two days of the period stand apart."""

    role: PaperRole | None
    needed: bool = False
    apart: bool = False

    @property
    def words(self) -> str:
        return label(self.role) if self.role else _("Name of the firm")

    @property
    def hint(self) -> str:
        """What to look for on the page."""
        match self.role:
            case None:
                return _("Words that every such paper prints: they tell it from all others.")
            case PaperRole.PERIOD:
                return _("Two days, or a month.")
            case PaperRole.GROSS:
                return _("All that was earned, before anything is taken off.")
            case PaperRole.DEDUCTION:
                return _("One row for each: tax, fees, rent of the bag...")
            case PaperRole.NET:
                return _("What is paid out in the end.")
            case _:
                return ""

    def role_of(self, spot: Spot) -> PaperRole | None:
        """What ``spot`` is if it is chosen here; None where it cannot be that."""
        if self.role in spot.roles:
            return self.role
        # "2026-07, paid on 05/08/2026" is no span of two days, but it names its month.
        if self.role is PaperRole.PERIOD and PaperRole.MONTH in spot.roles:
            return PaperRole.MONTH
        return None

    def takes(self, spot: Spot) -> bool:
        if self.role is None:
            return any(letter.isalpha() for letter in spot.text)
        return self.role_of(spot) is not None

    def offers(self, sheet: PaperSheet) -> tuple[Spot, ...]:
        """All that can be chosen, in reading order."""
        if self.role is None:
            return sheet.printed.texts
        return tuple(spot for spot in sheet.printed.values if self.takes(spot))


FIRM = Asked(None, needed=True)
PERIOD = Asked(PaperRole.PERIOD, needed=True)
FIRST_DAY = Asked(PaperRole.FIRST_DAY, apart=True)
LAST_DAY = Asked(PaperRole.LAST_DAY, apart=True)
GROSS = Asked(PaperRole.GROSS)
DEDUCTION = Asked(PaperRole.DEDUCTION)
NET = Asked(PaperRole.NET, needed=True)
ORDERS = Asked(PaperRole.ORDERS)
HOURS = Asked(PaperRole.HOURS)
# Deductions last of the pay: one after the other is pointed at until the sum holds.
IN_ORDER = (FIRM, PERIOD, FIRST_DAY, LAST_DAY, GROSS, NET, DEDUCTION, ORDERS, HOURS)
