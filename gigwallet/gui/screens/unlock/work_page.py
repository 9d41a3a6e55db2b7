"""The first question in a new vault: for which platform, firm and city do you ride?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.domain.engagement import Engagement
from gigwallet.gui.screens.unlock.page import Page
from gigwallet.gui.widgets import Field
from gigwallet.gui.widgets.steady import DropDown
from gigwallet.words import N_, _
from gigwallet.words.labels import platform

# The person may write any other name; these are only quicker to choose.
_PLATFORMS = (
    "meituan",
    "eleme",
    "didi",
    "jd",
    "sf",
    "dada",
    "shansong",
    "uber",
    "ubereats",
    "wolt",
)
# Where the clocks and the money of a place are set; everything can be changed later.
_PLACES = (
    (N_("Mainland China"), "Asia/Shanghai", "CNY"),
    (N_("Hong Kong"), "Asia/Hong_Kong", "HKD"),
    (N_("Taiwan"), "Asia/Taipei", "TWD"),
    (N_("United Kingdom"), "Europe/London", "GBP"),
    (N_("France"), "Europe/Paris", "EUR"),
    (N_("Germany"), "Europe/Berlin", "EUR"),
    (N_("Switzerland"), "Europe/Zurich", "CHF"),
    (N_("India"), "Asia/Kolkata", "INR"),
    (N_("United States, east"), "America/New_York", "USD"),
    (N_("United States, west"), "America/Los_Angeles", "USD"),
)


class WorkPage(Page):
    """`asked` when platform and city are there."""

    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.platform = DropDown(self)
        self.platform.setEditable(True)
        self.firm = QLineEdit(self)
        self.city = QLineEdit(self)
        self.place = DropDown(self)
        self._platform_field = self.add_field(self.platform)
        self._firm_field = self.add_field(self.firm)
        self._city_field = self.add_field(self.city)
        self._place_field = self.add_field(self.place)
        self._on = self.add_button(self.ask, primary=True)
        self.finish()
        self.city.returnPressed.connect(self.ask)

    def retranslate(self) -> None:
        self.set_heading(_("For whom do you ride?"))
        self.lead.setText(_("You can add more later, and change everything that you write here."))
        self._platform_field.say(_("Platform"), _("Choose it or write its name."))
        self._firm_field.say(
            _("Company on your contract"), _("Leave it empty if you do not know it.")
        )
        self._city_field.say(_("City"))
        self._place_field.say(_("Country or region"), _("For the clock and the money."))
        self._on.setText(_("Continue"))
        self._fill()

    def _fill(self) -> None:
        kept, typed = self.platform.currentIndex(), self.platform.currentText()
        self.platform.clear()
        for key in _PLATFORMS:
            self.platform.addItem(platform(key), key)
        self.platform.setCurrentIndex(max(0, kept))
        if typed and kept < 0:
            self.platform.setEditText(typed)
        kept = max(0, self.place.currentIndex())
        self.place.clear()
        for name, _zone, _currency in _PLACES:
            self.place.addItem(_(name))
        self.place.setCurrentIndex(kept)

    def first_field(self) -> QWidget:
        return self.platform

    def ask(self) -> None:
        self._platform_field.set_error("")
        self._city_field.set_error("")
        if not self.platform.currentText().strip():
            self._platform_field.set_error(_("Choose a platform or write its name."))
        elif not self.city.text().strip():
            self._city_field.set_error(_("Write the city."))
        else:
            self.asked.emit()

    def engagement(self) -> Engagement:
        """What was answered."""
        typed = self.platform.currentText().strip()
        listed = self.platform.findText(typed)
        key = str(self.platform.itemData(listed)) if listed >= 0 else typed.casefold()
        _name, zone, currency = _PLACES[max(0, self.place.currentIndex())]
        return Engagement(
            platform=key,
            city=self.city.text().strip(),
            zone=zone,
            currency=currency,
            contracting_firm=self.firm.text().strip(),
        )

    def field_of(self, code: str) -> Field:
        return self._platform_field
