"""Search in the window: typed, found, walked by keyboard, opened where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gigwallet.app.records.add_record import add_payout, add_tally
from gigwallet.app.wallet import Wallet
from gigwallet.domain.case import Case, ChosenExhibit
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.scheme import Scheme
from gigwallet.domain.tally import Tally
from gigwallet.gui.background import Background
from gigwallet.gui.screens.search.places import Place, place_of
from gigwallet.gui.screens.search.screen import SearchScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext, screen
from gigwallet.gui.shell.window import MainWindow
from tests.gui.conftest import shown_alone

PICTURE = b"not really a picture"


@pytest.fixture
def exhibit(wallet: Wallet) -> ExhibitId:
    """A vault with an original that was read, a count, a payment and a rule."""
    [known] = wallet.vault.engagements.all()
    exhibit = Exhibit(
        name="站点公告.png",
        media_type="image/png",
        size=len(PICTURE),
        sha256=sha256(PICTURE).hexdigest(),
        added_at=wallet.clock.now(),
        route=Route.DROPPED,
        label="满单奖规则",
    )
    made = wallet.vault.exhibits.add(exhibit, PICTURE)
    wallet.vault.exhibit_texts.put(made, {1: "七月起满单奖 300 元，差评每单扣 5 元"}, "reader")
    add_tally(
        wallet, known.id, Tally("meituan", Period.of_month(2025, 7), orders=9, note="群里数的")
    )
    at = Instant.from_local(datetime(2025, 8, 15, 20), "Asia/Shanghai")  # noqa: DTZ001
    payout = Payout(PayoutSide.RECEIVED, at, Money.of("9.00", "CNY"), payer_text="样张配送站")
    add_payout(wallet, known.id, payout)
    wallet.vault.schemes.add(Scheme("满单奖三档", "", "", True, date(2025, 1, 1)))
    return made


@pytest.fixture
def shown(
    context: ShellContext, wallet: Wallet, exhibit: ExhibitId, qtbot: QtBot
) -> Iterator[SearchScreen]:
    context.unlock(wallet)
    made = shown_alone(SearchScreen(context), context, qtbot, (900, 600))
    made.open()
    settle(context)
    yield made
    settle(context)


def _type(shown: SearchScreen, context: ShellContext, words: str) -> list[str]:
    shown.field.setText(words)
    shown._ask()  # the pause after the last key is over
    settle(context)
    return [hit.title for hit in shown.results.hits()]


def test_what_is_typed_is_found_as_it_is_typed(
    shown: SearchScreen, context: ShellContext, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shown._pause.timeout):
        QTest.keyClicks(shown.field, "x")
    settle(context)
    assert shown.empty.isVisible()
    assert shown.empty.accessibleName().startswith("Nothing holds these words")

    assert set(_type(shown, context, "满单")) == {"满单奖规则", "满单奖三档"}
    assert shown.results.isVisible()
    assert _type(shown, context, "满单 差评") == ["满单奖规则"]
    assert shown.results.hits()[0].page == 1
    assert _type(shown, context, "") == []
    assert shown.empty.accessibleName().startswith("Find what your vault says")


def test_only_the_answer_to_what_stands_in_the_field_is_shown(
    shown: SearchScreen, context: ShellContext
) -> None:
    shown.field.setText("满单")
    shown._ask()
    shown.field.setText("没有")
    shown._ask()
    settle(context)

    assert shown.results.hits() == ()


def test_the_keyboard_goes_from_the_field_into_the_hits_and_back(
    shown: SearchScreen, context: ShellContext, exhibit: ExhibitId
) -> None:
    went: list[tuple[str, dict[str, object]]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    _type(shown, context, "公告")
    QTest.keyClick(shown.field, Qt.Key.Key_Down)
    assert shown.results.hasFocus() or shown.focusWidget() is shown.results

    QTest.keyClick(shown.results, Qt.Key.Key_Up)
    assert shown.focusWidget() is shown.field
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    settle(context)
    QTest.keyClick(shown.results, Qt.Key.Key_Return)
    settle(context)

    assert went == [("evidence", {"exhibit": exhibit})] * 2


def test_each_hit_opens_where_a_screen_shows_it(
    shown: SearchScreen, context: ShellContext, wallet: Wallet
) -> None:
    [known] = wallet.vault.engagements.all()
    [rule] = wallet.vault.schemes.all()
    places = {}
    for words in ("三档", "群里", "样张", "武汉"):
        _type(shown, context, words)
        places[words] = place_of(wallet, shown.results.hits()[0])

    assert places == {
        "三档": Place("pay_rules", {"scheme": rule.id}),
        "群里": Place("pay_check", {"engagement": known.id, "period": Period.of_month(2025, 7)}),
        "样张": Place("pay_check", {"engagement": known.id, "period": Period.of_month(2025, 8)}),
        "武汉": Place("type_in", {"what": "engagement", "engagement": known.id}),
    }


def test_an_arranged_file_opens_where_it_was_arranged(
    wallet: Wallet, shown: SearchScreen, exhibit: ExhibitId, context: ShellContext
) -> None:
    [known] = wallet.vault.engagements.all()
    month = Period.of_month(2025, 7)
    chosen = (ChosenExhibit(exhibit, "站长的承诺", ""),)
    wallet.vault.cases.add(Case(known.id, "仲裁材料", month, exhibits=chosen))
    _type(shown, context, "仲裁材料")

    [hit] = shown.results.hits()
    where = {"engagement": known.id, "period": month}
    assert place_of(wallet, hit) == Place("evidence", where)


def test_a_search_is_answered_while_an_import_is_being_stored(
    shown: SearchScreen, context: ShellContext, wallet: Wallet
) -> None:
    with wallet.vault.transaction():
        shown.field.setText("三档")
        shown._ask()
        settle(context)

        assert [hit.title for hit in shown.results.hits()] == ["满单奖三档"]


def test_what_changed_is_searched_anew(
    shown: SearchScreen, context: ShellContext, wallet: Wallet
) -> None:
    assert _type(shown, context, "改名") == []
    [rule] = wallet.vault.schemes.all()
    wallet.vault.schemes.revise(rule.id, replace(rule.scheme, name="改名的规则"))
    shown.refresh(frozenset({"schemes"}))
    settle(context)

    assert [hit.title for hit in shown.results.hits()] == ["改名的规则"]
    assert wallet.vault.search.behind == 0


def test_ctrl_k_opens_it_from_anywhere_and_the_numbered_screens_keep_their_keys(
    context: ShellContext, window: MainWindow, wallet: Wallet
) -> None:
    context.unlock(wallet)
    settle(context)
    keys = screen.keys_of([each for each in screen.discover() if each.in_sidebar])
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle(context)

    assert window.open_screen == "search"
    assert isinstance(context.background, Background)
    assert (keys["search"], keys["today"], keys["inbox"]) == ("Ctrl+K", "Ctrl+1", "Ctrl+2")
    assert len(set(keys.values())) == len(keys)
