# ruff: noqa: T201  this is a command
"""Damages the samples of every importer, and makes files like them: never a crash.

``python3 packaging/run.py fuzz importers [--seconds N] [--each N] [--only NAME] [--seed N]
[--folder DIR]``. Every file is read in a process of its own kind, as a person's file is: one that
dies, takes 20 seconds or more than 1 GiB is a fault, and so is a refusal without a sentence.
Seconds are those of the processor, so that work beside it changes nothing. It also counts how
often an amount changed and nobody was told; a changed digit in a line that contradicts nothing
else cannot be seen, and more than that is a fault. ``--each`` is the time for each importer,
``--seconds`` for all together. Exit code 1 where there was a fault.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Rejection, Row
from gigwallet.host.isolation import WorkerProcess
from gigwallet.importers import read_document
from gigwallet.words.sentences import collected
from tests.fuzz._damage import DAMAGES, made_like
from tests.importers.taught import TAUGHT

_SAMPLES = Path(__file__).parents[1] / "importers"
_SECONDS, _MEMORY = 20.0, 1024 * 1024 * 1024
_MADE_AT_ONCE = 40
_KEPT = "kept unread"

_PATIENCE = 10  # how much longer the clock may run than the processor, where others work too

Sums = dict[str, int]
Reader = Callable[[str, bytes], tuple[Sums, int]]


def sums(name: str, data: bytes) -> tuple[Sums, int]:
    """What the rows come to per currency and kind, and how many lines were rejected."""
    found: Counter[str] = Counter()
    rejected = 0
    for file in read_document(name, data, b"123456", taught=TAUGHT).files:
        rejected += file.error is not None
        if file.importer == "any_exhibit":
            found[_KEPT] = 1
        for each in file.readings:
            rejected += isinstance(each, Rejection)
            if isinstance(each, Row) and each.amount is not None:
                found[f"{each.family} {each.amount.currency}"] += each.amount.minor
    return dict(found), rejected


def _timed_sums(name: str, data: bytes) -> tuple[Sums, int, int, float]:
    # All that this process has used, and not what this file took: where the processor's time is
    # limited, as there, its clock stands still between two ticks.
    return *sums(name, data), os.getpid(), time.process_time()


class _Worker:
    """``sums`` in a process of its own, by the processor's clock: a file that it has not read
    when ``_SECONDS`` have passed on the wall is read again, and judged by what it used."""

    def __init__(self) -> None:
        self._isolation = WorkerProcess(_MEMORY)
        self._used: dict[int, float] = {}  # seconds of each process there

    def used(self) -> float:
        """Seconds of the processor, here and there, up to now."""
        return self._there() + time.process_time()

    def read(self, name: str, data: bytes) -> tuple[Sums, int]:
        try:
            return self._read(name, data, _SECONDS)
        except GigWalletError as refusal:
            if refusal.facts.get("cause") != "time":
                raise
        before = self._there()
        outcome = self._read(name, data, _SECONDS * _PATIENCE)
        if self._there() - before > _SECONDS:
            raise GigWalletError("file_unreadable", cause="time")
        return outcome

    def close(self) -> None:
        self._isolation.close()

    def _there(self) -> float:
        return sum(self._used.values())

    def _read(self, name: str, data: bytes, seconds: float) -> tuple[Sums, int]:
        found, rejected, process, used = self._isolation.run(
            _timed_sums, name, data, seconds=seconds
        )
        self._used[process] = used
        return found, rejected


@dataclass
class Fuzzing:
    """One importer's samples. ``read`` is ``sums``, here or in a process of its own."""

    read: Reader
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _truths: dict[Path, Sums] = field(default_factory=dict)

    def damaged(self, path: Path, number: int) -> None:
        """``path`` damaged as ``number`` says."""
        dice = random.Random(f"{number} {path.name}")  # noqa: S311  not a secret
        data = bytearray(path.read_bytes())
        damage = dice.choice(DAMAGES)
        damage(dice, data)
        self._try(path, bytes(data), f"seed {number} {damage.__name__.strip('_')}", damaged=True)

    def made(self, path: Path, number: int, examples: int) -> None:
        """Files that hypothesis makes like ``path``."""

        @seeded(number)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(made_like(path.read_bytes()))
        def any_file(data: bytes) -> None:
            self._try(path, data, f"seed {number} made", damaged=False)

        any_file()

    def _try(self, path: Path, data: bytes, what: str, *, damaged: bool) -> None:
        try:
            found, rejected = self.read(path.name, data)
        except GigWalletError as refusal:
            self._refused(path, data, what, refusal)
        except Exception:  # noqa: BLE001  a crash is what this looks for
            self.faults.append(f"CRASH {path.name} {what}\n{traceback.format_exc()}")
        else:
            self.outcomes[self._kind(path, found, rejected, damaged=damaged)] += 1

    def _kind(self, path: Path, found: Sums, rejected: int, *, damaged: bool) -> str:
        if rejected:
            return "rejected"
        if _KEPT in found:
            return "kept unread"  # a paper that nobody can read any more says nothing wrong
        silent = damaged and found != self._truth(path)
        return "changed in silence" if silent else "read"

    def _refused(self, path: Path, data: bytes, what: str, refusal: GigWalletError) -> None:
        if refusal.code == "file_unreadable" and "cause" in refusal.facts:
            self.faults.append(
                f"DIED of {refusal.facts['cause']}: {path.name} {what}, {len(data)} bytes"
            )
        elif refusal.code not in collected("REFUSALS"):
            self.faults.append(f"{path.name} {what}: refused without words: {refusal.code}")
        self.outcomes["refused"] += 1

    def _truth(self, path: Path) -> Sums:
        if path not in self._truths:
            try:
                self._truths[path] = self.read(path.name, path.read_bytes())[0]
            except GigWalletError:
                self._truths[path] = {}
        return self._truths[path]


