"""The screen: searches the rule behind the receipts of one work, and shows it or one change."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from gigwallet.app.records import keep_engagement
from gigwallet.app.rules.infer_rule import Inferred, infer_rule
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.rule_in_pay import wording
from gigwallet.gui.screens.rule_in_pay.change_page import ChangePage
from gigwallet.gui.screens.rule_in_pay.found_page import FoundPage
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import EmptyState, ProgressStrip
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _
from gigwallet.words.naming import engagement_name

_FOUND, _CHANGE, _NONE, _SEARCHING = range(4)


class RuleInPayScreen(ScreenWidget):
    """It is searched anew only while somebody looks."""

    shows: ClassVar[frozenset[str]] = frozenset({"trips", "pay_lines", "engagements", "results"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._works: tuple[KnownEngagement, ...] = ()
        self._engagement: EngagementId | None = None
        self._found: Inferred | None = None
        self._change: int | None = None
        self._since: date | None = None
        self._searching: Ticket | None = None
        self._stale = True
        self._stopped = False
        self.work = ChoiceBox(self)
        self.work.chosen.connect(self._choose)
        self.header.add_widget(self.work)
        self.back = self.header.add_action("chevron-left", self._back)
        self.draft = self.header.add_action("pencil", self._open_draft, primary=True)
        self.progress = ProgressStrip(self)
        self.found, self.changed = FoundPage(self), ChangePage(self)
        self.nothing = EmptyState("search", self)
        self.nothing.pressed.connect(self._press)
        self._pages = QStackedWidget(self)
        for page in (self.found, self.changed, self.nothing, QWidget(self)):
            self._pages.addWidget(page)
        self.body.addWidget(self.progress)
        self.body.addWidget(self._pages, 1)
        self._pages.setCurrentIndex(_SEARCHING)
        self.found.change_wanted.connect(self._to_change)

    def retranslate(self) -> None:
        self.back.setText(_("Back"))
        self.draft.setText(_("Open as a draft"))
        self.work.setAccessibleName(_("Work"))
        for part in (self.progress, self.found, self.changed):
            part.retranslate()
        self._offer()
        self._say()

    def refresh(self, changed: frozenset[str]) -> None:
        self._stale = True
        if self.isVisible():
            self._search()

    def open(self, **arguments: object) -> None:
        """``engagement``: whose receipts; ``since``: the day of the change to show."""
        engagement, since = arguments.get("engagement"), arguments.get("since")
        self._change, self._since = None, since if isinstance(since, date) else None
        if engagement and engagement != self._engagement:
            self._engagement, self._stale = EngagementId(str(engagement)), True
        if self._stale:
            self._search()
        elif self._found is not None:
            self._show(self._found)

    def _search(self) -> None:
        """Anew; what was searched before is dropped."""
        if self._searching is not None and not self._searching.over:
            self._searching.cancel()
        self._stale = self._stopped = False
        wallet, engagement = self.context.opened, self._engagement
        ticket = self.context.run(
            lambda job: _ask(wallet, engagement, job),
            lambda answer: self._take(answer) if ticket is self._searching else None,
            lane=Lane.CPU,
        )
        self._searching = ticket
        ticket.cancelled.connect(lambda: self._stop() if ticket is self._searching else None)
        self._pages.setCurrentIndex(_SEARCHING)
        self.progress.follow(ticket, _("Looking for the rule that explains your receipts"))
        self._say()

    def _take(self, answer: tuple[tuple[KnownEngagement, ...], Inferred | None]) -> None:
        self._works, found = answer
        self._found = found
        self._offer()
        if found is None or found.inference.text is None:
            self._pages.setCurrentIndex(_NONE)
            self._say()
        else:
            self._show(found)

    def _show(self, found: Inferred) -> None:
        self.found.show_found(found)
        place = self._wanted(found)
        if place is not None:
            self._to_change(place)
            return
        self._change = None
        self._pages.setCurrentIndex(_FOUND)
        self._say()

    def _wanted(self, found: Inferred) -> int | None:
        """The change that was on the page, or the one nearest to the day that was asked for."""
        changes = found.inference.changes
        if self._since is not None and changes:
            since, self._since = self._since, None
            return min(range(len(changes)), key=lambda each: abs(changes[each].on - since))
        at = self._change
        return at if at is not None and at < len(changes) else None

    def _to_change(self, place: int) -> None:
        found = self._found
        if found is None:
            return
        self._change = place
        self.changed.show_change(found, found.inference.changes[place])
        self._pages.setCurrentIndex(_CHANGE)
        self._say()
        self.back.setFocus()

    def _stop(self) -> None:
        self._stopped, self._stale = True, True
        self._pages.setCurrentIndex(_NONE)
        self._say()

    def _press(self) -> None:
        if self._stopped:
            self._search()
        else:
            self.context.navigate("inbox")

    def _back(self) -> None:
        if self._pages.currentIndex() == _CHANGE:
            self._change = None
            self._pages.setCurrentIndex(_FOUND)
            self._say()
        else:
            self.context.navigate("pay_rules")

    def _open_draft(self) -> None:
        """It stays an example until its person says that it is the rule."""
        if self._found is not None and self._found.inference.text is not None:
            self.context.navigate(
                "pay_rules", draft=self._found.inference.text, engagement=self._engagement
            )

    def _choose(self, key: EngagementId) -> None:
        self._engagement, self._change = key, None
        self._search()

    def _offer(self) -> None:
        self.work.set_options([(each.id, engagement_name(each.engagement)) for each in self._works])
        self.work.setVisible(len(self._works) > 1)
        if self._engagement is None and self._works:
            self._engagement = self._works[0].id
        self.work.choose(self._engagement)

    def _say(self) -> None:
        found = self._found
        on_change = self._pages.currentIndex() == _CHANGE and self._change is not None
        if found is not None and on_change and self._change is not None:
            self.header.say(wording.change_title(found.inference.changes[self._change]))
        else:
            self.header.say(
                _("The rule behind your pay"), _("Worked out from your own orders and their pay")
            )
        self.draft.setVisible(found is not None and found.inference.text is not None)
        self._say_nothing()

    def _say_nothing(self) -> None:
        if self._stopped:
            self.nothing.say(_("The search was stopped"), "", _("Search again"))
        elif self._found is not None and self._found.inference.text is None:
            self.nothing.say(
                _("No rule was found"), wording.why_none(self._found), _("Add files with your pay")
            )
        else:
            self.nothing.say(
                _("No orders with their pay yet"),
                _("The rule is worked out from orders and what was paid for each of them."),
                _("Add files with your pay"),
            )


def _ask(
    wallet: Wallet, engagement: EngagementId | None, job: Job
) -> tuple[tuple[KnownEngagement, ...], Inferred | None]:
    works = tuple(keep_engagement.engagements(wallet))
    chosen = next((each for each in works if each.id == engagement), works[0] if works else None)
    return works, infer_rule(wallet, chosen, job) if chosen is not None else None
