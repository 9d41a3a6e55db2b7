"""The ways into a vault on the command line: listed, added, ended, tried, and all made new."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gigwallet.host.keyring_store import KeyringStore
from tests.app.people import PASSPHRASE, put
from tests.cli.conftest import Cli
from tests.vault.stores import OwnStore

OTHER = b"the union's long passphrase\n"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> OwnStore:
    """Stands in the place of the system's store."""
    own = OwnStore()
    for name in ("name", "get", "put", "remove"):
        call = getattr(own, name)
        monkeypatch.setattr(KeyringStore, name, lambda _self, *given, call=call: call(*given))
    return own


def test_a_passphrase_is_added_named_used_and_ended(cli: Cli, vault: Path, tmp_path: Path) -> None:
    other = put(tmp_path, "other.txt", OTHER)
    added = cli(
        "slots",
        "add-passphrase",
        vault,
        "--new-passphrase-file",
        other,
        "--label",
        "工会",
        "--json",
    )
    assert added.code == 0
    assert [each["kind"] for each in added.result["slots"]] == [
        "passphrase",
        "recovery",
        "passphrase",
    ]
    assert added.result["slots"][0]["used"]
    slot = added.result["slots"][2]
    assert slot["label"] == "工会"
    listed = cli("slots", "list", vault, "--passphrase-file", other, "--json")
    assert [each["id"] for each in listed.result["slots"] if each["used"]] == [slot["id"]]
    assert "工会" in cli("slots", "list", vault).out

    assert cli("slots", "remove", vault, slot["id"][:8]).code == 0
    refused = cli("slots", "list", vault, "--passphrase-file", other, "--json")
    assert (refused.code, refused.errors) == (2, ["wrong_passphrase"])
    first = listed.result["slots"][0]["id"]
    assert cli("slots", "remove", vault, first, "--json").errors == ["last_passphrase"]
    assert cli("slots", "remove", vault, "zz", "--json").errors == ["slot_missing"]


def test_of_several_passphrases_one_is_changed(cli: Cli, vault: Path, tmp_path: Path) -> None:
    other = put(tmp_path, "other.txt", OTHER)
    new = put(tmp_path, "new.txt", b"a third one entirely\n")
    added = cli("slots", "add-passphrase", vault, "--new-passphrase-file", other, "--json")
    slot = added.result["slots"][2]["id"]

    changed = cli("passphrase", vault, "--new-passphrase-file", new, "--slot", slot[:6], "--json")
    assert changed.code == 0
    assert cli("slots", "list", vault, "--passphrase-file", other).code == 2
    assert cli("slots", "list", vault, "--passphrase-file", new).code == 0
    assert cli("slots", "list", vault).code == 0


def test_the_recovery_code_is_renewed_and_tried(cli: Cli, vault: Path, tmp_path: Path) -> None:
    code, sheet = tmp_path / "code.txt", tmp_path / "sheet.pdf"
    renewed = cli("recovery", "renew", vault, "--recovery-out", code, "--sheet", sheet, "--json")

    assert renewed.code == 0
    assert "recovery_code" not in renewed.result
    assert stat.S_IMODE(code.stat().st_mode) == 0o600
    assert sheet.read_bytes().startswith(b"%PDF")
    drill = cli("recovery", "drill", vault, "--code-file", code, "--json")
    assert drill.result["opens"]
    assert drill.result["rehearsed_on"]
    wrong = put(tmp_path, "wrong.txt", b"000G-40R4-0M30-E209-185G-R38E-1W81-24GK-J8\n")
    assert cli("recovery", "drill", vault, "--code-file", wrong, "--json").errors == [
        "wrong_recovery_code"
    ]
    assert cli("recovery", "drill", vault, "--json").errors == ["recovery_code_needed"]
    assert cli("recovery", "renew", vault, "--sheet", sheet, "--json").errors == ["file_in_the_way"]
    again = cli("recovery", "renew", vault, "--json")
    assert cli("recovery", "drill", vault, "--code-file", code, "--json").errors == [
        "wrong_recovery_code"
    ]
    assert len(again.result["recovery_code"]) == 42


def test_all_keys_are_made_new_and_it_is_said_what_still_opens(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    other = put(tmp_path, "other.txt", OTHER)
    new = put(tmp_path, "new.txt", b"nobody has seen this one\n")
    cli("slots", "add-passphrase", vault, "--new-passphrase-file", other)
    done = cli("rekey", vault, "--new-passphrase-file", new, "--json")

    assert done.code == 0
    assert (done.result["attachments"], done.result["left"], done.result["ended"]) == (0, 0, 1)
    code = put(tmp_path, "code.txt", done.result["recovery_code"].encode())
    assert cli("check", vault, "--json").errors == ["wrong_passphrase"]
    assert cli("check", vault, "--passphrase-file", new, "--json").result["grade"] == "sound"
    assert cli("check", vault, "--recovery-code-file", code).code == 0
    told = cli("rekey", vault, "--passphrase-file", new, "--new-passphrase-file", other)
    assert "Backups and copies" in told.out


def test_the_keyring_opens_where_it_was_told_to(
    cli: Cli, vault: Path, store: OwnStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("slots", "list", vault, "--from-keyring", "--json").errors == [
        "keyring_slot_missing"
    ]
    turned = cli("slots", "keyring", vault, "on", "--json")
    assert turned.code == 0
    assert turned.result["slots"][2]["kind"] == "keyring"
    monkeypatch.delenv("GIGWALLET_PASSPHRASE_FILE")
    assert cli("slots", "list", vault, "--from-keyring").code == 0
    assert cli("check", vault, "--from-keyring", "--json").result["grade"] == "sound"
    kept, store.kept = store.kept, {}
    assert cli("slots", "list", vault, "--from-keyring", "--json").errors == [
        "keyring_item_missing"
    ]
    store.kept = kept
    assert cli("slots", "keyring", vault, "off", "--from-keyring").code == 0
    assert store.kept == {}
    assert cli("slots", "list", vault, "--from-keyring", "--json").errors == [
        "keyring_slot_missing"
    ]


def test_without_a_store_the_reason_is_said(
    cli: Cli, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    answer = cli("slots", "keyring", vault, "on", "--json")

    assert answer.errors == ["keyring_unavailable"]
    assert "Secret Service" in answer.json["errors"][0]["text"]
    assert PASSPHRASE.decode() not in answer.err


def test_a_removed_recovery_code_leaves_a_warning(cli: Cli, vault: Path) -> None:
    listed = cli("slots", "list", vault, "--json").result["slots"]
    (code,) = [each["id"] for each in listed if each["kind"] == "recovery"]

    assert "gigwallet recovery renew" in cli("slots", "remove", vault, code).out
