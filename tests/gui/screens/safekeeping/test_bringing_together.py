"""A copy that went apart comes in through the window, and what both say differently is settled."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import add_engagement, engagements
from gigwallet.app.records.keep_worker import put_worker, worker
from gigwallet.app.vaults.back_up import back_up
from gigwallet.app.vaults.keep_conflicts import conflicts
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.vaults.rekey_vault import rekey
from gigwallet.app.vaults.restore_backup import restore_backup
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.worker import Worker
from gigwallet.gui.screens.safekeeping.screen import SafekeepingScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from tests.gui.conftest import PASSPHRASE, Hand
from tests.gui.screens.safekeeping.conftest import Kept, Press
from tests.kept_workers import surroundings

OTHER = "the stick has five words now"


def _secret(words: str = PASSPHRASE) -> bytearray:
    return bytearray(words.encode())


@pytest.fixture
def stick(kept: Kept, hand: Hand, tmp_path: Path) -> Path:
    """A copy that was worked in: another name for the worker, and one more engagement."""
    made = back_up(kept.wallet, tmp_path / "way.gwbackup")
    around = surroundings(hand)
    folder = restore_backup(
        made.path, tmp_path / "stick", passphrase=_secret(), around=around
    ).folder
    hand.pass_by(timedelta(hours=1))
    with open_vault(folder, passphrase=_secret(), around=around) as other:
        put_worker(other, Worker(name="样例骑手"))
        add_engagement(other, Engagement("eleme", "武汉", "Asia/Shanghai", "CNY"))
    return folder


def _bring_together(screen: SafekeepingScreen, press: Press, other: Path) -> None:
    screen.show_part("backup")
    press("Bring together...")
    screen.backup.merge.other.set_path(other)
    press("Bring together")


def test_what_the_stick_knows_comes_in_and_is_told(
    screen: SafekeepingScreen, kept: Kept, press: Press, stick: Path
) -> None:
    _bring_together(screen, press, stick)
    told = screen.backup.merge.outcome.text()
    press("Bring together")

    platforms = {each.engagement.platform for each in engagements(kept.wallet)}
    assert platforms == {"meituan", "eleme"}
    assert worker(kept.wallet).name == "样例骑手"
    assert told.startswith("Brought together: ")
    assert screen.backup.merge.outcome.text().startswith("The other copy knows nothing")


@pytest.mark.parametrize(
    ("button", "name"), [("This copy", "骑手甲"), ("The other copy", "样例骑手")]
)
def test_what_both_say_differently_is_shown_side_by_side_and_one_is_kept(
    screen: SafekeepingScreen,
    context: ShellContext,
    kept: Kept,
    press: Press,
    stick: Path,
    button: str,
    name: str,
) -> None:
    put_worker(kept.wallet, Worker(name="骑手甲"))
    _bring_together(screen, press, stick)
    waiting = len(conflicts(kept.wallet))
    press("See both sides...")
    sides = (screen.backup.sides.ours.text, screen.backup.sides.theirs.text)
    press(f"Keep this one: {button}")
    settle(context)

    assert waiting == 1
    assert "骑手甲" in sides[0]
    assert "样例骑手" in sides[1]
    assert worker(kept.wallet).name == name
    assert conflicts(kept.wallet) == []
    assert not screen.backup.conflicts.isVisibleTo(screen.backup)


def test_a_copy_with_keys_of_its_own_is_asked_for_its_passphrase(
    screen: SafekeepingScreen, kept: Kept, press: Press, stick: Path, hand: Hand
) -> None:
    around = surroundings(hand)
    with open_vault(stick, passphrase=_secret(), around=around) as other:
        rekey(other, _secret(OTHER))
    _bring_together(screen, press, stick)
    page = screen.backup.merge
    asked = (page.secret.isVisibleTo(page), page.secret.error != "")
    page.secret.line.line.setText(OTHER)
    press("Bring together")

    assert asked == (True, True)
    assert len(engagements(kept.wallet)) == 2
    assert page.secret.is_empty()


def test_another_vault_is_refused_at_the_field_of_its_folder(
    screen: SafekeepingScreen, press: Press, tmp_path: Path
) -> None:
    _bring_together(screen, press, tmp_path / "nothing here")

    assert screen.backup.merge._other_field.error
    assert "_" not in screen.backup.merge._other_field.error
