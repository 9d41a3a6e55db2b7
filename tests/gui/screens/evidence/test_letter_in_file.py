"""A letter chosen for the evidence PDF: put in whole, or not yet, with the way to the letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.app.letters import draft_letter
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screens.letters.screen import LettersScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from tests.gui.screens.evidence.shown import Shown, add, evidence_of, png

_LETTER = "cn/service_address"


def _fill(wallet: Wallet) -> None:
    add(wallet, "shot.png", png(90))


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with evidence_of(tmp_path_factory.mktemp("letter"), _fill) as made:
        made.screen.making.edit(tuple(replace(each, included=True) for each in made.items))
        made.screen.open(mode="bundle")
        settle(made.context)
        yield made


@pytest.fixture
def screen(shown: Shown, qtbot: QtBot) -> EvidenceScreen:
    shown.screen.builder.letter.chosen.emit("")
    _ready(shown, qtbot)
    return shown.screen


def _ready(shown: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shown.screen.builder.ready, timeout=60_000)
    settle(shown.context)


def _filled(shown: Shown) -> draft_letter.LetterDraft:
    """With everything that may not stay empty."""
    bundle = shown.screen.making.draft
    assert bundle is not None
    draft = draft_letter.prepare(
        shown.wallet, bundle.engagement, bundle.period, bundle.language, letter=_LETTER
    )
    return draft_letter.edited(draft, {key: "示例 Example" for key in draft.required})


def test_a_letter_that_lacks_words_is_not_in_the_file_and_leads_to_the_letters(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = screen.builder.letter
    card.chosen.emit(_LETTER)
    settle(shown.context)
    went: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(
        ShellContext, "navigate", lambda _self, name, **where: went.append((name, where))
    )

    assert card.blocked.isVisibleTo(screen)
    assert "not in the file yet" in card.blocked.text()
    assert not screen._on.isEnabled()  # a file without the letter that was chosen goes nowhere
    card.words.click()
    assert went[0][0] == "letters"
    assert went[0][1]["letter"] == _LETTER
    assert went[0][1]["everything"] is True

    letters = LettersScreen(shown.context)
    qtbot.addWidget(letters)
    letters.retranslate()
    letters.refresh(letters.shows)
    letters.open(**went[0][1])
    settle(shown.context)
    assert letters._which.key() == _LETTER
    assert not letters._into_file.isEnabled()


def test_a_letter_filled_in_elsewhere_is_put_in_and_its_pages_counted(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    before = screen.making.pages.count
    assert before is not None
    screen.open(mode="bundle", letter=_filled(shown), everything=True)
    _ready(shown, qtbot)
    draft, count = screen.making.draft, screen.making.pages.count

    assert draft is not None
    assert count is not None
    assert draft.letter is not None
    assert "示例 Example" in draft.letter.fields.values()
    assert count.pages > before.pages
    assert screen.builder.letter.which.key() == _LETTER
    assert not screen.builder.letter.blocked.isVisibleTo(screen)


def test_what_comes_into_the_vault_later_leaves_the_words_of_the_letter(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    screen.open(letter=_filled(shown), everything=True)
    _ready(shown, qtbot)
    screen.refresh(frozenset({"results"}))
    settle(shown.context)
    _ready(shown, qtbot)

    assert screen.making.draft is not None
    assert screen.making.draft.letter is not None
    assert "示例 Example" in screen.making.draft.letter.fields.values()


def test_a_letter_taken_out_leaves_the_file_as_it_was(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    before = screen.making.pages.count
    screen.open(letter=_filled(shown), everything=True)
    _ready(shown, qtbot)
    screen.builder.letter.chosen.emit("")
    _ready(shown, qtbot)

    assert before is not None
    assert screen.making.pages.count is not None
    assert screen.making.pages.count.pages == before.pages
