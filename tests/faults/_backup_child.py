"""Writes or restores a backup, to be killed while it does."""

from __future__ import annotations

import sys
from pathlib import Path

from gigwallet.app.vaults.back_up import back_up
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.vaults.restore_backup import restore_backup
from tests.faults._vault_child import PASSPHRASES, say


def main(what: str, source: Path, target: Path) -> None:
    if what == "backup":
        with open_vault(source, passphrase=bytearray(PASSPHRASES[0])) as wallet:
            say("ready")
            back_up(wallet, target, replace=True)
    else:
        say("ready")
        restore_backup(source, target, passphrase=bytearray(PASSPHRASES[0]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
