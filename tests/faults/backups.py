"""Fault campaigns against backups: kills while one is written or restored, flips and cuts of one.

As ``tests/faults/vault.py``: each campaign returns how many rounds it made and what broke.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, check
from gigwallet.vault.backup.backing_up import back_up
from gigwallet.vault.backup.restoring import restore
from tests import cheap_keys
from tests.cheap_keys import CHEAP
from tests.faults._killing import run_and_kill
from tests.faults._outcome import Campaign, Outcome
from tests.faults._vault_child import PASSPHRASES, RealClock, picture
from tests.vault import things

CLOCK = RealClock()
ORIGINALS = 40

# What stands for a refused backup; a wrong secret or a crash never does.
REFUSED = frozenset(
    {"backup_damaged", "backup_unknown", "backup_refused", "vault_too_new", "header_refused"}
)


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  it picks moments and places to damage


def _passphrase() -> bytearray:
    return bytearray(PASSPHRASES[0])


def _new_vault(folder: Path, originals: int = ORIGINALS) -> None:
    with cheap_keys.allowed():
        vault, _ = Vault.create(folder, _passphrase(), CLOCK, kdf=CHEAP)
    with vault:
        engagement = vault.engagements.add(things.ENGAGEMENT)
        vault.trips.add(things.trips(engagement, 200))
        with vault.transaction():
            for number in range(originals):
                data = picture(number) * 20
                vault.exhibits.add(things.exhibit(data, f"{number}.png"), data)


def _verdict(folder: Path) -> str:
    try:
        return check(folder, CLOCK, passphrase=_passphrase()).grade.value
    except GigWalletError as refusal:
        return refusal.code


def _killed(arguments: list[str], after_s: float) -> bool:
    """Whether the child was killed before it had finished."""
    heard = run_and_kill("tests.faults._backup_child", arguments, after_s)
    if heard is None or heard.ended not in (None, 0):
        raise RuntimeError(f"the child did not work: {heard}")
    return heard.ended is None


def _longest(run: Callable[[], object]) -> float:
    begun = time.monotonic()
    run()
    return time.monotonic() - begun


def killed_backups(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """kill -9 while a backup is written over another: the file is the old one or a good new one."""
    outcome = Outcome("kill -9 while backing up")
    folder, target = work / "vault", work / "stick" / "mine.gwbackup"
    _new_vault(folder)
    with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
        longest = _longest(lambda: back_up(vault, target, CLOCK))
    for number in range(rounds):
        killed = _killed(["backup", str(folder), str(target)], dice.uniform(0.2, 1.2) * longest)
        back = work / f"back-{number}"
        try:
            restore(target, back, CLOCK, passphrase=_passphrase())
        except GigWalletError as refusal:
            outcome.broke(f"round {number}: {refusal.code} under the final name")
            continue
        with Vault.open(folder, CLOCK, passphrase=_passphrase()):
            left = [path.name for path in folder.glob("vault.db.copy*")]
        if left or _verdict(folder) != "sound" or _verdict(back) != "sound":
            outcome.broke(f"round {number}: {left}, {_verdict(folder)}, {_verdict(back)}")
        else:
            outcome.saw("killed, and the last one is good" if killed else "finished")
        shutil.rmtree(back)
    with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
        back_up(vault, target, CLOCK, replace=True)
    if left := sorted(path.name for path in target.parent.iterdir() if path != target):
        outcome.broke(f"left beside the backup: {left}")
    return outcome


def killed_restores(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """kill -9 while restoring: there is a whole vault under the name, or none and room for one."""
    outcome = Outcome("kill -9 while restoring")
    folder, target = work / "vault", work / "mine.gwbackup"
    _new_vault(folder)
    with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
        back_up(vault, target, CLOCK)
    first = work / "first"
    longest = _longest(lambda: restore(target, first, CLOCK, passphrase=_passphrase()))
    back = work / "back"
    for number in range(rounds):
        killed = _killed(["restore", str(target), str(back)], dice.uniform(0.2, 1.2) * longest)
        if back.exists():
            verdict = _verdict(back)
            if verdict == "sound":
                outcome.saw("whole")
            else:
                outcome.broke(f"round {number}: {verdict}")
            shutil.rmtree(back)
        elif killed:
            outcome.saw("none")
        else:
            outcome.broke(f"round {number}: it ended and there is none")
    restore(target, back, CLOCK, passphrase=_passphrase())
    if left := sorted(path.name for path in work.glob("back.*")):
        outcome.broke(f"left beside the vault: {left}")
    return outcome


def _small_backup(work: Path) -> bytes:
    folder, target = work / "vault", work / "mine.gwbackup"
    _new_vault(folder, originals=2)
    with Vault.open(folder, CLOCK, passphrase=_passphrase()) as vault:
        back_up(vault, target, CLOCK)
    return target.read_bytes()


def _tried(work: Path, data: bytes) -> str:
    changed, back = work / "changed.gwbackup", work / "back"
    changed.write_bytes(data)
    try:
        restore(changed, back, CLOCK, passphrase=_passphrase())
    except GigWalletError as refusal:
        left = [path for path in work.iterdir() if path.name.startswith("back")]
        return f"{refusal.code}, and something is left" if left else refusal.code
    shutil.rmtree(back)
    return "restored"


def backup_flips(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """One bit of a backup file: always refused, and nothing is left of the attempt."""
    outcome = Outcome("bit flips in a backup")
    whole = _small_backup(work)
    for number in range(rounds):
        data = bytearray(whole)
        # Every other flip hits what stands in front of the stream: it is small and judged first.
        place = dice.randrange(len(data) if number % 2 else 1200)
        data[place] ^= 1 << dice.randrange(8)
        verdict = _tried(work, bytes(data))
        if verdict in REFUSED:
            outcome.saw(verdict)
        else:
            outcome.broke(f"byte {place}: {verdict}")
    return outcome


def backup_cuts(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """A backup file cut, or with something behind it: always refused."""
    outcome = Outcome("cuts of a backup")
    whole = _small_backup(work)
    chunk = 1024 * 1024 + 16
    places = [0, 7, 8, 100, len(whole) - 1, len(whole) - chunk]
    places += [dice.randrange(len(whole)) for _ in range(max(0, rounds - len(places) - 2))]
    changed = [whole[:place] for place in places] + [whole + b"\0", whole + whole[-chunk:]]
    for data in changed:
        verdict = _tried(work, data)
        if verdict in REFUSED:
            outcome.saw(verdict)
        else:
            outcome.broke(f"{len(data)} of {len(whole)} bytes: {verdict}")
    return outcome


CAMPAIGNS: tuple[Campaign, ...] = (
    killed_backups,
    killed_restores,
    backup_flips,
    backup_cuts,
)
