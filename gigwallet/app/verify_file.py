"""Checks what someone handed over: a sealed PDF, a checkpoint, a proof. It needs no vault."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from gigwallet import sealing
from gigwallet.app.reading import named, read_bytes
from gigwallet.app.root_certificates import read_root
from gigwallet.app.telling import content_in_words
from gigwallet.app.wallet import Surroundings
from gigwallet.crypto.checkpoint import Checkpoint
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import checkpoint as checkpoints
from gigwallet.sealing import stamped
from gigwallet.words import records

_SECONDS = 120.0
_ABOUT_ORIGINALS = {"original_is_this", "original_differs"}


def verify_file(
    path: Path,
    *,
    against: Path | None = None,
    original: Path | None = None,
    stamp: Path | None = None,
    root: Path | None = None,
    around: Surroundings | None = None,
) -> Verdict:
    """The graded verdict; an unreadable file is a grade, not an error.

    ``against`` is the file of a checkpoint that came another way; ``original`` a file that the
    proof is to be about; ``stamp`` an authority's answer about the file, or about the checkpoint in
    it, and ``root`` the authority's root certificate. Refusals: ``file_missing``, ``file_too_big``,
    ``checkpoint_unreadable``, ``original_not_in_proof``, ``root_unreadable``, ``root_not_a_root``.
    """
    data = read_bytes(path)
    known = read_checkpoint(against).text.encode() if against else b""
    digest = _digest(original) if original else ""
    roots = (read_root(root),) if root is not None else ()
    answer = read_bytes(stamp) if stamp is not None else b""
    isolation = (around or Surroundings()).isolation
    try:
        if stamp is None:
            verdict = isolation.run(sealing.verify, data, known, digest, seconds=_SECONDS)
        else:
            verdict = isolation.run(
                stamped.verify, data, answer, roots, known, digest, seconds=_SECONDS
            )
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal
    codes = {step.code for step in verdict.findings}
    asked = original is not None and verdict.grade in (Grade.SELF_CONSISTENT, Grade.ANCHORED)
    if asked and original is not None and not codes & {*_ABOUT_ORIGINALS, "only_for_proofs"}:
        raise GigWalletError("original_not_in_proof", name=path.name)
    return replace(verdict, findings=tuple(map(_in_words, verdict.findings)))


def read_checkpoint(path: Path) -> Checkpoint:
    """One whose signature holds. Refusals: as ``read_bytes``, ``checkpoint_unreadable``."""
    found = checkpoints.known(read_bytes(path))
    if found is None:
        raise GigWalletError("checkpoint_unreadable", name=path.name)
    return found


def _digest(original: Path) -> str:
    try:
        with original.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError as cause:
        raise GigWalletError("file_missing", name=original.name) from cause
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=original.name) from cause


def _in_words(step: Step) -> Step:
    """What a proof discloses, as a person reads it instead of as the log keeps it."""
    if step.code not in ("proof_entry", "proof_entry_erased"):
        return step
    facts = dict(step.facts)
    at = facts["when"]
    if "T" in at:
        facts["when"] = records.utc(datetime.fromisoformat(at).astimezone(UTC))
    facts["who"] = records.actor(facts["who"])
    facts["kind"] = records.plain(facts["kind"])
    facts["what"] = records.deed(facts["kind"])
    if "text" in facts:
        facts["text"] = content_in_words(facts["text"])
    return Step(step.code, facts)
