"""Time stamps in the window: every byte is shown before it goes, and nothing goes by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gigwallet.app.seals import root_certificates, stamp_time, time_authorities
from gigwallet.app.wallet import Wallet
from gigwallet.domain.time_stamp import Authority
from gigwallet.gui.screens.safekeeping.time_card import TimeCard
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Pill
from gigwallet.sealing import time_stamp
from tests.gui.conftest import Hand
from tests.sealing import authority as stand
from tests.sealing.authority import Server

pytestmark = stand.needs_openssl


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> stand.Authority:
    return stand.simple(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(real: stand.Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with stand.serving(real.answer) as running:
        yield running


@pytest.fixture
def card(context: ShellContext, wallet: Wallet, qtbot: QtBot, hand: Hand) -> Iterator[TimeCard]:
    hand.time = dt.datetime.now(dt.UTC)
    context.unlock(wallet)
    made = TimeCard(context)
    context.facts_changed.connect(lambda _changed: made.refresh())
    context.language_changed.connect(made.retranslate)
    qtbot.addWidget(made)
    made.retranslate()
    made.refresh()
    made.resize(860, 900)
    made.show()
    settle(context)
    yield made
    settle(context)


def _press(card: TimeCard, context: ShellContext, text: str) -> None:
    [button] = [
        each for each in card.findChildren(Button) if each.text() == text and each.isVisibleTo(card)
    ]
    button.click()
    settle(context)


def _words(card: TimeCard) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisibleTo(card))


def _known(wallet: Wallet, server: Server, real: stand.Authority) -> None:
    given = Authority("样张 时间机构", server.url, real.root_pem)
    time_authorities.put_authority(wallet, given)


def test_an_authority_is_added_with_its_root_and_nothing_is_sent(
    card: TimeCard, context: ShellContext, wallet: Wallet, server: Server,
    real: stand.Authority, tmp_path: Path,
) -> None:  # fmt: skip
    assert "Nobody is chosen" in _words(card)
    root = tmp_path / "root.cer"
    root.write_text(real.root_pem)
    _press(card, context, "Add an authority...")
    card.authorities.form.name.setText("样张机构")
    card.authorities.form.url.setText(server.url)
    card.authorities.form.root.set_path(root)
    _press(card, context, "Keep it")

    assert time_authorities.authorities(wallet) == [
        Authority("样张机构", server.url, real.root_pem)
    ]
    assert root_certificates.seen(real.root_pem)[0].fingerprint[:8] in _words(card)
    assert not card.authorities.form.isVisibleTo(card)
    assert server.seen == []


def test_a_wrong_address_is_told_where_it_was_typed(card: TimeCard, context: ShellContext) -> None:
    _press(card, context, "Add an authority...")
    card.authorities.form.name.setText("x")
    card.authorities.form.url.setText("ftp://x.invalid")
    _press(card, context, "Keep it")

    assert "is no address" in _words(card)
    assert card.authorities.form.isVisibleTo(card)


def test_what_is_shown_is_what_is_sent_and_only_when_the_person_sends_it(
    card: TimeCard, context: ShellContext, wallet: Wallet, server: Server, real: stand.Authority
) -> None:
    _known(wallet, server, real)
    card.refresh()
    settle(context)
    _press(card, context, "Show what would leave")
    assert server.seen == []
    shown = card.leaving.bytes.toPlainText()
    words = _words(card).replace(" ", "")

    _press(card, context, "Send this digest")

    (sent,) = server.seen
    head, body = sent.split(b"\r\n\r\n", 1)
    assert shown.startswith(head.decode().replace("\r\n", "\n"))
    assert bytes.fromhex("".join(line[6:53] for line in shown.split("\n\n")[1].split("\n"))) == body
    (kept,) = stamp_time.stamps(wallet)
    assert kept.stamp.request == body
    assert time_stamp.digest(kept.stamp.stamped, "sha256") in words
    nonce = time_stamp.nonce_of(body)
    assert nonce is not None
    assert f"{nonce:x}" in words
    assert server.url in words
    assert not card.leaving.isVisibleTo(card)
    pills = {each.accessibleName() for each in card.stamps.findChildren(Pill)}
    assert "Existed by then" in pills


def test_not_sending_leaves_nothing_behind(
    card: TimeCard, context: ShellContext, wallet: Wallet, server: Server, real: stand.Authority
) -> None:
    _known(wallet, server, real)
    card.refresh()
    settle(context)
    _press(card, context, "Show what would leave")
    _press(card, context, "Do not send")

    assert server.seen == []
    assert stamp_time.stamps(wallet) == []
    assert not card.leaving.isVisibleTo(card)


def test_a_refusal_is_told_and_it_can_be_sent_again(
    card: TimeCard, context: ShellContext, wallet: Wallet, server: Server, real: stand.Authority
) -> None:
    _known(wallet, server, real)
    told: list[str] = []
    context.noticed.connect(lambda sentence, _tone: told.append(sentence))
    card.refresh()
    settle(context)
    server.behaviour = lambda _body: stand.rejection("quota used up")
    _press(card, context, "Show what would leave")
    _press(card, context, "Send this digest")
    assert "quota used up" in told[-1]
    assert card.leaving.send.isEnabled()

    server.behaviour = real.answer
    _press(card, context, "Send this digest")
    assert len(stamp_time.stamps(wallet)) == 1
    assert server.seen[0] == server.seen[1]


def test_a_stamp_is_written_out_into_a_folder_of_its_own(
    card: TimeCard, context: ShellContext, wallet: Wallet, server: Server, real: stand.Authority,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _known(wallet, server, real)
    stamp_time.send(wallet, stamp_time.prepare(wallet, "样张 时间机构"))
    card.refresh()
    settle(context)
    monkeypatch.setattr(context, "choose_folder", lambda _title: tmp_path)
    _press(card, context, "Export...")

    (folder,) = tmp_path.glob("time-stamp-*")
    assert (folder / "response.tsr").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages_are_spoken(card: TimeCard, context: ShellContext, language: str) -> None:
    context.set_language(language)
    settle(context)

    assert all(each.text() for each in card.findChildren(Button) if each.isVisibleTo(card))
