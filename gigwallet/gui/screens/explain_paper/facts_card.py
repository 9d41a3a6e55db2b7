"""The card of the paper as a whole: its name, for whom it pays, and what its print leaves open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gigwallet.domain.statement import StatementKind
from gigwallet.gui.widgets import Card
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.gui.widgets.form import Field
from gigwallet.words import _
from gigwallet.words.labels import label, platform

# A long name of a firm must not push the paper out of sight.
_NARROW = ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_KINDS = (StatementKind.PAYSLIP, StatementKind.WEEKLY, StatementKind.BILL)
# No platform has a star in its name.
_FIRM, _OTHER = "*firm", "*other"
_ONLY_IF_OPEN = ("currency", "decimal", "day_order")


class FactsCard(Card):
    """What the paper does not tell is asked, and begins without an answer."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.name, self.other, self.currency = (QLineEdit(self) for _n in range(3))
        self.name.setMaxLength(60)
        self.currency.setMaxLength(3)
        self.currency.setMaximumWidth(120)
        self.platform, self.kind = ChoiceBox(self), ChoiceBox(self)
        self.decimal, self.day_order = ChoiceBox(self), ChoiceBox(self)
        self._known: tuple[str, ...] = ()
        self._firm = ""
        self._own_name = False  # the person wrote it; the firm's name is only a proposal
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout()
        column.setSpacing(14)
        for what, editor in (
            ("platform", self.platform),
            ("other", self.other),
            ("currency", self.currency),
            ("decimal", self.decimal),
            ("day_order", self.day_order),
            ("kind", self.kind),
            ("name", self.name),
        ):
            self.fields[what] = Field(editor, self)
            column.addWidget(self.fields[what])
        self.body.addLayout(column)
        self.name.textEdited.connect(self._named)
        for line in (self.other, self.currency):
            line.textEdited.connect(lambda _text: self.changed.emit())
        self.platform.chosen.connect(lambda _key: self._settle())
        for box in (self.platform, self.kind, self.decimal, self.day_order):
            box.chosen.connect(lambda _key: self.changed.emit())
        for each in (self.platform, self.kind):
            each.setSizeAdjustPolicy(_NARROW)
        self.ask(frozenset())
        self._settle()

    def retranslate(self) -> None:
        self.set_heading(_("And what it does not print"))
        words = {
            "platform": (_("For which work does it pay?"), ""),
            "other": (_("Platform or firm"), ""),
            "currency": (_("Currency"), _("Three letters, such as CNY or EUR")),
            "decimal": (_("Numbers are written like"), ""),
            "day_order": (_("Days are written like"), ""),
            "kind": (_("What kind of paper is it?"), ""),
            "name": (_("Name of this kind of paper"), _("Papers like it are read by themselves.")),
        }
        for what, (title, hint) in words.items():
            self.fields[what].say(title, hint)
        please = ("", _("Please choose"))
        self._offer_platforms()
        self.kind.set_options([(each.value, label(each)) for each in _KINDS])
        self.decimal.set_options([please, ("point", "1,234.56"), ("comma", "1.234,56")])
        self.day_order.set_options([
            please, ("ymd", "2026-08-31"), ("dmy", "31/08/2026"), ("mdy", "08/31/2026"),
        ])  # fmt: skip

    def begin(self, platforms: Sequence[str]) -> None:
        """A new paper. ``platforms`` are those that the person works for; one alone is taken."""
        self._own_name, self._known, self._firm = False, tuple(platforms), ""
        for line in (self.name, self.other, self.currency):
            line.clear()
        self._offer_platforms()
        self.platform.choose(platforms[0] if len(platforms) == 1 else "")
        for box in (self.decimal, self.day_order):
            box.choose("")
        self.kind.choose(StatementKind.PAYSLIP.value)
        self.ask(frozenset())

    def show_firm(self, firm: str) -> None:
        """The firm that the paper names: it can be the work itself, and names the template, in
        the letters that a name may have, until the person writes another."""
        if firm != self._firm:
            self._firm = firm
            self._offer_platforms()
        if not self._own_name:
            allowed = "".join(each for each in firm if each.isalnum() or each in " .&()/-")
            self.name.setText(allowed.strip()[:60])

    def ask(self, left_open: frozenset[str]) -> None:
        """Show what the example leaves open, and nothing that it tells."""
        for what in _ONLY_IF_OPEN:
            self.fields[what].setVisible(what in left_open)

    def said(self, what: str) -> str:
        """An answer; empty where it was not asked."""
        if self.fields[what].isHidden():
            return ""
        editor = self.fields[what].editor
        if isinstance(editor, ChoiceBox):
            return str(editor.key() or "")
        assert isinstance(editor, QLineEdit)  # noqa: S101  made above
        text = editor.text().strip()
        return text.upper() if what == "currency" else text

    def pays_for(self, firm: str) -> str:
        """The platform that the records of this paper will be of; empty while nobody said."""
        match self.platform.key():
            case key if key == _FIRM:
                return firm
            case key if key == _OTHER:
                return self.other.text().strip()
            case known:
                return str(known or "")

    def _offer_platforms(self) -> None:
        firm = _("The firm itself: {name}").format(name=self._firm)
        self.platform.set_options(
            [
                ("", _("Please choose")),
                *((each, platform(each)) for each in self._known),
                *([(_FIRM, firm)] if self._firm else []),
                (_OTHER, _("Another platform or firm")),
            ]
        )
        self._settle()

    def _settle(self) -> None:
        self.fields["other"].setVisible(self.platform.key() == _OTHER)

    def _named(self, text: str) -> None:
        self._own_name = bool(text)
        self.changed.emit()
