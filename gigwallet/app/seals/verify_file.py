"""Checks what someone handed over: a sealed PDF, a folder with one, a checkpoint, a proof. It needs
no vault."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from gigwallet.app.reading import named, read_bytes, walked
from gigwallet.app.seals.root_certificates import read_root
from gigwallet.app.seals.telling import content_in_words
from gigwallet.app.wallet import Surroundings
from gigwallet.crypto.checkpoint import Checkpoint
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import checkpoint as checkpoints
from gigwallet.sealing import proof_folder, recognition, stamped
from gigwallet.sealing.bundles import Outside
from gigwallet.words import records

_SECONDS = 120.0
_BYTES_A_SECOND = 4 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")
_HEAD = 64
_ABOUT_ORIGINALS = {
    "original_is_this",
    "original_differs",
    "original_listed",
    "hidden_listed",
    "original_not_listed",
    "only_for_proofs",
}


def verify_file(
    path: Path,
    *,
    against: Path | None = None,
    original: Path | None = None,
    stamp: Path | None = None,
    root: Path | None = None,
    digests: tuple[str, ...] = (),
    around: Surroundings | None = None,
) -> Verdict:
    """The graded verdict; an unreadable file is a grade, not an error.

    ``against`` is the file of a checkpoint that came another way; ``original`` a file that the
    proof is to be about, or that an exhibit of the bundle is to show; ``stamp`` an authority's
    answer about the file, or about the checkpoint in it, and ``root`` the authority's root
    certificate; ``digests`` SHA-256 (hex) of the PDF or of its volumes that came another way.
    Refusals: ``file_missing``, ``file_too_big``, ``checkpoint_unreadable``,
    ``original_not_in_proof``, ``root_unreadable``, ``root_not_a_root``, ``digest_unreadable``,
    ``too_many_files``.
    """
    if any(not _SHA256.fullmatch(each) for each in digests):
        raise GigWalletError("digest_unreadable")
    if path.is_dir():
        return _folder(path, against, root, digests, around or Surroundings())
    isolation = (around or Surroundings()).isolation
    roots = (read_root(root),) if root is not None else ()
    try:
        data = _to_judge(path)
        outside = Outside(roots=roots, digests=digests)
        known = read_checkpoint(against).text.encode() if against else b""
        digest = _digest(original) if original else ""
        long = _seconds([path])
        if stamp is None:
            verdict = isolation.run(recognition.verify, data, known, digest, outside, seconds=long)
        else:
            answer = read_bytes(stamp)
            verdict = isolation.run(
                stamped.verify, data, answer, known, digest, outside, seconds=long
            )
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal
    codes = {step.code for step in verdict.findings}
    asked = original is not None and verdict.grade in (Grade.SELF_CONSISTENT, Grade.ANCHORED)
    if asked and original is not None and not codes & _ABOUT_ORIGINALS:
        raise GigWalletError("original_not_in_proof", name=path.name)
    return replace(verdict, findings=tuple(map(_in_words, verdict.findings)))


def _folder(
    path: Path,
    against: Path | None,
    root: Path | None,
    digests: tuple[str, ...],
    around: Surroundings,
) -> Verdict:
    """A folder with a bundle and what goes with it. Links in it are not followed."""
    names = sorted(each.relative_to(path).as_posix() for each in walked([path]))
    pdfs = [name for name in names if proof_folder.is_bundle(name)]
    files: dict[str, bytes | Path] = {name: (path / name).absolute() for name in pdfs}
    files |= {name: read_bytes(path / name) for name in names if name not in files}
    known = read_checkpoint(against).text.encode() if against else b""
    roots = (read_root(root),) if root is not None else ()
    try:
        long = _seconds([path / name for name in pdfs])
        return around.isolation.run(proof_folder.verify, files, roots, known, digests, seconds=long)
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal


def _to_judge(path: Path) -> bytes | Path:
    """The text of a proof; anything else is read where it lies, however long it is."""
    try:
        with path.open("rb") as stream:
            begin = stream.read(_HEAD)
        return read_bytes(path) if recognition.is_proof(begin) else path.absolute()
    except FileNotFoundError as cause:
        raise GigWalletError("file_missing", name=path.name) from cause
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=path.name) from cause


def _seconds(pdfs: Iterable[Path]) -> float:
    """A slow disk is read several times."""
    return _SECONDS + sum(each.stat().st_size for each in pdfs) / _BYTES_A_SECOND


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
