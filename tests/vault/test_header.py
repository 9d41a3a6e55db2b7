"""The header is exact: it cannot be bent, and decay is never called a wrong passphrase."""

from __future__ import annotations

import errno
import hashlib
import json
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gigwallet.crypto import kdf
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import KdfParams, Vault, canonical, header
from gigwallet.vault.disk import Disk
from tests.cheap_keys import CHEAP
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]


def _fields(folder: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((folder / "vault.gwh").read_bytes())
    return fields


def _write(folder: Path, fields: dict[str, Any], *, both: bool = True) -> None:
    """A header with a right checksum, as anyone could write it; its MAC stays as it is."""
    body = {name: value for name, value in fields.items() if name != "checksum"}
    checksum = hashlib.sha256(canonical.encode(body)).hexdigest()
    data = canonical.encode({**fields, "checksum": checksum}) + b"\n"
    for name in ("vault.gwh", "vault.gwh.bak")[: 2 if both else 1]:
        (folder / name).write_bytes(data)


def _code(refused: pytest.ExceptionInfo[GigWalletError]) -> str:
    return refused.value.code


def test_each_slot_opens_the_vault_alone(made: tuple[Vault, str], reopen: Reopen) -> None:
    vault, code = made
    vault.close()

    reopen(passphrase=bytearray(PASSPHRASE)).close()
    reopen(recovery_code=code.lower().replace("-", " ")).close()


def test_a_passphrase_opens_in_whichever_form_it_is_typed(folder: Path, clock: SetClock) -> None:
    composed = unicodedata.normalize("NFC", "clé du café 保险").encode()
    Vault.create(folder, bytearray(composed), clock, kdf=CHEAP)[0].close()

    decomposed = unicodedata.normalize("NFD", composed.decode()).encode()
    Vault.open(folder, clock, passphrase=bytearray(decomposed)).close()

    assert composed != decomposed


def test_wrong_secrets_are_told_apart(vault: Vault, reopen: Reopen) -> None:
    vault.close()
    with pytest.raises(GigWalletError) as phrase:
        reopen(passphrase=bytearray(b"correct horse 43 rides"))
    with pytest.raises(GigWalletError) as code:
        reopen(recovery_code="000G-40R4-0M30-E209-185G-R38E-1W81-24GK-J8")

    assert (_code(phrase), _code(code)) == ("wrong_passphrase", "wrong_recovery_code")


def test_both_header_files_are_equal_and_both_change_with_the_passphrase(
    made: tuple[Vault, str], folder: Path, reopen: Reopen
) -> None:
    vault, code = made
    before = (folder / "vault.gwh").read_bytes()
    database = (folder / "vault.db").read_bytes()
    vault.change_passphrase(bytearray(b"another one"))

    after = [(folder / name).read_bytes() for name in ("vault.gwh", "vault.gwh.bak")]
    assert after[0] == after[1] != before
    assert (folder / "vault.db").read_bytes() == database
    vault.close()
    for name in ("vault.gwh", "vault.gwh.bak"):
        other = folder / ("vault.gwh.bak" if name == "vault.gwh" else "vault.gwh")
        aside = other.read_bytes()
        other.unlink()
        with pytest.raises(GigWalletError) as refused:
            reopen()
        assert _code(refused) == "wrong_passphrase"
        reopen(passphrase=bytearray(b"another one"), read_only=True).close()
        reopen(recovery_code=code, read_only=True).close()
        other.write_bytes(aside)


def test_a_crash_between_the_two_files_leaves_one_truth(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    old = (folder / "vault.gwh.bak").read_bytes()
    vault.change_passphrase(bytearray(b"another one"))
    vault.close()
    (folder / "vault.gwh.bak").write_bytes(old)

    with pytest.raises(GigWalletError) as refused:
        reopen()
    reopen(passphrase=bytearray(b"another one")).close()

    assert _code(refused) == "wrong_passphrase"
    assert (folder / "vault.gwh").read_bytes() == (folder / "vault.gwh.bak").read_bytes()


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "flip", "foreign"])
def test_a_damaged_header_falls_back_to_its_copy_and_says_so(
    vault: Vault, folder: Path, reopen: Reopen, damage: str
) -> None:
    vault.close()
    path = folder / "vault.gwh"
    whole = path.read_bytes()
    match damage:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(whole[:-40])
        case "flip":
            path.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
        case _:
            path.write_bytes(b'{"magic":"else"}\n')

    again = reopen()

    assert [notice.code for notice in again.notices] == ["header_restored"]
    again.close()
    assert path.read_bytes() == (folder / "vault.gwh.bak").read_bytes()
    assert reopen().notices == ()


