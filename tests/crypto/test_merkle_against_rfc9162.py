"""Every proof up to 300 leaves against the recursive definitions of RFC 9162, written here anew.

The program computes proofs by levels and checks them by walking up; this file states the RFC's own
recursions (2.1.1, 2.1.3.1, 2.1.4.1) and shares no line with it.
"""

from __future__ import annotations

import hashlib
from functools import cache

from gigwallet.crypto import merkle

MOST = 300
ENTRIES = [f"entry {number}".encode() for number in range(MOST)]
LEAVES = [hashlib.sha256(b"\x00" + entry).digest() for entry in ENTRIES]


def largest_power_below(n: int) -> int:
    k = 1
    while 2 * k < n:
        k *= 2
    return k


@cache
def mth(first: int, end: int) -> bytes:
    """MTH(D[first:end])."""
    n = end - first
    if n == 0:
        return hashlib.sha256(b"").digest()
    if n == 1:
        return hashlib.sha256(b"\x00" + ENTRIES[first]).digest()
    k = largest_power_below(n)
    return hashlib.sha256(b"\x01" + mth(first, first + k) + mth(first + k, end)).digest()


def path(m: int, first: int, end: int) -> list[bytes]:
    """PATH(m, D[first:end])."""
    n = end - first
    if n == 1:
        return []
    k = largest_power_below(n)
    if m < k:
        return [*path(m, first, first + k), mth(first + k, end)]
    return [*path(m - k, first + k, end), mth(first, first + k)]


def subproof(m: int, first: int, end: int, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[first:end], b)."""
    n = end - first
    if m == n:
        return [] if whole else [mth(first, end)]
    k = largest_power_below(n)
    if m <= k:
        return [*subproof(m, first, first + k, whole), mth(first + k, end)]
    return [*subproof(m - k, first + k, end, False), mth(first, first + k)]


def test_every_root_and_every_proof_up_to_300_leaves_is_that_of_the_rfc() -> None:
    whole = merkle.Tree(LEAVES)
    for size in range(1, MOST + 1):
        grown = merkle.Tree(LEAVES[:size])
        assert grown.root() == whole.root(size) == merkle.root(LEAVES[:size]) == mth(0, size)
        for index in range(size):
            proof = path(index, 0, size)
            assert whole.inclusion_proof(index, size) == proof
            assert merkle.included(LEAVES[index], index, size, proof, mth(0, size))
            assert len(proof) <= (size - 1).bit_length()
        for earlier in range(1, size + 1):
            proof = subproof(earlier, 0, size, True)
            assert whole.consistency_proof(earlier, size) == proof
            assert merkle.consistent(earlier, mth(0, earlier), size, mth(0, size), proof)


def _flipped(data: bytes) -> list[bytes]:
    number = int.from_bytes(data, "big")
    return [(number ^ 1 << bit).to_bytes(len(data), "big") for bit in range(8 * len(data))]


def _with_one_changed(proof: list[bytes]) -> list[list[bytes]]:
    """Every bit of every hash, each hash left out, doubled, and each two neighbours swapped."""
    changed = [
        [*proof[:place], false, *proof[place + 1 :]]
        for place, each in enumerate(proof)
        for false in _flipped(each)
    ]
    changed += [[*proof[:place], *proof[place + 1 :]] for place in range(len(proof))]
    changed += [[*proof[:place], proof[place], *proof[place:]] for place in range(len(proof))]
    for place in range(len(proof) - 1):
        swapped = list(proof)
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
        changed.append(swapped)
    return changed


def test_no_inclusion_proof_with_one_bit_changed_passes() -> None:
    for size, index in ((1, 0), (2, 1), (3, 2), (7, 3), (8, 5), (100, 64), (255, 254), (300, 17)):
        leaf, root, proof = LEAVES[index], mth(0, size), path(index, 0, size)

        assert merkle.included(leaf, index, size, proof, root)
        assert not any(
            merkle.included(leaf, index, size, p, root) for p in _with_one_changed(proof)
        )
        assert not any(merkle.included(leaf, index, size, proof, r) for r in _flipped(root))
        assert not any(merkle.included(each, index, size, proof, root) for each in _flipped(leaf))
        others = [other for other in range(-1, 2 * size + 2) if other != index]
        assert not any(merkle.included(leaf, other, size, proof, root) for other in others)


def shape(m: int, n: int) -> str:
    """On which side the sibling stands at each step of PATH(m, D[n]), from the leaf up."""
    if n == 1:
        return ""
    k = largest_power_below(n)
    return shape(m, k) + ">" if m < k else shape(m - k, n - k) + "<"


def test_an_inclusion_proof_holds_for_no_size_of_another_shape() -> None:
    """A path alone does not tell all sizes apart: what binds the size is the signed checkpoint."""
    size, index = 100, 64
    proof, root = path(index, 0, size), mth(0, size)

    for other in range(-1, 600):
        same = other > index and shape(index, other) == shape(index, size)
        assert merkle.included(LEAVES[index], index, other, proof, root) == same


def test_no_consistency_proof_with_one_bit_changed_passes() -> None:
    for earlier, size in ((1, 2), (3, 4), (4, 7), (6, 8), (64, 100), (65, 255), (299, 300)):
        before, after = mth(0, earlier), mth(0, size)
        proof = subproof(earlier, 0, size, True)

        assert merkle.consistent(earlier, before, size, after, proof)
        changed = _with_one_changed(proof)
        assert not any(merkle.consistent(earlier, before, size, after, p) for p in changed)
        assert not any(merkle.consistent(earlier, b, size, after, proof) for b in _flipped(before))
        assert not any(merkle.consistent(earlier, before, size, a, proof) for a in _flipped(after))
        assert not merkle.consistent(size, before, earlier, after, proof)
        assert not merkle.consistent(0, before, size, after, proof)
