"""A saved evidence PDF in the window: the folder that goes with it to the other side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.app.build_bundle import Written
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.sealing.proof_folder import CHECKER
from tests.gui.screens.evidence.shown import Shown, add, evidence_of, png


def _fill(wallet: Wallet) -> None:
    for n in range(2):
        add(wallet, f"shot-{n}.png", png(90 * n))


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with evidence_of(tmp_path_factory.mktemp("outlet"), _fill) as made:
        made.screen.making.edit(tuple(replace(each, included=True) for each in made.items))
        made.screen.open(mode="bundle")
        settle(made.context)
        yield made


@pytest.fixture(scope="module")
def saved(shown: Shown, tmp_path_factory: pytest.TempPathFactory) -> Written:
    written: list[Written] = []
    target = tmp_path_factory.mktemp("saved") / "evidence.pdf"
    shown.screen.making.write(target, written.append)
    settle(shown.context)
    return written[0]


@pytest.fixture
def screen(shown: Shown, saved: Written) -> EvidenceScreen:
    """Where the person has just saved the file."""
    shown.screen.builder.show_written(None)
    shown.screen.builder.show_written(saved)
    return shown.screen


def test_the_folder_for_the_other_side_is_checked_there_without_this_program(
    screen: EvidenceScreen,
    shown: Shown,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ShellContext, "choose_folder", lambda *_arguments: tmp_path)
    card = screen.builder.proof
    with qtbot.waitSignal(card.made, timeout=60_000) as made:
        card.start.click()
    settle(shown.context)
    folder = tmp_path / "evidence-to-check"
    checked = subprocess.run(
        [sys.executable, "-I", str(folder / CHECKER), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert [made.args[0].path] == [folder] == list(tmp_path.iterdir())
    # Two exhibits came into the vault, and the file was written out: that is what its log shows.
    assert card.shown.text().count("Entry") == len(made.args[0].shows) == 3
    assert "No time stamp covers it yet" in card.outcome.text()
    assert not card.start.isVisibleTo(screen)


def test_a_folder_that_lies_there_already_is_left_alone(
    screen: EvidenceScreen,
    shown: Shown,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ShellContext, "choose_folder", lambda *_arguments: tmp_path)
    (tmp_path / "evidence-to-check").mkdir()
    (tmp_path / "evidence-to-check" / "note.txt").write_text("mine", "utf-8")
    with qtbot.waitSignal(screen.builder.proof.made, timeout=60_000) as made:
        screen.builder.proof.start.click()
    settle(shown.context)

    assert made.args[0].path == tmp_path / "evidence-to-check-2"
    assert [each.name for each in (tmp_path / "evidence-to-check").iterdir()] == ["note.txt"]


def test_a_folder_is_not_offered_for_a_draft_that_was_not_saved(
    screen: EvidenceScreen, shown: Shown
) -> None:
    assert screen.builder.proof.isVisibleTo(screen)
    screen.builder.choices.metadata.click()
    settle(shown.context)

    assert not screen.builder.proof.isVisibleTo(screen)
