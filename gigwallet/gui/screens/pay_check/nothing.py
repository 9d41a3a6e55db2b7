"""What the pay check shows while there is nothing to check: what is missing, and the way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from gigwallet.domain.step import Step
from gigwallet.gui.widgets import Button, Card, EmptyState, Label
from gigwallet.words import _
from gigwallet.words.paragraph import paragraph
from gigwallet.words.refusals import explain

# Where each missing thing is added: screen, its arguments.
_WAYS: dict[str, tuple[str, dict[str, object]]] = {
    "missing_engagement": ("type_in", {"what": "engagement"}),
    "missing_work": ("inbox", {}),
    "missing_rule": ("pay_rules", {}),
    "missing_statement": ("inbox", {}),
    "missing_payout": ("inbox", {}),
}


class NoRule(Card):
    """Stands where the chart would be while no pay rule covers the work that is shown."""

    pressed = Signal()
    searched = Signal()  # for the rule behind the pay that came

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._advice = Label(role="muted", wrap=True, parent=self)
        self.button = Button(icon="list-checks", action=self.pressed.emit, parent=self)
        self.body.addWidget(self._advice)
        self.search = Button(icon="search", action=self.searched.emit, parent=self)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._ways.addWidget(self.search, 0, Qt.AlignmentFlag.AlignLeft)
        self._ways.addStretch(1)
        self.body.addLayout(self._ways)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one button below the other."""
        wide = max(each.sizeHint().width() for each in (self.button, self.search))
        margins = self.body.contentsMargins()
        least = wide + margins.left() + margins.right()
        return QSize(least, super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        margins = self.body.contentsMargins()
        beside = self.button.sizeHint().width() + self.search.sizeHint().width()
        room = self.width() - margins.left() - margins.right() - self._ways.spacing()
        self._ways.setDirection(
            QBoxLayout.Direction.LeftToRight if beside <= room else QBoxLayout.Direction.TopToBottom
        )

    def retranslate(self) -> None:
        self.set_heading(_("No pay rule covers this work"))
        self._advice.setText(
            _(
                "A rule that holds in this period says what you should have been paid. Without one "
                "only statements and payments are compared."
            )
        )
        self.button.setText(_("Enter your pay rule"))
        self.search.setText(_("The rule behind your pay"))
        self._lay_out()


class Nothing(QWidget):
    """The most basic missing thing, with one button that leads to it."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing: tuple[Step, ...] = ()
        self._other_months = False
        self.state = EmptyState("scale", self)
        self.state.pressed.connect(lambda: self.wanted.emit(*self._way()))
        column = QVBoxLayout(self)
        column.addWidget(self.state)

    def show_missing(self, missing: Sequence[Step], other_months: bool) -> None:
        self._missing = tuple(step for step in missing if step.code in _WAYS)
        self._other_months = other_months
        self.retranslate()

    def retranslate(self) -> None:
        if not self._missing:
            self.state.say(
                _("Nothing to check in this period"),
                _("Choose another month above, or bring in what is missing for this one.")
                if self._other_months
                else _("Bring in a bill, an export or a table, or type in what you know."),
                _("Open the inbox"),
            )
            return
        self.state.say(
            _("The pay check needs something first"),
            paragraph(explain(step) for step in self._missing),
            {
                "type_in": _("Say for whom you work"),
                "inbox": _("Open the inbox"),
                "pay_rules": _("Enter your pay rule"),
            }[self._way()[0]],
        )

    def _way(self) -> tuple[str, dict[str, object]]:
        return _WAYS[self._missing[0].code] if self._missing else ("inbox", {})
