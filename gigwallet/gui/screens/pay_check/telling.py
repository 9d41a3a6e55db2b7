"""What the pane speaks of: what is missing, one of the figures, an item, the hours, or what no
document covers."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gigwallet.app.pay import decide_pay
from gigwallet.app.pay.state_measure import AskedMeasure, state_measure
from gigwallet.app.pay.tell_hours import Costs
from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.reconciled import Discrepancy, Totals
from gigwallet.gui.screens.pay_check import asking, detail
from gigwallet.gui.screens.pay_check.asked_numbers import AskedNumbers
from gigwallet.gui.screens.pay_check.asking import Check
from gigwallet.gui.screens.pay_check.detail import Ways
from gigwallet.gui.screens.pay_check.explanation import Explanation, explanation
from gigwallet.gui.screens.pay_check.hours_pane import CostsEdit, tell_hours_of
from gigwallet.gui.screens.pay_check.missing import missing
from gigwallet.gui.screens.pay_check.opinion import OpinionEdit, can_be_said
from gigwallet.gui.screens.pay_check.paid_hours import marks
from gigwallet.gui.screens.pay_check.proofs import proof
from gigwallet.gui.screens.pay_check.short_answer import tell_counting, tell_missing
from gigwallet.gui.screens.pay_check.sums import Sums
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import DetailPane

COVERAGE, HOURS, SHORTFALL = "coverage", "hours", "shortfall"


class Telling(QObject):
    """Give it the check that is shown, then say what to speak of. A check that is asked anew keeps
    the subject."""

    exhibit_wanted = Signal(object)  # ExhibitId
    rule_wanted = Signal(object)  # SchemeId, or None for all rules
    kind_wanted = Signal(object)  # DiscrepancyKind
    hours_told = Signal(object)  # PayOverTime

    def __init__(self, context: ShellContext, pane: DetailPane, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._pane = pane
        self._check: Check | None = None
        self._totals: Totals | None = None
        self._sums: Sums | None = None
        self._told: object = None  # an item, or the key of anything else
        self._costs: Costs | None = None  # typed here, and kept nowhere
        self._spoke_of: tuple[object, ...] = ()  # the name of the item that was just spoken of
        self.opinion: OpinionEdit | None = None
        self.asked: AskedNumbers | None = None

    def show_check(self, check: Check, totals: Totals | None, sums: Sums | None) -> None:
        """``totals`` and ``sums`` are of the chosen currency; there are no sums while items are
        still being counted."""
        self._check, self._totals, self._sums = check, totals, sums

    @property
    def of_hours(self) -> bool:
        return self._told == HOURS

    def again(self) -> None:
        """The subject as it is now. What cannot be found again gives way to what is missing."""
        if self._told == COVERAGE:
            self.coverage()
        elif self._told == HOURS:
            self.hours()
        else:
            self.figure(
                SHORTFALL if isinstance(self._told, PayItem) else str(self._told or SHORTFALL)
            )

    def item(self, item: PayItem) -> None:
        """What is known at once first; the files behind it as soon as they are found."""
        check = self._check
        if check is None or not _is_in(item, check):
            return
        self._told = item
        if item.name != self._spoke_of:
            self._spoke_of = ()
        whole = check.outcome.discrepancies[item.place]
        told = partial(
            explanation,
            item,
            whole,
            check.names.get(item.engagement_id, ""),
            exhibits=check.exhibit_names,
            rules=check.rules,
        )
        self._tell_item(whole, told(places={}))
        if not whole.facts:
            return
        wallet = self._context.opened
        self._context.run(
            lambda job: asking.locate(wallet, whole, job),
            lambda places: (
                self._tell_item(whole, told(places=places)) if self._told is item else None
            ),
        )

    def figure(self, key: str) -> None:
        """A figure opens to what it adds up from; what is missing to its causes. Without any sum
        there is only what is covered."""
        check, totals = self._check, self._totals
        if check is None:
            return
        if totals is None:
            self.coverage()
            return
        self._told = key
        sums = self._sums
        if sums is None:
            tell_counting(self._pane, key, totals, len(check.outcome.discrepancies))
            return
        said = proof(key, totals, sums, check.papers, check.outcome.coverage)
        if key == SHORTFALL:
            told = missing(check.outcome, totals, sums)
            self.asked = AskedNumbers(check.asked) if check.asked else None
            if self.asked is not None:
                self.asked.said.connect(self._state)
            tell_missing(self._pane, told, said, self._ways(check), self.asked)
        else:
            detail.prove_figure(self._pane, said, self._ways(check))

    def coverage(self) -> None:
        if self._check is not None:
            self._told = COVERAGE
            detail.say_coverage(self._pane, self._check.outcome)

    def hours(self) -> None:
        check, wallet, costs = self._check, self._context.opened, self._costs
        if check is None:
            return
        self._told = HOURS
        self._context.run(
            lambda _job: asking.ask_hours(
                wallet, check.period, check.months, check.engagement, costs
            ),
            lambda hours: self._show_hours(hours) if self._check is check else None,
        )

    def _ways(self, check: Check) -> Ways:
        return Ways(
            check.exhibit_names,
            check.rules,
            self.exhibit_wanted.emit,
            self.rule_wanted.emit,
            self.kind_wanted.emit,
            self.coverage,
        )

    def _tell_item(self, item: Discrepancy, said: Explanation) -> None:
        self.opinion = OpinionEdit(item) if can_be_said(item) else None
        if self.opinion is not None:
            self.opinion.said.connect(partial(self._think, item))
        if self._check is not None:
            detail.explain_item(self._pane, said, self._ways(self._check), self.opinion)
            self._go_on_speaking()

    def _go_on_speaking(self) -> None:
        """The keyboard is where it was when something was said of this item."""
        focus = QApplication.focusWidget()
        there = focus is not None and self._pane.isAncestorOf(focus)
        if self._spoke_of and self.opinion is not None and there:
            self.opinion.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _think(self, item: Discrepancy, opinion: Opinion, claim: Money | None) -> None:
        """Keep it; the check is asked anew, and shows the same item with what was said."""
        wallet = self._context.opened
        self._spoke_of = self._told.name if isinstance(self._told, PayItem) else ()
        self._context.run(
            lambda _job: decide_pay.think(wallet, item, opinion, claim),
            changes=frozenset({"results"}),
        )

    def _state(self, asked: AskedMeasure, value: Decimal) -> None:
        """Keep the number; the check is asked anew and reckons with it."""
        wallet = self._context.opened
        self._context.run(
            lambda _job: state_measure(wallet, asked.engagement, asked.name, asked.span, value),
            changes=frozenset({"results", "tallies"}),
        )

    def _show_hours(self, hours: asking.Hours) -> None:
        self.hours_told.emit(hours.over_time)
        if self._told != HOURS or hours.told is None:
            return
        currency = hours.over_time.currency
        costs = CostsEdit(currency, self._costs) if currency else None
        if costs is not None:
            costs.said.connect(self._reckon)
        changes = [mark.words for mark in marks(hours.over_time)]
        tell_hours_of(self._pane, hours.told, hours.zone, costs, changes)

    def _reckon(self, costs: Costs | None) -> None:
        self._costs = costs
        self.hours()


def _is_in(item: PayItem, check: Check) -> bool:
    """A place is of one check alone: in the next another item may stand there."""
    return item.place < len(check.items) and check.items[item.place].name == item.name
