"""A question for a file begins where the last one was answered, and at home after a lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from gigwallet.app.wallet import Wallet
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext


def test_the_next_question_begins_beside_the_last_answer_until_the_vault_is_locked(
    context: ShellContext, wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[Path] = []
    stick = tmp_path / "stick"

    def ask(_owner: object, _title: str, begin: str, _filter: str) -> tuple[str, str]:
        began.append(Path(begin))
        return str(stick / "letter.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    context.unlock(wallet)
    for _time in range(2):
        context.choose_target("Where?", "letter.pdf")
    context.lock()
    settle(context)  # closed before its owner closes it too
    context.choose_target("Where?", "letter.pdf")

    assert began == [Path.home() / "letter.pdf", stick / "letter.pdf", Path.home() / "letter.pdf"]
