"""The evidence PDF before it is written: its pages, what leaves with it, papers that are locked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from gigwallet.app.bundles.after import served_before
from gigwallet.app.bundles.build_bundle import Written
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit_choices import AS_USUAL
from gigwallet.gui.screens.evidence import numbering
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Card, Label
from tests.gui.screens.evidence.shown import Shown, add, evidence_of, png

_PASSWORD = "工资条2025"


def _locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(3):
            pdf.add_blank_page(page_size=(300, 400))
        lock = pikepdf.Encryption(user=_PASSWORD, owner="another", R=6)
        pdf.save(out, encryption=lock)
    return out.getvalue()


def _fill(wallet: Wallet) -> None:
    """Two pictures, and a payslip of three pages under a password, left out at first."""
    for n in range(2):
        add(wallet, f"shot-{n}.png", png(90 * n))
    add(wallet, "payslip.pdf", _locked_pdf(), "application/pdf")


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with evidence_of(tmp_path_factory.mktemp("builder"), _fill) as made:
        made.screen.open(mode="bundle")
        settle(made.context)
        yield made


@pytest.fixture
def screen(shown: Shown, qtbot: QtBot) -> EvidenceScreen:
    """With the pictures in the file, and counted."""
    making = shown.screen.making
    assert making.arranged is not None
    pictures = tuple(
        replace(each, included=each.media_type != "application/pdf") for each in shown.items
    )
    making.pages.forget_looks()  # a password that another test gave opens nothing here
    making._put(
        replace(
            making.arranged.draft,
            items=pictures,
            choices=AS_USUAL,
            passwords=(),
            profile="cn_arbitration",
            office="",
            case_number="",
            after=(),
            volume_pages=0,
        )
    )
    ready(shown.screen, shown.context, qtbot)
    return shown.screen


def ready(screen: EvidenceScreen, context: ShellContext, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: screen.builder.ready, timeout=60_000)
    settle(context)


def _said(card: Card) -> str:
    return "\n".join(label.text() for label in card.findChildren(Label) if not label.isHidden())


def _with_payslip(screen: EvidenceScreen, shown: Shown, qtbot: QtBot) -> None:
    screen.making.edit(tuple(replace(each, included=True) for each in shown.items))
    qtbot.waitUntil(lambda: screen.making.pages.refusal is not None, timeout=60_000)
    settle(shown.context)


def test_pages_follow_what_is_in_the_file(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    two = screen.making.pages.count
    assert two is not None
    screen.board.list.ticked.emit((0,), False)
    assert screen.making.pages.count is None
    assert f"about {two.pages - 1}" in screen.builder.pages.figure.text()  # at once
    assert not screen._on.isEnabled()
    ready(screen, shown.context, qtbot)
    one = screen.making.pages.count

    assert one is not None
    assert one.pages == two.pages - 1
    assert screen.builder.pages.figure.text().strip("\u2066\u2069") == str(one.pages)
    assert screen._on.isEnabled()


def test_any_page_is_shown_and_only_that_one_is_held(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    view, count = screen.builder.view, screen.making.pages.count
    assert count is not None
    second = screen.making.numbers.of(shown.items)[1]
    first, _last = count.sheets.outline.exhibit_pages[second]
    view.page.setValue(first)
    qtbot.waitUntil(lambda: view.shown == first, timeout=60_000)

    assert view.paper.count == 1
    assert second in view._what.text()
    view.turn(1000)
    qtbot.waitUntil(lambda: view.shown == count.pages, timeout=60_000)
    assert view._what.text() == ""
    assert not view._on.isEnabled()


def test_what_leaves_is_told_before_it_goes(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    said = _said(screen.builder._leaves)
    assert "2 pictures, in full." in said
    assert "stay out of the file" in said
    assert "1 exhibit that you left out." in _said(screen.builder._stays)
    box: QCheckBox = screen.builder.choices.metadata
    box.click()
    ready(screen, shown.context, qtbot)

    assert screen.making.draft is not None
    assert screen.making.draft.choices.keep_metadata
    assert "where, when and with what" in _said(screen.builder._leaves)


def test_a_locked_paper_is_opened_with_its_password(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = screen.making.pages.count
    assert before is not None
    _with_payslip(screen, shown, qtbot)
    assert screen.builder.unlock.isVisibleTo(screen)
    assert not screen._on.isEnabled()
    asked: list[str] = []
    answers = [b"wrong", _PASSWORD.encode()]

    def answer(_context: ShellContext, question: str, *_words: str) -> bytearray:
        asked.append(question)
        return bytearray(answers.pop(0))

    monkeypatch.setattr(ShellContext, "ask_secret", answer)
    screen.builder.unlock.click()
    qtbot.waitUntil(
        lambda: (
            screen.making.pages.refusal is not None
            and screen.making.pages.refusal.code == "bundle_paper_password_wrong"
        ),
        timeout=60_000,
    )
    screen.builder.unlock.click()
    ready(screen, shown.context, qtbot)

    assert "payslip.pdf" in asked[0]
    assert screen.making.pages.count is not None
    assert screen.making.pages.count.pages == before.pages + 3
    assert not screen.builder.unlock.isVisibleTo(screen)
    assert _PASSWORD not in repr(screen.making.draft)


def test_a_locked_paper_may_have_a_page_that_says_so(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    before = screen.making.pages.count
    assert before is not None
    _with_payslip(screen, shown, qtbot)
    screen.builder.unshown.click()
    ready(screen, shown.context, qtbot)

    assert screen.making.pages.count is not None
    assert screen.making.pages.count.pages == before.pages + 1


def test_another_form_is_counted_numbered_and_shown(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    names = [each.name for each in screen.making.forms]
    assert screen.builder.form.key() == "cn_arbitration"
    before = screen.making.pages.count
    screen.builder.form.chosen.emit("us_exhibits")
    ready(screen, shown.context, qtbot)

    assert "us_exhibits" in names
    assert screen.builder.form.key() == "us_exhibits"
    assert before is not None
    assert screen.making.pages.count is not None
    assert screen.making.pages.count.pages != before.pages
    assert screen.making.draft is not None
    said = screen.making.numbers.of(screen.making.draft.items)
    assert set(said) - {""} == set(screen.making.pages.count.digests)


def test_a_form_that_goes_by_days_says_that_it_does(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    assert "order of their days" not in _said(screen.builder._notes)
    screen.builder.form.chosen.emit("gb_ew")
    ready(screen, shown.context, qtbot)

    assert "order of their days" in _said(screen.builder._notes)


def test_without_an_exhibit_there_is_nothing_to_save(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    screen.making.edit(tuple(replace(each, included=False) for each in shown.items))
    qtbot.wait(0)
    settle(shown.context)

    assert screen.making.pages.count is None
    assert screen.builder.pages.figure.text().strip("\u2066\u2069") == "0"
    assert not screen._on.isEnabled()


def test_office_matter_and_case_number_come_onto_the_cover(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot
) -> None:
    more = screen.builder.more
    assert not more.case_number.isVisibleTo(screen)
    more.toggle.click()
    assert more.case_number.isVisibleTo(screen)
    qtbot.keyClicks(more.office, "Wuhan")
    qtbot.keyClicks(more.case_number, "2026-17")
    assert not screen._on.isEnabled()  # the cover that was looked at is another
    ready(screen, shown.context, qtbot)
    more.toggle.click()

    assert screen.making.draft is not None
    assert (screen.making.draft.office, screen.making.draft.case_number) == ("Wuhan", "2026-17")
    assert more.case_number.text() == "2026-17"
    assert screen.making.pages.count is not None
    assert screen.making.pages.count.draft.case_number == "2026-17"


def test_a_limit_of_pages_makes_volumes_and_says_so(
    screen: EvidenceScreen, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    assert screen.making.pages.count is not None
    most = screen.making.pages.count.pages - 1
    screen.builder.more.pages.setValue(most)
    ready(screen, shown.context, qtbot)
    written: list[Written] = []
    screen.making.write(tmp_path / "evidence.pdf", written.append)
    settle(shown.context)

    assert "several volumes" in _said(screen.builder._notes)
    assert len(written[0].volumes) > 1
    assert all(each.pages <= most for each in written[0].volumes)


def test_what_was_served_is_continued_and_no_other_file_is(
    screen: EvidenceScreen,
    shown: Shown,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One picture was served; the other comes late, behind all that was served."""
    whole = shown.screen.making.draft
    assert whole is not None
    pictures = [n for n, each in enumerate(whole.items) if each.included]
    screen.making.edit(
        tuple(
            replace(each, included=n == pictures[1]) if n in pictures else each
            for n, each in enumerate(whole.items)
        )
    )
    ready(screen, shown.context, qtbot)
    served = tmp_path / "served.pdf"
    screen.making.write(served, lambda _written: None)
    settle(shown.context)
    before = screen.making.pages.count
    assert before is not None
    read: list[object] = []

    def reading(*given: object) -> object:
        read.append(given)
        return served_before(*given)

    monkeypatch.setattr(numbering, "served_before", reading)
    monkeypatch.setattr(ShellContext, "choose_files", lambda *_arguments: [served])
    screen.builder.more.continues.click()
    screen.making.edit(whole.items)
    ready(screen, shown.context, qtbot)
    after = screen.making.pages.count
    assert after is not None

    assert "served.pdf" in screen.builder.more.served.text()
    (number,) = before.digests
    assert after.sheets.outline.exhibit_pages[number] == before.sheets.outline.exhibit_pages[number]
    (late,) = after.digests.keys() - {number}
    assert after.sheets.outline.exhibit_pages[late] > (before.pages, 0)
    # The board knows both numbers, and what was served was read for them once.
    on_board = {row.numbered for row in screen.board.list.rows.shown} - {""}
    assert on_board == {number, late}
    assert len(read) == 1

    (tmp_path / "other.pdf").write_bytes(_locked_pdf())
    monkeypatch.setattr(ShellContext, "choose_files", lambda *_arguments: [tmp_path / "other.pdf"])
    screen.builder.more.continues.click()
    qtbot.waitUntil(lambda: screen.making.pages.refusal is not None, timeout=60_000)
    settle(shown.context)
    assert not screen._on.isEnabled()
    assert "other.pdf" in screen.board.refused.text()
    screen.builder.more.alone.click()
    assert screen.making.draft is not None
    assert not screen.making.draft.after


