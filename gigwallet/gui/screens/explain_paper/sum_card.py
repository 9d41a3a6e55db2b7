"""The card that is always seen: whether the figures add up, and what is still missing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.app.intake.point_at_paper import Draft
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.explain_paper import slip_words
from gigwallet.gui.widgets import Card, Label, Pill, isolated_figure
from gigwallet.words import _


class SumCard(Card):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.body.setContentsMargins(18, 12, 18, 12)
        self._draft, self._missing = Draft(), tuple[str, ...]()
        self._equation = Label(role="label", wrap=True, parent=self)
        self.pill = Pill(parent=self)
        self._sentence = Label(wrap=True, parent=self)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._equation, 1)
        row.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self._sentence)

    @property
    def equation(self) -> str:
        return self._equation.text()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def retranslate(self) -> None:
        self._paint()

    def show_draft(self, draft: Draft, missing: tuple[str, ...]) -> None:
        """``missing`` is asked for before what else the draft may lack."""
        self._draft, self._missing = draft, missing
        self._paint()

    def _paint(self) -> None:
        total = self._draft.sum
        equation = slip_words.equation(total)
        self._equation.setText(
            isolated_figure(equation)
            if equation
            else _("Gross less deductions is what is paid out: point at all of them.")
        )
        word, tone = slip_words.verdict(total)
        self.pill.say(word, tone)
        self._sentence.setText(self._next())
        self._sentence.set_tone("good" if self._is_whole else "")
        self.setAccessibleName(". ".join(filter(None, (equation, word, self._next()))))

    @property
    def _is_whole(self) -> bool:
        return self._draft.template is not None

    def _next(self) -> str:
        if self._missing:
            return _("Still to point at: {what}").format(what=", ".join(self._missing))
        residue = self._draft.sum.residue
        if residue is not None and residue.minor > 0:
            return _("Point at what is still taken off in between.")
        if residue is not None and residue.minor < 0:
            return _("One of these is no deduction, or was pointed at twice.")
        if self._draft.refusal is not None:
            return worded(self._draft.refusal)
        if not self._is_whole:
            return ""
        if self._draft.sum.residue is None:
            return _(
                "It is read as you showed it. With gross pay and every deduction it would also "
                "prove itself, and scans of it could be believed."
            )
        return _("It is read as you showed it. Try it on another one before you keep it.")
