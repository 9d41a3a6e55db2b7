"""For whom and for when: the two choices that letters and evidence begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.app.records import keep_engagement, list_months
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _
from gigwallet.words import period as period_words
from gigwallet.words.naming import engagement_name


@dataclass(frozen=True, slots=True)
class Scopes:
    """What there is to choose from."""

    engagements: tuple[KnownEngagement, ...] = ()
    months: tuple[Period, ...] = ()

    @classmethod
    def of(cls, wallet: Wallet) -> Scopes:
        return cls(tuple(keep_engagement.engagements(wallet)), list_months.months(wallet))


class ScopeChooser(QWidget):
    """An engagement, a period (None: everything) and the language of the paper."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._scopes = Scopes()
        self._early: dict[ChoiceBox, object] = {}  # chosen before there was anything to choose
        self._engagement = ChoiceBox(self)
        self._period = ChoiceBox(self)
        self._language = ChoiceBox(self)
        for box in (self._engagement, self._period, self._language):
            row.addWidget(box)
            box.chosen.connect(lambda _key: self.changed.emit())
        row.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._engagement.setAccessibleName(_("For whom you worked"))
        self._period.setAccessibleName(_("Period"))
        self._language.setAccessibleName(_("Language of the document"))
        self._language.set_options([("zh", "中文"), ("en", "English")])
        self.offer(self._scopes)

    def offer(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._engagement.set_options(
            [(each.id, engagement_name(each.engagement)) for each in scopes.engagements]
        )
        self._period.set_options(
            [(None, _("Everything")), *((month, period_words(month)) for month in scopes.months)]
        )
        if scopes.engagements:
            for box, key in self._early.items():
                box.choose(key)
            self._early = {}

    @property
    def engagement(self) -> EngagementId | None:
        key: EngagementId | None = self._engagement.key()
        return key

    @property
    def period(self) -> Period | None:
        key: Period | None = self._period.key()
        return key

    @property
    def language(self) -> str:
        return str(self._language.key())

    def choose(
        self, engagement: object = None, period: object = None, language: object = None
    ) -> None:
        """Set what is given; what is None stays."""
        for box, key in (
            (self._engagement, engagement),
            (self._period, period),
            (self._language, language),
        ):
            if key is not None:
                self._choose(box, key)

    def choose_from(self, arguments: Mapping[str, object]) -> bool:
        """Set what the arguments of another screen name (as ``arguments`` gives them); False where
        they name nothing of it."""
        named = [arguments.get(each) for each in ("engagement", "period", "language")]
        self.choose(*named)
        if everything := bool(arguments.get("everything")):
            self._choose(self._period, None)
        return everything or any(each is not None for each in named)

    def arguments(self) -> dict[str, object]:
        """For another screen to choose the same."""
        return {
            "engagement": self.engagement,
            "period": self.period,
            "everything": self.period is None,
            "language": self.language,
        }

    def _choose(self, box: ChoiceBox, key: object) -> None:
        if not self._scopes.engagements:
            self._early[box] = key
        box.choose(key)