def test_every_single_flipped_bit_of_the_header_is_noticed_without_a_key(
    vault: Vault, folder: Path
) -> None:
    vault.close()
    whole = (folder / "vault.gwh").read_bytes()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        with pytest.raises(header.HeaderDamaged):
            header.parse(bytes(flipped))


def test_two_damaged_headers_and_no_header_are_told_apart(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.close()
    for name in ("vault.gwh", "vault.gwh.bak"):
        (folder / name).write_bytes(b"rubbish")
    with pytest.raises(GigWalletError) as damaged:
        reopen()
    for name in ("vault.gwh", "vault.gwh.bak"):
        (folder / name).unlink()
    with pytest.raises(GigWalletError) as missing:
        reopen()
    (folder / "vault.db").unlink()
    with pytest.raises(GigWalletError) as nothing:
        reopen()

    assert _code(damaged) == "header_damaged"
    assert _code(missing) == "header_missing"
    assert _code(nothing) == "vault_missing"


def test_lowered_costs_do_not_open_even_with_a_right_checksum(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.close()
    fields = _fields(folder)
    fields["slots"][0]["kdf"]["memory_kib"] = 512
    _write(folder, fields)

    with pytest.raises(GigWalletError) as refused:
        reopen()

    assert _code(refused) == "wrong_passphrase"


@pytest.mark.parametrize("name", ["log_head", "created_at", "revision", "label", "unknown"])
def test_what_the_slots_do_not_bind_the_mac_does(
    vault: Vault, folder: Path, reopen: Reopen, name: str
) -> None:
    vault.close()
    fields = _fields(folder)
    match name:
        case "log_head":
            fields["log_head"]["size"] = 0
        case "revision":
            fields["revision"] += 1
        case "label":
            fields["slots"][0]["label"] = "mine"
        case _:
            fields[name] = "2020-01-01T00:00:00Z"
    _write(folder, fields, both=False)
    again = reopen()
    again.close()
    _write(folder, fields)
    with pytest.raises(GigWalletError) as refused:
        reopen()

    assert [notice.code for notice in again.notices] == ["header_restored"]
    assert _code(refused) == "header_damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": 2**32},
        {"passes": 10**6},
        {"lanes": 255},
        {"memory_kib": "lots"},
        {"salt": "00"},
        {"salt": "zz" * 16},
    ],
)
def test_a_crafted_header_is_refused_before_anything_is_derived(
    vault: Vault,
    folder: Path,
    reopen: Reopen,
    change: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vault.close()
    fields = _fields(folder)
    fields["slots"][0]["kdf"] |= change
    _write(folder, fields)
    monkeypatch.setattr(kdf, "Argon2id", None)

    with pytest.raises(GigWalletError) as refused:
        reopen()

    assert _code(refused) == "header_refused"


def test_too_many_slots_and_too_many_bytes_are_refused(
    vault: Vault, folder: Path, reopen: Reopen
) -> None:
    vault.close()
    fields = _fields(folder)
    slots = fields["slots"]
    for changed in (slots * 9, [slots[0]] * 5, [slots[1]]):
        _write(folder, {**fields, "slots": changed})
        with pytest.raises(GigWalletError) as refused:
            reopen()
        assert _code(refused) == "header_refused"
    (folder / "vault.gwh").write_bytes(b"[" * 70_000)
    with pytest.raises(GigWalletError) as refused:
        reopen()
    assert _code(refused) == "header_refused"


def test_deep_and_odd_json_is_damage_and_not_a_crash() -> None:
    odd = [b"[" * 60_000, b'{"a":1.5}', b'{"a":NaN}', b'{"a":1,"a":1}', b"\xff", b'{ "a":1}', b"7"]
    for data in odd:
        with pytest.raises(header.HeaderDamaged):
            header.parse(data + b"\n")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": 2}, "vault_too_new"),
        ({"critical": ["quantum"]}, "vault_too_new"),
        ({"database": {"cipher": "sqlcipher5", "page_size": 4096}}, "vault_too_new"),
        ({"attachments": {"aead": "aes-256-gcm", "version": 2}}, "vault_too_new"),
        ({"pending_rekey": {"slots": []}}, "header_refused"),
    ],
)
def test_what_only_a_newer_program_understands_is_refused(
    vault: Vault, folder: Path, reopen: Reopen, change: dict[str, object], code: str
) -> None:
    vault.close()
    _write(folder, _fields(folder) | change)

    with pytest.raises(GigWalletError) as refused:
        reopen()

    assert _code(refused) == code


