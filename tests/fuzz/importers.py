# ruff: noqa: T201  this is a command
"""Damages the samples of every importer at random: a refusal or a rejection, never a crash.

``python3 packaging/run.py fuzz importers [--seconds N] [--seed N] [--folder DIR]``. It also counts
how often an amount changed and nobody was told; a changed digit in a line that contradicts nothing
else cannot be seen, and more than that is a fault. Exit code 1 where something crashed or hung.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Rejection, Row
from gigwallet.importers import read_document
from gigwallet.words.sentences import collected

_SAMPLES = Path(__file__).parents[1] / "importers"
_SLOW = 20.0

Damage = Callable[[random.Random, bytearray], None]


def _drop(dice: random.Random, data: bytearray) -> None:
    del data[dice.randrange(len(data))]


def _flip(dice: random.Random, data: bytearray) -> None:
    data[dice.randrange(len(data))] = dice.randrange(256)


def _cut(dice: random.Random, data: bytearray) -> None:
    del data[dice.randrange(1, len(data)) :]


def _double(dice: random.Random, data: bytearray) -> None:
    at = dice.randrange(len(data))
    data[at:at] = data[at : at + dice.randrange(1, 400)]


def _insert(dice: random.Random, data: bytearray) -> None:
    signs = [b'"', b"\0", b"\r", b"\n", b",", b";", b"\t", b"\xff\xfe", b"-", b"(", b"\xe2\x80\xa8"]
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(signs)


def _two_percent(dice: random.Random, data: bytearray) -> None:
    data[:] = bytes(each for each in data if dice.random() > 0.02)


def _other_encoding(dice: random.Random, data: bytearray) -> None:
    text = bytes(data).decode("utf-8", errors="replace")
    data[:] = text.encode(dice.choice(["utf-16", "gb18030", "big5", "cp1252"]), errors="replace")


_DAMAGES: tuple[Damage, ...] = (
    _drop, _flip, _cut, _double, _insert, _two_percent, _other_encoding
)  # fmt: skip


def _sums(name: str, data: bytes) -> tuple[Counter[str], int]:
    """What the rows come to per currency and kind, and how many lines were rejected."""
    sums: Counter[str] = Counter()
    rejected = 0
    for file in read_document(name, data, b"123456").files:
        rejected += file.error is not None
        for each in file.readings:
            rejected += isinstance(each, Rejection)
            if isinstance(each, Row) and each.amount is not None:
                sums[f"{each.family} {each.amount.currency}"] += each.amount.minor
    return sums, rejected


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py fuzz importers", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=_SAMPLES, help="samples to damage")
    chosen = parser.parse_args()
    samples = [path for path in sorted(chosen.folder.rglob("*")) if path.is_file()]
    samples = [
        path for path in samples if path.suffix not in (".py", ".pyc") and path.stat().st_size
    ]
    outcomes: Counter[str] = Counter()
    truths: dict[Path, Counter[str]] = {}
    faults = 0
    number = chosen.seed
    until = time.monotonic() + chosen.seconds
    while time.monotonic() < until:
        number += 1
        dice = random.Random(number)  # noqa: S311  not a secret
        path = dice.choice(samples)
        data = bytearray(path.read_bytes())
        damage = dice.choice(_DAMAGES)
        damage(dice, data)
        begun = time.monotonic()
        try:
            if path not in truths:
                truths[path] = _truth(path)
            sums, rejected = _sums(path.name, bytes(data))
        except GigWalletError as refusal:
            known = refusal.code in collected("REFUSALS")
            outcomes["refused" if known else f"refused without words: {refusal.code}"] += 1
            faults += not known
        except Exception:  # noqa: BLE001  a crash is what this command looks for
            faults += 1
            print(f"CRASH seed {number} {path.name} {damage.__name__}")
            traceback.print_exc()
        else:
            told = rejected or sums == truths[path]
            outcomes["rejected" if rejected else "unchanged" if told else "changed in silence"] += 1
        if time.monotonic() - begun > _SLOW:
            faults += 1
            print(f"SLOW seed {number} {path.name} {damage.__name__}")
    print(f"{number - chosen.seed} damaged files, {faults} faults")
    for outcome, count in outcomes.most_common():
        print(f"  {count:7} {outcome}")
    return 1 if faults else 0


def _truth(path: Path) -> Counter[str]:
    try:
        return _sums(path.name, path.read_bytes())[0]
    except GigWalletError:
        return Counter()


if __name__ == "__main__":
    sys.exit(main())
