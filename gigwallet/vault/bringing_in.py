"""An import on its way into the vault: whole or not at all, and never long in anybody's way.

What fits into a moment is one transaction. Where somebody else waits to write, or much has come
together, what there is so far is committed *marked*: nobody reads it before the last transaction
takes the marks away (``vault.coming``), and what was not finished is taken out again
(``vault.clearing``), at once or at the next opening. See docs/decisions/0031.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from types import TracebackType

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled
from gigwallet.vault import coming
from gigwallet.vault.clearing import clear
from gigwallet.vault.vault import Vault

# A transaction of so many seconds ends though nobody waits yet: its commit takes time by itself.
LONGEST_S = 0.5


class BringingIn:
    """``vault`` is how the import sees it: with all that it has stored so far, and through a
    connection of its own, so that others read meanwhile. ``stepwise`` False: always one
    transaction."""

    def __init__(self, vault: Vault, *, stepwise: bool, closing: Callable[[], bool]) -> None:
        self.vault = vault
        self._stepwise = stepwise
        self._closing = closing
        self._step: contextlib.AbstractContextManager[None] | None = None
        self._begun = 0  # where this step's entries start
        self._begun_at = 0.0
        self._runs: list[tuple[int, int]] = []  # what earlier steps have written

    @contextlib.contextmanager
    def whole(self) -> Iterator[None]:
        """All that is stored inside, or nothing of it."""
        self._runs = []
        self._begin()
        try:
            yield
            if self._runs:
                coming.unmark(self.vault.connection)
            self._end()
        except BaseException as broken:
            self._give_up(broken)
            raise

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """The entries that it has written so far, up to each one that somebody else wrote."""
        return tuple(self._with_this_step())

    def rest(self) -> None:
        """Where it may step aside: between two portions. ``Cancelled`` when the vault is about to
        be closed."""
        if self._closing():
            raise Cancelled
        connection = self.vault.connection
        if self._step is None or not self._stepwise or connection.depth > 1:
            return
        if connection.gate.wanted or time.monotonic() - self._begun_at > LONGEST_S:
            self._pause()
            self._begin()

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Outside of any transaction: for what takes long and stores nothing in the database."""
        if not self._stepwise:
            yield
            return
        self._pause()
        yield
        self._begin()

    def _begin(self) -> None:
        step = self.vault.transaction()
        step.__enter__()
        self._step = step
        self._begun = self.vault.log.size
        self._begun_at = time.monotonic()

    def _pause(self) -> None:
        self._runs = self._with_this_step()
        if self._runs:
            coming.mark(self.vault.connection, *self._runs[-1])
        self._end()
        self.vault.connection.gate.let_pass()

    def _with_this_step(self) -> list[tuple[int, int]]:
        end = self.vault.log.size
        if self._step is None or end == self._begun:
            return self._runs
        if self._runs and self._runs[-1][1] == self._begun:
            return [*self._runs[:-1], (self._runs[-1][0], end)]
        return [*self._runs, (self._begun, end)]

    def _end(self, broken: BaseException | None = None) -> None:
        step, self._step = self._step, None
        if step is None:
            return
        if broken is None:
            step.__exit__(None, None, None)
        else:
            step.__exit__(type(broken), broken, _trace(broken))

    def _give_up(self, broken: BaseException) -> None:
        """Roll back, and take out what is committed already. Where that cannot be done now, the
        next opening does it: nobody sees any of it."""
        try:
            self._end(broken)
        except BaseException as same:
            if same is not broken:
                raise
        if self._runs and isinstance(broken, Exception):
            vault = self.vault
            with contextlib.suppress(GigWalletError):
                go_on = lambda: not self._closing()  # noqa: E731
                clear(vault.connection, vault.log, vault.attachments, go_on)


def _trace(broken: BaseException) -> TracebackType | None:
    return broken.__traceback__


@contextlib.contextmanager
def bringing_in(vault: Vault) -> Iterator[BringingIn]:
    """One import at a time; the next one waits. ``vault_read_only``."""
    if vault.read_only:
        raise GigWalletError("vault_read_only")
    opened = vault.opened
    with opened.bringing, vault.second() as own:
        clear(own.connection, own.log, own.attachments)
        try:
            yield BringingIn(own, stepwise=own is not vault, closing=opened.closing.is_set)
        finally:
            if own is not vault:  # so that whoever asks it learns that the log has grown
                vault.log.appended += own.log.appended
