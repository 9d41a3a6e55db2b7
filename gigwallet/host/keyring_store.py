"""The system's own store for passwords, where it is one that is trusted: chosen by class.

``keyring`` would take whatever the environment names, and whatever is installed beside it, such as
one that writes passwords to a file in plain text. So none of its choosing is used: the trusted
classes are tried by name, and nothing from outside reaches into them.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from gigwallet.domain.errors import GigWalletError

SERVICE = "GigWallet"
PATIENCE_S = 10.0

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Trusted:
    """A class of ``keyring.backends`` and what people call it."""

    module: str
    cls: str
    name: str


_LINUX = (
    Trusted("SecretService", "Keyring", "Secret Service"),
    Trusted("kwallet", "DBusKeyring", "KWallet"),
)
TRUSTED = {
    "win32": (Trusted("Windows", "WinVaultKeyring", "Windows Credential Manager"),),
    "darwin": (Trusted("macOS", "Keyring", "macOS Keychain"),),
}
_PROPERTY = "KEYRING_PROPERTY_"


class KeyringStore:
    """Keeps random secrets under the ids of key slots; ``SecretStore`` of ``domain.ports``.

    Every call ends after ``patience`` seconds: a locked store waits for a window that may never be
    answered, or never be seen.
    """

    def __init__(self, patience: float = PATIENCE_S) -> None:
        self._patience = patience

    def name(self) -> str:
        """What people call the store that would be used. Refusals: ``keyring_unavailable``,
        ``keyring_blocked``."""
        return self._ask(lambda stores: stores[0][0])

    def get(self, slot_id: str) -> bytearray | None:
        """The secret, from whichever trusted store has it: desktops change, and with them the one
        that comes first."""

        def found(stores: list[tuple[str, Any]]) -> str | None:
            for _name, store in stores:
                if (kept := store.get_password(SERVICE, slot_id)) is not None:
                    return str(kept)
            return None

        text = self._ask(found)
        try:
            return None if text is None else bytearray.fromhex(text)
        except ValueError:
            return None  # somebody else wrote there

    def put(self, slot_id: str, secret: bytes) -> None:
        """Store it and read it back: a store that only seems to keep is ``keyring_unavailable``."""

        def kept(stores: list[tuple[str, Any]]) -> bool:
            store = stores[0][1]
            store.set_password(SERVICE, slot_id, secret.hex())
            return bool(store.get_password(SERVICE, slot_id) == secret.hex())

        if not self._ask(kept):
            raise GigWalletError("keyring_unavailable")

    def remove(self, slot_id: str) -> None:
        """Remove it wherever it lies; one that is not there is no error."""

        def removed(stores: list[tuple[str, Any]]) -> None:
            for _name, store in stores:
                if store.get_password(SERVICE, slot_id) is not None:
                    store.delete_password(SERVICE, slot_id)

        self._ask(removed)

    def _ask(self, question: Callable[[list[tuple[str, Any]]], R]) -> R:
        """The answer of the stores that are there, within the time.

        Both finding and asking may block, so both run in a thread that is left behind when it does
        not come back: it dies with the program.
        """
        answers: queue.SimpleQueue[R | BaseException] = queue.SimpleQueue()

        def work() -> None:
            try:
                stores = list(_stores())
                if not stores:
                    raise GigWalletError("keyring_unavailable")
                answers.put(question(stores))
            except BaseException as error:  # noqa: BLE001  it is raised where the answer is awaited
                answers.put(error)

        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            answer = answers.get(timeout=self._patience)
        except queue.Empty as cause:
            raise GigWalletError("keyring_blocked") from cause
        if isinstance(answer, BaseException):
            raise _refusal(answer) from answer
        return answer


def _stores() -> Iterator[tuple[str, Any]]:  # Any: keyring has no types for its backends
    """The trusted stores that run here, the preferred one first."""
    found = []
    for trusted in TRUSTED.get(sys.platform, _LINUX):
        cls = getattr(importlib.import_module(f"keyring.backends.{trusted.module}"), trusted.cls)
        # A backend says with RuntimeError that it does not run here.
        with contextlib.suppress(RuntimeError):
            found.append((cls.priority, trusted.name, _untouched(cls())))
    found.sort(key=lambda each: each[0], reverse=True)
    yield from ((name, store) for _priority, name, store in found)


def _untouched(store: Any) -> Any:
    """``store`` without what the environment may have set in it, and tied to this computer.

    Windows would else let the item travel with the profile, to the domain of an employer.
    """
    for variable in os.environ:
        if variable.startswith(_PROPERTY):
            vars(store).pop(variable.removeprefix(_PROPERTY).lower(), None)
    if sys.platform == "darwin":
        store.keychain = None
    if sys.platform == "win32":
        store.persist = "local machine"
    return store


def _refusal(error: BaseException) -> BaseException:
    """Which refusal an error of the library means; what is none of its errors is a mistake."""
    from keyring import errors

    # The store is there and stays shut: the window that asks for its password was dismissed.
    if isinstance(error, (errors.KeyringLocked, errors.InitError)):
        return GigWalletError("keyring_blocked")
    if isinstance(error, (errors.KeyringError, OSError, *_bus_errors())):
        return GigWalletError("keyring_unavailable")
    return error


def _bus_errors() -> tuple[type[BaseException], ...]:
    """What the libraries below keyring raise by themselves."""
    if sys.platform == "win32":
        from win32ctypes.pywin32 import pywintypes

        return (pywintypes.error,)
    if sys.platform == "darwin":
        return ()
    from jeepney.wrappers import DBusErrorResponse  # type: ignore[import-untyped]  # it has none
    from secretstorage.exceptions import SecretStorageException

    return (DBusErrorResponse, SecretStorageException)
