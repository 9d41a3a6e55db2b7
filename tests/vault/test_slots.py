"""Several ways into a vault: each opens alone, none shows in the time, the last never goes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gigwallet.crypto import kdf
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import KdfParams, Vault
from gigwallet.vault.keys import slots
from tests.cheap_keys import CHEAP
from tests.vault.conftest import PASSPHRASE, SetClock
from tests.vault.stores import OwnStore

Reopen = Callable[..., Vault]
ROOT = Path(__file__).parents[2]
OTHERS = (b"the union's passphrase", b"the lawyer's passphrase", b"the sister's passphrase")


def _code(call: Callable[[], object]) -> str:
    with pytest.raises(GigWalletError) as refused:
        call()
    return refused.value.code


def _kinds(vault: Vault) -> list[str]:
    return [each["kind"] for each in vault.slots.all()]


def _header(folder: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((folder / "vault.gwh").read_bytes())
    return fields


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[KdfParams]:
    """Every derivation from a passphrase, as it is done."""
    done: list[KdfParams] = []
    stretch = kdf.stretch

    def counted(passphrase: bytearray, salt: bytes, params: KdfParams) -> Secret:
        done.append(params)
        return stretch(passphrase, salt, params)

    monkeypatch.setattr(kdf, "stretch", counted)
    return done


# Passphrases --------------------------------------------------------------------------------


def test_each_of_several_passphrases_opens_alone_and_speaks_under_its_name(
    vault: Vault, reopen: Reopen
) -> None:
    made = vault.slots.add_passphrase(bytearray(OTHERS[0]), "工会")
    vault.close()
    again = reopen(passphrase=bytearray(OTHERS[0]))
    again.log.append("head.accepted", "", b"{}")

    assert again.opened_by == made["id"]
    assert list(again.log.entries())[-1].actor == "工会"
    again.close()
    first = reopen()
    assert first.opened_by == first.slots.all()[0]["id"]
    first.log.append("head.accepted", "", b"{}")
    assert list(first.log.entries())[-1].actor == "owner"


def test_how_often_is_derived_tells_nothing_about_the_passphrase(
    vault: Vault, reopen: Reopen, derived: list[KdfParams]
) -> None:
    for other in OTHERS:
        vault.slots.add_passphrase(bytearray(other), "")
    vault.close()
    counts = []
    for tried in (PASSPHRASE, OTHERS[1], OTHERS[2], b"wrong", b""):
        derived.clear()
        try:
            reopen(passphrase=bytearray(tried), read_only=True).close()
        except GigWalletError as refusal:
            assert refusal.code == "wrong_passphrase"  # noqa: PT017  some of them open
        counts.append(len(derived))

    assert counts == [1, 1, 1, 1, 1]


def test_each_distinct_cost_is_derived_once_whichever_slot_is_right(
    vault: Vault, reopen: Reopen, clock: SetClock, derived: list[KdfParams]
) -> None:
    keys, dearer = vault.opened.keys, KdfParams(2048, 1, 1)
    foreign = slots.for_passphrase(
        bytearray(OTHERS[0]), dearer, keys.master(), keys.vault_id, clock.now()
    )
    vault.opened.write_header(vault.opened.header.with_slots([*vault.slots.all(), foreign]))
    vault.slots.add_passphrase(bytearray(OTHERS[1]), "")
    vault.close()
    for tried in (PASSPHRASE, OTHERS[0], OTHERS[1]):
        derived.clear()
        reopen(passphrase=bytearray(tried), read_only=True).close()
        assert derived == [CHEAP, dearer]
    derived.clear()
    assert _code(lambda: reopen(passphrase=bytearray(b"wrong"))) == "wrong_passphrase"
    assert derived == [CHEAP, dearer]


def test_four_passphrases_are_enough_and_one_is_the_least(vault: Vault) -> None:
    made = [vault.slots.add_passphrase(bytearray(each), "") for each in OTHERS]

    assert _code(lambda: vault.slots.add_passphrase(bytearray(b"a fifth"), "")) == "too_many_slots"
    for each in made:
        vault.slots.remove(each["id"])
    (left,) = (each for each in vault.slots.all() if each["kind"] == "passphrase")
    assert _code(lambda: vault.slots.remove(left["id"])) == "last_passphrase"


def test_a_removed_passphrase_opens_neither_header_file(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    made = vault.slots.add_passphrase(bytearray(OTHERS[0]), "")
    vault.slots.remove(made["id"][:8])
    vault.close()

    wrong = lambda: reopen(passphrase=bytearray(OTHERS[0]))  # noqa: E731
    assert _code(wrong) == "wrong_passphrase"
    (folder / "vault.gwh").unlink()
    assert _code(wrong) == "wrong_passphrase"
    reopen().close()


def test_no_two_slots_have_the_same_passphrase(vault: Vault) -> None:
    same = bytearray(PASSPHRASE)
    assert _code(lambda: vault.slots.add_passphrase(same, "")) == "passphrase_in_use"

    made = vault.slots.add_passphrase(bytearray(OTHERS[0]), "")
    changed = lambda: vault.slots.change_passphrase(bytearray(PASSPHRASE), made["id"])  # noqa: E731
    assert _code(changed) == "passphrase_in_use"


def test_a_change_keeps_the_others_and_the_label_and_only_alone_takes_a_new_salt(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    before = vault.slots.all()[0]
    alone = vault.slots.change_passphrase(bytearray(b"another of mine"))
    made = vault.slots.add_passphrase(bytearray(OTHERS[0]), "工会")
    database = (folder / "vault.db").read_bytes()
    changed = vault.slots.change_passphrase(bytearray(OTHERS[1]), made["id"])

    assert alone["kdf"]["salt"] != before["kdf"]["salt"]
    assert made["kdf"] == changed["kdf"] == alone["kdf"]
    assert vault.slots.label(changed) == "工会"
    assert "工会".encode() not in (folder / "vault.gwh").read_bytes()
    assert len(bytes.fromhex(changed["label"])) == 12 + 64 + 16
    assert (folder / "vault.db").read_bytes() == database
    vault.close()
    assert _code(lambda: reopen(passphrase=bytearray(OTHERS[0]))) == "wrong_passphrase"
    reopen(passphrase=bytearray(OTHERS[1])).close()
    reopen(passphrase=bytearray(b"another of mine")).close()


def test_what_is_changed_is_what_opened_the_vault_or_must_be_said(
    made: tuple[Vault, str], reopen: Reopen
) -> None:
    vault, code = made
    other = vault.slots.add_passphrase(bytearray(OTHERS[0]), "")
    vault.close()
    again = reopen(passphrase=bytearray(OTHERS[0]))
    again.change_passphrase(bytearray(OTHERS[1]))
    again.change_passphrase(bytearray(OTHERS[2]))
    again.close()
    reopen().close()
    by_code = reopen(recovery_code=code)

    assert other["id"] not in {each["id"] for each in by_code.slots.all()}
    assert by_code.opened_by == by_code.slots.all()[1]["id"]
    assert _code(lambda: by_code.change_passphrase(bytearray(b"which one?"))) == "slot_unclear"
    assert _code(lambda: by_code.change_passphrase(bytearray(b"which?"), "zz")) == "slot_missing"
    by_code.close()


def test_a_vault_that_is_only_read_keeps_its_ways_in(
    vault: Vault, derived: list[KdfParams]
) -> None:
    with vault.reader() as reader:
        for change in (
            lambda: reader.slots.add_passphrase(bytearray(OTHERS[0]), ""),
            lambda: reader.slots.change_passphrase(bytearray(OTHERS[0])),
            lambda: reader.slots.remove(reader.slots.all()[1]["id"]),
            reader.slots.renew_recovery_code,
            lambda: reader.slots.remember(OwnStore()),
            lambda: reader.rekey(bytearray(OTHERS[0])),
        ):
            assert _code(change) == "vault_read_only"

    assert derived[1:] == []


# Memory -------------------------------------------------------------------------------------


def test_a_cost_that_cannot_be_paid_hides_no_slot_that_can(
    vault: Vault, reopen: Reopen, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, dear = vault.opened.keys, KdfParams(4096, 1, 1)
    foreign = slots.for_passphrase(
        bytearray(OTHERS[0]), dear, keys.master(), keys.vault_id, clock.now()
    )
    vault.opened.write_header(vault.opened.header.with_slots([foreign, *vault.slots.all()]))
    vault.close()
    stretch = kdf.stretch

    def short(passphrase: bytearray, salt: bytes, params: KdfParams) -> Secret:
        if params == dear:
            raise GigWalletError("not_enough_memory", needed_mib=4)
        return stretch(passphrase, salt, params)

    monkeypatch.setattr(kdf, "stretch", short)

    reopen().close()
    assert _code(lambda: reopen(passphrase=bytearray(OTHERS[0]))) == "not_enough_memory"


STARVED = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault
class Clock:
    def now(self):
        return datetime.now(UTC)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[2]) * 2**20, resource.RLIM_INFINITY))
for secret in (b"the right passphrase", b"the wrong passphrase"):
    try:
        Vault.open(Path(sys.argv[1]), Clock(), passphrase=bytearray(secret), read_only=True).close()
        print("opened")
    except GigWalletError as refusal:
        print(refusal.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are this system's")
@pytest.mark.parametrize(
    ("mib", "said"),
    [(100, ["not_enough_memory"] * 2), (400, ["opened", "wrong_passphrase"])],
)
def test_a_process_without_the_memory_never_says_wrong_passphrase(
    folder: Path, clock: SetClock, mib: int, said: list[str]
) -> None:
    dear = KdfParams(262_144, 1, 4)
    Vault.create(folder, bytearray(b"the right passphrase"), clock, kdf=dear)[0].close()
    child = subprocess.run(
        [sys.executable, "-c", STARVED, str(folder), str(mib)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert child.stdout.split() == said


# The recovery code ---------------------------------------------------------------------------


def test_a_renewed_code_opens_and_the_old_one_does_not(
    made: tuple[Vault, str], reopen: Reopen
) -> None:
    vault, old = made
    new = vault.slots.renew_recovery_code()

    assert _kinds(vault) == ["passphrase", "recovery"]
    vault.close()
    assert _code(lambda: reopen(recovery_code=old)) == "wrong_recovery_code"
    reopen(recovery_code=new).close()
    reopen().close()


def test_a_rehearsal_really_opens_the_slot_of_this_vault(
    made: tuple[Vault, str], tmp_path: Path, clock: SetClock
) -> None:
    vault, code = made
    other, foreign = Vault.create(tmp_path / "other", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    other.close()

    assert vault.slots.rehearse(code.lower()) == vault.slots.all()[1]["id"]
    assert _code(lambda: vault.slots.rehearse(foreign)) == "wrong_recovery_code"
    assert _code(lambda: vault.slots.rehearse(code[:-1] + "Z")) == "recovery_code_mistyped"
    assert _code(lambda: vault.slots.rehearse("half a code")) == "recovery_code_unreadable"
    vault.slots.remove(vault.slots.all()[1]["id"])
    assert _code(lambda: vault.slots.rehearse(code)) == "no_recovery_code"


def test_a_slot_whose_wrapping_was_spoiled_fails_the_rehearsal(made: tuple[Vault, str]) -> None:
    vault, code = made
    first, recovery = vault.slots.all()
    spoiled = {**recovery, "sealed": "00" * 48}
    vault.opened.write_header(vault.opened.header.with_slots([first, spoiled]))

    assert _code(lambda: vault.slots.rehearse(code)) == "wrong_recovery_code"


# The system's keyring ------------------------------------------------------------------------


def test_the_keyring_opens_and_holds_nothing_but_a_random_secret(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    store = OwnStore()
    assert _code(lambda: reopen(keyring=store, read_only=True)) == "keyring_slot_missing"
    made = vault.slots.remember(store)
    assert vault.slots.known_to(store)
    assert list(store.kept) == [made["id"]]
    assert len(store.kept[made["id"]]) == 32
    assert store.kept[made["id"]] != vault.opened.keys.master()
    vault.close()
    again = reopen(keyring=store)

    assert again.opened_by == made["id"]
    assert again.opened.actor == "owner"
    assert _kinds(again) == ["passphrase", "recovery", "keyring"]
    again.close()
    reopen().close()


def test_a_store_that_lost_or_changed_the_item_asks_for_the_passphrase(
    vault: Vault, reopen: Reopen
) -> None:
    store = OwnStore()
    made = vault.slots.remember(store)
    vault.close()

    assert _code(lambda: reopen(keyring=OwnStore())) == "keyring_item_missing"
    store.kept[made["id"]] = bytes(32)
    assert _code(lambda: reopen(keyring=store)) == "keyring_item_missing"
    store.kept[made["id"]] = b"x"
    assert _code(lambda: reopen(keyring=store)) == "keyring_item_missing"
    store.refuses = "keyring_blocked"
    assert _code(lambda: reopen(keyring=store)) == "keyring_blocked"
    reopen().close()


def test_a_store_that_refuses_gets_no_slot_and_a_forgotten_one_opens_nothing(
    vault: Vault, reopen: Reopen
) -> None:
    store = OwnStore()
    store.refuses = "keyring_unavailable"
    assert _code(lambda: vault.slots.remember(store)) == "keyring_unavailable"
    assert "keyring" not in _kinds(vault)
    store.refuses = ""
    vault.slots.remember(store)
    kept = dict(store.kept)
    vault.slots.forget(store)

    assert store.kept == {}
    assert not vault.slots.known_to(store)
    vault.close()
    store.kept = kept
    assert _code(lambda: reopen(keyring=store)) == "keyring_slot_missing"


def test_a_header_that_cannot_be_written_leaves_no_secret_in_the_store(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise GigWalletError("disk_full")

    store = OwnStore()
    monkeypatch.setattr(vault.disk, "replace_file", full)

    assert _code(lambda: vault.slots.remember(store)) == "disk_full"
    assert store.kept == {}
    assert "keyring" not in _kinds(vault)
