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


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Sibling hashes from leaf ``index`` up to the root (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError("no such leaf")
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*inclusion_proof(leaves[:middle], index), root(leaves[middle:])]
    return [*inclusion_proof(leaves[middle:], index - middle), root(leaves[:middle])]


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
    """Hashes that show that the first ``earlier`` leaves are the start of ``leaves`` (2.1.4.1)."""
    if not 0 < earlier <= len(leaves):
        raise ValueError("the earlier size is between 1 and the size")
    return _subproof(leaves, earlier, True)


def _subproof(leaves: Sequence[bytes], earlier: int, whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if whole else [root(leaves)]
    middle = _split(len(leaves))
    if earlier <= middle:
        return [*_subproof(leaves[:middle], earlier, whole), root(leaves[middle:])]
    return [*_subproof(leaves[middle:], earlier - middle, False), root(leaves[:middle])]


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
