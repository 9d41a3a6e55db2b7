"""Whatever can be verified from the file alone: recognised by how it begins."""

from __future__ import annotations

from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import checkpoint, verification


def verify(data: bytes, against: bytes = b"", original: str = "") -> Verdict:
    """A sealed PDF, a checkpoint, a proof of a record, or a proof that a log only grew.

    ``against``: the bytes of a checkpoint that came another way, one that ``checkpoint.known``
    takes; ``original``: SHA-256 of the file that a proof is to be about. A PDF needs neither.
    """
    if not checkpoint.is_one(data[:64].decode("utf-8-sig", "replace")):
        verdict = verification.verify(data)
        if against or original:
            return Verdict(verdict.grade, (*verdict.findings, Step("only_for_proofs")))
        return verdict
    try:
        text = checkpoint.as_text(data)
    except UnicodeDecodeError:
        return Verdict(Grade.ALTERED, (Step("proof_damaged"),))
    return checkpoint.verify(text, checkpoint.known(against) if against else None, original)
