"""Screenshots: every screen, in both themes and every language, from a real vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gigwallet import words
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.gui import screenshots, theme
from gigwallet.gui.shell import screen
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE


@pytest.mark.usefixtures("dressed")
def test_every_screen_is_drawn_in_every_look(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    passphrase = bytearray(PASSPHRASE.encode())
    create_vault(tmp_path / "vault", passphrase, specimen=True, kdf=CHEAP).wallet.close()
    pictures = tmp_path / "pictures"
    arguments = [
        str(pictures),
        "--vault",
        str(tmp_path / "vault"),
        "--passphrase-file",
        str(secret),
    ]
    code = screenshots.run(arguments)
    drawn = {path.name for path in pictures.iterdir()}

    assert code == 0
    assert set(capsys.readouterr().out.split()) == drawn
    assert drawn == {
        f"{each.name}-{look}-{language}.png"
        for each in screen.discover()
        for look in ("light", "dark")
        for language in words.LANGUAGES
    }
    ground = {
        look: QImage(str(pictures / f"trips-{look}-en.png")).pixelColor(220, 8).name()
        for look in ("light", "dark")
    }
    assert ground == {look: theme.load(look).colours["bg"] for look in ("light", "dark")}
