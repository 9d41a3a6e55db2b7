"""A saved evidence PDF in the window: its signature, and the folder for the other side."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.app.bundles.build_bundle import Written
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.sealing.proof_folder import CHECKER
from tests.gui.screens.evidence.shown import Shown, add, evidence_of, png
from tests.sealing.authority import issue


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
    assert not card.shown.isVisibleTo(screen)
    card.more.click()
    assert card.shown.isVisibleTo(screen)
    assert "shot-1.png" in card.shown.text()
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


def test_a_saved_file_is_signed_beside_it_and_the_folder_then_holds_the_signed_one(
    screen: EvidenceScreen,
    shown: Shown,
    saved: Written,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = saved.path.read_bytes()
    with qtbot.waitSignal(screen.builder.sign.made, timeout=60_000) as made:
        screen.builder.sign.by_vault.click()
    settle(shown.context)
    (signed,) = made.args[0]
    found = verify_file(signed, around=shown.wallet.around)

    assert signed.parent == saved.path.parent
    assert saved.path.read_bytes() == before
    assert [each.code for each in found.findings] == ["self_consistent", "signature_self_issued"]
    own = found.findings[1].facts["fingerprint"]
    assert str(own) in screen.builder.sign.outcome.text().replace("\n", "")

    monkeypatch.setattr(ShellContext, "choose_folder", lambda *_arguments: tmp_path)
    with qtbot.waitSignal(screen.builder.proof.made, timeout=60_000):
        screen.builder.proof.start.click()
    settle(shown.context)
    handed = tmp_path / "evidence-to-check" / "evidence.pdf"
    assert handed.read_bytes() == signed.read_bytes()


def test_a_file_is_signed_with_the_persons_certificate_once_its_password_is_right(
    screen: EvidenceScreen,
    shown: Shown,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signer = issue("示例工人 Sample Worker", issue("Sample Root", None, ca=True))
    file = tmp_path / "own.p12"
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"own", signer.key, signer.certificate, None, BestAvailableEncryption(b"own")
        )
    )
    given = [bytearray(b"wrong"), bytearray(b"own")]
    asked = list(given)
    monkeypatch.setattr(ShellContext, "choose_files", lambda *_arguments: [file])
    monkeypatch.setattr(ShellContext, "ask_secret", lambda *_arguments: asked.pop(0))
    with qtbot.waitSignal(shown.context.noticed, timeout=60_000) as refused:
        screen.builder.sign.by_own.click()
    settle(shown.context)
    with qtbot.waitSignal(screen.builder.sign.made, timeout=60_000) as made:
        screen.builder.sign.by_own.click()
    settle(shown.context)
    found = verify_file(made.args[0][0], around=shown.wallet.around)

    assert "PKCS#12" in refused.args[0]
    assert not any(any(each) for each in given)  # wiped
    assert str(signer.certificate.subject.rfc4514_string()) in screen.builder.sign.outcome.text()
    assert "signature_holds" in {each.code for each in found.findings}
