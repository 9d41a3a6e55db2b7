"""The screen: columns and questions on the left of nothing kept; one press keeps and reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.intake import map_table
from gigwallet.app.intake.map_table import Proposal, TablePreview
from gigwallet.app.records import keep_engagement
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import TableProfile
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.explain_table.columns_card import ColumnsCard
from gigwallet.gui.screens.explain_table.facts_card import FactsCard
from gigwallet.gui.screens.explain_table.lines_card import LinesCard
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.explaining import keep_and_read
from gigwallet.gui.widgets import EmptyState, ProgressStrip, isolated
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _

_PAUSE_MS = 400  # so that not every letter that is typed reads the file again


_EMPTY, _ASKING, _READING = range(3)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is asked for when a table is opened; ``names`` are taken by other tables."""

    proposals: tuple[Proposal, ...]
    engagements: tuple[KnownEngagement, ...]
    names: frozenset[str]


class ExplainTableScreen(ScreenWidget):
    """Opened with the ``file`` of an unknown table. Nothing is kept before the person says so, and
    an answer that only they know is never guessed."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._proposals: tuple[Proposal, ...] = ()
        self._proposal: Proposal | None = None
        self._profile: TableProfile | None = None
        self._names: frozenset[str] = frozenset()
        self._asked = 0
        self.back = self.header.add_action("chevron-left", self._go_back)
        self.keep = self.header.add_action("check", self._keep, primary=True)
        self._trouble = ""
        self.empty = EmptyState("list-checks", self)
        self.empty.pressed.connect(self._choose_file)
        self._sheet = ChoiceBox(self)
        self._sheet.chosen.connect(self._choose_sheet)
        self.facts = FactsCard(self)
        self.columns = ColumnsCard(self)
        self.lines = LinesCard(self)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for widget in (self._sheet, self.facts, self.columns, self.lines):
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
        self.facts.changed.connect(self._changed)
        self.columns.changed.connect(self._changed)
        self.keep.setEnabled(False)

    def retranslate(self) -> None:
        name = isolated(self._path.name) if self._path else ""
        self.header.say(_("Explain a table"), name)
        self.back.setText(_("Back"))
        self.keep.setText(_("Keep this and read the file"))
        self._sheet.setAccessibleName(_("Sheet of the workbook"))
        for card in (self.facts, self.columns, self.lines):
            card.retranslate()
        self.progress.retranslate()
        self._say_empty()

    def open(self, **arguments: object) -> None:
        """``file``: the path of the table."""
        file = arguments.get("file")
        if file is None:
            return
        path = self._path = Path(str(file))
        self._proposal = self._profile = None
        self.keep.setEnabled(False)
        self.retranslate()
        self._pages.setCurrentIndex(_READING)
        wallet = self.context.opened
        ticket = self.context.run(
            lambda _job: _Begun(
                map_table.propose(path, isolation=wallet.isolation),
                tuple(keep_engagement.engagements(wallet)),
                frozenset(each.name for each in map_table.profiles(wallet)),
            ),
            lambda begun: self._show(path, begun),
            refused=lambda refusal: self._say_trouble(worded(refusal)),
            lane=Lane.CPU,
        )
        ticket.cancelled.connect(lambda: self._say_trouble(""))
        self.progress.follow(ticket, _("Reading files"))

    def _show(self, path: Path, begun: _Begun) -> None:
        if path != self._path:
            return  # another table was opened meanwhile
        found, known = begun.proposals, begun.engagements
        self._proposals, self._names = found, begun.names
        self._pages.setCurrentIndex(_ASKING)
        self._own = known[0].engagement if len(known) == 1 else None
        self._sheet.set_options([(place, each.sheet) for place, each in enumerate(found)])
        self._sheet.setVisible(len(found) > 1)
        self._choose_sheet(0)

    def _choose_sheet(self, place: int) -> None:
        proposal = self._proposal = self._proposals[place]
        own, stem = self._own, self._path.stem if self._path else ""
        self.facts.show_proposal(
            proposal, stem, own.platform if own else "", own.currency if own else ""
        )
        self.columns.show_columns(proposal)
        self._changed()

    def _changed(self) -> None:
        """What is asked follows what was answered; the lines follow a moment later."""
        self._profile = None
        self.keep.setEnabled(False)
        self.columns.ask_categories(not self.facts.is_payout)
        self.facts.show_only_what_matters(self.columns.has)
        self._timer.start()

    def _look(self) -> None:
        path, proposal = self._path, self._proposal
        if path is None or proposal is None or self.context.wallet is None:
            return
        if self.facts.open_questions():
            self.lines.say_why_not(_("Answer the questions above; only you know the answers."))
            return
        try:
            profile = map_table.answered(
                proposal.profile,
                name=self.facts.name.text(),
                uses=self.columns.uses(),
                **self.facts.said(),
            )
        except GigWalletError as refusal:
            self.lines.say_why_not(worded(refusal))
            return
        self._asked += 1
        asked, wallet = self._asked, self.context.opened
        self.context.run(
            lambda job: map_table.preview(path, profile, job, isolation=wallet.isolation),
            lambda found: self._show_lines(asked, profile, found),
            refused=lambda refusal: self.lines.say_why_not(worded(refusal)),
            lane=Lane.CPU,
        )

    def _show_lines(self, asked: int, profile: TableProfile, found: TablePreview) -> None:
        if asked != self._asked:
            return  # an answer to what was asked before the last change
        self._profile = profile
        self.lines.show_lines(found)
        self.keep.setEnabled(found.file.found.rows > 0)

    def _keep(self) -> None:
        profile, path = self._profile, self._path
        if profile is not None and path is not None:
            keep_and_read(
                self.context,
                profile.name,
                self._names,
                lambda wallet: map_table.save_profile(wallet, profile),
                path,
                frozenset({"taught"}),
            )

    def _go_back(self) -> None:
        self.context.navigate("inbox")

    def _choose_file(self) -> None:
        chosen = self.context.choose_files(_("The table to explain"))
        if chosen:
            self.open(file=chosen[0])

    def _say_trouble(self, sentence: str) -> None:
        """Why there is nothing to explain yet; nothing wrong while the sentence is empty."""
        self._trouble = sentence
        self._pages.setCurrentIndex(_EMPTY)
        self._say_empty()

    def _say_empty(self) -> None:
        self.empty.say(
            _("Which table?"),
            self._trouble
            or _(
                "A table (CSV, Excel, JSON) that GigWallet does not know: your own log, or an "
                "export of some app. You say once what its columns are, and the next one is read "
                "without typing."
            ),
            _("Choose a table..."),
        )
