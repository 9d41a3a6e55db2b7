"""A backup is one sealed file that was restored and checked, or it is not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job, Progress
from gigwallet.domain.worker import Worker
from gigwallet.vault import Vault
from gigwallet.vault import folder as files
from gigwallet.vault.backup.backing_up import back_up
from gigwallet.vault.backup.restoring import restore
from gigwallet.vault.disk import Disk
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]

CANARY = "金丝雀骑手 canary 7f31"
CONTENT = b"canary-original-bytes-" * 500


def fill(vault: Vault, trips: int = 30, pictures: int = 3) -> None:
    vault.worker.put(Worker(CANARY))
    engagement = vault.engagements.add(things.ENGAGEMENT)
    vault.trips.add(things.trips(engagement, trips))
    vault.exhibits.add(things.exhibit(CONTENT, f"{CANARY}.png"), CONTENT)
    for number in range(pictures):
        data = secrets.token_bytes(20_000 + number)
        vault.exhibits.add(things.exhibit(data, f"{number}.png"), data)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def test_a_backup_holds_everything_of_one_moment(
    vault: Vault, outside: Path, clock: SetClock, tmp_path: Path
) -> None:
    fill(vault)

    written = back_up(vault, outside / "mine", clock)

    assert names(outside) == ["mine.gwbackup"]
    assert written.sha256 == hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert (written.entries, written.root) == vault.log.state()
    assert written.exhibits == 4
    restored = restore(written.path, tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE))
    assert (restored.entries, restored.vault_id) == (written.entries, vault.vault_id)
    with Vault.open(tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE)) as copy:
        assert copy.log.state() == vault.log.state()
        assert copy.trips.all() == vault.trips.all()
        exhibits = vault.exhibits.all()
        assert [copy.exhibits.data(each.id) for each in exhibits] == [
            vault.exhibits.data(each.id) for each in exhibits
        ]


def test_the_vault_is_used_while_it_is_backed_up(
    vault: Vault, outside: Path, clock: SetClock, tmp_path: Path
) -> None:
    fill(vault)
    engagement = vault.engagements.all()[0].id
    begun_with = vault.log.state()
    written_meanwhile = 0

    def write(_: Progress) -> None:
        nonlocal written_meanwhile
        batch = things.trips(engagement, 1, 1000 + written_meanwhile)
        written_meanwhile += len(vault.trips.add(batch).added)

    written = back_up(vault, outside / "mine", clock, Job(write, every=1))

    assert written_meanwhile > 3
    restored = restore(written.path, tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE))
    assert restored.entries == written.entries <= vault.log.size
    assert vault.log.root_at(written.entries) == written.root
    assert written.entries >= begun_with[0]


def test_an_original_that_is_erased_meanwhile_does_not_spoil_the_backup(
    vault: Vault, outside: Path, clock: SetClock
) -> None:
    fill(vault)
    doomed = vault.exhibits.all()[0].id

    def erase(progress: Progress) -> None:
        # The first report comes when the database is copied, before the originals are.
        with contextlib.suppress(GigWalletError):
            vault.exhibits.delete(doomed)

    written = back_up(vault, outside / "mine", clock, Job(erase, every=1))

    assert written.findings == ()
    assert written.exhibits == 3


def test_nothing_can_be_read_in_a_backup_and_its_length_tells_little(
    vault: Vault, outside: Path, clock: SetClock
) -> None:
    fill(vault)
    small = back_up(vault, outside / "small", clock).path.read_bytes()
    vault.trips.add(things.trips(vault.engagements.all()[0].id, 50, 5000))
    data = secrets.token_bytes(9_000)
    vault.exhibits.add(things.exhibit(data, "more.png"), data)
    later = back_up(vault, outside / "later", clock).path.read_bytes()

    assert len(small) - len(later) in range(-8, 9)  # the header's numbers have more digits
    for canary in (CANARY.encode(), CONTENT[:22], PASSPHRASE, b"trip", b"attachments/", b"SQLite"):
        assert canary not in small[2000:]
        assert CANARY.encode() not in small
    body = small[4096 : 4096 + 65_536 * 15]
    for start in range(0, len(body), 65_536):
        block = body[start : start + 65_536]
        expected = len(block) / 256
        chi = sum((block.count(byte) - expected) ** 2 / expected for byte in range(256))
        assert chi < 420, start  # 255 degrees: one in ten million by chance


def test_what_is_written_on_the_way_is_noise_and_gone_at_the_end(
    vault: Vault, outside: Path, clock: SetClock, folder: Path
) -> None:
    fill(vault)
    seen: set[str] = set()

    def look(_: Progress) -> None:
        for path in [*folder.rglob("*"), *outside.rglob("*")]:
            if path.is_file() and path.suffix not in (".gwh", ".bak"):
                seen.add(path.name.split("-")[0])
                data = path.read_bytes()
                for canary in (CANARY.encode(), CONTENT[:22], b"SQLite format 3", b"ride"):
                    assert canary not in data, path.name

    before = names(folder)
    back_up(vault, outside / "mine", clock, Job(look, every=1))

    assert "vault.db.copy" in seen
    assert names(folder) == before
    assert names(outside) == ["mine.gwbackup"]


def test_a_backup_is_not_written_over_another_without_a_word(
    vault: Vault, outside: Path, clock: SetClock
) -> None:
    fill(vault)
    first = back_up(vault, outside / "mine", clock)
    vault.worker.put(Worker("another"))

    with pytest.raises(GigWalletError) as refused:
        back_up(vault, outside / "mine", clock)
    second = back_up(vault, outside / "mine", clock, replace=True)

    assert refused.value.code == "file_exists"
    assert second.entries == first.entries + 1


def test_no_backup_lies_inside_its_own_vault(vault: Vault, folder: Path, clock: SetClock) -> None:
    with pytest.raises(GigWalletError) as refused:
        back_up(vault, folder / "attachments" / "mine", clock)

    assert refused.value.code == "backup_inside_vault"


class _Lying(Disk):
    """Flips a bit in what is written under the draft's name, as a bad stick does."""

    def __init__(self, ending: str) -> None:
        super().__init__()
        self._ending = ending

    def create_file(self, path: Path, pieces: object) -> None:
        super().create_file(path, pieces)  # type: ignore[arg-type]  # passed through
        if path.name.endswith(self._ending):
            with path.open("r+b") as stream:
                stream.seek(path.stat().st_size // 2)
                byte = stream.read(1)
                stream.seek(-1, os.SEEK_CUR)
                stream.write(bytes([byte[0] ^ 1]))


@pytest.mark.parametrize("ending", [".unfinished", "vault.db"])
def test_a_disk_that_lies_never_gives_a_backup(
    vault: Vault, outside: Path, clock: SetClock, ending: str
) -> None:
    fill(vault)
    good = back_up(vault, outside / "mine", clock).path.read_bytes()
    vault.disk = _Lying(ending)
    vault.opened.disk = vault.disk

    with pytest.raises(GigWalletError) as refused:
        back_up(vault, outside / "mine", clock, replace=True)

    assert refused.value.code in {"backup_damaged", "backup_unsound", "database_damaged"}
    assert (outside / "mine.gwbackup").read_bytes() == good
    assert names(outside) == ["mine.gwbackup"]


def test_missing_originals_are_told_and_never_push_out_a_backup_that_has_them(
    vault: Vault, outside: Path, clock: SetClock, folder: Path
) -> None:
    fill(vault)
    back_up(vault, outside / "mine", clock)
    next((folder / files.ATTACHMENTS).glob("*/*")).unlink()

    with pytest.raises(GigWalletError) as refused:
        back_up(vault, outside / "mine", clock, replace=True)
    other = back_up(vault, outside / "other", clock)

    assert refused.value.code == "backup_would_lose"
    assert [each.code for each in other.findings] == ["exhibit_file_missing"]


def test_a_damaged_database_gives_no_backup(
    vault: Vault, outside: Path, clock: SetClock, folder: Path, reopen: Reopen
) -> None:
    fill(vault, trips=400)
    vault.close()
    path = folder / files.DATABASE
    data = bytearray(path.read_bytes())
    data[len(data) // 2 + 77] ^= 4
    path.write_bytes(data)
    again = reopen(read_only=True)

    with pytest.raises(GigWalletError) as refused:
        back_up(again, outside / "mine", clock)

    assert refused.value.code in {"database_damaged", "backup_unsound"}, refused.value.facts
    assert names(outside) == []


def test_lost_entries_are_not_hidden_by_a_backup(
    vault: Vault, outside: Path, clock: SetClock, folder: Path, reopen: Reopen
) -> None:
    fill(vault)
    vault.close()
    older = (folder / files.DATABASE).read_bytes()
    with reopen() as more:
        more.worker.put(Worker("later"))
    (folder / files.DATABASE).write_bytes(older)

    with pytest.raises(GigWalletError) as refused:
        back_up(reopen(read_only=True), outside / "mine", clock)

    assert refused.value.code == "log_head_mismatch"


def test_a_cancelled_backup_leaves_nothing(
    vault: Vault, outside: Path, clock: SetClock, folder: Path
) -> None:
    fill(vault)
    before = names(folder)
    job = Job(lambda _: job.cancel(), every=1)

    with pytest.raises(Cancelled):
        back_up(vault, outside / "mine", clock, job)

    assert names(outside) == []
    assert names(folder) == before


def test_what_a_killed_backup_left_is_swept_away(
    vault: Vault, outside: Path, clock: SetClock, folder: Path, reopen: Reopen
) -> None:
    fill(vault)
    (outside / "mine.gwbackup.unfinished").write_bytes(b"half")
    scratch = outside / "mine.gwbackup.checking" / files.ATTACHMENTS / "ab"
    scratch.mkdir(parents=True)
    (scratch / ("0" * 30)).write_bytes(b"half")
    (folder / f"{files.DATABASE_COPY}0123456789abcdef").write_bytes(b"half")
    vault.close()

    back_up(reopen(), outside / "mine", clock)

    assert names(outside) == ["mine.gwbackup"]
    assert not list(folder.glob(f"{files.DATABASE_COPY}*"))


# Full disks and disks that only read ---------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("a small disk can only be mounted by root on Linux")
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root on Linux")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _fill_disk(place: Path, leaving: int) -> None:
    (place / "filling").write_bytes(bytes(Disk().free_bytes(place) - leaving))


def test_a_disk_without_room_for_backup_and_trial_is_refused_with_numbers(
    vault: Vault, small_disk: Path, clock: SetClock
) -> None:
    fill(vault)
    _fill_disk(small_disk, 3 * 1024 * 1024)

    with pytest.raises(GigWalletError) as refused:
        back_up(vault, small_disk / "mine", clock)

    assert refused.value.code == "backup_needs_room"
    assert refused.value.facts["free_mb"] == 3
    assert int(refused.value.facts["needed_mb"]) > 8
    assert names(small_disk) == ["filling"]


def test_a_disk_that_runs_full_on_the_way_leaves_nothing(
    vault: Vault, small_disk: Path, clock: SetClock
) -> None:
    fill(vault)
    for leaving in (300_000, 900_000, 1_400_000):
        _fill_disk(small_disk, 20 * 1024 * 1024)

        def run_full(progress: Progress, leaving: int = leaving) -> None:
            if progress.what == "backing_up" and not (small_disk / "more").exists():
                (small_disk / "more").write_bytes(bytes(Disk().free_bytes(small_disk) - leaving))

        with pytest.raises(GigWalletError) as refused:
            back_up(vault, small_disk / "mine", clock, Job(run_full, every=1))
        assert refused.value.code in {"backup_needs_room", "disk_full"}
        assert names(small_disk) == ["filling", "more"]
        for name in ("filling", "more"):
            (small_disk / name).unlink()


def test_a_vault_on_a_disk_that_only_reads_is_backed_up_elsewhere(
    small_disk: Path, outside: Path, clock: SetClock, tmp_path: Path
) -> None:
    made, _ = Vault.create(small_disk / "vault", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    fill(made)
    made.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with Vault.open(small_disk / "vault", clock, passphrase=bytearray(PASSPHRASE)) as looked:
        assert looked.read_only
        written = back_up(looked, outside / "mine", clock)

    assert names(outside) == ["mine.gwbackup"]
    restored = restore(written.path, tmp_path / "back", clock, passphrase=bytearray(PASSPHRASE))
    assert restored.entries == written.entries
