"""Changes one byte at a time, anywhere in a bundle and in what goes with it, and asks what is said.

``python3 packaging/run.py attack changed_bytes [POSITIONS] [SEED]``: 1,000 positions by default.
Ends with 1 where a changed byte kept a grade that it must not keep.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from gigwallet.domain.verdict import Grade
from gigwallet.sealing import bundles, proof_folder
from tests.attacks._handed import RESOURCES, Handed, hand_over, summed

PROOFS = ("checkpoint.txt", "record-proof.txt")


def resealed(data: bytes) -> bytes:
    """Sealed again over what it is now, as anybody can who reads docs/seal-format.md."""
    top = data.rindex(b"%GigWallet seal")

    def part(line: re.Match[bytes]) -> bytes:
        first, length = int(line[1]), int(line[2])
        digest = hashlib.sha256(data[first : first + length]).hexdigest().encode()
        return b"%%part %s %s %s " % (line[1], line[2], digest)

    block = re.sub(rb"%part (\d+) (\d+) [0-9a-f]{64} ", part, data[top:])
    whole = bytearray(data[:top] + block)
    at = whole.rindex(b"%seal ") + 6
    digest = hashlib.sha256(bytes(whole[:at] + whole[at + 64 :])).hexdigest()
    whole[at : at + 64] = digest.encode()
    return bytes(whole)


def flipped(data: bytes, at: int, dice: random.Random) -> bytes:
    changed = bytearray(data)
    changed[at] ^= dice.randrange(1, 256)
    return bytes(changed)


def checker_alone() -> ModuleType:
    """The single file as it is shipped, without starting a Python for each byte."""
    path = RESOURCES / "checker" / proof_folder.CHECKER
    spec = importlib.util.spec_from_file_location("check_bundle", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def attack(
    handed: Handed, positions: int, seed: int, work: Path
) -> Iterator[tuple[str, str, bool]]:
    """Attack, what was said, and whether that is right; for each position."""
    dice = random.Random(seed)  # noqa: S311  positions to change
    pdf, files, roots = handed.pdf, handed.files, (handed.root,)
    checker, alone = checker_alone(), work / "evidence.pdf"
    block = pdf.rindex(b"%GigWallet seal")
    bare = {n: d for n, d in files.items() if n not in PROOFS and not n.startswith("anchors/")}

    def judged(of: dict[str, bytes]) -> Grade:
        return proof_folder.verify(of, roots).grade

    def by_file(data: bytes) -> int:
        alone.write_bytes(data)
        with contextlib.redirect_stdout(io.StringIO()):
            return int(checker.main([str(alone)]))

    def said(name: str, grade: Grade, allowed: set[Grade]) -> tuple[str, str, bool]:
        return name, grade.value, grade in allowed

    lost = {Grade.ALTERED, Grade.UNREADABLE}
    for _ in range(positions):
        changed = flipped(pdf, dice.randrange(len(pdf)), dice)
        yield said("the PDF", bundles.verify(changed).grade, lost)
        yield said("the PDF in its folder", judged({**files, "evidence.pdf": changed}), lost)
        code = by_file(changed)
        yield "the PDF, by the single file", f"exit {code}", code != 0

        forged = resealed(flipped(pdf, dice.randrange(block), dice))
        here = {**files, "evidence.pdf": forged}
        grade = bundles.verify(forged).grade
        yield said("sealed again", grade, {Grade.SELF_CONSISTENT, *lost})
        yield said("sealed again, where an anchor is", judged(summed(here)), lost)
        without = summed({**bare, "evidence.pdf": forged})
        yield said(
            "sealed again, its anchors left out", judged(without), {Grade.SELF_CONSISTENT, *lost}
        )

        name = dice.choice(sorted(files))
        other = {**files, name: flipped(files[name], dice.randrange(len(files[name])), dice)}
        yield said("any file of the folder", judged(other), lost)
        name = dice.choice([each for each in sorted(files) if each.rpartition("/")[2] in PROOFS])
        other = {**files, name: flipped(files[name], dice.randrange(len(files[name])), dice)}
        yield said("a proof, summed again", judged(summed(other)), lost)


def run(positions: int, seed: int, say: Callable[[str], object] = print) -> int:
    counted: Counter[tuple[str, str]] = Counter()
    wrong: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        made.mkdir()
        for name, grade, right in attack(hand_over(made), positions, seed, Path(folder)):
            counted[name, grade] += 1
            wrong[name] += not right
    for (name, grade), count in sorted(counted.items()):
        say(f"{name:36} {grade:16} {count:6,}")
    lost = sum(wrong.values())
    say(f"{lost} of {counted.total():,} answers were wrong" if lost else "no answer was wrong")
    return min(lost, 1)


if __name__ == "__main__":
    sys.exit(run(*(int(each) for each in [*sys.argv[1:], "1000", "7"][:2])))
