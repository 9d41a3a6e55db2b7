"""The screen: words and what they may mean; what the report becomes; one press keeps and reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.intake import explain_report, keep_taught
from gigwallet.app.intake.explain_report import ReportPreview, ReportQuestions
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import ReportColumn, ReportPart, ReportWords, Taught
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.explain_report.result_card import ResultCard
from gigwallet.gui.screens.explain_report.words_card import WordsCard
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.explaining import keep_and_read
from gigwallet.gui.widgets import Card, EmptyState, ProgressStrip, isolated
from gigwallet.gui.widgets.form import Field
from gigwallet.words import _

_PAUSE_MS = 400  # so that not every choice reads the file again
_EMPTY, _ASKING, _READING = range(3)
_NAME = "Uber"
_WIDEST_NAME = 360


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is asked for when a report is opened, and what the vault was taught before."""

    questions: ReportQuestions
    known: Taught


class ExplainReportScreen(ScreenWidget):
    """Opened with the ``file`` of a report whose words are not known. Nothing is kept before the
    person says so; what they do not name is never guessed."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._begun: _Begun | None = None
        self._words: ReportWords | None = None
        self._asked = 0
        self._trouble = ""
        self.back = self.header.add_action("chevron-left", lambda: context.navigate("inbox"))
        self.keep = self.header.add_action("check", self._keep, primary=True)
        self.empty = EmptyState("list-checks", self)
        self.empty.pressed.connect(self._choose_file)
        self.parts = WordsCard(
            ReportPart,
            lambda: _("What are the amounts for?"),
            lambda: _(
                "The columns of amounts are a tree: each is inside the one before it. Name the "
                "large groups at least; a word inside a group that you named may stay as it is."
            ),
            self,
        )
        self.columns = WordsCard(
            ReportColumn,
            lambda: _("What is in the other columns?"),
            lambda: _(
                "What you do not name is not read; it stays in the original. "
                "Addresses and number plates are never kept."
            ),
            self,
        )
        self.result = ResultCard(self)
        self.name = QLineEdit(_NAME, self)
        self.name.setMaxLength(60)
        self.name.setMaximumWidth(_WIDEST_NAME)
        self._name_field = Field(self.name, self)
        self._name_card = Card("", self)
        self._name_card.body.addWidget(self._name_field)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for widget in (self.parts, self.columns, self.result, self._name_card):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(page)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(area)
        self._pages.addWidget(QWidget(self))  # while the file is read
        self.progress = ProgressStrip(self)
        self.body.addWidget(self.progress)
        self.body.addWidget(self._pages, 1)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        for card in (self.parts, self.columns):
            card.changed.connect(self._changed)
        self.name.textEdited.connect(lambda _text: self._changed())
        self.keep.setEnabled(False)

    def retranslate(self) -> None:
        name = isolated(self._path.name) if self._path else ""
        self.header.say(_("Explain a report"), name)
        self.back.setText(_("Back"))
        self.keep.setText(_("Keep this and read the file"))
        self._name_field.say(
            _("Name for these words"),
            _("What you explain later under the same name comes to them."),
        )
        for card in (self.parts, self.columns, self.result):
            card.retranslate()
        self.progress.retranslate()
        self._say_empty()

    def open(self, **arguments: object) -> None:
        """``file``: the path of the report, or of an archive of several."""
        file = arguments.get("file")
        if file is None:
            return
        path = self._path = Path(str(file))
        self._begun = self._words = None
        self.keep.setEnabled(False)
        self.retranslate()
        self._pages.setCurrentIndex(_READING)
        wallet = self.context.opened

        def ask(_job: object) -> _Begun:
            known = keep_taught.taught(wallet)
            return _Begun(explain_report.ask(path, known, isolation=wallet.isolation), known)

        ticket = self.context.run(
            ask,
            lambda begun: self._show(path, begun),
            refused=lambda refusal: self._say_trouble(worded(refusal)),
            lane=Lane.CPU,
        )
        ticket.cancelled.connect(lambda: self._say_trouble(""))
        self.progress.follow(ticket, _("Reading files"))

    def _show(self, path: Path, begun: _Begun) -> None:
        if path != self._path:
            return  # another report was opened meanwhile
        self._begun = begun
        words = begun.questions.words
        self.parts.show_words([each for each in words if not each.is_column])
        self.columns.show_words([each for each in words if each.is_column])
        self.result.show_seen(ReportPreview(begun.questions, ()))
        self._pages.setCurrentIndex(_ASKING)

    def _changed(self) -> None:
        self._words = None
        self.keep.setEnabled(False)
        self._timer.start()

    def _look(self) -> None:
        path, begun = self._path, self._begun
        if path is None or begun is None or self.context.wallet is None:
            return
        self._asked += 1
        asked, wallet = self._asked, self.context.opened
        parts = {word: ReportPart(said) for word, said in self.parts.said().items()}
        columns = {word: ReportColumn(said) for word, said in self.columns.said().items()}
        if not parts and not columns:
            self._show_seen(asked, None, ReportPreview(begun.questions, ()))
            return
        try:
            words = explain_report.named(self.name.text(), parts, columns)
        except GigWalletError as refusal:
            self.result.say_trouble(worded(refusal))
            return
        self.context.run(
            lambda job: explain_report.preview(
                path, words, begun.known, job, isolation=wallet.isolation
            ),
            lambda seen: self._show_seen(asked, words, seen),
            refused=lambda refusal: self.result.say_trouble(worded(refusal)),
            lane=Lane.CPU,
        )

    def _show_seen(self, asked: int, words: ReportWords | None, seen: ReportPreview) -> None:
        if asked != self._asked:
            return  # an answer to what was asked before the last change
        self._words = words
        self.parts.ask_for(
            frozenset(each.word for each in seen.open.words if each.needed and not each.is_column)
        )
        self.result.show_seen(seen)
        self.keep.setEnabled(words is not None and bool(seen.read))

    def _keep(self) -> None:
        words, path = self._words, self._path
        if words is not None and path is not None:
            keep_and_read(
                self.context,
                words.name,
                (),  # words come to those of the same name
                lambda wallet: explain_report.keep_words(wallet, words),
                path,
                frozenset({"taught"}),
            )

    def _choose_file(self) -> None:
        chosen = self.context.choose_files(_("The report to explain"))
        if chosen:
            self.open(file=chosen[0])

    def _say_trouble(self, sentence: str) -> None:
        """Why there is nothing to explain; nothing wrong while the sentence is empty."""
        self._trouble = sentence
        self._pages.setCurrentIndex(_EMPTY)
        self._say_empty()

    def _say_empty(self) -> None:
        self.empty.say(
            _("Which report?"),
            self._trouble
            or _(
                "A report of Uber for fleets in a language that GigWallet does not know. You say "
                "once what its words mean, and the next one is read without typing."
            ),
            _("Choose a report..."),
        )
