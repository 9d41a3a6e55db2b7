"""What goes with a bundle to say since when it is unchanged: proofs, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gigwallet.crypto import checkpoint
from gigwallet.crypto.checkpoint import Checkpoint, NotACheckpoint
from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import StampGrade
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import checkpoint as checkpoints
from gigwallet.sealing import proof, time_stamp
from gigwallet.sealing.proof import NotAProof, ProofEntry, RecordProof
from gigwallet.sealing.second_reading import moment_text

CHECKPOINT = "checkpoint.txt"
PROOF = "record-proof.txt"
RESPONSE = "response.tsr"
STAMPS = "anchors"
MOST_STAMPS = 64

# How the log of a vault says that a bundle was written out (docs/vault-format.md, section 6).
_WRITTEN, _BUNDLE = "export.written", "bundle"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One proof. ``originals`` and ``files`` are SHA-256 (hex): of exhibits, and of whole bundles
    that stood in the log. ``since`` says what from outside holds it; None where nothing does.
    ``grade`` is ``ALTERED`` where the proof is false or the stamp is about something else.
    ``shown`` of ``entries`` of the log are disclosed."""

    name: str
    grade: Grade
    originals: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    since: Step | None = None
    findings: tuple[Step, ...] = ()
    shown: int = 0
    entries: int = 0


def read(
    files: Mapping[str, bytes], roots: tuple[str, ...], against: Checkpoint | None
) -> tuple[Anchor, ...]:
    """All that lie in a folder, its stamps before the checkpoint that was made for it.

    ``roots`` are PEM texts that the reader trusts, ``against`` a checkpoint that came another way.
    """
    found = [_stamped(files, name, roots, against) for name in _stamps(files)]
    if PROOF in files or CHECKPOINT in files:
        found.append(_proven(PROOF, files.get(PROOF, b""), files.get(CHECKPOINT), against))
    return tuple(found)


def _stamps(files: Iterable[str]) -> list[str]:
    named = {name.split("/")[1] for name in files if name.startswith(f"{STAMPS}/")}
    return sorted(named)[:MOST_STAMPS]


def _stamped(
    files: Mapping[str, bytes], number: str, roots: tuple[str, ...], against: Checkpoint | None
) -> Anchor:
    name = f"{STAMPS}/{number}"
    stamped = files.get(f"{name}/{CHECKPOINT}", b"")
    own = _proven(name, files.get(f"{name}/{PROOF}", b""), stamped, against)
    if own.grade in (Grade.ALTERED, Grade.UNREADABLE):
        return own
    said = time_stamp.verify(stamped, files.get(f"{name}/{RESPONSE}", b""), roots)
    if said.grade is StampGrade.ANCHORED and said.token is not None:
        facts = {"time": moment_text(said.token.at), "signer": said.token.signer}
        return _graded(own, Grade.ANCHORED, Step("anchored_since", facts), said.findings)
    if said.grade is StampGrade.BROKEN:
        return _graded(own, Grade.ALTERED, None, (Step("anchor_stamp_broken", {"name": name}),))
    return _graded(own, own.grade, own.since, said.findings)


def _graded(of: Anchor, grade: Grade, since: Step | None, findings: tuple[Step, ...]) -> Anchor:
    return Anchor(
        of.name,
        grade,
        of.originals,
        of.files,
        since,
        (*findings, *of.findings),
        of.shown,
        of.entries,
    )


def _proven(name: str, data: bytes, beside: bytes | None, against: Checkpoint | None) -> Anchor:
    """What a record proof shows, where it holds and leads to the checkpoint that lies beside it."""
    try:
        read = proof.read_record(checkpoints.as_text(data))
        told = checkpoint.read(checkpoints.as_text(beside)) if beside is not None else None
    except (NotAProof, NotACheckpoint, UnicodeDecodeError):
        return Anchor(name, Grade.ALTERED, findings=(Step("anchor_damaged", {"name": name}),))
    head = read.checkpoint
    apart = told is not None and told.text != head.text
    if apart or not head.signed or read.false_entries():
        return Anchor(name, Grade.ALTERED, findings=(Step("anchor_false", {"name": name}),))
    grade, since, findings = _against(head, against)
    return Anchor(
        name,
        grade,
        frozenset(_originals(read)),
        frozenset(_files(read)),
        since,
        findings,
        len(read.entries),
        head.size,
    )


def _against(
    head: Checkpoint, against: Checkpoint | None
) -> tuple[Grade, Step | None, tuple[Step, ...]]:
    if against is None:
        return Grade.SELF_CONSISTENT, None, ()
    facts = {"entries": str(against.size), "key": against.origin}
    if (head.size, head.root) == (against.size, against.root):
        return Grade.ANCHORED, Step("anchored_to_checkpoint", facts), ()
    if (head.size, head.key) == (against.size, against.key):
        return Grade.ALTERED, None, (Step("checkpoint_contradicts", facts),)
    return Grade.SELF_CONSISTENT, None, ()


def _originals(read: RecordProof) -> Iterator[str]:
    for entry in read.entries:
        if entry.content is not None and "exhibit" in entry.rows:
            yield str(entry.rows["exhibit"].get("sha256"))


def _files(read: RecordProof) -> Iterator[str]:
    for entry in read.entries:
        fields = entry.fields
        if (fields["kind"], fields["object"]) == (_WRITTEN, _BUNDLE):
            yield _body(entry)


def _body(entry: ProofEntry) -> str:
    """The digest that the log noted when the file was written; empty where it is another thing."""
    cell = entry.rows.get("event", {}).get("body")
    text = cell.get("hex") if isinstance(cell, dict) else None
    return text if isinstance(text, str) else ""
