"""The tree of RFC 9162: proofs hold, and nothing that was changed passes."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from gigwallet.crypto import merkle

LEAVES = [merkle.leaf_hash(number.to_bytes(2, "big")) for number in range(300)]

# Roots of the test inputs that RFC 6962 implementations share ("", 00, 10, 2021, 3031, ...).
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
INPUTS.append("606162636465666768696a6b6c6d6e6f")
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def test_roots_are_those_of_the_published_vectors() -> None:
    leaves = [merkle.leaf_hash(bytes.fromhex(each)) for each in INPUTS]

    assert merkle.root([]) == hashlib.sha256(b"").digest()
    assert {size: merkle.root(leaves[:size]).hex() for size in ROOTS} == ROOTS


def test_every_inclusion_proof_up_to_130_leaves_holds_and_has_the_least_size() -> None:
    for size in range(1, 131):
        root = merkle.root(LEAVES[:size])
        for index in range(size):
            proof = merkle.inclusion_proof(LEAVES[:size], index)
            assert merkle.included(LEAVES[index], index, size, proof, root)
            assert len(proof) <= (size - 1).bit_length()


def test_every_consistency_proof_up_to_100_leaves_holds() -> None:
    roots = [merkle.root(LEAVES[:size]) for size in range(101)]
    for size in range(1, 101):
        for earlier in range(1, size + 1):
            proof = merkle.consistency_proof(LEAVES[:size], earlier)
            assert merkle.consistent(earlier, roots[earlier], size, roots[size], proof)


@given(st.data())
def test_no_changed_inclusion_proof_passes(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 300))
    index = data.draw(st.integers(0, size - 1))
    root, proof = merkle.root(LEAVES[:size]), merkle.inclusion_proof(LEAVES[:size], index)
    place = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))

    false = list(proof)
    false[place] = (int.from_bytes(proof[place], "big") ^ 1 << bit).to_bytes(32, "big")

    assert not merkle.included(LEAVES[index], index, size, false, root)
    assert not merkle.included(LEAVES[index], index, size, proof[:-1], root)
    assert not merkle.included(LEAVES[index], index, size, [*proof, proof[0]], root)
    assert not merkle.included(LEAVES[(index + 1) % size], index, size, proof, root)
    assert not merkle.included(LEAVES[index], index ^ 1, size, proof, root)


@given(st.data())
def test_no_changed_consistency_proof_passes(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 300))
    earlier = data.draw(st.integers(1, size - 1))
    before, after = merkle.root(LEAVES[:earlier]), merkle.root(LEAVES[:size])
    proof = merkle.consistency_proof(LEAVES[:size], earlier)
    place = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))

    false = list(proof)
    false[place] = (int.from_bytes(proof[place], "big") ^ 1 << bit).to_bytes(32, "big")

    assert not merkle.consistent(earlier, before, size, after, false)
    assert not merkle.consistent(earlier, before, size, after, proof[:-1])
    assert not merkle.consistent(earlier, after, size, after, proof)


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_tree_grows_to_the_same_root_from_any_stored_frontier(first: int, second: int) -> None:
    stop = min(first, second)
    tree = merkle.Frontier()
    for leaf in LEAVES[:stop]:
        tree.append(leaf)

    grown = merkle.Frontier(tree.size, tree.peaks)
    for leaf in LEAVES[stop : max(first, second)]:
        grown.append(leaf)

    assert grown.root() == merkle.root(LEAVES[: max(first, second)])
