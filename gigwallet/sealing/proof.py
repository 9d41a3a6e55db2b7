"""Proofs that a stranger checks without the vault: of a record, and of a history that only grew.

Pure: text in, text and findings out; no secret comes near. The two forms are fixed in
docs/proof-format.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gigwallet.crypto import checkpoint, merkle
from gigwallet.crypto.checkpoint import Checkpoint, NotACheckpoint, base64_of
from gigwallet.domain import foreign_json

RECORD = "GigWallet record proof, version "
GROWTH = "GigWallet consistency proof, version "
VERSION = 1
TLOG = "c2sp.org/tlog-proof@v1"
MOST_STEPS = 64  # a path longer than this belongs to no log
MOST_ENTRIES = 100_000
_SALT = re.compile(r"[0-9a-f]{64}")
_LEAF_FIELDS = {"actor": str, "at": int, "commitment": str, "kind": str, "object": str, "seq": int}


class NotAProof(ValueError):  # noqa: N818  a finding that each caller words for its place
    """This text does not have the form of a proof."""


@dataclass(frozen=True, slots=True)
class ProofEntry:
    """One entry as it stands in a proof. ``salt`` and ``content`` are None where the content was
    erased: only that there was something is proven then."""

    leaf: str
    salt: str | None
    content: str | None
    path: tuple[bytes, ...]

    @property
    def fields(self) -> dict[str, Any]:  # Any: JSON of the fields above, their types checked
        return _object(self.leaf, _LEAF_FIELDS)

    @property
    def rows(self) -> dict[str, Any]:  # Any: what the entry bound, table by table
        return _object(self.content) if self.content is not None else {}

    def opens(self) -> bool:
        """Whether salt and content are what the leaf committed to."""
        if self.salt is None or self.content is None:
            return True
        found = hashlib.sha256(bytes.fromhex(self.salt) + self.content.encode()).hexdigest()
        return bool(self.fields["commitment"] == found)

    def included(self, head: Checkpoint) -> bool:
        leaf, index = merkle.leaf_hash(self.leaf.encode()), self.fields["seq"]
        return merkle.included(leaf, index, head.size, self.path, head.root)


@dataclass(frozen=True, slots=True)
class RecordProof:
    entries: tuple[ProofEntry, ...]
    checkpoint: Checkpoint

    def false_entries(self) -> list[int]:
        """The entries that were changed, or are not in the log that the checkpoint tells of."""
        return [
            each.fields["seq"]
            for each in self.entries
            if not each.opens() or not each.included(self.checkpoint)
        ]


@dataclass(frozen=True, slots=True)
class GrowthProof:
    earlier: Checkpoint
    path: tuple[bytes, ...]
    later: Checkpoint

    def holds(self) -> bool:
        before, after = self.earlier, self.later
        return merkle.consistent(before.size, before.root, after.size, after.root, self.path)


def written_record(entries: Iterable[ProofEntry], signed: str) -> str:
    """The whole file; ``signed`` is the text of the checkpoint."""
    blocks = [f"{RECORD}{VERSION}"]
    for each in entries:
        lines = [f"leaf {each.leaf}"]
        if each.salt is not None and each.content is not None:
            lines += [f"salt {each.salt}", f"content {each.content}"]
        lines += [TLOG, f"index {each.fields['seq']}", *map(base64_of, each.path)]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, signed])


def written_growth(earlier: str, path: Sequence[bytes], later: str) -> str:
    consistency = "\n".join(["consistency", *map(base64_of, path)])
    head = f"{GROWTH}{VERSION}"
    return "\n\n".join([head, earlier.removesuffix("\n"), consistency, later])


def read_record(text: str) -> RecordProof:
    """``NotAProof`` where the form is another; whether it holds is asked of what is returned."""
    first, *blocks = text.split("\n\n")
    if first != f"{RECORD}{VERSION}" or not 3 <= len(blocks) <= MOST_ENTRIES:
        raise NotAProof
    entries = tuple(map(_entry, blocks[:-2]))
    numbers = [each.fields["seq"] for each in entries]
    if numbers != sorted(set(numbers)):
        raise NotAProof
    return RecordProof(entries, _checkpoint(blocks[-2:]))


def read_growth(text: str) -> GrowthProof:
    """``NotAProof`` where the form is another; whether it holds is asked of what is returned."""
    first, *blocks = text.split("\n\n")
    if first != f"{GROWTH}{VERSION}" or len(blocks) != 5:
        raise NotAProof
    word, *lines = blocks[2].split("\n")
    if word != "consistency":
        raise NotAProof
    earlier = _checkpoint([blocks[0], f"{blocks[1]}\n"])
    return GrowthProof(earlier, _path(lines), _checkpoint(blocks[3:]))


def _entry(block: str) -> ProofEntry:
    lines = block.split("\n")
    leaf = _after("leaf ", lines.pop(0))
    salt = content = None
    if lines and lines[0] != TLOG:
        if len(lines) < 2:
            raise NotAProof
        salt, content = _after("salt ", lines[0]), _after("content ", lines[1])
        if not _SALT.fullmatch(salt):
            raise NotAProof
        lines = lines[2:]
    if len(lines) < 2 or lines[0] != TLOG:
        raise NotAProof
    found = ProofEntry(leaf, salt, content, _path(lines[2:]))
    rows = found.rows.values()
    if lines[1] != f"index {found.fields['seq']}" or not all(isinstance(row, dict) for row in rows):
        raise NotAProof
    return found


def _after(word: str, line: str) -> str:
    if not line.startswith(word):
        raise NotAProof
    return line.removeprefix(word)


def _path(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > MOST_STEPS:
        raise NotAProof
    try:
        path = tuple(map(checkpoint.bytes_of, lines))
    except NotACheckpoint as cause:
        raise NotAProof from cause
    if any(len(each) != merkle.HASH_BYTES for each in path):
        raise NotAProof
    return path


def _checkpoint(blocks: Sequence[str]) -> Checkpoint:
    try:
        return checkpoint.read("\n\n".join(blocks))
    except NotACheckpoint as cause:
        raise NotAProof from cause


def _object(text: str, shape: dict[str, type] | None = None) -> dict[str, Any]:  # Any: JSON
    """A JSON object without doubled keys; of exactly the fields of ``shape`` where one is given."""
    try:
        value = foreign_json.read(text)
    except ValueError as cause:
        raise NotAProof from cause
    right = isinstance(value, dict)
    if right and shape is not None:
        right = value.keys() == shape.keys() and all(
            type(value[name]) is kind for name, kind in shape.items()
        )
    if not right:
        raise NotAProof
    return value  # type: ignore[no-any-return]  # a dict, as was just asked
