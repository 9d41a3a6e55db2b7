"""Fault campaigns against the vault: kills, flips, cuts, old pages and old files put back.

``python3 packaging/run.py faults --seconds N`` runs them long; the suite runs a short one. Each
returns how many rounds it made and what broke a promise.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gigwallet.crypto import checkpoint
from gigwallet.crypto.checkpoint import Checkpoint
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import CheckReport, Vault, check
from tests import cheap_keys
from tests.cheap_keys import CHEAP
from tests.faults._killing import Heard, run_and_kill
from tests.faults._outcome import Campaign, Outcome
from tests.faults._vault_child import (
    BATCH,
    PASSPHRASES,
    RealClock,
    open_with_either,
    picture,
)
from tests.vault import things

PAGE = 4096
CLOCK = RealClock()


def _passphrase() -> bytearray:
    return bytearray(PASSPHRASES[0])


def _new_vault(folder: Path, batches: int) -> None:
    with cheap_keys.allowed():
        vault, _ = Vault.create(folder, _passphrase(), CLOCK, kdf=CHEAP)
    with vault:
        engagement = vault.engagements.add(things.ENGAGEMENT)
        for number in range(batches):
            data = picture(number)
            vault.exhibits.add(things.exhibit(data, f"{number}.png"), data)
            vault.trips.add(things.trips(engagement, BATCH, number * BATCH))


@contextmanager
def _copy(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        shutil.copytree(folder, Path(place) / "vault")
        yield Path(place) / "vault"


def _verdict(folder: Path, which: int = 0, against: Checkpoint | None = None) -> str:
    """The refusal's code, else the grade of a full check."""
    secret = bytearray(PASSPHRASES[which])
    try:
        report: CheckReport = check(folder, CLOCK, passphrase=secret, against=against)
    except GigWalletError as refusal:
        return refusal.code
    return report.grade.value


def _flip(path: Path, dice: random.Random) -> int:
    data = bytearray(path.read_bytes())
    place = dice.randrange(len(data))
    data[place] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    return place


