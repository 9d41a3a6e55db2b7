"""The Merkle tree of RFC 9162 (hashing of RFC 6962): root, growth, inclusion, consistency."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that only grows: its size and the roots of its complete subtrees, largest first.

    ``size`` has one subtree per set bit, so the frontier of a million leaves is 7 hashes.
    """

    __slots__ = ("peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        if len(self.peaks) != size.bit_count():
            raise ValueError("a frontier has one peak per set bit of its size")

    def append(self, leaf: bytes) -> None:
        """Grow by one leaf, given by its hash."""
        rest = self.size
        while rest & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            rest >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes; SHA-256 of nothing for no leaves."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1


class Tree:
    """The tree over given leaves with all its complete subtrees, for any number of proofs.

    Each level lies in one string of bytes: a million leaves take 64 MB and about a second to build,
    then a proof takes microseconds.
    """

    __slots__ = ("_levels", "size")

    def __init__(self, leaves: Iterable[bytes]) -> None:
        level = b"".join(leaves)
        self.size = len(level) // HASH_BYTES
        self._levels = [level]
        sha256, pair = hashlib.sha256, 2 * HASH_BYTES
        while len(level) >= pair:
            ends = range(pair, len(level) + 1, pair)
            level = b"".join([sha256(b"\x01" + level[end - pair : end]).digest() for end in ends])
            self._levels.append(level)

    def root(self, size: int | None = None) -> bytes:
        """The root over the first ``size`` leaves (all of them by default)."""
        end = self.size if size is None else size
        return self._over(0, end) if end else EMPTY_ROOT

    def _over(self, first: int, end: int) -> bytes:
        """The root over leaves ``first`` to before ``end``; ``first`` begins a complete subtree
        that is at least as large."""
        length = end - first
        if length & (length - 1) == 0:
            height = length.bit_length() - 1
            place = (first >> height) * HASH_BYTES
            return self._levels[height][place : place + HASH_BYTES]
        middle = first + _split(length)
        return node_hash(self._over(first, middle), self._over(middle, end))

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """Sibling hashes from leaf ``index`` up to the root over ``size`` (RFC 9162, 2.1.3.1)."""
        first, end = 0, self.size if size is None else size
        if not 0 <= index < end <= self.size:
            raise ValueError("no such leaf")
        proof: list[bytes] = []
        while end - first > 1:
            middle = first + _split(end - first)
            if index < middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(first, middle))
                first = middle
        return proof[::-1]

    def consistency_proof(self, earlier: int, size: int | None = None) -> list[bytes]:
        """Hashes that show that the first ``earlier`` leaves begin those of ``size`` (2.1.4.1)."""
        first, end = 0, self.size if size is None else size
        if not 0 < earlier <= end <= self.size:
            raise ValueError("the earlier size is between 1 and the size")
        proof: list[bytes] = []
        while earlier != end:
            middle = first + _split(end - first)
            if earlier <= middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(first, middle))
                first = middle
        # A start that is a whole subtree from leaf 0 is known to whoever holds the earlier root.
        return [*([self._over(first, end)] if first else []), *proof[::-1]]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    return Tree(leaves).inclusion_proof(index)


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], head: bytes) -> bool:
    """Whether ``proof`` shows leaf hash ``leaf`` at ``index`` under ``head`` (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, computed = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            computed = node_hash(sibling, computed)
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            computed = node_hash(computed, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and computed == head


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    return Tree(leaves).consistency_proof(earlier)


def consistent(
    earlier: int, earlier_head: bytes, size: int, head: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether ``proof`` shows that the tree of ``earlier_head`` grew into that of ``head``
    (2.1.4.2)."""
    if not 0 < earlier <= size:
        return False
    if earlier == size:
        return not proof and earlier_head == head
    path = [earlier_head, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = earlier - 1, size - 1
    while place & 1:
        place >>= 1
        last >>= 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            after = node_hash(after, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and before == earlier_head and after == head
