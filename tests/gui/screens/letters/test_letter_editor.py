"""The letter editor: what is missing is a form to fill, hostile words stay words, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from gigwallet.app.run_demo import run_demo
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.gui.background import Background
from gigwallet.gui.screens.letters.screen import LettersScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import reading_order, speech
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.theme import Themes
from tests.gui.conftest import Hand

_HOSTILE = "\N{RIGHT-TO-LEFT OVERRIDE}exe.fdp</w:p>&amp;{period}" + "很长" * 150
_LONG = "cn/arbitration_application"


@pytest.fixture(scope="module")
def context(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShellContext]:
    """With the demo vault: made once, it costs more than the tests."""
    demo = run_demo(tmp_path_factory.mktemp("demo"))
    speech.speak("en")
    made = ShellContext(Background(), Themes(), Hand().now)
    made.background.setParent(made)
    made.themes.setParent(made)
    passphrase = bytearray(demo.passphrase_file.read_bytes().strip())
    made.unlock(open_vault(demo.vault, passphrase=passphrase))
    yield made
    made.shut_down()


@pytest.fixture
def screen(context: ShellContext) -> Iterator[LettersScreen]:
    made = LettersScreen(context)
    made.resize(QSize(816, 700))  # what a window of 1,024 pixels leaves
    made.retranslate()
    made.refresh(made.shows)
    made.show()
    made.activateWindow()
    settle(context)
    yield made
    settle(context)
    made.close()
    made.deleteLater()


def say(screen: LettersScreen, context: ShellContext, key: str, text: str) -> None:
    editor = screen._fields._fields[key].editor
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
    screen._fields.edited.emit()
    settle(context)


def choose(screen: LettersScreen, context: ShellContext, letter: str) -> None:
    screen._which.choose(letter)
    screen._which.chosen.emit(letter)
    settle(context)


def test_what_is_missing_is_a_form_and_one_press_leads_to_its_first_empty_field(
    screen: LettersScreen, context: ShellContext
) -> None:
    choose(screen, context, _LONG)
    assert screen._draft is not None
    assert not screen._save.isEnabled()
    assert screen._paper.sheets == []

    screen._paper.empty.pressed.emit()

    empty = [
        key
        for key, text in screen._fields.answers().items()
        if key in screen._draft.required and not text
    ]
    field = screen._fields._fields[empty[0]]
    assert field.editor.hasFocus()
    assert field.editor.accessibleName().endswith(" *")


def test_another_letter_begins_at_the_head_of_its_form(
    screen: LettersScreen, context: ShellContext
) -> None:
    bar = screen._form.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0

    choose(screen, context, _LONG)

    assert bar.value() == 0


def test_every_field_is_named_and_reached_by_tab_in_the_order_in_which_it_stands(
    screen: LettersScreen, context: ShellContext
) -> None:
    fields = [each.editor for each in screen._fields._fields.values()]
    fields[0].setFocus()
    reached = [screen.focusWidget()]
    for _step in fields[1:]:
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Tab)
        reached.append(screen.focusWidget())

    assert reached == fields
    assert all(each.accessibleName() for each in fields)
    tops = [each.mapTo(screen._fields, each.rect().topLeft()).y() for each in fields]
    assert tops == sorted(tops)


def test_hostile_words_stand_on_the_page_as_words(
    screen: LettersScreen, context: ShellContext
) -> None:
    say(screen, context, "applicant_name", _HOSTILE)

    assert screen._laid is not None
    assert screen._save.isEnabled()
    document = pypdfium2.PdfDocument(screen._laid.pdf)
    text = "".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    assert "exe.fdp</w:p>&amp;{period}很长" in text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text


def test_a_figure_is_followed_by_keyboard_and_its_card_takes_no_room_it_does_not_need(
    screen: LettersScreen, context: ShellContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it had told of one figure, the card stayed as tall over the page."""
    assert screen._laid is not None
    row = next(each for each, proof in screen._laid.proofs.items() if proof.files)
    proof = screen._proof
    before = proof.height()
    proof._which.setFocus()
    proof._which.choose(row)
    proof._which.chosen.emit(row)
    settle(context)
    went: list[dict[str, object]] = []
    monkeypatch.setattr(ShellContext, "navigate", lambda _self, _name, **where: went.append(where))
    for _step in range(2):  # to its row, then to its first file
        following = reading_order.step(screen, forward=True)
        assert following is not None
        following.setFocus()
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Space)

    assert went == [{"exhibit": screen._laid.proofs[row].files[0][0]}]
    assert proof.height() > before
    proof.show_row("")
    settle(context)
    assert proof.height() == before
    assert before < 100
