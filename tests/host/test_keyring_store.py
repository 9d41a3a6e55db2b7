"""Only stores that are trusted by class are used, whatever the environment names; a real one is."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends import chainer, fail, null

from gigwallet.domain.errors import GigWalletError
from gigwallet.host import keyring_store
from gigwallet.host.keyring_store import KeyringStore, Trusted
from tests.host.secret_service import NEEDED, run_with_secret_service

ROOT = Path(__file__).parents[2]
ALLOWED = {
    ("SecretService", "Keyring"),
    ("kwallet", "DBusKeyring"),
    ("macOS", "Keyring"),
    ("Windows", "WinVaultKeyring"),
}


def _code(call: Callable[[], object]) -> str:
    with pytest.raises(GigWalletError) as refused:
        call()
    return refused.value.code


def test_only_four_classes_are_trusted() -> None:
    listed = [
        *keyring_store._LINUX,
        *(each for all_ in keyring_store.TRUSTED.values() for each in all_),
    ]

    assert {(each.module, each.cls) for each in listed} == ALLOWED


@pytest.mark.parametrize("cls", [null.Keyring, fail.Keyring, chainer.ChainerBackend])
def test_what_keyring_was_told_to_use_is_not_asked(
    cls: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", cls())
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")

    assert isinstance(keyring.get_keyring(), cls)
    assert _code(KeyringStore().name) == "keyring_unavailable"


REDIRECTED = """
import keyring
from gigwallet.domain.errors import GigWalletError
from gigwallet.host.keyring_store import KeyringStore
print(type(keyring.get_keyring()).__module__)
try:
    KeyringStore().put("00" * 16, bytes(32))
    print("stored")
except GigWalletError as refusal:
    print(refusal.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="where these lie is this system's")
@pytest.mark.parametrize("way", ["variable", "file"])
def test_neither_the_environment_nor_a_file_can_redirect_it(way: str, tmp_path: Path) -> None:
    environment = {
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
    }
    if way == "variable":
        environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    else:
        file = tmp_path / ".config" / "python_keyring" / "keyringrc.cfg"
        file.parent.mkdir(parents=True)
        file.write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring")
    child = subprocess.run(
        [sys.executable, "-c", REDIRECTED],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert child.stdout.split() == ["keyring.backends.null", "keyring_unavailable"]


class Own:
    """A store in this process, as keyring's own are."""

    priority = 9
    kept: dict[tuple[str, str], str]
    hangs = threading.Event()

    def get_password(self, service: str, name: str) -> str | None:
        self.hangs.wait()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.kept[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> type[Own]:
    Own.kept = {}
    Own.hangs.set()
    monkeypatch.setattr("keyring.backends.null.Own", Own, raising=False)
    trusted = (Trusted("null", "Own", "Own store"),)
    monkeypatch.setattr(keyring_store, "_LINUX", trusted)
    monkeypatch.setattr(keyring_store, "TRUSTED", {})
    return Own


def test_a_store_that_does_not_answer_is_not_waited_for(own: type[Own]) -> None:
    own.hangs.clear()
    store = KeyringStore(patience=0.02)

    assert _code(lambda: store.get("00" * 16)) == "keyring_blocked"
    assert _code(lambda: store.put("00" * 16, b"s" * 32)) == "keyring_blocked"
    own.hangs.set()


def test_a_store_that_only_seems_to_keep_is_not_believed(
    own: type[Own], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "set_password", lambda *_: None)

    assert _code(lambda: KeyringStore().put("00" * 16, b"s" * 32)) == "keyring_unavailable"


def test_what_somebody_else_wrote_there_is_no_secret(own: type[Own]) -> None:
    own.kept["GigWallet", "00" * 16] = "not hexadecimal"

    assert KeyringStore().get("00" * 16) is None


def test_the_environment_sets_nothing_in_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/somewhere/else")
    store = null.Keyring()
    assert store.preferred_collection == "/somewhere/else"

    assert not hasattr(keyring_store._untouched(store), "preferred_collection")


def test_on_windows_the_item_stays_on_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    assert keyring_store._untouched(null.Keyring()).persist == "local machine"


REAL = """
import secrets
from gigwallet.host.keyring_store import KeyringStore
store, name, secret = KeyringStore(), "ab" * 16, secrets.token_bytes(32)
print(store.name())
print(store.get(name))
store.put(name, secret)
print(KeyringStore().get(name) == secret)
store.remove(name)
store.remove(name)
print(store.get(name))
"""


@pytest.mark.skipif(not NEEDED, reason="no gnome-keyring-daemon or dbus-run-session here")
def test_a_real_secret_service_keeps_gives_back_and_forgets(tmp_path: Path) -> None:
    said = run_with_secret_service(REAL, tmp_path)

    assert said == ["Secret Service", "None", "True", "None"]


LOCKED = """
from gigwallet.domain.errors import GigWalletError
from gigwallet.host.keyring_store import KeyringStore
try:
    print(KeyringStore().get("00" * 16))
except GigWalletError as refusal:
    print(refusal.code)
"""


@pytest.mark.skipif(not NEEDED, reason="no gnome-keyring-daemon or dbus-run-session here")
def test_a_real_one_whose_password_nobody_types_is_blocked(tmp_path: Path) -> None:
    assert run_with_secret_service(LOCKED, tmp_path, unlocked=False) == ["keyring_blocked"]
