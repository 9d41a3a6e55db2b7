"""Schemes: the pay rules as the person has them."""

from __future__ import annotations

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import SchemeId
from gigwallet.domain.scheme import KnownScheme, Scheme
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import DAY, FLAG, Layout
from gigwallet.vault.shelves.revised import Revised

LAYOUT = Layout(Scheme, "scheme", {"illustrative": FLAG, "first_day": DAY, "last_day": DAY})


class SchemeShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._rows = Revised(connection, log, LAYOUT, "scheme")

    def add(self, scheme: Scheme) -> SchemeId:
        return SchemeId(self._rows.add(scheme))

    def all(self) -> list[KnownScheme]:
        """In the order in which they were added."""
        return [KnownScheme(SchemeId(identity), scheme) for identity, scheme in self._rows.all()]

    def get(self, id: SchemeId) -> Scheme:
        scheme = self._rows.get(id)
        if scheme is None:
            raise GigWalletError("scheme_missing")
        return scheme

    def revise(self, id: SchemeId, scheme: Scheme) -> None:
        if not self._rows.revise(id, scheme):
            raise GigWalletError("scheme_missing")

    def remove(self, id: SchemeId) -> None:
        """Erase it with all its sayings; its leaves in the log stay."""
        self.get(id)
        self._rows.erase(id)
