"""Whatever can be verified from the file alone: recognised by how it begins."""

from __future__ import annotations

from pathlib import Path

from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import bundles, checkpoint
from gigwallet.sealing.bundles import NOTHING_OUTSIDE, Outside
from gigwallet.sealing.lying import Lying, opened


def verify(
    data: bytes | Path,
    against: bytes = b"",
    original: str = "",
    outside: Outside = NOTHING_OUTSIDE,
) -> Verdict:
    """A sealed PDF, a checkpoint, a proof of a record, or a proof that a log only grew; a PDF may
    be of any length where it lies.

    ``against``: the bytes of a checkpoint that came another way, one that ``checkpoint.known``
    takes; ``original``: SHA-256 of the file that a proof is to be about, or an exhibit of a bundle.
    For a worker process.
    """
    with opened(data) as lying:
        return judged(lying, against, original, outside)


def judged(data: Lying, against: bytes, original: str, outside: Outside) -> Verdict:
    """As ``verify``."""
    if not is_proof(data[:64]):
        verdict = bundles.judged(data, outside, original)
        if against:
            findings = (*verdict.findings, Step("only_for_proofs"))
            return Verdict(verdict.grade, findings, verdict.exhibits)
        return verdict
    try:
        text = checkpoint.as_text(data[:])
    except UnicodeDecodeError:
        return Verdict(Grade.ALTERED, (Step("proof_damaged"),))
    return checkpoint.verify(text, checkpoint.known(against) if against else None, original)


def is_proof(begin: bytes) -> bool:
    """Whether a file that begins so means to be a checkpoint or a proof: a text, read whole."""
    return checkpoint.is_one(begin.decode("utf-8-sig", "replace"))
