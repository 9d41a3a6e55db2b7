"""What can be said about a checkpoint or a proof from its text alone, or against one known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gigwallet.crypto import checkpoint
from gigwallet.crypto.checkpoint import Checkpoint, NotACheckpoint
from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import proof
from gigwallet.sealing.proof import NotAProof, ProofEntry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_one(text: str) -> bool:
    """Whether the text means to be a checkpoint or a proof, whole or damaged."""
    return text.startswith(("gigwallet/", proof.RECORD, proof.GROWTH))


def known(data: bytes) -> Checkpoint | None:
    """The checkpoint that was sent apart, for ``against``; None where it is none, or false."""
    try:
        found = checkpoint.read(as_text(data))
    except (NotACheckpoint, UnicodeDecodeError):
        return None
    return found if found.signed else None


def as_text(data: bytes) -> str:
    """Without what mail programs and editors do to plain text: other line ends, a mark in front,
    empty lines at the end."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n") + "\n"


def verify(text: str, against: Checkpoint | None = None, original: str = "") -> Verdict:
    """``SELF_CONSISTENT``: unchanged since its signer signed, who may be anybody. ``ANCHORED``: it
    leads to ``against``, a checkpoint that came another way. ``original``: SHA-256 (hex) of a file
    that the proof is to be about.
    """
    try:
        if text.startswith(proof.RECORD):
            return _record(text, against, original)
        if text.startswith(proof.GROWTH):
            return _growth(text, against)
        return _checkpoint(checkpoint.read(text), against)
    except (NotAProof, NotACheckpoint):
        return Verdict(Grade.ALTERED, (Step("proof_damaged"),))


def _too_new(text: str, title: str) -> Verdict | None:
    version = text.partition("\n")[0].removeprefix(title)
    if version.isascii() and version.isdigit() and int(version[:9]) > proof.VERSION:
        return Verdict(Grade.UNREADABLE, (Step("proof_too_new", {"version": version[:9]}),))
    return None


def _checkpoint(found: Checkpoint, against: Checkpoint | None) -> Verdict:
    if not found.signed:
        return Verdict(Grade.ALTERED, (Step("signature_false"),))
    said = Step("checkpoint_holds", {"entries": str(found.size), "key": found.origin})
    return _graded((said,), (found,), against)


def _record(text: str, against: Checkpoint | None, original: str) -> Verdict:
    if newer := _too_new(text, proof.RECORD):
        return newer
    read = proof.read_record(text)
    head = read.checkpoint
    if not head.signed:
        return Verdict(Grade.ALTERED, (Step("signature_false"),))
    if false := read.false_entries():
        named = ", ".join(map(str, false[:5]))
        return Verdict(Grade.ALTERED, (Step("proof_false", {"entries": named}),))
    facts = {"count": str(len(read.entries)), "entries": str(head.size), "key": head.origin}
    steps = [Step("proof_holds", facts), *map(_shown, read.entries)]
    if original and (found := _originals(read.entries)):
        if original not in found:
            return Verdict(Grade.ALTERED, (*steps, Step("original_differs", {"sha256": original})))
        steps.append(Step("original_is_this", {"sha256": original}))
    return _graded(tuple(steps), (head,), against)


def _shown(entry: ProofEntry) -> Step:
    """What an entry discloses; the app words it, this says it as it stands."""
    fields = entry.fields
    when = (_EPOCH + timedelta(milliseconds=fields["at"])) if abs(fields["at"]) < 10**14 else None
    facts = {
        "entry": str(fields["seq"]),
        "kind": fields["kind"],
        "what": fields["kind"],
        "when": when.isoformat(timespec="seconds") if when else str(fields["at"]),
        "who": fields["actor"],
    }
    if entry.content is None:
        return Step("proof_entry_erased", facts)
    return Step("proof_entry", {**facts, "text": entry.content})


def _originals(entries: tuple[ProofEntry, ...]) -> set[str]:
    """Digests of the originals that the entries speak of."""
    exhibits = [each.rows["exhibit"] for each in entries if "exhibit" in each.rows]
    return {str(each.get("sha256")) for each in exhibits}


def _growth(text: str, against: Checkpoint | None) -> Verdict:
    if newer := _too_new(text, proof.GROWTH):
        return newer
    read = proof.read_growth(text)
    if not read.earlier.signed or not read.later.signed:
        return Verdict(Grade.ALTERED, (Step("signature_false"),))
    facts = {
        "earlier": str(read.earlier.size),
        "later": str(read.later.size),
        "key": read.later.origin,
    }
    if not read.holds():
        return Verdict(Grade.ALTERED, (Step("growth_false", facts),))
    steps = [Step("growth_holds", facts)]
    if read.earlier.key != read.later.key:
        steps.append(Step("growth_two_keys", {"other": read.earlier.origin}))
    return _graded(tuple(steps), (read.earlier, read.later), against)


def _graded(
    steps: tuple[Step, ...], heads: tuple[Checkpoint, ...], against: Checkpoint | None
) -> Verdict:
    """Anchored where one of ``heads`` is the known one; false where it contradicts it."""
    if against is None:
        return Verdict(Grade.SELF_CONSISTENT, steps)
    facts = {"entries": str(against.size), "key": against.origin}
    if any((head.size, head.root) == (against.size, against.root) for head in heads):
        return Verdict(Grade.ANCHORED, (*steps, Step("checkpoint_known", facts)))
    if any((head.size, head.key) == (against.size, against.key) for head in heads):
        return Verdict(Grade.ALTERED, (*steps, Step("checkpoint_contradicts", facts)))
    code = "checkpoint_key_known" if heads[-1].key == against.key else "checkpoint_key_other"
    return Verdict(Grade.SELF_CONSISTENT, (*steps, Step(code, facts)))
