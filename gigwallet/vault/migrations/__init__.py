"""The schema's history: numbered scripts, never edited once released, each in one transaction."""

from __future__ import annotations

from importlib import resources

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.connection import Connection


def scripts() -> dict[int, str]:
    """Number -> SQL text of ``NNNN_name.sql``."""
    found = {
        int(entry.name[:4]): entry.read_text(encoding="utf-8")
        for entry in resources.files(__name__).iterdir()
        if entry.name.endswith(".sql")
    }
    return dict(sorted(found.items()))


def latest() -> int:
    return max(scripts())


def bring_up_to_date(connection: Connection) -> list[int]:
    """Run what is missing; the numbers that ran. ``vault_too_new`` where the vault is ahead."""
    known = scripts()
    version = connection.version()
    if version > max(known):
        raise GigWalletError("vault_too_new")
    ran = [number for number in known if number > version]
    for number in ran:
        with connection.transaction():
            connection.run_script(known[number])
            connection.set_version(number)
    return ran
