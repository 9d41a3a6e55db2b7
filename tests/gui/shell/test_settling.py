"""The head of the log is written when the record rests, and only then."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.app.records.add_record import add_tally
from gigwallet.app.vaults.check_vault import check_open
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.settling import Settling
from gigwallet.vault import header as headers
from tests.vault import things


@pytest.fixture
def unlocked(context: ShellContext, wallet: Wallet) -> Wallet:
    context.unlock(wallet)
    return wallet


def _note(wallet: Wallet) -> None:
    wallet.vault.engagements.add(Engagement("didi", "武汉", "Asia/Shanghai", "CNY"))


def _wal(wallet: Wallet) -> int:
    return (wallet.vault.folder / "vault.db-wal").stat().st_size


def test_what_was_noted_is_anchored_by_itself_and_the_wal_is_emptied(
    context: ShellContext, unlocked: Wallet, qtbot: QtBot
) -> None:
    _note(unlocked)
    assert _wal(unlocked) > 0
    assert "unanchored_tail" in {step.code for step in check_open(unlocked).findings}
    settling = Settling(context, interval=5)

    with qtbot.waitSignal(settling.settled):
        pass

    assert unlocked.vault.log_head.size == unlocked.vault.log.size
    assert _wal(unlocked) == 0
    assert check_open(unlocked).findings == ()


def test_where_nothing_waits_for_a_head_nothing_is_done(
    context: ShellContext, unlocked: Wallet, qtbot: QtBot
) -> None:
    unlocked.vault.anchor()
    revision = unlocked.vault._opened.header.revision
    settling = Settling(context, interval=100_000)

    for _look in range(3):
        settling.look()

    assert not context.background.busy
    assert unlocked.vault._opened.header.revision == revision


def test_a_record_that_still_grows_is_left_alone_until_it_rests(
    context: ShellContext, unlocked: Wallet, qtbot: QtBot
) -> None:
    settling = Settling(context, interval=100_000)
    engagement = unlocked.vault.engagements.all()[0].id
    settling.look()
    add_tally(unlocked, engagement, things.TALLY)
    _note(unlocked)
    settling.look()

    assert not context.background.busy
    with qtbot.waitSignal(settling.settled):
        settling.look()
    assert unlocked.vault.anchored


def test_work_that_runs_is_not_disturbed(
    context: ShellContext, unlocked: Wallet, qtbot: QtBot
) -> None:
    settling, go_on = Settling(context, interval=100_000), threading.Event()
    _note(unlocked)
    settling.look()
    ticket = context.background.start(lambda _job: go_on.wait(10))

    settling.look()

    with qtbot.waitSignal(ticket.ended):
        go_on.set()
    assert not unlocked.vault.anchored


def test_without_a_vault_or_with_one_that_is_only_read_it_rests(
    context: ShellContext, wallet: Wallet, qtbot: QtBot
) -> None:
    settling = Settling(context, interval=100_000)
    settling.look()
    with wallet.reader() as reader:
        context.unlock(reader)
        settling.look()
        settling.look()
        assert not context.background.busy
        context._wallet = None


def test_locking_and_closing_write_the_head(
    context: ShellContext, unlocked: Wallet, qtbot: QtBot
) -> None:
    _note(unlocked)
    size, folder = unlocked.vault.log.size, unlocked.vault.folder

    context.lock()
    context.background.close()

    header, from_copy = headers.load(folder, unlocked.vault.disk)
    assert (header.log_head.size, from_copy) == (size, False)
    wal = folder / "vault.db-wal"
    assert not wal.exists() or wal.stat().st_size == 0
