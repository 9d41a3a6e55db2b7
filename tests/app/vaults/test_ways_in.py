"""What a person does with the ways into a vault, the keyring of a real desktop included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gigwallet.app.vaults import keep_slots
from gigwallet.app.vaults.change_passphrase import change_passphrase
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.judge_passphrase import judge
from gigwallet.app.vaults.open_vault import can_open_from_keyring, open_vault
from gigwallet.app.vaults.rehearse_recovery import rehearse, rehearsed_on
from gigwallet.app.vaults.rekey_vault import rekey
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.host.secret_service import NEEDED, run_with_secret_service
from tests.vault.stores import OwnStore

OTHER = b"the union's long passphrase"


@pytest.fixture
def store() -> OwnStore:
    return OwnStore()


@pytest.fixture
def here(around: Surroundings, store: OwnStore) -> Surroundings:
    return replace(around, keyring=store)


@pytest.fixture
def made(tmp_path: Path, here: Surroundings) -> Iterator[tuple[Wallet, str]]:
    passphrase = bytearray(people.PASSPHRASE)
    made = create_vault(tmp_path / "vault", passphrase, kdf=CHEAP, around=here)
    with made.wallet as wallet:
        yield wallet, made.recovery_code


def _code(call: object) -> str:
    with pytest.raises(GigWalletError) as refused:
        call()  # type: ignore[operator]
    return refused.value.code


def test_ways_in_are_listed_with_what_opened_the_vault(made: tuple[Wallet, str]) -> None:
    wallet, _ = made
    added = keep_slots.add_passphrase(wallet, bytearray(OTHER), "  工会 ")

    kinds = [(each.kind, each.label) for each in keep_slots.slots(wallet)]
    assert kinds == [("passphrase", ""), ("recovery", ""), ("passphrase", "工会")]
    assert keep_slots.slots(wallet)[2] == added
    assert added.created_at == people.SetClock().now()
    assert _code(lambda: keep_slots.add_passphrase(wallet, bytearray(b"short"), "")) == (
        "passphrase_too_short"
    )
    keep_slots.remove_slot(wallet, added.id)
    assert len(keep_slots.slots(wallet)) == 2


def test_a_drill_is_remembered_until_the_code_is_another(
    made: tuple[Wallet, str], here: Surroundings
) -> None:
    wallet, code = made
    assert rehearsed_on(wallet) is None
    rehearse(wallet, code)
    assert rehearsed_on(wallet) == wallet.clock.now().date()

    renewed = keep_slots.renew_recovery_code(wallet)
    assert rehearsed_on(wallet) is None
    assert _code(lambda: rehearse(wallet, code)) == "wrong_recovery_code"
    wallet.clock.move(timedelta(days=40))  # type: ignore[attr-defined]
    rehearse(wallet, renewed)
    assert rehearsed_on(wallet) == wallet.clock.now().date()


def test_a_drill_in_a_vault_that_is_only_read_proves_and_remembers_nothing(
    made: tuple[Wallet, str],
) -> None:
    wallet, code = made
    with wallet.reader() as reader:
        rehearse(reader, code)

        assert rehearsed_on(reader) is None


def test_the_keyring_is_off_until_asked_and_gone_when_turned_off(
    made: tuple[Wallet, str], here: Surroundings, store: OwnStore
) -> None:
    wallet, _ = made
    folder = wallet.vault.folder
    assert not keep_slots.in_keyring(wallet)
    assert not can_open_from_keyring(folder, here)
    assert keep_slots.keyring_offer(here) == keep_slots.KeyringOffer(True, "Own store")
    keep_slots.remember_in_keyring(wallet)
    keep_slots.remember_in_keyring(wallet)
    assert keep_slots.in_keyring(wallet)
    assert len(store.kept) == 1
    wallet.close()
    assert can_open_from_keyring(folder, here)

    with open_vault(folder, from_keyring=True, around=here) as again:
        assert [each.kind for each in keep_slots.slots(again) if each.used] == ["keyring"]
        change_passphrase(again, bytearray(OTHER))
        keep_slots.forget_in_keyring(again)
        assert not keep_slots.in_keyring(again)
    assert store.kept == {}
    assert not can_open_from_keyring(folder, here)
    open_vault(folder, passphrase=bytearray(OTHER), around=here).close()


def test_without_a_store_the_reason_is_told(
    made: tuple[Wallet, str], here: Surroundings, store: OwnStore
) -> None:
    wallet, _ = made
    keep_slots.remember_in_keyring(wallet)
    store.refuses = "keyring_blocked"
    offer = keep_slots.keyring_offer(here)

    assert not offer.available
    assert offer.reason is not None
    assert offer.reason.code == "keyring_blocked"
    assert not can_open_from_keyring(wallet.vault.folder, here)
    assert not keep_slots.in_keyring(wallet)
    keep_slots.forget_in_keyring(wallet)
    assert [each.kind for each in keep_slots.slots(wallet)] == ["passphrase", "recovery"]


def test_new_keys_end_the_other_ways_in_and_empty_the_store(
    made: tuple[Wallet, str], here: Surroundings, store: OwnStore
) -> None:
    wallet, code = made
    keep_slots.add_passphrase(wallet, bytearray(OTHER), "工会")
    keep_slots.remember_in_keyring(wallet)
    rehearse(wallet, code)
    done = rekey(wallet, bytearray(b"nobody has seen this one"))

    assert (done.attachments, done.left, done.ended) == (0, 0, 2)
    assert done.recovery_code not in repr(done)
    assert store.kept == {}
    assert rehearsed_on(wallet) is None
    assert [each.used for each in keep_slots.slots(wallet)] == [True, False]
    rehearse(wallet, done.recovery_code)
    assert _code(lambda: rekey(wallet, bytearray(b"short"))) == "passphrase_too_short"


def test_strength_has_a_code_and_advises_only_where_it_is_needed() -> None:
    weak, strong = judge("woaini1314"), judge("鲸鱼借了邮差三把绿伞")

    assert (weak.score, weak.code, weak.advice[:1]) == (0, "strength_0", ("guessable_phrase",))
    assert (strong.code, strong.advice) == ("strength_4", ())


REAL = """
import sys
from pathlib import Path
from gigwallet.app.vaults import keep_slots
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import can_open_from_keyring, open_vault
from gigwallet.domain.errors import GigWalletError
from gigwallet.host.keyring_store import KeyringStore
from gigwallet.vault import KdfParams
folder = Path("VAULT")
secret = b"correct horse 42 rides"
made = create_vault(folder, bytearray(secret), kdf=KdfParams(65536, 1, 4))
with made.wallet as wallet:
    keep_slots.remember_in_keyring(wallet)
    (slot,) = (each.id for each in keep_slots.slots(wallet) if each.kind == "keyring")
print(can_open_from_keyring(folder))
with open_vault(folder, from_keyring=True) as wallet:
    print([each.kind for each in keep_slots.slots(wallet) if each.used])
KeyringStore().remove(slot)
try:
    open_vault(folder, from_keyring=True)
except GigWalletError as refusal:
    print(refusal.code)
open_vault(folder, passphrase=bytearray(secret)).close()
"""


@pytest.mark.skipif(not NEEDED, reason="no gnome-keyring-daemon or dbus-run-session here")
def test_a_real_desktops_keyring_opens_a_vault_and_can_lose_it(tmp_path: Path) -> None:
    said = run_with_secret_service(REAL.replace("VAULT", str(tmp_path / "vault")), tmp_path)

    assert said == ["True", "['keyring']", "keyring_item_missing"]