def test_unknown_fields_and_slot_kinds_survive_a_rewrite(
    made: tuple[Vault, str], folder: Path, reopen: Reopen, clock: SetClock
) -> None:
    vault, _ = made
    keyring = {
        "id": "00" * 16,
        "kind": "hpke",
        "label": "union",
        "created_at": "2026-01-01T00:00:00Z",
        "kdf": {"name": "hpke", "kem": "x25519", "kdf": "hkdf-sha256", "aead": "aes-256-gcm"},
        "nonce": "",
        "sealed": "00" * 80,
    }
    head = vault._opened.header
    fields = {**head.fields, "later": {"x": [1, None, True]}, "slots": [*head.slots, keyring]}
    vault._write_header(header.Header(fields))
    vault.close()

    again = reopen()
    clock.move(timedelta(days=1))
    again.change_passphrase(bytearray(b"another one"))
    again.close()

    kept = _fields(folder)
    assert kept["later"] == {"x": [1, None, True]}
    assert kept["slots"][2] == keyring


def test_labels_with_brackets_do_not_count_as_depth() -> None:
    assert canonical.decode(canonical.encode({"label": "[" * 100})) == {"label": "[" * 100}


def test_a_new_passphrase_slot_is_never_cheap(
    folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    with pytest.raises(ValueError, match="64 MiB"):
        Vault.create(folder, bytearray(b"x"), clock, kdf=KdfParams(8192, 1, 1))

    assert not folder.exists()


class NoSecondFile(Disk):
    """Full, or held by another program, whenever the copy is to be written."""

    def __init__(self) -> None:
        super().__init__()
        self.refusing = False

    def replace(self, new: Path, path: Path) -> None:
        if self.refusing and path.name == "vault.gwh.bak":
            raise OSError(errno.ENOSPC, "full", str(path))
        super().replace(new, path)


def test_a_change_that_reached_one_of_the_two_files_only_is_taken_back(
    folder: Path, clock: SetClock, reopen: Reopen
) -> None:
    disk = NoSecondFile()
    vault, code = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP, disk=disk)
    vault.anchor()

    disk.refusing = True
    for change in (
        lambda: vault.change_passphrase(bytearray(b"another passphrase")),
        vault.slots.renew_recovery_code,
    ):
        with pytest.raises(GigWalletError) as refused:
            change()
        assert _code(refused) == "disk_full"
    disk.refusing = False
    vault.close()

    reopen().close()
    reopen(recovery_code=code).close()
    assert (folder / "vault.gwh").read_bytes() == (folder / "vault.gwh.bak").read_bytes()


def _without(slot: int, name: str) -> Callable[[dict[str, Any]], object]:
    return lambda fields: fields["slots"][slot].pop(name)


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields.update(critical=5),
        lambda fields: fields.update(critical=[{}]),
        lambda fields: fields.update(log_head=None),
        lambda fields: fields.update(pending_rekey=5),
        lambda fields: fields.update(slots=[5]),
        lambda fields: fields["slots"][1]["kdf"].pop("salt"),
        lambda fields: fields["slots"][1].update(kdf={}),
        lambda fields: fields["slots"][1].update(kind=[]),
        _without(0, "created_at"),
        _without(1, "created_at"),
        _without(0, "id"),
        _without(1, "kind"),
    ],
)
def test_a_header_of_another_shape_is_refused_and_no_crash(
    made: tuple[Vault, str],
    folder: Path,
    reopen: Reopen,
    change: Callable[[dict[str, Any]], object],
) -> None:
    vault, code = made
    vault.close()
    fields = _fields(folder)
    change(fields)
    _write(folder, fields)

    for secret in ({"passphrase": bytearray(PASSPHRASE)}, {"recovery_code": code}):
        with pytest.raises(GigWalletError) as refused:
            reopen(**secret)
        assert _code(refused) == "header_refused"
