"""kill -9 while a vault gets new keys, and while the next opening settles what was interrupted.

After each kill either passphrase must lead on where the header knows both, and one of them in any
case; every row and every byte of every original must be there, and nothing of the other form.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Journal, Vault, check
from tests import cheap_keys
from tests.cheap_keys import CHEAP
from tests.faults._outcome import Campaign, Outcome
from tests.faults._rekey_child import NEVER
from tests.faults._vault_child import PASSPHRASES, RealClock, picture
from tests.vault import things

CLOCK = RealClock()
ROOT = Path(__file__).parents[2]
ORIGINALS = 8
TRIPS = 200

# Each whole line of a child, as its first word and the rest.
Said = list[tuple[str, str]]
Kill = Callable[[Path, random.Random, float], Said]


def new_vault(folder: Path) -> None:
    with cheap_keys.allowed():
        vault, _ = Vault.create(folder, bytearray(PASSPHRASES[0]), CLOCK, kdf=CHEAP)
    with vault:
        engagement = vault.engagements.add(things.ENGAGEMENT)
        vault.trips.add(things.trips(engagement, TRIPS, 0))
        for number in range(ORIGINALS):
            data = picture(number)
            vault.exhibits.add(things.exhibit(data, f"{number}.png"), data)
        vault.make_checkpoint("asked")


def run_child(
    folder: Path,
    what: str,
    at: int = NEVER,
    after_s: float | None = None,
    journal: Journal = Journal.WAL,
) -> Said:
    """What the child had said when it was killed, by itself at step ``at`` or after ``after_s``."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults._rekey_child", str(folder), what, str(at), journal],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    said: list[str] = []
    ready = child.stdout.readline()
    reader = threading.Thread(target=lambda: said.extend(child.stdout or ()))
    reader.start()
    reader.join(after_s)
    if after_s is not None:
        child.kill()
    child.wait()
    reader.join()
    child.stdout.close()
    if ready != "ready\n" or child.returncode not in (0, -9):
        raise AssertionError(f"the child ended with {child.returncode}: {said}")
    return [(words[0], words[1]) for line in said if len(words := line.split()) == 2]


def pending(folder: Path) -> bool:
    fields = json.loads((folder / "vault.gwh").read_bytes())
    return fields["pending_rekey"] is not None


def opens(folder: Path, which: int, *, swept: bool) -> bool:
    """Whether the passphrase opens a copy of the folder for writing and finds everything there."""
    copy = folder.with_name(f"{folder.name}-{which}")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    try:
        Vault.open(copy, CLOCK, passphrase=bytearray(PASSPHRASES[which])).close()
        broken = found(copy, swept=swept)
        if broken:
            raise AssertionError(f"by passphrase {which}: {broken}")
    except GigWalletError as refusal:
        if refusal.code != "wrong_passphrase":
            raise
        return False
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return True


def found(folder: Path, *, swept: bool = True) -> str:
    """What is wrong with a settled vault; empty where nothing is. ``swept``: it was settled, so
    there is no file that no row names; what a kill leaves before that goes after an hour."""
    opened = []
    for which in (0, 1):
        try:
            vault = Vault.open(folder, CLOCK, passphrase=bytearray(PASSPHRASES[which]))
        except GigWalletError as refusal:
            if refusal.code != "wrong_passphrase":
                return f"{which}: {refusal.code}"
            continue
        opened.append(which)
        with vault:
            exhibits = vault.exhibits.all()
            contents = {vault.attachments.read(each.exhibit.sha256) for each in exhibits}
            if contents != {picture(number) for number in range(ORIGINALS)}:
                return "an original is not what it was"
            if vault.trips.count() != TRIPS:
                return f"{vault.trips.count()} trips"
            if swept and vault.attachments.orphans():
                return "files that no row names"
            if vault.checkpoints.public_key() is None:
                return "the seed that signs does not open"
    if len(opened) != 1:
        return f"opened by {opened}"
    report = check(folder, CLOCK, passphrase=bytearray(PASSPHRASES[opened[0]]))
    return "" if report.grade == "sound" else f"{report.grade}: {report.findings}"


def judged(folder: Path, said: Said) -> str:
    """What broke; empty where the vault is as it must be, and settled now."""
    was_pending = pending(folder)
    claimed = [int(what[0]) for word, what in said if word == "rekeyed"]
    swept = was_pending or bool(claimed)
    able = [which for which in (0, 1) if opens(folder, which, swept=swept)]
    if len(able) != (2 if was_pending else 1):
        return f"opened by {able}, pending: {was_pending}"
    if claimed and able != claimed:
        return f"said {claimed}, opened by {able}"
    Vault.open(folder, CLOCK, passphrase=bytearray(PASSPHRASES[able[0]])).close()
    broken = found(folder, swept=swept)
    for path in (folder / "attachments").glob("*/*"):
        os.utime(path, (0, 0))  # an hour later
    return broken


def _campaign(name: str, kill: Kill) -> Campaign:
    def campaign(work: Path, rounds: int, dice: random.Random) -> Outcome:
        outcome = Outcome(name)
        folder = work / "rekeyed"
        new_vault(folder)
        whole_s = float(dict(run_child(folder, "rekey"))["took"])
        for number in range(rounds):
            said = kill(folder, dice, whole_s)
            state = "done" if said and said[-1][0] == "steps" else "killed"
            if pending(folder):
                state = "with both keys"
                if dice.random() < 0.4:  # the settling is killed as well
                    run_child(folder, "open", dice.randrange(1, 45))
                    said = [] if pending(folder) else said
            try:
                broken = judged(folder, said)
            except (GigWalletError, AssertionError) as error:
                broken = str(error)
            if broken:
                outcome.broke(f"round {number}: {broken}")
                shutil.rmtree(folder)
                new_vault(folder)
            else:
                outcome.saw(state)
        return outcome

    campaign.__name__ = name.rpartition(" ")[2]
    return campaign


def _at_a_moment(folder: Path, dice: random.Random, whole_s: float) -> Said:
    """The change itself is short: mostly around it, within the second half of the child's life."""
    after_s = dice.triangular(0, whole_s, 0.6 * whole_s)
    return run_child(folder, "rekey", after_s=after_s, journal=dice.choice(list(Journal)))


def _at_a_step(folder: Path, dice: random.Random, _whole_s: float) -> Said:
    return run_child(folder, "rekey", dice.randrange(1, 75), journal=dice.choice(list(Journal)))


CAMPAIGNS = (
    _campaign("kill -9 while all keys change: moments", _at_a_moment),
    _campaign("kill -9 while all keys change: steps", _at_a_step),
)
