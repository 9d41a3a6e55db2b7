"""Inbox: nothing is stored before it was shown; then all of it, once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pyzipper
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from gigwallet.app.intake import import_files
from gigwallet.app.intake.import_files import ImportOutcome, Preview
from gigwallet.app.records import list_facts
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Cancelled
from gigwallet.domain.paper import Paper
from gigwallet.domain.screen import ScreenReading
from gigwallet.gui.screens.inbox.screen import InboxScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Label
from tests.gui.conftest import shown_alone

DEMO = Path(__file__).parents[4] / "resources" / "demo"
BILL = "wechat-bill-20250701-20250930.csv"


@pytest.fixture
def screen(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[InboxScreen]:
    context.unlock(wallet)
    made = shown_alone(InboxScreen(context), context, qtbot)
    yield made
    settle(context)


def read(screen: InboxScreen, context: ShellContext, *files: Path) -> None:
    screen.read(files)
    settle(context)


def locked_bill(folder: Path, password: str) -> Path:
    archive = folder / "bill.zip"
    with pyzipper.AESZipFile(archive, "w", encryption=pyzipper.WZ_AES) as made:
        made.setpassword(password.encode())
        made.writestr(BILL, (DEMO / BILL).read_bytes())
    return archive


def give_password(screen: InboxScreen, context: ShellContext, password: str) -> None:
    [card] = screen.preview.files.cards
    card.password.line.setText(password)
    card.password.confirmed.emit()
    settle(context)


def test_dropped_files_are_shown_and_not_stored(
    screen: InboxScreen, context: ShellContext, wallet: Wallet
) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(DEMO / BILL))])
    screen.drop.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            content,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    settle(context)

    assert screen.page == 1
    assert screen.primary.isEnabled()
    assert list_facts.holdings(wallet).exhibits == 0


def test_only_payers_that_are_ticked_are_stored(
    screen: InboxScreen, context: ShellContext, wallet: Wallet
) -> None:
    read(screen, context, DEMO / BILL)
    ticked = screen.preview.payers.chosen()
    screen.primary.click()
    settle(context)
    stored = list_facts.payouts(wallet)

    assert screen.page == 2
    assert ticked
    assert {each.fact.payer_text for each in stored} <= ticked
    assert len(screen.before.table.rows()) == 1


def test_enter_on_what_came_before_leads_to_its_original(
    screen: InboxScreen, context: ShellContext
) -> None:
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    read(screen, context, DEMO / BILL)
    screen.primary.click()
    settle(context)
    [known] = screen.before.table.rows()
    screen.before.table.activated.emit(known)

    assert went == [("evidence", {"exhibit": known.id})]


def test_with_nobody_ticked_no_payment_is_stored(
    screen: InboxScreen, context: ShellContext, wallet: Wallet
) -> None:
    read(screen, context, DEMO / BILL)
    for name in screen.preview.payers.chosen():
        screen.preview.payers.box(name).setChecked(False)
    screen.primary.click()
    settle(context)

    assert list_facts.payouts(wallet) == []


def test_the_same_file_again_adds_nothing(
    screen: InboxScreen, context: ShellContext, wallet: Wallet
) -> None:
    for _time in range(2):
        read(screen, context, DEMO / BILL)
        screen.primary.click()
        settle(context)
    [card] = screen.stored.files.cards

    assert card.view.status == "Known"
    assert "Nothing new" in screen.stored.summary()


def test_putting_files_away_stores_nothing(
    screen: InboxScreen, context: ShellContext, wallet: Wallet
) -> None:
    read(screen, context, DEMO / BILL)
    screen.other.click()

    assert screen.page == 0
    assert list_facts.holdings(wallet).exhibits == 0


def test_a_wrong_password_is_asked_for_again_and_the_right_one_opens(
    screen: InboxScreen, context: ShellContext, tmp_path: Path
) -> None:
    read(screen, context, locked_bill(tmp_path, "123456"))
    asked = [card.view.path for card in screen.preview.files.cards if card.password]
    give_password(screen, context, "000000")
    still_asked = [card.view.path for card in screen.preview.files.cards if card.password]
    give_password(screen, context, "123456")
    [opened] = screen.preview.files.cards

    assert asked == still_asked == [tmp_path / "bill.zip"]
    assert opened.view.recognised == "WeChat Pay bill"


def test_passwords_are_wiped_when_the_files_are_put_away(
    screen: InboxScreen, context: ShellContext, tmp_path: Path
) -> None:
    read(screen, context, locked_bill(tmp_path, "123456"))
    give_password(screen, context, "123456")
    [secret] = screen._passwords.values()
    screen.other.click()

    assert secret == bytearray(6)
    assert screen._passwords == {}


def test_a_folder_stands_for_its_files_and_a_strange_one_is_refused_alone(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(DEMO / BILL, tmp_path / "in")
    (tmp_path / "in" / "strange.bin").write_bytes(b"\x00\x01\x02")
    read(screen, context, tmp_path / "in")
    states = {card.view.title: card.view.tone for card in screen.preview.files.cards}
    screen.primary.click()
    settle(context)

    assert states == {"strange.bin": "bad", BILL: "good"}
    assert list_facts.holdings(wallet).exhibits == 1


def test_files_of_which_none_can_be_stored_cannot_be_stored(
    screen: InboxScreen, context: ShellContext, tmp_path: Path
) -> None:
    (tmp_path / "strange.bin").write_bytes(b"\x00\x01\x02")
    read(screen, context, tmp_path / "strange.bin")

    assert not screen.primary.isEnabled()


def test_a_reading_that_is_cancelled_leaves_the_page_as_it_was(
    screen: InboxScreen, context: ShellContext
) -> None:
    screen.read([DEMO / BILL])
    context.background.cancel_all()
    settle(context)

    assert screen.page == 0
    assert screen.primary.isEnabled()


def test_a_password_being_typed_stays_while_pictures_are_told_of(
    screen: InboxScreen, context: ShellContext, tmp_path: Path
) -> None:
    picture = Path(shutil.copy(DEMO / "weekly-statement.png", tmp_path))
    read(screen, context, locked_bill(tmp_path, "123456"), picture)
    typed = screen.preview.files.first_password()
    assert typed is not None
    typed.line.setText("1234")

    screen.preview.show_screens({picture: ScreenReading(Paper(()), "eleme/day", platform="eleme")})

    assert [card.view.title for card in screen.preview.files.cards] == ["bill.zip", picture.name]
    assert screen.preview.files.cards[1].view.recognised == "Screenshot of Ele.me"
    assert screen.preview.files.first_password() is typed
    assert typed.line.text() == "1234"


def test_two_archives_of_one_name_each_open_with_their_own_password(
    screen: InboxScreen, context: ShellContext, tmp_path: Path
) -> None:
    for folder, secret in (("July", "111111"), ("August", "222222")):
        (tmp_path / folder).mkdir()
        locked_bill(tmp_path / folder, secret)
    read(screen, context, tmp_path / "July" / "bill.zip", tmp_path / "August" / "bill.zip")
    titles = [card.view.title for card in screen.preview.files.cards]
    for secret in ("111111", "222222"):
        typed = screen.preview.files.first_password()
        assert typed is not None
        typed.line.setText(secret)
        typed.confirmed.emit()
        settle(context)

    assert titles == ["July/bill.zip", "August/bill.zip"]
    assert screen.preview.files.first_password() is None


def test_files_dropped_beside_a_preview_are_looked_at_with_its_own(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, tmp_path: Path
) -> None:
    """Also a table that was explained comes back so: what lay beside it is not put away."""
    (tmp_path / "in").mkdir()
    inside = locked_bill(tmp_path / "in", "123456")
    read(screen, context, tmp_path / "in")
    give_password(screen, context, "123456")

    read(screen, context, DEMO / "trips.csv", inside)

    assert [card.view.title for card in screen.preview.files.cards] == [
        f"bill.zip \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} {BILL}",
        "trips.csv",
    ]
    screen.other.click()
    read(screen, context, DEMO / "trips.csv")
    assert [card.view.title for card in screen.preview.files.cards] == ["trips.csv"]


def test_storing_that_is_stopped_tells_what_it_stored_and_goes_on(
    screen: InboxScreen, context: ShellContext, wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, said = import_files.commit, list[str]()

    def stopped(
        wallet: Wallet, read: Preview, *rest: Any
    ) -> ImportOutcome:  # Any: as it takes them
        whole(wallet, replace(read, originals=read.originals[:1]), *rest)
        raise Cancelled

    monkeypatch.setattr(context, "notify", lambda sentence, tone="good": said.append(sentence))
    read(screen, context, DEMO / "engagements.csv", DEMO / "trips.csv")
    monkeypatch.setattr(import_files, "commit", stopped)
    screen.primary.click()
    settle(context)

    assert screen.page == 1
    assert any(each.text().endswith("Stored in part") for each in screen.header.findChildren(Label))
    assert len(screen.imports.table.rows()) == 1
    assert len(said) == 1

    monkeypatch.setattr(import_files, "commit", whole)
    screen.primary.click()
    settle(context)
    assert screen.page == 2
    assert list_facts.holdings(wallet).exhibits == 2
