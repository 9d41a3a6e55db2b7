"""For when and for which work: the choices in the header of a screen that looks at all pay."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _
from gigwallet.words import period as period_words
from gigwallet.words.naming import engagement_name

# A key of its own: nothing chosen yet is None.
_EVERYTHING = "everything"


class PeriodBox(ChoiceBox):
    """A month, or all that there is."""

    def retranslate(self) -> None:
        self.setAccessibleName(_("Period"))

    def offer(self, months: Sequence[Period], chosen: Period | None) -> None:
        """The chosen period can be chosen again even where it is none of the months."""
        known = [*months] if chosen is None or chosen in months else [chosen, *months]
        self.set_options(
            [*((each, period_words(each)) for each in known),
             (_EVERYTHING, _("All that there is"))]
        )  # fmt: skip
        self.choose(chosen or _EVERYTHING)

    def period(self) -> Period | None:
        """None: everything."""
        key = self.key()
        return key if isinstance(key, Period) else None


class WorkBox(ChoiceBox):
    """One engagement, or all of them; not there where there is nothing to choose."""

    def retranslate(self) -> None:
        self.setAccessibleName(_("Work"))

    def offer(self, engagements: Sequence[KnownEngagement], chosen: EngagementId | None) -> None:
        self.set_options(
            [(None, _("All work")),
             *((each.id, engagement_name(each.engagement)) for each in engagements)]
        )  # fmt: skip
        self.choose(chosen)
        self.setVisible(len(engagements) > 1)
