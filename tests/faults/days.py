"""Faults in a rider's day: kills during imports and shifts, during a migration, and a full disk."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import keep_shift
from gigwallet.app.records.add_record import add_shift
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.records.typed_records import remove, typed_records
from gigwallet.app.vaults.change_passphrase import change_passphrase
from gigwallet.app.vaults.check_vault import check_vault
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Job
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.worker import Worker
from gigwallet.host.isolation import SameProcess
from tests import cheap_keys
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.faults import _day_child
from tests.faults._killing import run_and_kill
from tests.faults._outcome import Campaign, Outcome
from tests.vault import golden

FORMAT_1 = Path(__file__).parents[1] / "vault" / "samples" / "format-1"


def _around() -> Surroundings:
    return Surroundings(isolation=SameProcess())


def new_vault(folder: Path) -> None:
    secret = bytearray(people.PASSPHRASE)
    with cheap_keys.allowed():
        made = create_vault(folder, secret, kdf=CHEAP, around=_around())
    with made.wallet as wallet:
        add_engagement(wallet, people.MEITUAN)


def _open(folder: Path, passphrase: bytes = people.PASSPHRASE) -> Wallet:
    return open_vault(folder, passphrase=bytearray(passphrase), around=_around())


def grade(folder: Path, passphrase: bytes = people.PASSPHRASE) -> str:
    try:
        return check_vault(folder, passphrase=bytearray(passphrase)).grade.value
    except GigWalletError as refusal:
        return refusal.code


def day_kills(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """kill -9 during imports and shifts: the last confirmed action is there, files whole or not."""
    outcome = Outcome("kill -9 during imports and shifts")
    folder = work / "vault"
    new_vault(folder)
    imported: set[str] = set()
    for number in range(rounds):
        arguments = [str(folder), str(dice.randrange(10**9))]
        said = run_and_kill("tests.faults._day_child", arguments, dice.uniform(0.0, 0.8))
        if said is None or said.ended is not None:
            outcome.broke(f"round {number}: the child failed by itself")
            continue
        imported |= {words[1] for words in said.lines if words[0] == "imported"}
        wrong = missing(folder, imported, said.lines)
        if wrong or (wrong := "" if (found := grade(folder)) == "sound" else found):
            outcome.broke(f"round {number}: {wrong}")
        else:
            outcome.saw("nothing lost")
        if len(imported) > 60:
            shutil.rmtree(folder)
            imported.clear()
            new_vault(folder)
    return outcome


def missing(folder: Path, imported: set[str], said: list[list[str]]) -> str:
    """What was told to be stored and is not there; empty where all is."""
    try:
        with _open(folder) as wallet:
            exhibits = wallet.vault.exhibits.all()
            payouts = wallet.vault.payouts.count()
            shifts = {each.id: each.fact for each in wallet.vault.shifts.all()}
    except GigWalletError as refusal:
        return refusal.code
    names = {each.exhibit.name for each in exhibits}
    if lost := {each for each in imported if f"bill {each}.csv" not in names}:
        return f"{len(lost)} imports of {len(imported)} are gone"
    if payouts != len(exhibits) * _day_child.LINES or not all(each.present for each in exhibits):
        return f"{payouts} payouts of {len(exhibits)} bills"
    last: dict[str, str] = {words[1]: words[0] for words in said if words[0] != "imported"}
    for shift, what in last.items():
        if shift not in shifts or (what == "ended" and shifts[shift].ended_at is None):
            return f"a shift that was {what} is not"
    return ""


def migration_kills(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """kill -9 while an older vault is migrated: it opens afterwards with all that it held."""
    outcome = Outcome("kill -9 during a migration")
    for number in range(rounds):
        folder = work / str(number)
        shutil.copytree(FORMAT_1, folder)
        said = run_and_kill("tests.faults._migration_child", [str(folder)], dice.uniform(0.1, 0.9))
        try:
            with _open(folder, golden.PASSPHRASE) as wallet:
                vault = wallet.vault
                held = [vault.trips.count(), vault.pay_lines.count(), len(vault.exhibits.all())]
        except GigWalletError as refusal:
            outcome.broke(f"round {number}: {refusal.code}")
            continue
        if held != [1, 1, 1] or (found := grade(folder, golden.PASSPHRASE)) != "sound":
            outcome.broke(f"round {number}: {held} {found}")
        else:
            outcome.saw("after it ended" if said and said.lines else "before it ended")
        shutil.rmtree(folder)
    return outcome


# A full disk at every step --------------------------------------------------------------------


def _mounted(place: Path, size: str) -> bool:
    place.mkdir(exist_ok=True)
    tool = shutil.which("mount")
    if tool is None or os.name != "posix" or os.geteuid() != 0:
        return False
    command = [tool, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _import(wallet: Wallet, number: int) -> None:
    file = people.put(wallet.vault.folder.parents[1], f"{number}.csv", _day_child.bill(number))
    (stored,) = import_files(wallet, [file], Job(), payers=frozenset({"美团众包"})).files
    if stored.error is not None:
        raise stored.error


def _shift(wallet: Wallet, _: int) -> None:
    engagement = wallet.vault.engagements.all()[0].id
    if keep_shift.status(wallet).open is None:
        keep_shift.start(wallet, engagement)
    else:
        keep_shift.end(wallet)


def _typed(wallet: Wallet, number: int) -> None:
    engagement = wallet.vault.engagements.all()[0].id
    begun = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=number % 10**6)
    span = [Instant(begun + timedelta(hours=hours), "Asia/Shanghai") for hours in (0, 2)]
    add_shift(wallet, engagement, Shift("meituan", ShiftState.WORKED, span[0], span[1]))


def _erase(wallet: Wallet, _: int) -> None:
    for each in typed_records(wallet)[:1]:
        remove(wallet, each.id)


def _name(wallet: Wallet, number: int) -> None:
    put_worker(wallet, Worker(f"骑手 {number}"))


def _rewrap(wallet: Wallet, _: int) -> None:
    change_passphrase(wallet, bytearray(people.PASSPHRASE))


STEPS: tuple[Callable[[Wallet, int], None], ...] = (_import, _shift, _typed, _erase, _name, _rewrap)


def full_disk(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """Any step with any little room left: done or refused as a full disk, never half-done."""
    outcome = Outcome("full disk at any step")
    small = work / "small"
    if not _mounted(small, "24m"):
        outcome.saw("not here: a small disk needs root on Linux")
        return outcome
    try:
        folder, filler = small / "vault", small / "filler"
        new_vault(folder)
        for number in range(rounds):
            filler.unlink(missing_ok=True)
            wallet = _open(folder)
            disk = os.statvfs(small)
            free = disk.f_bavail * disk.f_frsize
            filler.write_bytes(bytes(max(0, free - dice.choice([0, 4, 16, 64, 200, 600]) * 1024)))
            step = STEPS[number % len(STEPS)]
            with wallet:
                seen = _try(step, wallet, dice.randrange(10**9))
            filler.unlink()
            if seen not in ("done", "disk_full"):
                outcome.broke(f"round {number}: {step.__name__}: {seen}")
            elif (wrong := missing(folder, set(), [])) or grade(folder) != "sound":
                outcome.broke(f"round {number}: {step.__name__}: {wrong or grade(folder)}")
            else:
                outcome.saw(seen)
            if sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) > 12e6:
                shutil.rmtree(folder)
                new_vault(folder)
    finally:
        subprocess.run(["umount", str(small)], check=True)
    return outcome


def _try(step: Callable[[Wallet, int], None], wallet: Wallet, number: int) -> str:
    try:
        step(wallet, number)
    except GigWalletError as refusal:
        return refusal.code
    return "done"


CAMPAIGNS: tuple[Campaign, ...] = (day_kills, migration_kills, full_disk)
