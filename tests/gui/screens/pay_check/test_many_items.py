"""A pay check of very many items: the first are shown before all of them were made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.later import OneByOne
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import EngagementId
from gigwallet.gui.screens.pay_check import asking
from gigwallet.gui.screens.pay_check.asking import Check
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext

Show = Callable[[Wallet], PayCheckScreen]
MANY = 5_000
LOOKED_AT = 600  # what is measured and painted of a table, twice over


@dataclass
class Many:
    """Counts which items were made. ``go`` lets the walk through all of them begin."""

    made: list[int] = field(default_factory=list)
    go: Event = field(default_factory=Event)

    def of(self, outcome: Reconciliation) -> Reconciliation:
        """The item of August many times over, the second of them an order without pay."""
        first = outcome.discrepancies[0]

        def make(place: int) -> Discrepancy:
            self.made.append(place)
            kind = DiscrepancyKind.UNPAID if place == 1 else first.kind
            return replace(first, ref=f"N{place:05d}", kind=kind)

        return replace(outcome, discrepancies=OneByOne(MANY, make))


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Many:
    counting = Many()
    reconcile, add_up = asking.reconcile_pay, asking.add_up

    def checked(
        wallet: Wallet, period: Period | None, engagement: EngagementId | None, job: Job
    ) -> Reconciliation:
        return counting.of(reconcile(wallet, period, engagement, job))

    def added_up(check: Check, job: Job) -> Check:
        counting.go.wait(60)
        return add_up(check, job)

    monkeypatch.setattr(asking, "reconcile_pay", checked)
    monkeypatch.setattr(asking, "add_up", added_up)
    return counting


@pytest.fixture
def opened(many: Many, context: ShellContext, ruled: Wallet, qtbot: QtBot) -> PayCheckScreen:
    """Shown and painted, while nothing but its first rows is known."""
    context.unlock(ruled)
    screen = PayCheckScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1072, 820)
    screen.retranslate()
    screen.show()
    screen.refresh(screen.shows)
    qtbot.waitUntil(lambda: screen.check is not None, timeout=60_000)
    screen.grab()
    return screen


def test_the_first_rows_are_painted_before_all_items_are_made(
    opened: PayCheckScreen, many: Many, context: ShellContext
) -> None:
    assert opened.table.view.model().rowCount() == MANY
    assert 0 < len(set(many.made)) < LOOKED_AT
    many.go.set()
    settle(context)

    assert set(many.made) == set(range(MANY))
    assert len(opened.table.shown_rows()) == MANY


def test_a_row_anywhere_is_made_when_it_is_shown(
    opened: PayCheckScreen, many: Many, context: ShellContext
) -> None:
    bar = opened.table.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    opened.grab()

    assert MANY - 1 in many.made
    assert len(set(many.made)) < LOOKED_AT
    many.go.set()
    settle(context)


def test_nothing_is_searched_sorted_or_narrowed_until_all_items_are_known(
    opened: PayCheckScreen, many: Many, context: ShellContext
) -> None:
    opened.table.only_short(True)
    opened.table.sort_by(1, descending=True)
    opened.open(short=True)

    assert not opened.table.search.isEnabled()
    assert len(set(many.made)) < LOOKED_AT
    many.go.set()
    settle(context)

    assert opened.table.search.isEnabled()
    shown = opened.table.shown_rows()
    assert all(row.short for row in shown)
    assert [row.ref for row in shown] == sorted((row.ref for row in shown), reverse=True)


def test_a_row_that_was_chosen_stays_the_chosen_one(
    opened: PayCheckScreen, many: Many, context: ShellContext, qtbot: QtBot
) -> None:
    opened.table.focus_rows()
    qtbot.keyClick(opened.table.view, Qt.Key.Key_Down)
    assert opened.table.current().ref == "N00001"
    assert opened.pane.accessibleName() == "N00001"
    many.go.set()
    settle(context)

    assert opened.table.current().ref == "N00001"
    assert opened.pane.accessibleName() == "N00001"


def test_a_check_that_is_asked_anew_no_longer_goes_through_the_one_before(
    opened: PayCheckScreen, many: Many, context: ShellContext
) -> None:
    before = opened.check
    opened.refresh(opened.shows)
    many.go.set()
    settle(context)

    assert opened.check is not None
    assert opened.check is not before
    assert opened.check.told is not None
    assert len(many.made) < 3 * MANY
