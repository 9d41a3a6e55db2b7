"""The card that says that what is paid changed without a word: since when, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.rules.infer_words import change_step
from gigwallet.app.rules.rule_alarm import FALSE_ALARMS, Alarm
from gigwallet.gui.widgets import Button, Card, Glyph, Label
from gigwallet.gui.widgets.text import isolated
from gigwallet.words import _, number
from gigwallet.words.naming import engagement_name
from gigwallet.words.refusals import explain


class AlarmCard(Card):
    """Hidden while there is nothing to say. ``look`` is told which alarm is to be looked at."""

    def __init__(self, look: Callable[[Alarm], object], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._look = look
        self._alarms: tuple[Alarm, ...] = ()
        self._lines: list[QWidget] = []
        self._rate = Label(role="muted", wrap=True, parent=self)
        self.hide()

    def retranslate(self) -> None:
        self.set_heading(_("What is paid seems to have changed"))
        self.show_alarms(self._alarms)

    def show_alarms(self, alarms: Sequence[Alarm]) -> None:
        self._alarms = tuple(alarms)
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.body.removeWidget(self._rate)
        self._lines = [self._line(each, len(alarms) > 1) for each in alarms]
        for line in self._lines:
            self.body.addWidget(line)
        self._rate.setText(
            _(
                "It is a guess from your own orders. Where no rule changed, it was wrong in "
                "{false} of {months} months."
            ).format(false=number(FALSE_ALARMS.false), months=number(FALSE_ALARMS.months))
        )
        self.body.addWidget(self._rate)
        self.setVisible(bool(alarms))

    def _line(self, alarm: Alarm, named: bool) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph("triangle-alert", "warn", 20, line))
        words = QVBoxLayout()
        words.setSpacing(2)
        if named:
            name = engagement_name(alarm.name.engagement)
            words.addWidget(Label(isolated(name), role="label", wrap=True, parent=line))
        effect = explain(change_step(alarm.change))
        words.addWidget(Label(isolated(effect), wrap=True, parent=line))
        row.addLayout(words, 1)
        look = Button(
            _("See the orders"), "chevron-right", action=partial(self._look, alarm), parent=line
        )
        look.setAccessibleDescription(effect)
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    @property
    def sentences(self) -> list[str]:
        return [label.text() for line in self._lines for label in line.findChildren(Label)]
