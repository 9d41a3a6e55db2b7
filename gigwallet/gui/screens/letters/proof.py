"""What stands behind a figure of a letter: its row of the annexes, and the files to open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.app.letters.preview import LaidLetter, Proof
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, ngettext, number
from gigwallet.words.paragraph import paragraph

# More files than these are counted; the annex names them all. A narrow card has room for fewer.
_MOST_FILES, _FEWEST_FILES = 3, 1
_NARROW = 480
_LONGEST_NAME = 28


class ProofCard(Card):
    """Every figure can be chosen here too, for whoever uses no mouse. ``exhibit`` asks for a file,
    ``row`` for the page that shows the row."""

    exhibit = Signal(str)
    row = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._laid: LaidLetter | None = None
        self._shown = ""
        self.body.setContentsMargins(16, 10, 16, 10)
        self._said = Label(wrap=True, parent=self)
        self._which = ChoiceBox(self)
        self._which.chosen.connect(self.show_row)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._said, 1)
        head.addWidget(self._which, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(4)
        self._ways.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._ways)
        self._offered: list[QWidget] = []
        self._said.installEventFilter(self)
        self.hide()

    def retranslate(self) -> None:
        self.setAccessibleName(_("What proves a figure"))
        self._which.setAccessibleName(_("Which figure"))
        self.hold(self._laid)

    def hold(self, laid: LaidLetter | None) -> None:
        """The figures of the letter as it is now; the one that was looked at stays, if it is
        there."""
        self._laid = laid
        proofs = laid.proofs if laid is not None else {}
        self._which.set_options([("", _("Choose a figure")), *((row, row) for row in proofs)])
        self.setVisible(bool(proofs))
        self.show_row(self._shown if self._shown in proofs else "")

    def show_row(self, row: object) -> None:
        self._shown = str(row or "")
        self._which.choose(self._shown)
        self._clear()
        proof = self._laid.proofs.get(self._shown) if self._laid is not None else None
        if proof is None:
            self._said.setText(_("Click an amount or a day on the page to see what proves it."))
        else:
            self._tell(proof)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() >= _NARROW) is not (event.size().width() >= _NARROW):
            self.show_row(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._said and event.type() == QEvent.Type.Resize:
            self._make_room()  # only now is it known how wide the words may be
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """The pages above take all the height that nobody insists on. What a label was given
        before counts as its height, so it is taken back first."""
        self._said.setMinimumHeight(0)
        self._said.setMinimumHeight(self._said.heightForWidth(max(self._said.width(), 120)))

    def _clear(self) -> None:
        for widget in self._offered:
            self._ways.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._offered = []

    def _tell(self, proof: Proof) -> None:
        cells = " · ".join(f"{head} {text}".strip() for head, text in proof.cells)
        said = f"{proof.row}   {cells}"
        if proof.sources:
            said += "\n" + ngettext(
                "It rests on {count} source value.",
                "It rests on {count} source values.",
                proof.sources,
            ).format(count=number(proof.sources))
        most = _MOST_FILES if self.width() >= _NARROW else _FEWEST_FILES
        more = len(proof.files) - most
        if more > 0:
            further = ngettext(
                "{count} more file is named in the annexes.",
                "{count} more files are named in the annexes.",
                more,
            ).format(count=number(more))
            said = paragraph((said, further))
        self._said.setText(said)
        self._offer(_("Show the row {row}").format(row=proof.row), "eye", self._go)
        for exhibit, name in proof.files[:most]:
            self._offer(name or exhibit, "file-text", partial(self._open, exhibit))

    def _open(self, exhibit: ExhibitId) -> None:
        self.exhibit.emit(exhibit)

    def _go(self) -> None:
        self.row.emit(self._shown)

    def _offer(self, words: str, icon: str, action: Callable[[], object]) -> None:
        short = words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…"
        button = Button(short, icon, "quiet", action, parent=self)
        button.setToolTip(words)
        self._offered.append(button)
        self._ways.addWidget(button)
