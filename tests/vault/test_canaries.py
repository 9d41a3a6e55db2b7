"""What is planted in a vault is found in no file, no log line and no other place."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gigwallet.domain.case import Case, Respondent
from gigwallet.domain.deciding import Decision, FieldKey
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.scheme import Scheme
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.domain.time_stamp import Authority
from gigwallet.domain.track import pack
from gigwallet.domain.worker import Worker
from gigwallet.vault import Vault
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import SetClock

Reopen = Callable[..., Vault]

PASSPHRASE = b"canary-passphrase-9f2"
NAME = "金丝雀骑手"
ADDRESS = "canary street 7f31"
RAW = "canary-raw-cell-c0ffee"
CONTENT = b"canary-original-bytes-" * 500
FILE_NAME = "canary-file-name.png"
CANARIES = [
    PASSPHRASE,
    NAME.encode(),
    NAME.encode("utf-16-le"),
    ADDRESS.encode(),
    RAW.encode(),
    b"canary-original-bytes",
    FILE_NAME.encode(),
    b"another canary-passphrase",
    b"canary-authority",
    # A name as pairs of signs, as the search index holds it.
    "金丝 丝雀".encode(),
    b"trip",
    b"SQLite format 3",
]


def _fill(vault: Vault) -> None:
    """A canary in each kind of content that a vault can hold."""
    vault.worker.put(Worker(NAME, address=ADDRESS))
    engagement = vault.engagements.add(replace(things.ENGAGEMENT, paying_firm=NAME))
    source = replace(things.typed(), raw={"地址": RAW})
    vault.trips.add([things.new(things.TRIP, engagement, RAW, source=source)])
    vault.trips.add(things.trips(engagement, 300))
    exhibit = vault.exhibits.add(things.exhibit(CONTENT, FILE_NAME, note=ADDRESS), CONTENT)
    vault.exhibits.set_thumbnail(exhibit, CONTENT[:600])
    vault.settings.put(RAW, ADDRESS)
    deduction = replace(things.STATEMENT.deductions[0], label=RAW)
    for shelf, fact in (
        (vault.shifts, things.SHIFT),
        (vault.track_points, replace(things.POINT, provider=NAME, activity=RAW)),
        (vault.tracks, pack([replace(things.POINT, provider=NAME, activity=RAW)])),
        (vault.tallies, replace(things.TALLY, note=ADDRESS)),
        (vault.statements, replace(things.STATEMENT, ref=RAW, deductions=(deduction,))),
        (vault.pay_lines, replace(things.PAY_LINE, label_raw=NAME, trip_ref=RAW)),
        (vault.payouts, replace(things.PAYOUT, payer_text=NAME, label=ADDRESS, ext_ref=RAW)),
    ):
        shelf.add([things.new(fact, engagement, RAW, source=source)])  # type: ignore[attr-defined]  # each shelf its kind
    digest = hashlib.sha256(RAW.encode()).hexdigest()
    vault.schemes.add(Scheme(NAME, RAW, digest, False, date(2025, 7, 1), proof=exhibit))
    respondent = Respondent(NAME, address=ADDRESS)
    vault.cases.add(Case(engagement, RAW, things.JULY, (respondent,)))
    vault.coverage.add(CoveredSpan(engagement, things.JULY, RAW, (exhibit,)))
    vault.exhibit_texts.put(exhibit, {1: f"{NAME} {ADDRESS} {RAW}"}, "reader")
    piece = Piece(f"{NAME} {ADDRESS}", Box(1, 1, 1, 1))
    screen = ScreenReading(Paper((Page(9, 9, (piece,)),), RAW), RAW)
    vault.screens.put(exhibit, StoredReading(screen, RAW, RAW))
    vault.screens.decide(exhibit, Decision(FieldKey(RAW, RAW), Standing.CORRECTED, ADDRESS))
    vault.search.catch_up()
    vault.time_stamps.put_authority(Authority(NAME, "https://canary-authority.example"))
    vault.slots.add_passphrase(bytearray(b"another canary-passphrase"), NAME)
    vault.make_checkpoint("export")
    (gone,) = vault.tallies.add([things.new(things.TALLY, engagement, "gone")]).added
    vault.tallies.delete(gone)
    vault.log.append("export.made", "", RAW.encode())  # it waits in the WAL


def _files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _assert_silent(found: dict[Path, bytes]) -> None:
    for path, data in found.items():
        for canary in CANARIES:
            assert canary not in data, (path.name, canary)
            assert canary.decode("utf-8", "ignore") not in str(path.name)


def test_nothing_readable_lies_in_the_vault_while_open_or_closed(
    tmp_path: Path,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    folder = tmp_path / "vault"
    vault, code = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    _fill(vault)
    # A sort too large for the cache would go to a temporary file if it were allowed to.
    vault.connection.all("SELECT * FROM trip ORDER BY offered_at_text, ref DESC")
    open_files = _files(folder)
    assert any(path.name.endswith("-wal") and data for path, data in open_files.items())
    _assert_silent(open_files)
    renewed = vault.rekey(bytearray(PASSPHRASE)).recovery_code
    _assert_silent(_files(folder))
    vault.close()

    _assert_silent(_files(folder))
    assert list(temporary.iterdir()) == []
    said = capfd.readouterr()
    for text in (caplog.text, said.out, said.err):
        for canary in [*CANARIES[:-2], code.encode(), renewed.encode()]:
            assert canary.decode("utf-8", "ignore") not in text
    for data in _files(folder).values():
        for each in (code, renewed):
            assert each.encode() not in data
            assert each.replace("-", "").encode() not in data


def test_every_file_of_a_vault_but_the_header_is_indistinguishable_from_noise(
    tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gigwallet.vault.ballast.BALLAST_BYTES", 100_000)
    vault, _ = Vault.create(tmp_path / "vault", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    _fill(vault)
    vault.close()
    for path, data in _files(tmp_path / "vault").items():
        if path.suffix in (".gwh", ".bak") or not data:
            continue
        for start in range(0, len(data) - 4095, 65_536):
            block = data[start : start + 65_536]
            expected = len(block) / 256
            chi = sum((block.count(byte) - expected) ** 2 / expected for byte in range(256))
            assert chi < 420, (path.name, start)  # 255 degrees: one in ten million by chance


def test_a_wrong_key_makes_no_noise_on_the_terminal(
    tmp_path: Path, clock: SetClock, capfd: pytest.CaptureFixture[str]
) -> None:
    vault, _ = Vault.create(tmp_path / "vault", bytearray(PASSPHRASE), clock, kdf=CHEAP)
    vault.close()
    path = tmp_path / "vault" / "vault.db"
    path.write_bytes(secrets.token_bytes(len(path.read_bytes())))
    with pytest.raises(Exception, match="database_damaged"):
        Vault.open(tmp_path / "vault", clock, passphrase=bytearray(PASSPHRASE))

    assert capfd.readouterr() == ("", "")


HEX_IN_MEMORY = """
import ctypes, re, sys
from datetime import UTC, datetime
from pathlib import Path
from gigwallet.vault import KdfParams, Vault
from gigwallet.vault.keys import derived as keys

