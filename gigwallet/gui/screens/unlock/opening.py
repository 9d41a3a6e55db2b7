"""Opens a vault for the page that asks: by passphrase, by code, from the keyring, or for reading.

Where another window has the vault open, that one is brought to the front.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from gigwallet.app.vaults import known_vaults, ring_window
from gigwallet.app.vaults.open_vault import can_open_from_keyring, open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.unlock.open_page import OpenPage
from gigwallet.gui.shell import ShellContext

_REST_MS = 300  # a path is looked at when its typing rests
_ELSEWHERE = "vault_in_other_window"


class Opening(QObject):
    """Follows the page's folder and its buttons; enters the vault once it is open."""

    def __init__(self, page: OpenPage, context: ShellContext, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        # What was asked last, and for what. The answers come to methods and not to functions: they
        # end with this object, whose page goes when the vault is open.
        self._asked = Path()
        self._looked_at = Path()
        self._home = known_vaults.home()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look_for_keyring)
        page.folder.line.textChanged.connect(self._follow)
        page.asked.connect(self._open)
        page.wants_keyring.connect(lambda: self._start(_from_keyring))
        page.wants_other.connect(context.switching_wanted)

    def open_from_file(self, folder: Path, file: Path) -> None:
        """The passphrase is the first line of a file, as for the demo."""
        self._start(lambda _folder: open_vault(folder, passphrase=_first_line(file)))

    def _open(self) -> None:
        page, reading = self._page, self._page.for_reading
        loss = page.accepts_loss and not reading
        if page.by_code:
            code = page.code.text().strip()
            self._start(
                lambda folder: open_vault(
                    folder, recovery_code=code, read_only=reading, accept_loss=loss
                )
            )
            return
        secret = bytearray(page.passphrase.take().encode())

        def by_passphrase(folder: Path) -> Wallet:
            try:
                return open_vault(folder, passphrase=secret, read_only=reading, accept_loss=loss)
            finally:
                secret[:] = bytes(len(secret))

        self._start(by_passphrase)

    def _start(self, opening: Callable[[Path], Wallet]) -> None:
        folder = self._asked = self._page.folder.folder() or Path()
        ticket = self._context.run(
            lambda _job: opening(folder),
            self._opened,
            refused=self._refused,
            unclaimed=lambda late: late.close(),
        )
        self._wait(ticket)

    def _wait(self, ticket: Ticket) -> None:
        """However it ends, the page can be used again."""
        self._page.wait(True)
        ticket.ended.connect(lambda: self._page.wait(False))

    def _opened(self, wallet: Wallet) -> None:
        page, context = self._page, self._context
        page.code.clear()
        remembers = page.remember.isVisibleTo(page)
        wanted = page.remember.isChecked()
        context.unlock(wallet)
        if remembers:
            context.run(
                lambda _job: (
                    known_vaults.remember(wallet)
                    if wanted
                    else known_vaults.forget(wallet.vault.folder)
                )
            )

    def _refused(self, refusal: GigWalletError) -> None:
        folder = self._asked
        self._page.refuse(refusal)
        if refusal.code == "log_head_mismatch":
            self._page.offer_to_go_on()
        if refusal.code != "vault_in_use":
            return
        self._page.offer_reading()
        self._context.run(
            lambda _job: ring_window.ring(folder, ring_window.RAISE),
            self._rang,
            lane=Lane.NETWORK,
        )

    def _rang(self, windows: int) -> None:
        if not windows:
            return
        if self._context.only_for == self._asked:
            self._page.window().close()  # it was opened for this vault and has nothing else to do
            return
        self._page.refuse(GigWalletError(_ELSEWHERE))

    def _follow(self) -> None:
        folder = self._page.folder.folder()
        # By the path alone: no disk is asked while somebody types.
        elsewhere = folder is not None and self._home not in (folder, folder.parent)
        self._page.remember.setVisible(elsewhere)
        self._page.offer_keyring(False)
        self._page.withdraw_offers()
        self._rest.start()

    def _look_for_keyring(self) -> None:
        folder = self._page.folder.folder()
        if folder is not None:
            self._looked_at = folder
            self._context.run(
                lambda _job: can_open_from_keyring(folder), self._looked, lane=Lane.NETWORK
            )

    def _looked(self, can: bool) -> None:
        self._page.offer_keyring(can and self._page.folder.folder() == self._looked_at)


def _from_keyring(folder: Path) -> Wallet:
    return open_vault(folder, from_keyring=True)


def _first_line(file: Path) -> bytearray:
    """The passphrase in a file, without the end of its line."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as cause:
        raise GigWalletError("secret_file_missing", name=file.name) from cause
    if not lines:
        raise GigWalletError("secret_file_empty", name=file.name)
    return bytearray(lines[0])
