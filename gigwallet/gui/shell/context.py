"""What every screen is given: the open wallet, background work, navigation, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.gui import theme
from gigwallet.gui.background import Background, Lane, Ticket
from gigwallet.gui.errors import worded
from gigwallet.gui.shell import dialogs, speech
from gigwallet.words import _

if TYPE_CHECKING:
    from gigwallet.app.wallet import Wallet

_NOTHING: frozenset[str] = frozenset()


class ShellContext(QObject):
    """Passed to each screen. The window listens to its signals; screens call its methods."""

    wallet_changed = Signal()
    # The vault is about to be closed. To this list is added what is not kept yet: work on the
    # wallet, which is done in the vault's lane after all else there.
    parting = Signal(object)  # list[Callable[[Wallet], object]]
    locked = Signal()  # the vault that was let go of is closed: head written, keys wiped
    switching_wanted = Signal()  # the list of vaults
    leaving_now = Signal()  # the quick exit: nothing is asked, nothing waited for
    navigated = Signal(str, object)  # name of a screen, dict of arguments
    noticed = Signal(str, str)  # sentence, tone
    facts_changed = Signal(object)  # frozenset[str]
    language_changed = Signal(str)
    lock_after_changed = Signal(int)
    crashed = Signal(object)  # an exception: a bug

    def __init__(
        self,
        background: Background,
        themes: theme.Themes,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.background = background
        self.themes = themes
        self.clock = clock
        self._wallet: Wallet | None = None
        self.lock_after = 0  # minutes without a touch; 0: never
        self._held: Wallet | None = None
        self.locked_folder: Path | None = None  # the vault that was open last; never written down
        # Whose vaults were open since the last lock; for the switcher, and never written down.
        self.names: dict[Path, str] = {}
        self.only_for: Path | None = None  # the vault that this window was started for
        # Where the next question for a file begins: where the last one was answered. Never written
        # down, and forgotten with the vault: the next client's papers lie elsewhere.
        self._folder = Path.home()

    @property
    def wallet(self) -> Wallet | None:
        return self._wallet

    @property
    def opened(self) -> Wallet:
        """The open wallet, for screens that exist only while one is open."""
        if self._wallet is None:
            raise RuntimeError("a screen outlived its vault")
        return self._wallet

    @property
    def theme(self) -> theme.Theme:
        return theme.current()

    @property
    def language(self) -> str:
        return speech.language()

    def run(
        self,
        work: Callable[[Job], Any],  # Any: what the work returns; `then` knows it
        then: Callable[[Any], object] | None = None,  # Any: as above
        *,
        changes: frozenset[str] = _NOTHING,
        refused: Callable[[GigWalletError], object] | None = None,
        lane: Lane = Lane.VAULT,
        unclaimed: Callable[[Any], object] | None = None,  # Any: as above
    ) -> Ticket:
        """Run `work(job)` off the window's thread and hand its outcome to `then` in this thread.

        A refusal becomes a notice unless `refused` takes it; a bug becomes a crash report.
        `changes` (and an outcome's own `changed`) names the facts that it changed: the screens
        that show them ask again before `then` is called. `unclaimed` takes the outcome if the
        window is locked before it arrives (see `Background.start`).
        """
        ticket = self.background.start(work, lane, unclaimed)
        ticket.succeeded.connect(lambda outcome: self._spread(outcome, changes))
        if then is not None:
            ticket.succeeded.connect(then)
        ticket.refused.connect(refused if refused is not None else self.explain)
        ticket.crashed.connect(self.crashed)
        return ticket

    def navigate(self, screen: str, **arguments: object) -> None:
        """Go to a screen; the arguments reach its `open`."""
        self.navigated.emit(screen, arguments)

    def notify(self, sentence: str, tone: str = "good") -> None:
        """Show one sentence above the page."""
        self.noticed.emit(sentence, tone)

    def explain(self, refusal: GigWalletError) -> None:
        """Show a refusal as a notice."""
        self.notify(worded(refusal), "bad")

    def tell_changed(self, changed: frozenset[str]) -> None:
        self.facts_changed.emit(changed)

    def set_language(self, code: str) -> None:
        speech.speak(code)
        self.language_changed.emit(code)

    def hold(self, wallet: Wallet) -> None:
        """A wallet that is open but not entered yet: should the window close now, close it too."""
        self._held = wallet

    def set_lock_after(self, minutes: int) -> None:
        """Lock by itself when the window was not touched for so long; 0: never."""
        self.lock_after = minutes
        self.lock_after_changed.emit(minutes)

    def unlock(self, wallet: Wallet) -> None:
        """Take over an open wallet; the shell closes it."""
        self._wallet, self._held = wallet, None
        self.wallet_changed.emit()

    def lock(self) -> None:
        """Let go of the vault, whatever runs or is asked: stop its work, drop its screens and
        questions, then write its head, wipe its keys and close it.

        A vault that is being opened, or was made and not entered yet, is let go of as well.
        """
        self.names.clear()
        self._let_go()

    def switch(self, folder: Path | None) -> None:
        """Lock, and go on with the vault in `folder` (None: with a new one). The names that the
        switcher shows stay: whoever switches is still there."""
        self._let_go()
        if folder is None:
            self.navigate("unlock", new=True)
        else:
            self.navigate("unlock", folder=folder)

    def leave_now(self) -> None:
        """Wipe the keys and end the process, as the kernel would end it: nothing is waited for."""
        self.leaving_now.emit()

    def abandon(self) -> None:
        """The part of `leave_now` that is the vault's."""
        for wallet in (self._wallet, self._held):
            if wallet is not None:
                wallet.abandon()

    def _let_go(self) -> None:
        wallet, held = self._wallet or self._held, self._held is not None
        if wallet is None and not self.background.busy:
            return
        last = self._last_words()
        self._wallet = self._held = None
        self._folder = Path.home()
        self.background.forget_all()
        if wallet is not None:
            self.locked_folder = wallet.vault.folder
            wallet.stop()
        self.wallet_changed.emit()
        if held:
            self.notify(
                _(
                    "Locked before the recovery code was asked back. Open the vault with its "
                    "passphrase and make a new code, so that you have one on paper."
                ),
                "warn",
            )
        closing = self.background.start(lambda _job: _close(wallet, last) if wallet else None)
        closing.refused.connect(self.explain)
        closing.crashed.connect(self.crashed)
        closing.ended.connect(self.locked)

    def shut_down(self) -> None:
        """Stop the work, wait for the lanes, then close the vault. The window is about to go."""
        last = self._last_words()
        wallet, self._wallet = self._wallet or self._held, None
        if wallet is not None:
            wallet.stop()
        closing = partial(_close, wallet, last) if wallet is not None else None
        self.background.close(last=closing)

    def _last_words(self) -> list[Callable[[Wallet], object]]:
        last: list[Callable[[Wallet], object]] = []
        if self._wallet is not None:
            self.parting.emit(last)
        return last

    def choose_files(self, title: str, filter_: str = "") -> list[Path]:
        """Ask for files to read; empty when the person changed their mind."""
        chosen = dialogs.choose_files(self._window(), title, self._folder, filter_)
        if chosen:
            self._folder = chosen[0].parent
        return chosen

    def choose_folder(self, title: str) -> Path | None:
        chosen = dialogs.choose_folder(self._window(), title, self._folder)
        if chosen is not None:
            self._folder = chosen
        return chosen

    def choose_target(self, title: str, name: str, filter_: str = "") -> Path | None:
        """Ask where to write a file."""
        chosen = dialogs.choose_target(self._window(), title, self._folder / name, filter_)
        if chosen is not None:
            self._folder = chosen.parent
        return chosen

    def confirm(self, question: str, consequence: str, action: str, danger: bool = False) -> bool:
        """Ask before something that cannot be taken back; `action` is the verb on the button."""
        return dialogs.confirm(self._window(), question, consequence, action, danger)

    def ask_secret(self, question: str, hint: str, action: str) -> bytearray | None:
        """Ask for a password, such as the one of a ZIP file. The caller wipes what it gets."""
        return dialogs.ask_secret(self._window(), question, hint, action)

    def _window(self) -> dialogs.Owner:
        return dialogs.owner_of(self)

    def _spread(self, outcome: object, changes: frozenset[str]) -> None:
        own = getattr(outcome, "changed", _NOTHING)
        changed = changes | (own if isinstance(own, frozenset) else _NOTHING)
        if changed:
            self.facts_changed.emit(changed)


def _close(wallet: Wallet, last: Sequence[Callable[[Wallet], object]]) -> None:
    """It is closed whatever the last work meets; what that refused is told."""
    with ExitStack() as closing:
        closing.callback(wallet.close)
        for work in last:
            closing.callback(work, wallet)
