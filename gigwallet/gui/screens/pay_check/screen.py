"""The screen: four figures, a chart, every item in a table, and one of them explained beside it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.app.records import keep_exhibits, list_months
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.pay_check import asking, cards
from gigwallet.gui.screens.pay_check.asking import Check
from gigwallet.gui.screens.pay_check.chart import HOURS, PayChart, Shown
from gigwallet.gui.screens.pay_check.deductions import falling_away
from gigwallet.gui.screens.pay_check.exhibit_page import ExhibitPage
from gigwallet.gui.screens.pay_check.nothing import NoRule, Nothing
from gigwallet.gui.screens.pay_check.page import judged_page
from gigwallet.gui.screens.pay_check.platforms import results
from gigwallet.gui.screens.pay_check.table import PayTable
from gigwallet.gui.screens.pay_check.telling import SHORTFALL, Telling
from gigwallet.gui.screens.pay_check.waterfall import items_of
from gigwallet.gui.screens.pay_check.ways_out import WaysOut
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.header_choices import PeriodBox, WorkBox
from gigwallet.gui.widgets import Button, DetailPane, FigureCard, ProgressStrip
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, ngettext, number

_NARROW = 900


class PayCheckScreen(ScreenWidget):
    shows: ClassVar[frozenset[str]] = frozenset(
        {"results", "trips", "tallies", "statements", "pay_lines", "payouts", "schemes"}
        | {"engagements", "exhibits", "coverage"}
    )

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self.check: Check | None = None
        self.ways = WaysOut(context)
        self.ways.period = list_months.LATEST
        self._asked = 0
        self._counting: Ticket | None = None
        self.period, self.work, self.currency = PeriodBox(self), WorkBox(self), ChoiceBox(self)
        self.work.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.work.setMinimumContentsLength(14)
        for box in (self.period, self.work, self.currency):
            self.header.add_widget(box)
        self.rules = Button(icon="list-checks", role="quiet", action=self.ways.rules, parent=self)
        self.letter = self.header.add_action("file-text", self._prepare_letter, primary=True)
        self.cards = {key: FigureCard(opens_proof=True, parent=self) for key in cards.SHOWN}
        self.chart = PayChart(self)
        self.no_rule = NoRule(self)
        self.table = PayTable(self)
        self.pane = DetailPane(350, self)
        self.telling = Telling(context, self.pane, self)
        self.coverage = Button(icon="info", role="quiet", action=self.telling.coverage, parent=self)
        self.save = Button(icon="download", role="quiet", action=self._save, parent=self)
        self.pairing = Button(icon="link", role="quiet", action=self.ways.pairing, parent=self)
        self.nothing = Nothing(self)
        self.exhibit = ExhibitPage(self)
        self.progress = ProgressStrip(self)
        self._pages = QStackedWidget(self)
        for page in (self._judged_page(), self.nothing, self.exhibit):
            self._pages.addWidget(page)
        self.body.addWidget(self.progress)
        self.body.addWidget(self._pages, 1)
        self._connect()

    def retranslate(self) -> None:
        self.rules.setText(_("Pay rules"))
        self.save.setText(_("Spreadsheet"))
        self._say_pairing(self.width() < _NARROW)
        self.letter.setText(_("Prepare letter"))
        self.period.retranslate()
        self.work.retranslate()
        self.currency.setAccessibleName(_("Currency"))
        self.progress.retranslate()
        self.exhibit.retranslate()
        self.nothing.retranslate()
        self.no_rule.retranslate()
        self.table.retranslate()
        self.header.say(_("Pay check"))
        if self.check is not None:
            self._show(self.check)

    def refresh(self, changed: frozenset[str]) -> None:
        wallet, period, engagement = self.context.opened, self.ways.period, self.ways.engagement
        self._asked += 1
        asked = self._asked
        if self._counting is not None:
            self._counting.cancel()
        checking = self.context.run(
            lambda job: asking.ask(wallet, period, engagement, job),
            lambda check: self._take(check) if asked == self._asked else None,
        )
        self.progress.follow_when_slow(checking, _("Checking the pay"))

    def _take(self, check: Check) -> None:
        """What a month has is told at once. Of very many items the first are shown, and all are
        gone through beside the window."""
        self._show(check)
        if check.told is None:
            asked = self._asked
            self._counting = self.context.run(
                lambda job: asking.add_up(check, job),
                lambda told: self._show(told) if asked == self._asked else None,
                lane=Lane.CPU,
            )
            self.progress.follow_when_slow(self._counting, _("Adding up all items"))

    def open(self, **arguments: object) -> None:
        """``period``, ``engagement``: what to check; ``short`` True: only what is short."""
        period, engagement = arguments.get("period"), arguments.get("engagement")
        if isinstance(period, Period) or engagement:
            self.ways.period = period if isinstance(period, Period) else self.ways.period
            self.ways.engagement = (
                EngagementId(str(engagement)) if engagement else self.ways.engagement
            )
            self.refresh(self.shows)
        if arguments.get("short"):
            self.table.only_short(True)
        if self._pages.currentWidget() is self.exhibit:
            self._leave_exhibit()

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    def _connect(self) -> None:
        self.period.chosen.connect(lambda _key: self._choose_period())
        self.work.chosen.connect(self._choose_work)
        self.currency.chosen.connect(lambda _key: self._show_figures())
        for key, card in self.cards.items():
            card.clicked.connect(lambda key=key: self._prove(key))
        self.chart.picked.connect(self.table.only_period)
        self.chart.opened.connect(self._open_step)
        self.chart.turned.connect(self._turn)
        self.chart.platforms.chosen.connect(lambda key: self._choose_work(EngagementId(key)))
        self.table.selected.connect(self._explain)
        self.table.activated.connect(lambda _item: self._read_pane())
        self.exhibit.closed.connect(self._leave_exhibit)
        self.no_rule.pressed.connect(self.ways.rules)
        self.no_rule.searched.connect(self.ways.receipts)
        self.telling.exhibit_wanted.connect(self._open_exhibit)
        self.telling.rule_wanted.connect(self.ways.rule)
        self.telling.kind_wanted.connect(self._look_at)
        self.telling.hours_told.connect(self.chart.show_hours)
        self.nothing.wanted.connect(lambda where, what: self.context.navigate(where, **what))

    def _judged_page(self) -> QWidget:
        return judged_page(
            self.cards.values(),
            [(self.no_rule, 0), (self.chart, 2), (self.table, 3)],
            self.pane,
            (self.coverage, self.pairing, self.rules, self.save),
            self,
        )

    def _show(self, check: Check) -> None:
        self.check = check
        self.ways.period, self.ways.engagement = check.period, check.engagement
        self._offer(check)
        if self._pages.currentWidget() is not self.exhibit:
            empty = not check.outcome.discrepancies and not check.outcome.not_judged
            self._pages.setCurrentIndex(1 if empty else 0)
        self.nothing.show_missing(check.missing, bool(check.months))
        self._show_figures()  # first: what the table chooses again is explained by this check
        if check.told is None:
            self.table.show_first(check.items)
        else:
            self.table.show_items(check.items)
        if self.table.current() is None:
            self.telling.again()
        self.letter.setEnabled(bool(check.outcome.discrepancies))

    def _offer(self, check: Check) -> None:
        """The choices of the header. One engagement or one currency leaves nothing to choose."""
        self.period.offer(check.months, check.period)
        self.work.offer(check.engagements, check.engagement)
        currencies = [each.currency for each in check.outcome.totals]
        self.currency.set_options([(each, each) for each in currencies])
        self.currency.setVisible(len(currencies) > 1)

    def _show_figures(self) -> None:
        check = self.check
        if check is None:
            return
        totals = cards.totals_of(check.outcome, str(self.currency.key()))
        told, currency = check.told, "" if totals is None else totals.currency
        sums = told.sums.get(currency) if told is not None else None
        self.telling.show_check(check, totals, sums)
        for card in cards.cards(totals, sums):
            self.cards[card.key].show_figure(card.label, card.figure, card.note, card.tone)
        self.chart.setVisible(sums is not None)
        if told is not None and sums is not None:
            self.chart.show_pay(
                Shown(
                    currency,
                    sums.bars,
                    told.falls[currency],
                    falling_away(sums.taken),
                    results(check.outcome, check.names, currency),
                )
            )
        unruled = any(each.reason.startswith("no_rule") for each in check.outcome.not_judged)
        reckoned = sums is None or bool(sums.reckoned)
        lacking = unruled if totals is None else not reckoned
        self.no_rule.setVisible(lacking)
        self.table.say_empty(unruled=unruled and lacking)
        open_ = len(check.outcome.not_judged)
        words = ngettext("{n} thing not judged, and why", "{n} things not judged, and why", open_)
        self.coverage.setText(
            words.format(n=number(open_)) if open_ else _("What the documents cover")
        )

    def _explain(self, item: PayItem | None) -> None:
        self.pane.setVisible(True)
        if item is None:
            self.telling.again()
        else:
            self.telling.item(item)

    def _read_pane(self) -> None:
        """Move the keyboard into the explanation, to scroll it and to open its documents."""
        area = self.pane.findChild(QScrollArea)
        if area is not None:
            area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _prove(self, key: str) -> None:
        """A figure opens to what it adds up from; Short paid also narrows the table to that."""
        if key == SHORTFALL and self.check is not None and self.check.outcome.totals:
            self.table.only_short(True)
        self.telling.figure(key)

    def _open_step(self, key: str) -> None:
        """A sum opens to its proof, what lies between to the items that it is made of."""
        if key in cards.SHOWN:
            self._prove(key)
        elif key == "short":
            self.table.only_short(True)
        elif kind := items_of(key):
            self.table.only_short(False)
            self.table.only_kind(kind)

    def _turn(self, picture: str) -> None:
        """The pane speaks of hours while their chart is shown."""
        if picture == HOURS:
            self.telling.hours()
        elif self.telling.of_hours:
            item = self.table.current()
            self.telling.figure(SHORTFALL) if item is None else self.telling.item(item)

    def _open_exhibit(self, wanted: ExhibitId) -> None:
        check, wallet = self.check, self.context.opened
        if check is None or wanted not in check.exhibits:
            return
        self.context.run(
            lambda _job: keep_exhibits.pages(wallet, wanted),
            lambda pictures: self._show_exhibit(wanted, pictures),
        )

    def _show_exhibit(self, wanted: ExhibitId, pictures: list[bytes]) -> None:
        known = self.check.exhibits.get(wanted) if self.check is not None else None
        if known is not None:
            self.exhibit.show_exhibit(known, pictures)
            self._pages.setCurrentWidget(self.exhibit)
            self.exhibit.back.setFocus()

    def _leave_exhibit(self) -> None:
        self._pages.setCurrentIndex(0)
        self.table.focus_rows()

    def _choose_period(self) -> None:
        self.ways.period = self.period.period()
        self.refresh(self.shows)

    def _choose_work(self, key: EngagementId | None) -> None:
        self.ways.engagement = key
        self.refresh(self.shows)

    def _look_at(self, kind: DiscrepancyKind) -> None:
        """The items that a cause is made of, the first of them explained."""
        self.table.only_short(False)
        self.table.only_kind(kind)
        self.table.select_first()

    def _save(self) -> None:
        if self.check is not None:
            self.ways.save(self.check)

    def _prepare_letter(self) -> None:
        item = self.table.current() or self.table.first_shown()
        self.ways.letter(item.engagement_id if item else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back: from a document to the pay check, from the pane to the rows."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pages.currentWidget() is self.exhibit:
            self._leave_exhibit()
        else:
            self.table.focus_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.pane.setFixedWidth(290 if narrow else 340)
        self._say_pairing(narrow)

    def _say_pairing(self, narrow: bool) -> None:
        """In a narrow window the longest of the buttons below is its sign alone."""
        words = _("Which pay is for which order")
        self.pairing.setText("" if narrow else words)
        self.pairing.setToolTip(words if narrow else "")
        self.pairing.setAccessibleName(words)
