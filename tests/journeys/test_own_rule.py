"""A rider whose pay was cut without a word is told on Today, sees the orders, keeps the rule that
was found with its screenshot, and takes one payment from an order that it was not for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.rules import keep_scheme
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.domain.job import Job
from gigwallet.gui import start
from gigwallet.gui.screens.pairing.screen import PairingScreen
from gigwallet.gui.screens.pairing.table import EVERY
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screens.pay_rules.screen import PayRulesScreen
from gigwallet.gui.screens.today.screen import TodayScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Button
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE, RIDER
from tests.gui.screens.rule_in_pay.conftest import rider, tables


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[MainWindow, ShellContext]]:
    """The program with the vault of such a rider, open."""
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))
    wallet = create_vault(tmp_path / "vault", bytearray(PASSPHRASE.encode()), kdf=CHEAP).wallet
    add_engagement(wallet, RIDER, "甲")
    import_files(wallet, list(tables(rider(), tmp_path)), Job())
    wallet.close()
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    secret.chmod(0o600)
    made, context = start.build("en", ThemeChoice.LIGHT)
    qtbot.addWidget(made)
    made.show()
    context.navigate("unlock", folder=tmp_path / "vault", passphrase_file=secret)
    settle(context)
    yield made, context
    made.close()


def _press(page: object, context: ShellContext, text: str) -> None:
    [button] = [each for each in page.findChildren(Button) if each.text() == text]  # type: ignore[attr-defined]  # a screen
    button.click()
    settle(context)


def test_a_rider_finds_the_cut_keeps_the_rule_and_puts_one_payment_right(
    window: tuple[MainWindow, ShellContext], tmp_path: Path, qtbot: QtBot
) -> None:
    shell, context = window
    today = shell.widget_of("today")
    assert isinstance(today, TodayScreen)
    told = list(today.alarm.sentences)
    _press(today, context, "See the orders")
    on_both_sides = shell.open_screen
    _press(shell.widget_of("rule_in_pay"), context, "Open as a draft")
    rules = shell.widget_of("pay_rules")
    assert isinstance(rules, PayRulesScreen)
    picture = tmp_path / "rule.png"
    drawn = QImage(360, 640, QImage.Format.Format_RGB32)
    drawn.fill(QColor("#fff4e0"))
    assert drawn.save(str(picture))
    rules.proofs._take([picture])
    settle(context)
    seen = rules.edit.proof.shows_picture
    rules.form._illustrative.click()
    rules.form.send.click()
    settle(context)
    wallet = context.opened
    [kept] = keep_scheme.schemes(wallet)
    context.navigate("today")
    settle(context)
    still_told = list(today.alarm.sentences)
    context.navigate("pay_check")
    settle(context)
    check = shell.widget_of("pay_check")
    assert isinstance(check, PayCheckScreen)
    check.pairing.click()
    settle(context)
    pairing = shell.widget_of("pairing")
    assert isinstance(pairing, PairingScreen)
    pairing.table.which.choose(EVERY)
    pairing.table.narrow()
    pairing.table.select_first()
    first = pairing.table.current()
    pairing.pane.part.click()
    settle(context)
    apart = {trip for each in reconcile_pay(wallet).matches for trip in each.trips}
    pairing.undo.click()
    settle(context)
    together = {trip for each in reconcile_pay(wallet).matches for trip in each.trips}

    assert len(told) == 1
    assert "less in a month of such work" in told[0]
    assert on_both_sides == "rule_in_pay"
    assert seen
    assert kept.scheme.proof is not None
    assert not kept.scheme.illustrative
    assert still_told == []
    assert reconcile_pay(wallet).totals[0].expected.minor > 100_000
    assert not apart.intersection(first.facts[0])
    assert together.issuperset(first.facts[0])
