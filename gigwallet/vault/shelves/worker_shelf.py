"""The worker whose vault this is."""

from __future__ import annotations

from gigwallet.domain.worker import Worker
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import Layout
from gigwallet.vault.shelves.revised import Revised

LAYOUT = Layout(Worker, "worker", {})
_ONE = "worker"


class WorkerShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._rows = Revised(connection, log, LAYOUT, "worker")

    def get(self) -> Worker:
        """An empty one where nothing has been said yet."""
        return self._rows.get(_ONE) or Worker()

    def put(self, worker: Worker) -> None:
        self._rows.put(_ONE, worker)
