"""A place for secrets in this process, as the system's keyring is one."""

from __future__ import annotations

from gigwallet.domain.errors import GigWalletError


class OwnStore:
    """``refuses``: the code of every further call."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.refuses = ""

    def _refuse(self) -> None:
        if self.refuses:
            raise GigWalletError(self.refuses)

    def name(self) -> str:
        self._refuse()
        return "Own store"

    def get(self, slot_id: str) -> bytearray | None:
        self._refuse()
        kept = self.kept.get(slot_id)
        return None if kept is None else bytearray(kept)

    def put(self, slot_id: str, secret: bytes) -> None:
        self._refuse()
        self.kept[slot_id] = secret

    def remove(self, slot_id: str) -> None:
        self._refuse()
        self.kept.pop(slot_id, None)
