"""Export and rebuild, as a person types them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gigwallet.app.exports import export_all_form as form
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.cli.terminal import Terminal
from tests.app import open_exports, people
from tests.cli.conftest import Cli


@pytest.fixture
def filled(vault: Path) -> Path:
    with open_vault(vault, passphrase=bytearray(people.PASSPHRASE)) as wallet:
        open_exports.fill(wallet)
    return vault


def test_an_export_goes_out_and_comes_back(cli: Cli, filled: Path, tmp_path: Path) -> None:
    out, new, code = tmp_path / "全部", tmp_path / "new", tmp_path / "code.txt"
    secret = people.put(tmp_path, "new.txt", b"another passphrase 7\n")

    done = cli("export", filled, "--out", out, "--yes-unencrypted", "--json")
    built = cli(
        "rebuild", out, "--to", new, "--new-passphrase-file", secret, "--recovery-out", code,
        "--json",
    )  # fmt: skip
    checked = cli("check", new, "--passphrase-file", secret, "--json")

    assert (done.code, built.code, checked.code) == (0, 0, 0)
    assert done.result["originals"] == 2
    assert built.result["id"] == open_exports.read_head(out)["vault_id"]
    assert built.result["entries"] == done.result["entries"] + 2
    assert stat.S_IMODE(code.stat().st_mode) == 0o600
    assert checked.result["counts"]["exhibits"] == 2


def test_nobody_exports_without_having_read_that_it_is_not_encrypted(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    asked = cli("export", filled, "--out", tmp_path / "out", "--json")

    assert (asked.code, asked.errors) == (2, ["open_export_unconfirmed"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("typed", "goes"), [("yes", 0), ("YES ", 0), ("y", 2), ("", 2), ("no", 2)])
def test_only_a_written_out_yes_counts(
    cli: Cli, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, goes: int
) -> None:
    class Person:
        def readline(self) -> str:
            return f"{typed}\n"

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Person())
    assert Terminal().can_ask

    answer = cli("export", filled, "--out", tmp_path / "out")

    assert answer.code == goes
    assert "not encrypted" in answer.err


def test_a_changed_export_says_which_file_and_makes_nothing(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    secret = people.put(tmp_path, "new.txt", b"another passphrase 7\n")
    cli("export", filled, "--out", out, "--yes-unencrypted")
    trips = out / form.file_of("trip", "csv")
    trips.write_bytes(trips.read_bytes().replace(b"6.50", b"9.50"))

    answer = cli("rebuild", out, "--to", tmp_path / "new", "--new-passphrase-file", secret)

    assert answer.code == 2
    assert "tables/trip.csv" in answer.err
    assert not (tmp_path / "new").exists()


def test_an_original_that_the_vault_has_lost_is_something_to_look_at(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    next((filled / "attachments").glob("??/*")).unlink()

    answer = cli("export", filled, "--out", tmp_path / "out", "--yes-unencrypted", "--json")

    assert (answer.code, answer.result["absent"]) == (1, 1)
