"""The screen: questions on one side, the paper on the other; kept once it reads as it was shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.intake import point_at_paper, teach_paper
from gigwallet.app.intake.point_at_paper import Draft, Lesson, PaperRead, PaperSheet, Spot
from gigwallet.app.records import keep_engagement
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box
from gigwallet.domain.statement import StatementKind
from gigwallet.domain.taught import PaperTemplate
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.explain_paper.facts_card import FactsCard
from gigwallet.gui.screens.explain_paper.paper_view import PaperView
from gigwallet.gui.screens.explain_paper.rows_card import RowsCard
from gigwallet.gui.screens.explain_paper.sum_card import SumCard
from gigwallet.gui.screens.explain_paper.tried_card import TriedCard
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.explaining import keep_and_read
from gigwallet.gui.widgets import EmptyState, ProgressStrip, ScrollColumn, isolated
from gigwallet.words import _

_EMPTY, _ASKING, _READING = range(3)
_ASKED = 340  # pixels: narrower, and a list cannot show its value
_PAPERS = "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png *.webp)"


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is asked for when a paper is laid out."""

    sheet: PaperSheet
    engagements: tuple[KnownEngagement, ...]
    names: frozenset[str]


class ExplainPaperScreen(ScreenWidget):
    """Opened with the ``file`` of a paper that nobody knows, or asks for one. Nothing is kept
    before the template reads the example as its person did, and agrees with itself."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._sheet: PaperSheet | None = None
        self._own_currency = ""
        self._names: frozenset[str] = frozenset()
        self._draft = Draft()
        self.back = self.header.add_action("chevron-left", self._go_back)
        self.other = self.header.add_action("eye", self._try)
        self.keep = self.header.add_action("check", self._keep, primary=True)
        self.progress = ProgressStrip(self)
        self.rows = RowsCard(self)
        self.facts = FactsCard(self)
        self.tried = TriedCard(self)
        self.sum = SumCard(self)
        self.view = PaperView(self)
        self.empty = EmptyState("receipt", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._desk())
        self._pages.addWidget(QWidget(self))  # while the paper is read
        self.body.addWidget(self.progress)
        self.body.addWidget(self._pages, 1)
        self.empty.pressed.connect(self._choose)
        self.rows.asking.connect(self._point)
        self.rows.changed.connect(self._changed)
        self.facts.changed.connect(self._changed)
        self.view.pressed.connect(self.rows.answer)
        self.view.drawn.connect(self._drawn)
        self._trouble = ""
        self._settle()

    def _desk(self) -> QWidget:
        desk = QWidget(self)
        asked = ScrollColumn(desk)
        asked.setMinimumWidth(_ASKED)
        asked.column.setContentsMargins(0, 0, 8, 4)
        for card in (self.rows, self.facts, self.tried):
            asked.column.addWidget(card)
        asked.column.addStretch(1)
        self.rows_area = asked
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(asked, 1)
        left.addWidget(self.sum)
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 5)
        row.addWidget(self.view, 6)
        return desk

    def retranslate(self) -> None:
        name = isolated(self._path.name) if self._path and self._sheet else ""
        self.header.say(_("Explain a paper"), name)
        self.back.setText(_("Back"))
        self.other.setText(_("Try on another..."))
        self.keep.setText(_("Keep and read it"))
        self.view.setAccessibleName(_("The paper, with what was pointed at marked"))
        self.progress.retranslate()
        for card in (self.rows, self.facts, self.tried, self.sum):
            card.retranslate()
        if self._sheet is not None:
            self.sum.show_draft(self._draft, self.rows.missing())
        self._say_empty()

    def open(self, **arguments: object) -> None:
        """``file``: the path of the paper."""
        file = arguments.get("file")
        if file is None:
            return
        path, wallet = Path(str(file)), self.context.opened
        self._path, self._sheet, self._trouble, self._draft = path, None, "", Draft()
        self._settle()
        self._pages.setCurrentIndex(_READING)
        self.retranslate()
        ticket = self.context.run(
            lambda _job: _Begun(
                point_at_paper.lay_out(path, isolation=wallet.isolation),
                tuple(keep_engagement.engagements(wallet)),
                frozenset(each.name for each in teach_paper.templates(wallet)),
            ),
            lambda begun: self._begin(path, begun),
            refused=lambda refusal: self._cannot(path, refusal),
            lane=Lane.CPU,
        )
        ticket.cancelled.connect(self._settle)
        self.progress.follow(ticket, _("Reading the paper"))

    def _begin(self, path: Path, begun: _Begun) -> None:
        if path != self._path:
            return  # another paper was opened meanwhile
        self._sheet, self._names = begun.sheet, begun.names
        paid_in = {each.engagement.currency for each in begun.engagements}
        self._own_currency = paid_in.pop() if len(paid_in) == 1 else ""
        self.facts.begin(sorted({each.engagement.platform for each in begun.engagements}))
        self.tried.hide()
        self.view.show_sheet(begun.sheet)
        self._settle()
        self.retranslate()
        self.rows.show_sheet(begun.sheet)
        self.rows_area.verticalScrollBar().setValue(0)
        self._changed()

    def _cannot(self, path: Path, refusal: GigWalletError) -> None:
        if path != self._path:
            return
        self._trouble = worded(refusal)
        self._settle()
        self._say_empty()

    # Pointing --------------------------------------------------------------------------------

    def _point(self) -> None:
        """The paper answers to the row that is asked."""
        self.view.offer(self.rows.offers())
        seen = self.rows.active.spot if self.rows.active else None
        self.view.mark(self.rows.marks(), seen)

    def _drawn(self, page: int, box: Box) -> None:
        found: Spot | None = self._sheet.printed.within(page, box) if self._sheet else None
        self.rows.answer(found)

    def _changed(self) -> None:
        if self._sheet is None:
            return
        self.facts.show_firm(self.rows.firm)
        draft = point_at_paper.draft(self._sheet, self._lesson())
        if draft.left_open != self._draft.left_open:
            self._ask_what_is_open(draft)
            draft = point_at_paper.draft(self._sheet, self._lesson())
        self._draft = draft
        residue = draft.sum.residue
        self.rows.adds_up = residue is not None and residue.minor == 0
        self.tried.hide()
        self.sum.show_draft(draft, self.rows.missing())
        self._settle()

    def _ask_what_is_open(self, draft: Draft) -> None:
        self.facts.ask(draft.left_open)
        own = self._own_currency
        fits = own and point_at_paper.could_be_in(own, self._lesson())
        if "currency" in draft.left_open and not self.facts.currency.text() and fits:
            self.facts.currency.setText(own)

    def _lesson(self) -> Lesson:
        said, firm = self.facts.said, self.rows.firm
        return Lesson(
            name=said("name"),
            platform=self.facts.pays_for(firm),
            anchors=(firm,) if firm else (),
            fields=self.rows.pointed(),
            currency=said("currency"),
            decimal=said("decimal"),
            day_order=said("day_order"),
            kind=StatementKind(said("kind") or StatementKind.PAYSLIP),
        )

    # What follows ----------------------------------------------------------------------------

    def _try(self) -> None:
        template = self._draft.template
        chosen = self.context.choose_files(_("Another paper of the same kind"), _PAPERS)
        if template is None or not chosen:
            return
        path, wallet = chosen[0], self.context.opened
        ticket = self.context.run(
            lambda _job: point_at_paper.read_back(
                teach_paper.preview_paper(path, template, isolation=wallet.isolation)
            ),
            lambda read: self._show_tried(template, path.name, read),
            refused=lambda refusal: self._show_untried(template, path.name, refusal),
            lane=Lane.CPU,
        )
        self.progress.follow(ticket, _("Reading the paper"))

    def _show_tried(self, template: PaperTemplate, name: str, read: PaperRead) -> None:
        if template == self._draft.template:
            self.tried.show_read(name, read)
            self.rows_area.ensureWidgetVisible(self.tried)

    def _show_untried(self, template: PaperTemplate, name: str, refusal: GigWalletError) -> None:
        if template == self._draft.template:
            self.tried.say_why_not(name, worded(refusal))
            self.rows_area.ensureWidgetVisible(self.tried)

    def _keep(self) -> None:
        template, path = self._draft.template, self._path
        if template is not None and path is not None:
            keep_and_read(
                self.context,
                template.name,
                self._names,
                lambda wallet: teach_paper.save_template(wallet, template),
                path,
                frozenset({"taught", "statements", "screens"}),
            )

    def _choose(self) -> None:
        chosen = self.context.choose_files(_("The paper to explain"), _PAPERS)
        if chosen:
            self.open(file=chosen[0])

    def _go_back(self) -> None:
        self.context.navigate("inbox")

    def _settle(self) -> None:
        self._pages.setCurrentIndex(_ASKING if self._sheet else _EMPTY)
        whole = self._sheet is not None and self._draft.template is not None
        self.keep.setEnabled(whole)
        self.other.setEnabled(whole)

    def _say_empty(self) -> None:
        self.empty.say(
            _("Which paper?"),
            self._trouble
            or _(
                "A payslip, a weekly statement or a bill that GigWallet does not know: the PDF "
                "itself, a scan or a photo. You show once what stands where, and the next one is "
                "read without typing."
            ),
            _("Choose a paper..."),
        )
