"""Settings: kept at once; what keeps the vault safe has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gigwallet.app import keep_settings
from gigwallet.app.records import keep_worker
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.settings import about_card
from gigwallet.gui.screens.settings.screen import SettingsScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Button
from tests.gui.conftest import shown_alone


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[SettingsScreen]:
    context.unlock(wallet)
    made = shown_alone(SettingsScreen(context), context, qtbot)
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


def test_the_vault_card_leads_to_the_page_that_keeps_the_vault_safe(
    screen: SettingsScreen, context: ShellContext
) -> None:
    gone: list[str] = []
    context.navigated.connect(lambda name, _arguments: gone.append(name))
    _press(screen, context, "Safekeeping")

    assert gone == ["safekeeping"]


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


def test_each_part_of_the_program_is_named_once(screen: SettingsScreen) -> None:
    names = [name for name, _package, _terms in about_card._PARTS]

    assert sorted(names) == sorted(set(names))