def test_a_theme_makes_no_card_wider_than_its_column(screen: EvidenceScreen, shown: Shown) -> None:
    """A drop-down list was measured anew by its longest form."""
    column = screen.builder._column
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        shown.context.themes.choose(choice)
        settle(shown.context)

        assert column.widget().width() <= column.viewport().width()


def test_forms_are_named_in_the_language_of_the_window_and_what_was_saved_stays(
    screen: EvidenceScreen, shown: Shown
) -> None:
    def speak(code: str) -> str:
        shown.context.set_language(code)
        screen.retranslate()  # as the window does
        settle(shown.context)
        return screen.builder.form.currentText()

    screen.builder.show_written(Written(Path(__file__), 3, "ab" * 32))
    page = screen.builder.view.shown
    try:
        assert speak("zh") == "中国：劳动人事争议仲裁"
        assert screen.builder._saved.isVisibleTo(screen)
        assert (page, screen.builder.view.shown, screen.builder.ready) == (page, page, True)
    finally:
        assert speak("en") == "China: labour arbitration"
        screen.builder.show_written(None)


def test_the_keys_scroll_to_the_end_of_a_page_and_then_turn_it(
    screen: EvidenceScreen, shown: Shown
) -> None:
    view = screen.builder.view
    view.page.setValue(1)
    settle(shown.context)
    bar = view.paper.verticalScrollBar()
    view.paper.setFocus()
    assert bar.maximum() > 0

    QTest.keyClick(view.paper, Qt.Key.Key_PageDown)
    assert (view.page.value(), bar.value() > 0) == (1, True)
    bar.setValue(bar.maximum())
    QTest.keyClick(view.paper, Qt.Key.Key_PageDown)
    assert view.page.value() == 2
    bar.setValue(0)
    QTest.keyClick(view.paper, Qt.Key.Key_PageUp)
    assert view.page.value() == 1