class Clock:
    def now(self):
        return datetime(2026, 3, 1, tzinfo=UTC)

vault, _ = Vault.create(Path(sys.argv[1]), bytearray(b"passphrase"), Clock(),
                        kdf=KdfParams(65_536, 1, 1))
if sys.argv[2] == "rekeyed":
    vault.rekey(bytearray(b"another passphrase"))
key = vault._opened.keys.derive(keys.DATABASE)
half = key.bytes()[:16]
key.close()
wanted = "".join(f"{byte:02x}" for byte in half[:8]).encode()
masked = bytes(byte ^ 0x55 for byte in wanted)
del wanted
found = 0
for line in Path("/proc/self/maps").read_text().splitlines():
    span, rights = line.split()[:2]
    if not rights.startswith("rw") or "[vvar" in line:
        continue
    start, end = (int(edge, 16) for edge in span.split("-"))
    with open("/proc/self/mem", "rb") as memory:
        memory.seek(start)
        try:
            data = memory.read(end - start)
        except OSError:
            continue
    wanted = bytes(byte ^ 0x55 for byte in masked)
    place = data.find(wanted)
    while place >= 0:
        # A whole key in hex is 64 digits; what we search with is 16.
        if re.match(rb"[0-9a-f]{64}", data[place : place + 64]):
            found += 1
        place = data.find(wanted, place + 1)
    del data
print(found)
"""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads its own memory by /proc")
@pytest.mark.parametrize("how", ["made", "rekeyed"])
def test_the_hex_text_of_the_key_does_not_stay_in_memory(tmp_path: Path, how: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", HEX_IN_MEMORY, str(tmp_path / "vault"), how],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ},
    )

    assert run.stdout == "0\n"
