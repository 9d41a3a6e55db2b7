"""Backup, restore and merge by command: exit codes, JSON, and a way on in every refusal."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image

from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.domain.recorded import HowKnown
from gigwallet.domain.worker import Worker
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.cli.conftest import Cli
from tests.vault import things


def _put_worker(folder: Path, name: str) -> None:
    with open_vault(folder, passphrase=bytearray(people.PASSPHRASE)) as wallet:
        wallet.vault.worker.put(Worker(name))


def test_a_vault_goes_into_a_file_and_comes_out_of_it(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    made = cli("backup", vault, "--out", tmp_path / "out" / "mine", "--json")
    again = cli("backup", vault, "--out", tmp_path / "out" / "mine", "--json")
    written = Path(made.result["file"])
    back = cli("restore", written, "--to", tmp_path / "back", "--json")

    assert made.code == back.code == 0
    assert written.name == "mine.gwbackup"
    assert made.result["bytes"] == written.stat().st_size
    assert again.code == 2
    assert again.errors == ["file_exists"]
    assert back.result["entries"] == made.result["entries"]
    assert cli("check", tmp_path / "back").code == 0
    assert cli("backup", vault, "--out", written, "--replace").code == 0


def test_restoring_says_why_not(cli: Cli, vault: Path, tmp_path: Path, secret: Path) -> None:
    cli("backup", vault, "--out", tmp_path / "mine.gwbackup")
    damaged = tmp_path / "damaged.gwbackup"
    data = bytearray((tmp_path / "mine.gwbackup").read_bytes())
    data[-100] ^= 1
    damaged.write_bytes(data)
    for file, code in ((damaged, "backup_damaged"), (secret, "backup_unknown")):
        said = cli("restore", file, "--to", tmp_path / "back", "--json")
        assert (said.code, said.errors) == (2, [code])
    assert cli("restore", damaged, "--to", vault, "--json").errors == ["folder_not_empty"]
    assert not (tmp_path / "back").exists()


def test_two_copies_come_together_and_their_conflict_is_settled(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(vault, stick)
    _put_worker(stick, "on the stick")
    _put_worker(vault, "on the desk")

    merged = cli("merge", vault, stick, "--json")
    again = cli("merge", vault, stick)
    shown = cli("conflicts", vault)

    assert merged.code == 1
    (conflict,) = merged.result["conflicts"]
    assert conflict["kind"] == "worker"
    assert "on the desk" in conflict["ours"]["text"]
    assert "on the stick" in conflict["theirs"]["text"]
    assert again.code == 0
    assert shown.code == 1
    assert "on the stick" in shown.out
    assert "--keep ours" in shown.out
    settled = cli("conflicts", vault, "--settle", conflict["id"][:8], "--keep", "theirs", "--json")
    assert (settled.code, settled.result["conflicts"]) == (0, [])
    with open_vault(vault, passphrase=bytearray(people.PASSPHRASE)) as wallet:
        assert wallet.vault.worker.get().name == "on the stick"
    twice = cli("conflicts", vault, "--settle", conflict["id"], "--keep", "ours", "--json")
    assert twice.errors == ["conflict_missing"]
    assert cli("conflicts", vault, "--settle", "x").code == 2


def test_a_backup_with_another_passphrase_is_merged_with_its_own(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    cli("backup", vault, "--out", tmp_path / "mine.gwbackup")
    other = create_vault(tmp_path / "other", bytearray(people.PASSPHRASE), kdf=CHEAP)
    other.wallet.close()
    wrong = people.put(tmp_path, "wrong.txt", b"not this one\n")

    assert cli("merge", vault, tmp_path / "mine.gwbackup").code == 0
    for arguments, code in (
        ((tmp_path / "other",), "merge_other_vault"),
        ((vault,), "merge_same_place"),
        ((tmp_path / "nowhere",), "file_missing"),
        ((tmp_path / "mine.gwbackup", "--other-passphrase-file", wrong), "merge_secret_wrong"),
    ):
        said = cli("merge", vault, *arguments, "--json")
        assert (said.code, said.errors) == (2, [code])


def test_a_revised_trip_is_told_from_both_sides_in_words(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    with open_vault(vault, passphrase=bytearray(people.PASSPHRASE)) as wallet:
        engagement = wallet.vault.engagements.all()[0].id
        (trip,) = wallet.vault.trips.add([things.new(things.TRIP, engagement)]).added
    stick = tmp_path / "stick"
    shutil.copytree(vault, stick)
    for folder, metres in ((vault, 1111), (stick, 2222)):
        with open_vault(folder, passphrase=bytearray(people.PASSPHRASE)) as wallet:
            known = wallet.vault.trips.get(trip).fact
            changed = known.__class__(
                **{name: getattr(known, name) for name in known.__slots__} | {"trip_m": metres}
            )
            wallet.vault.trips.revise(trip, changed, HowKnown.TYPED)

    said = cli("merge", vault, stick)

    assert said.code == 1
    assert "1.1" in said.out
    assert "2.2" in said.out
    assert "*" in said.out


def test_of_two_long_sayings_only_what_differs_is_set_side_by_side(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20)).save(picture, "PNG")
    cli("import", vault, people.put(tmp_path, "rain.png", picture.getvalue()))
    listed = cli("exhibits", vault, "--json").result["exhibits"]
    (exhibit,) = [each["id"] for each in listed if each["name"] == "rain.png"]
    stick = tmp_path / "stick"
    shutil.copytree(vault, stick)
    cli("exhibits", vault, "describe", exhibit, "--label", "desk")
    cli("exhibits", stick, "describe", exhibit, "--label", "stick")

    said = cli("merge", vault, stick)

    assert "SHA-256" not in said.out
    assert said.out.count("rain.png") == 2
    assert ": desk" in said.out
    assert ": stick" in said.out