def samples(folder: Path = _SAMPLES) -> dict[str, list[Path]]:
    """Importer -> its samples; those of another folder under its own name."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".py", ".pyc", ".md") and path.stat().st_size:
            place = path.relative_to(folder)
            owner = place.parts[0] if len(place.parts) > 1 else folder.name
            if folder != _SAMPLES or "samples" in place.parts:
                found.setdefault(owner, []).append(path)
    return found


def _rounds(
    paths: Sequence[Path], first: int, used: Callable[[], float], seconds: float
) -> Iterator[tuple[Path, int]]:
    number, until = first, used() + seconds
    while used() < until:
        number += 1
        yield paths[number % len(paths)], number


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="run.py fuzz importers", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--each", type=float, default=0.0, help="seconds for each importer")
    parser.add_argument("--only", default="", metavar="NAME", help="one importer alone")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=_SAMPLES, help="samples to damage")
    chosen = parser.parse_args(argv)
    known = {
        name: paths for name, paths in samples(chosen.folder).items() if chosen.only in ("", name)
    }
    if not known:
        parser.error(f"no samples of {chosen.only or chosen.folder}")
    seconds = chosen.each or chosen.seconds / len(known)
    worker = _Worker()
    faults = 0
    for importer, paths in known.items():
        fuzzing = Fuzzing(worker.read)
        for path, number in _rounds(paths, chosen.seed, worker.used, seconds):
            if number % (_MADE_AT_ONCE + 1) == 0:
                fuzzing.made(path, number, _MADE_AT_ONCE)
            else:
                fuzzing.damaged(path, number)
        faults += len(fuzzing.faults)
        told = ", ".join(f"{count} {kind}" for kind, count in fuzzing.outcomes.most_common())
        print(f"{importer:24} {len(fuzzing.faults)} faults: {told}", flush=True)
        for fault in fuzzing.faults:
            print(f"  {fault}")
    worker.close()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
