"""The card of the time stamps that came: when, from whom, what each is worth."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import KnownTimeStamp, StampGrade, StampVerdict
from gigwallet.gui.screens.safekeeping import facts
from gigwallet.gui.widgets import Label
from gigwallet.gui.widgets.action_row import ActionRow, RowCard
from gigwallet.words import _, labels, ngettext, number
from gigwallet.words.refusals import explain

SHOWN = 5
_TONES = {
    StampGrade.ANCHORED: "good",
    StampGrade.SIGNED: "warn",
    StampGrade.DISPUTED: "warn",
    StampGrade.BROKEN: "bad",
    StampGrade.UNCHECKED: "warn",
}
_Judged = Sequence[tuple[KnownTimeStamp, StampVerdict | None]]


class TimeStampsCard(RowCard):
    """The newest first; all of them stay in the vault."""

    wanted_out = Signal(object)  # KnownTimeStamp

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: _Judged = ()
        self._due: Step | None = None

    def retranslate(self) -> None:
        self.set_heading(_("Time stamps"))
        self._paint()

    def show_stamps(self, known: _Judged, due: Step | None) -> None:
        self._known, self._due = known, due
        self._paint()

    def _paint(self) -> None:
        self.clear_rows()
        self.body.addWidget(
            Label(
                _(
                    "An authority that you choose signs that everything stored so far existed at "
                    "or before a moment. Only a digest is sent to it, and only when you send it."
                ),
                role="muted",
                wrap=True,
                parent=self,
            )
        )
        if self._due is not None:
            row = ActionRow("clock", self)
            row.say(_("Stamp again"), explain(self._due))
            self.add_row(row)
        for known, verdict in self._known:
            if verdict is not None:
                self.add_row(self._row(known, verdict))
        older = sum(verdict is None for _known, verdict in self._known)
        if older:
            words = ngettext("and {n} older one", "and {n} older ones", older)
            more = words.format(n=number(older))
            self.body.addWidget(Label(more, role="muted", parent=self))

    def _row(self, known: KnownTimeStamp, verdict: StampVerdict) -> ActionRow:
        stamp = known.stamp
        row = ActionRow("", self)
        title = _("{when}, {authority}").format(
            when=facts.when(stamp.stamped_at), authority=stamp.authority
        )
        sentence = "\n".join(explain(each) for each in verdict.findings)
        row.say(title, sentence, labels.label(verdict.grade), _TONES[verdict.grade])
        button = row.add_button(lambda: self.wanted_out.emit(known), "download", "quiet")
        button.setText(_("Export..."))
        button.setAccessibleName(f"{_('Export...')} {title}")
        return row
