"""Settings: kept at once, the passphrase changed for good, the vault checked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gigwallet.app import keep_settings, keep_worker
from gigwallet.app.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.screens.settings.screen import SettingsScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Button, Pill
from tests.gui.conftest import PASSPHRASE


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[SettingsScreen]:
    context.unlock(wallet)
    made = SettingsScreen(context)
    context.language_changed.connect(made.retranslate)
    qtbot.addWidget(made)
    made.retranslate()
    made.refresh(made.shows)
    made.show()
    settle(context)
    yield made
    settle(context)


def _press(screen: SettingsScreen, context: ShellContext, text: str) -> None:
    [button] = [each for each in screen.findChildren(Button) if each.text() == text]
    button.click()
    settle(context)


def test_theme_and_language_take_effect_and_are_kept(
    screen: SettingsScreen, context: ShellContext
) -> None:
    _press(screen, context, "Dark")
    dark = context.theme.dark
    _press(screen, context, "中文")

    assert dark
    assert context.themes.choice is ThemeChoice.DARK
    assert context.language == "zh"
    kept = keep_settings.settings()
    assert (kept.theme, kept.language) == ("dark", "zh")


def test_who_the_worker_is_stays_in_the_vault(
    screen: SettingsScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.worker.lines["name"].setText("样例骑手")
    screen.worker.lines["phone"].setText("000")
    _press(screen, context, "Save")

    kept = keep_worker.worker(wallet)
    assert (kept.name, kept.phone, kept.email) == ("样例骑手", "000", "")


def test_the_old_passphrase_opens_nothing_after_a_new_one_is_set(
    screen: SettingsScreen, context: ShellContext, wallet: Wallet
) -> None:
    screen.vault.new.line.setText("another long passphrase")
    screen.vault.again.line.setText("another long passphrase")
    _press(screen, context, "Change the passphrase")
    folder = wallet.vault.folder
    with pytest.raises(GigWalletError) as refusal:
        open_vault(folder, passphrase=bytearray(PASSPHRASE.encode()), read_only=True)
    opened = open_vault(folder, passphrase=bytearray(b"another long passphrase"), read_only=True)
    opened.close()

    assert refusal.value.code == "wrong_passphrase"
    assert screen.vault.new.is_empty()


def test_a_short_passphrase_is_refused_with_a_sentence(
    screen: SettingsScreen, context: ShellContext
) -> None:
    screen.vault.new.line.setText("short")
    screen.vault.again.line.setText("short")
    _press(screen, context, "Change the passphrase")

    assert screen.vault._new_field.error not in ("", "passphrase_too_short")


def test_the_vault_is_checked_from_the_window(
    screen: SettingsScreen, context: ShellContext
) -> None:
    _press(screen, context, "Check the vault")

    assert [pill.accessibleName() for pill in screen.vault.findChildren(Pill)] == ["Sound"]


def test_versions_and_licences_are_named(screen: SettingsScreen) -> None:
    words = {label.text() for label in screen.about.findChildren(QLabel)}

    assert {"LGPL-3.0", "OFL-1.1", "MPL-2.0"} <= words
    assert not {word for word in words if word.startswith("GPL") or word.startswith("AGPL")}


def test_how_long_the_vault_stays_open_untouched_is_chosen_and_kept(
    screen: SettingsScreen, context: ShellContext
) -> None:
    told: list[int] = []
    context.lock_after_changed.connect(told.append)
    _press(screen, context, "60")
    _press(screen, context, "Never")

    assert told == [60, 0]
    assert keep_settings.settings().lock_after == 0
