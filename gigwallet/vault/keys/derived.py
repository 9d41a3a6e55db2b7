"""The keys of an open vault: everything follows from the master key and a label."""

from __future__ import annotations

import secrets

from gigwallet.crypto import kdf
from gigwallet.crypto.secret import Secret

DATABASE = "gigwallet/v1/database"
HEADER = "gigwallet/v1/header"
BACKUP = "gigwallet/v1/backup"
LOG = "gigwallet/v1/log"
REKEY = "gigwallet/v1/rekey"
LABEL = "gigwallet/v1/label"


class Keys:
    """The master key with the vault id that salts what is derived from it."""

    def __init__(self, master: Secret, vault_id: bytes) -> None:
        self._master = master
        self.vault_id = vault_id

    @classmethod
    def new(cls, vault_id: bytes) -> Keys:
        return cls(Secret(bytearray(secrets.token_bytes(kdf.KEY_BYTES))), vault_id)

    def derive(self, label: str) -> Secret:
        return kdf.expand(self._master.bytes(), self.vault_id, label)

    def master(self) -> bytes:
        """For wrapping it into a slot, and for nothing else."""
        return self._master.bytes()

    def copy(self) -> Keys:
        return Keys(Secret(bytearray(self._master.bytes())), self.vault_id)

    def become(self, other: Keys) -> None:
        """Take over the master key of ``other``: whoever holds these keys holds the new ones."""
        self._master.close()
        self._master = Secret(bytearray(other.master()))

    def close(self) -> None:
        self._master.close()
