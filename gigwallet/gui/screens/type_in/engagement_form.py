"""The form for an engagement: for whom, where, since when, in which money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.app.floors.choose_floor import FloorChoice
from gigwallet.domain.engagement import Engagement
from gigwallet.gui.screens.type_in import reading
from gigwallet.gui.widgets.answers import Answers
from gigwallet.gui.widgets.questions import QuestionForm
from gigwallet.gui.widgets.steady import DropDown
from gigwallet.words import _, language
from gigwallet.words.labels import platform

PLATFORMS = ("meituan", "eleme", "didi", "uber", "jd", "sf", "flash_delivery")
ZONES = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo",
    "Asia/Kolkata", "Europe/London", "Europe/Paris", "Europe/Berlin", "America/New_York",
    "America/Los_Angeles", "America/Sao_Paulo",
)  # fmt: skip
CURRENCIES = ("CNY", "HKD", "TWD", "SGD", "JPY", "INR", "EUR", "GBP", "USD", "CHF", "BRL")
_LINES = ("city", "kind", "contracting_firm", "paying_firm", "account", "first_day", "last_day")


class EngagementForm(QuestionForm):
    """Platform, zone and currency may be chosen or written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._platform = _choice(self)
        self._zone = _choice(self)
        self._currency = _choice(self)
        self._lines = {name: QLineEdit(self) for name in _LINES}
        self.ask("platform", self._platform)
        for name in _LINES:
            self.ask(name, self._lines[name])
        self.ask("zone", self._zone)
        self.ask("currency", self._currency)
        self._floors: tuple[FloorChoice, ...] = ()
        self._floor = DropDown(self)
        self._floor.setSizeAdjustPolicy(
            DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._floor.setMaximumWidth(480)
        self.ask("floor", self._floor)
        for key in ZONES:
            self._zone.addItem(key, key)
        for key in CURRENCIES:
            self._currency.addItem(key, key)

    @property
    def floor(self) -> str:
        """The floor of law that was chosen; empty where none was."""
        return str(self._floor.currentData() or "")

    def offer_floors(self, choices: Sequence[FloorChoice]) -> None:
        self._floors = tuple(choices)
        self._name_floors()

    def choose_floor(self, name: str) -> None:
        self._floor.setCurrentIndex(max(0, self._floor.findData(name)))

    def retranslate(self) -> None:
        self._name_platforms()
        self._name_floors()
        for name, (label, hint) in _words().items():
            self.field(name).say(label, hint)
        self.send.setText(_("Keep this work"))

    def read(self, answers: Answers) -> Engagement | None:
        return reading.engagement(answers)

    def show_engagement(self, kept: Engagement) -> None:
        """Fill the form with what is kept, to change it."""
        for combo, key in (
            (self._platform, kept.platform),
            (self._zone, kept.zone),
            (self._currency, kept.currency),
        ):
            _choose(combo, key)
        texts: Mapping[str, object] = {name: getattr(kept, name) or "" for name in _LINES}
        for name, text in texts.items():
            self._lines[name].setText(str(text))

    def _name_floors(self) -> None:
        kept = self.floor
        self._floor.clear()
        self._floor.addItem(_("None"), "")
        for each in self._floors:
            words = f"{each.place[language()]}: {each.title[language()]} ({each.currency})"
            self._floor.addItem(words, each.name)
        self.choose_floor(kept)

    def _name_platforms(self) -> None:
        kept = self.answers().text("platform") if self._platform.count() else PLATFORMS[0]
        self._platform.clear()
        for key in PLATFORMS:
            self._platform.addItem(platform(key), key)
        _choose(self._platform, kept)


def _choice(parent: QWidget) -> DropDown:
    combo = DropDown(parent)
    combo.setEditable(True)
    combo.setInsertPolicy(DropDown.InsertPolicy.NoInsert)
    combo.setMaximumWidth(320)
    return combo


def _choose(combo: DropDown, key: str) -> None:
    place = combo.findData(key)
    if place >= 0:
        combo.setCurrentIndex(place)
    else:
        combo.setEditText(key)


def _words() -> dict[str, tuple[str, str]]:
    return {
        "platform": (_("Which platform do you work for?"), _("Choose one, or write its name.")),
        "city": (_("In which city?"), _("For example: 武汉")),
        "kind": (
            _("What does the platform call this kind of work? (optional)"),
            _("For example: 专送, 众包, 乐跑, rides"),
        ),
        "contracting_firm": (
            _("Which firm is your contract with? (optional)"),
            _("The name on the contract or in the app. Often a local partner, not the platform."),
        ),
        "paying_firm": (
            _("Which firm pays you? (optional)"),
            _("The name that stands beside the money in your wallet or bank bill."),
        ),
        "account": (_("Your rider or driver number (optional)"), ""),
        "first_day": (_("First day (optional)"), _("For example: 2024-03-01")),
        "last_day": (_("Last day (optional)"), _("Leave empty if you still work there.")),
        "zone": (_("Time zone of the city"), _("All of mainland China is Asia/Shanghai.")),
        "currency": (_("Currency that you are paid in"), _("CNY is the renminbi (yuan).")),
        "floor": (
            _("Which pay floor of public law is yours? (optional)"),
            _(
                "The pay check then holds your pay against it. Whether it is for you, the law and "
                "your contract say, not this program."
            ),
        ),
    }
