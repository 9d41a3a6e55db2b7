"""Ways in: added, changed, removed, tried and made anew, on a real vault."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gigwallet.app.vaults.keep_slots import slots
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.vaults.rehearse_recovery import rehearsed_on
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.screens.safekeeping.screen import SafekeepingScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.conftest import PASSPHRASE, Hand
from tests.gui.screens.safekeeping.conftest import Kept, Press

NEW = "another long passphrase of five words"


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        open_vault(folder, passphrase=bytearray(passphrase.encode()), read_only=True).close()
    except GigWalletError as refusal:
        if refusal.code != "wrong_passphrase":
            raise
        return False
    return True


def _opens_with_code(folder: Path, code: str) -> bool:
    try:
        open_vault(folder, recovery_code=code, read_only=True).close()
    except GigWalletError as refusal:
        if refusal.code != "wrong_recovery_code":
            raise
        return False
    return True


def _words(screen: SafekeepingScreen) -> set[str]:
    shown = {each.text() for each in screen.findChildren(QLabel)}
    return shown | {each.text() for each in screen.findChildren(QLineEdit)}


def test_the_old_passphrase_opens_nothing_after_a_new_one_is_set(
    screen: SafekeepingScreen, kept: Kept, press: Press
) -> None:
    screen.show_part("keys")
    press("Change: Passphrase")
    screen.keys.passphrase.new.line.setText(NEW)
    screen.keys.passphrase.again.line.setText(NEW)
    press("Change the passphrase")

    assert not _opens(kept.folder, PASSPHRASE)
    assert _opens(kept.folder, NEW)
    assert NEW not in _words(screen)


def test_another_passphrase_is_added_with_a_name_and_removed_after_a_question(
    screen: SafekeepingScreen,
    context: ShellContext,
    kept: Kept,
    press: Press,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen.show_part("keys")
    press("Add a passphrase")
    page = screen.keys.passphrase
    page.label.setText("adviser")
    page.new.line.setText(NEW)
    page.again.line.setText(NEW)
    press("Add the passphrase")
    labels = [each.label for each in slots(kept.wallet) if each.kind == "passphrase"]
    both = (_opens(kept.folder, PASSPHRASE), _opens(kept.folder, NEW))
    asked: list[str] = []
    monkeypatch.setattr(
        context, "confirm", lambda question, *_words, **_how: asked.append(question)
    )
    press("Remove: Passphrase: adviser")
    kept_after_no = _opens(kept.folder, NEW)
    monkeypatch.setattr(context, "confirm", lambda *_words, **_how: True)
    press("Remove: Passphrase: adviser")

    assert "adviser" in labels
    assert both == (True, True)
    assert (asked, kept_after_no) == (["Remove this way in?"], True)
    assert not _opens(kept.folder, NEW)
    assert _opens(kept.folder, PASSPHRASE)


def test_a_short_passphrase_and_a_slip_are_refused_with_a_sentence_at_their_field(
    screen: SafekeepingScreen, kept: Kept, press: Press
) -> None:
    screen.show_part("keys")
    press("Change: Passphrase")
    page = screen.keys.passphrase
    page.new.line.setText(NEW)
    page.again.line.setText(NEW + "x")
    press("Change the passphrase")
    slip = page.error
    page.new.line.setText("short")
    page.again.line.setText("short")
    press("Change the passphrase")

    assert slip == "The two are not the same. Type it again."
    assert page.error not in ("", slip, "passphrase_too_short")
    assert _opens(kept.folder, PASSPHRASE)


def test_a_drill_with_the_right_paper_is_remembered_and_shown_at_the_head(
    screen: SafekeepingScreen, kept: Kept, press: Press, hand: Hand
) -> None:
    press("Try your recovery code")
    screen.keys.rehearse.line.setText(kept.code.lower().replace("-", " "))
    press("Try the code")
    words = _words(screen)
    press("Back")
    screen.show_part("overview")

    assert rehearsed_on(kept.wallet) == hand.now().date()
    assert "It opens this vault. Put the paper back; you can trust it." in words
    assert screen.overview.rows["code"].pill.accessibleName() == "Tried today"
    assert not {word for word in _words(screen) if kept.code.split("-")[0] in word}


@pytest.mark.parametrize("slip", ["one sign", "another vault", "too short"])
def test_a_drill_with_a_wrong_paper_says_what_is_wrong(
    screen: SafekeepingScreen, kept: Kept, press: Press, slip: str
) -> None:
    from gigwallet.crypto import recovery_code

    code = {
        "one sign": ("1" if kept.code[0] == "0" else "0") + kept.code[1:],
        "another vault": recovery_code.written(bytes(range(20))),
        "too short": kept.code[:-4],
    }[slip]
    press("Try your recovery code")
    screen.keys.rehearse.line.setText(code)
    press("Try the code")

    assert screen.keys.rehearse.error
    assert rehearsed_on(kept.wallet) is None


def test_a_new_code_is_shown_asked_back_and_the_old_one_opens_nothing(
    screen: SafekeepingScreen, kept: Kept, press: Press, notices: list[str]
) -> None:
    screen.show_part("keys")
    press("New code")
    press("Make a new code")
    page = screen.keys.code
    code = page._code
    shown = [each.text() for each in page.groups.findChildren(QLabel)]
    press("I have written it down")
    hidden = not page.groups.isVisibleTo(page)
    groups = code.split("-")
    for line in page.asked.lines:
        line.setText("WRNG")
    press("Continue")
    refused = page.isVisibleTo(screen)
    for number, line in zip(page.asked.asked_groups, page.asked.lines, strict=True):
        line.setText(groups[number - 1].lower())
    press("Continue")

    assert set(groups) <= set(shown)
    assert (hidden, refused) == (True, True)
    assert not page.isVisibleTo(screen)
    assert _opens_with_code(kept.folder, code)
    assert not _opens_with_code(kept.folder, kept.code)
    assert not set(groups[:-1]) & _words(screen)
    assert notices[-1].startswith("The new recovery code is written down.")


def test_a_code_that_nobody_has_is_not_left_without_a_question(
    screen: SafekeepingScreen,
    context: ShellContext,
    press: Press,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen.show_part("keys", "renew")
    press("Make a new code")
    answers = iter([False, False, True])
    monkeypatch.setattr(context, "confirm", lambda *_words, **_how: next(answers))
    press("Leave")
    press("Backup")
    stayed = screen.keys.code.isVisibleTo(screen)
    press("Leave")

    assert stayed
    assert not screen.keys.code.isVisibleTo(screen)
    assert screen.keys.code._code == ""


def test_the_sheet_is_saved_for_its_owner_alone_and_deleted_after_printing(
    screen: SafekeepingScreen,
    context: ShellContext,
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "sheet.pdf"
    offered: list[str] = []
    monkeypatch.setattr(
        context, "choose_target", lambda _title, name, _filter="": offered.append(name) or target
    )
    screen.show_part("keys", "renew")
    press("Make a new code")
    screen.keys.code.sheet._save.setFocus()
    press("Save as PDF...")
    keyboard = screen.window().focusWidget()
    mode, start = stat.S_IMODE(target.stat().st_mode), target.read_bytes()[:4]
    told = screen.keys.code.sheet.title
    press("Delete the file")
    screen.keys.code._code = ""

    assert start == b"%PDF"
    assert sys.platform == "win32" or mode == 0o600
    assert told == "Print it now, then delete the file"
    assert not isinstance(keyboard, Button)  # the next Enter must not delete it
    assert not target.exists()
    assert not [name for name in offered if screen.keys.code._code and "-" in name[:5]]


def test_after_all_keys_are_new_nothing_of_before_opens_the_folder(
    screen: SafekeepingScreen, context: ShellContext, kept: Kept, press: Press
) -> None:
    screen.show_part("keys", "rekey")
    page = screen.keys.rekey
    page.new.line.setText(NEW)
    page.again.line.setText(NEW)
    press("Make all keys new")
    code = screen.keys.code._code
    settle(context)

    assert screen.keys.code.isVisibleTo(screen)
    assert _opens(kept.folder, NEW)
    assert _opens_with_code(kept.folder, code)
    assert not _opens(kept.folder, PASSPHRASE)
    assert not _opens_with_code(kept.folder, kept.code)
    screen.keys.code._code = ""


def test_the_keyring_is_off_and_says_why_where_it_is_not_to_be_had(
    screen: SafekeepingScreen,
) -> None:
    screen.show_part("keys")
    row = screen.keys.keyring

    assert row.pill.accessibleName() in ("Off", "Not available here")
    assert row.sentence
    assert "_" not in row.sentence
    assert row.switch.isEnabled() == (row.pill.accessibleName() == "Off")


def test_of_a_vault_that_is_only_read_nothing_is_offered_to_be_changed(
    context: ShellContext, kept: Kept, qtbot: QtBot
) -> None:
    secret = bytearray(PASSPHRASE.encode())
    context.unlock(open_vault(kept.folder, passphrase=secret, read_only=True))
    shown = SafekeepingScreen(context)
    qtbot.addWidget(shown)
    shown.retranslate()
    shown.refresh(shown.shows)
    settle(context)
    buttons = {each.text(): each.isEnabled() for each in shown.keys.findChildren(Button)}

    assert buttons["Try the code"]
    assert not buttons["Add a passphrase"]
    assert "Change" not in buttons
    assert "New code" not in buttons