def kills(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """kill -9 at random moments: what was acknowledged is there, whole batches only."""
    outcome = Outcome("kill -9 while writing")
    folder = work / "killed"
    _new_vault(folder, 1)
    for number in range(rounds):
        heard = _heard(folder, str(dice.random())[2:], dice.uniform(0.0, 0.5))
        if heard is None or heard.ended is not None:
            outcome.broke(f"round {number}: the writer failed by itself")
            continue
        said = [(words[0], words[1]) for words in heard.lines]
        try:
            vault, which = open_with_either(folder)
            with vault:
                trips, exhibits = vault.trips.count(), vault.exhibits.all()
                revised = {each.id for each in vault.trips.all() if each.revision.number > 1}
        except GigWalletError as refusal:
            outcome.broke(f"round {number}: {refusal.code}")
            return outcome
        stored = max((int(word) for what, word in said if what == "stored"), default=0)
        wanted = {word for what, word in said if what == "revised"}
        whole = trips % BATCH == 0 and len(exhibits) * BATCH == trips
        present = all(each.present for each in exhibits)
        if trips < stored * BATCH or not whole or not present or not wanted <= revised:
            outcome.broke(f"round {number}: {trips} trips, {len(exhibits)} exhibits, {stored} said")
        elif (verdict := _verdict(folder, which)) != "sound":
            outcome.broke(f"round {number}: {verdict}")
        else:
            outcome.saw("nothing lost")
        if trips > 4000:
            shutil.rmtree(folder)
            _new_vault(folder, 1)
    return outcome


def _heard(folder: Path, what: str, after_s: float) -> Heard | None:
    return run_and_kill("tests.faults._vault_child", [str(folder), what], after_s)


def makings(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """kill -9 while a vault is made: there is a whole one, or none and it can be made again."""
    outcome = Outcome("kill -9 while making")
    for number in range(rounds):
        folder = work / str(number)
        heard = _heard(folder, "make", dice.uniform(0.0, 0.3))
        made = heard is not None and any(words[0] == "made" for words in heard.lines)
        verdict = _verdict(folder)
        if verdict == "vault_missing" and not made:
            _new_vault(folder, 0)
            outcome.saw("none, and made again")
        elif verdict == "sound":
            outcome.saw("whole")
        else:
            outcome.broke(f"round {number}: {verdict}")
    return outcome


def flips(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """One bit in the database file: always found, never a wrong answer."""
    outcome = Outcome("bit flips in vault.db")
    _new_vault(work / "flipped", 12)
    for _ in range(rounds):
        with _copy(work / "flipped") as folder:
            place = _flip(folder / "vault.db", dice)
            verdict = _verdict(folder)
            if verdict in ("damaged", "database_damaged"):
                outcome.saw(verdict)
            else:
                outcome.broke(f"byte {place}: {verdict}")
    return outcome


def header_flips(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """One bit in the header: the copy opens; one bit in both: a refusal, never a wrong secret."""
    outcome = Outcome("bit flips in the header")
    _new_vault(work / "headers", 1)
    for number in range(rounds):
        with _copy(work / "headers") as folder:
            place = _flip(folder / "vault.gwh", dice)
            wanted = "attention"
            if number % 2:
                _flip(folder / "vault.gwh.bak", dice)
                wanted = "damaged"
            verdict = _verdict(folder)
            if verdict == wanted:
                outcome.saw(verdict)
            else:
                outcome.broke(f"byte {place}: {verdict}")
    return outcome


def attachment_flips(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """One bit in an original: found by the check."""
    outcome = Outcome("bit flips in attachments")
    _new_vault(work / "originals", 3)
    for _ in range(rounds):
        with _copy(work / "originals") as folder:
            files = sorted((folder / "attachments").glob("*/*"))
            place = _flip(dice.choice(files), dice)
            verdict = _verdict(folder)
            if verdict == "damaged":
                outcome.saw(verdict)
            else:
                outcome.broke(f"byte {place}: {verdict}")
    return outcome


def _with_tail(folder: Path, aside: Path) -> int:
    """A copy of a vault as a crash leaves it: a head, and commits in the WAL after it. Returns the
    entries that the head accounts for."""
    vault = Vault.open(folder, CLOCK, passphrase=_passphrase())
    with vault:
        engagement = vault.engagements.all()[0].id
        vault.anchor()
        anchored = vault.log.size
        for number in range(3):
            start = 100_000 + number
            vault.trips.add(things.trips(engagement, 1, start))
        shutil.copytree(folder, aside)
    return anchored


def wal_flips(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """One bit in the WAL: only commits after the head may go, and what is left is sound."""
    outcome = Outcome("bit flips in the WAL")
    _new_vault(work / "tailed", 2)
    anchored = _with_tail(work / "tailed", work / "crashed")
    for _ in range(rounds):
        with _copy(work / "crashed") as folder:
            (folder / "vault.db-shm").unlink(missing_ok=True)
            place = _flip(folder / "vault.db-wal", dice)
            try:
                with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
                    size = vault.log.size
            except GigWalletError as refusal:
                outcome.saw(refusal.code)
                continue
            verdict = _verdict(folder)
            if size >= anchored and verdict == "sound":
                outcome.saw("up to the head nothing lost")
            else:
                outcome.broke(f"byte {place}: {size} of {anchored}, {verdict}")
    return outcome


def cuts(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """The database cut at every page border, at zero, and anywhere."""
    outcome = Outcome("truncation of vault.db")
    _new_vault(work / "cut", 4)
    size = (work / "cut" / "vault.db").stat().st_size
    borders = list(range(0, size, PAGE))
    places = borders if rounds >= len(borders) else [0, PAGE, size - PAGE]
    places += [dice.randrange(1, size) for _ in range(max(0, rounds - len(places)))]
    for place in places:
        with _copy(work / "cut") as folder:
            with (folder / "vault.db").open("r+b") as stream:
                stream.truncate(place)
            verdict = _verdict(folder)
            if verdict in ("damaged", "database_damaged"):
                outcome.saw(verdict)
            else:
                outcome.broke(f"cut to {place}: {verdict}")
    return outcome


def old_pages(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """Each page that changed, put back as it was: authentic by itself, and still found."""
    outcome = Outcome("older page put back")
    folder = work / "aged"
    _new_vault(folder, 6)
    before = (folder / "vault.db").read_bytes()
    with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
        engagement = vault.engagements.all()[0].id
        vault.trips.add(things.trips(engagement, 200, 10_000))
        for each in vault.trips.all()[:5]:
            vault.trips.delete(each.id)
    after = (folder / "vault.db").read_bytes()
    changed = [
        start
        for start in range(0, min(len(before), len(after)), PAGE)
        if before[start : start + PAGE] != after[start : start + PAGE]
    ]
    for start in dice.sample(changed, min(rounds, len(changed))):
        with _copy(folder) as copied:
            with (copied / "vault.db").open("r+b") as stream:
                stream.seek(start)
                stream.write(before[start : start + PAGE])
            verdict = _verdict(copied)
            if verdict in ("damaged", "database_damaged"):
                outcome.saw(verdict)
            else:
                outcome.broke(f"page {start // PAGE + 1}: {verdict}")
    return outcome


def old_file(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """The whole older database put back: the header knows better."""
    outcome = Outcome("older vault.db put back")
    folder = work / "replayed"
    _new_vault(folder, 1)
    for number in range(min(rounds, 20)):
        shutil.copy(folder / "vault.db", work / "older.db")
        with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
            engagement = vault.engagements.all()[0].id
            vault.trips.add(things.trips(engagement, dice.randrange(1, 30), 1000 + 100 * number))
        with _copy(folder) as copied:
            shutil.copy(work / "older.db", copied / "vault.db")
            verdict = _verdict(copied)
            if verdict == "damaged":
                outcome.saw(verdict)
            else:
                outcome.broke(f"round {number}: {verdict}")
    return outcome


def old_folder(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """The whole older folder put back, its own header included: whole in itself, and found with a
    checkpoint that left the machine; a checkpoint from before the copy agrees with it."""
    outcome = Outcome("older folder put back")
    folder = work / "rolled back"
    _new_vault(folder, 1)
    with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
        before = checkpoint.read(vault.make_checkpoint("exported").text)
    for number in range(min(rounds, 20)):
        with _copy(folder) as copied:
            with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
                engagement = vault.engagements.all()[0].id
                start = 1000 + 100 * number
                vault.trips.add(things.trips(engagement, dice.randrange(1, 30), start))
                after = checkpoint.read(vault.make_checkpoint("exported").text)
            alone, old, new = (_verdict(copied, against=each) for each in (None, before, after))
            if (alone, old, new) == ("sound", "sound", "damaged"):
                outcome.saw("found against the checkpoint only")
            else:
                outcome.broke(f"round {number}: alone {alone}, before {old}, after {new}")
            before = after
    return outcome


CAMPAIGNS: tuple[Campaign, ...] = (
    kills,
    makings,
    flips,
    header_flips,
    attachment_flips,
    wal_flips,
    cuts,
    old_pages,
    old_file,
    old_folder,
)
