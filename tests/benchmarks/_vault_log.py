"""What facts, their log and a full check cost."""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from gigwallet.crypto import merkle
from gigwallet.vault import KdfParams, Vault, check_open
from gigwallet.vault.connection import PAGE_BYTES
from tests.benchmarks._measure import Clock, Measure, cpu, in_turns, wall
from tests.vault import things


def facts_and_log(work: Path, count: int) -> list[Measure]:
    folder = work / "facts"
    vault, _ = Vault.create(folder, bytearray(b"bench"), Clock(), kdf=KdfParams(65_536, 1, 1))
    engagement = vault.engagements.add(things.ENGAGEMENT)
    made = things.trips(engagement, count)
    added = wall(lambda: vault.trips.add(made), 1)
    again = wall(lambda: vault.trips.add(made), 1)
    listed = wall(vault.trips.all, 1)
    commit = wall(lambda: vault.log.append("export.made", "", b"x"), 20)
    head = wall(lambda: (vault.log.append("export.made", "", b"x"), vault.anchor()), 20)
    pages = _pages(vault, folder / "vault.db")
    checked = cpu(lambda: check_open(vault), 3)
    leaves = vault.log.leaves()
    measures = _tree(leaves)
    vault.close()
    return [
        Measure(f"add {count} facts (W)", added, "s", most=5),
        Measure(f"add the same {count} again (W)", again, "s"),
        Measure(f"list {count} facts (W)", listed, "s"),
        Measure("commit of one entry (W)", commit * 1000, "ms"),
        Measure("commit of one entry and the head in both headers (W)", head * 1000, "ms"),
        *measures,
        pages,
        Measure(f"full check of {count} facts, for each", checked / count * 1e6, "us"),
    ]


def _tree(leaves: list[bytes]) -> list[Measure]:
    pair = leaves[0] + leaves[-1]

    def two_hashes() -> None:
        for leaf in leaves:
            hashlib.sha256(b"\0" + leaf).digest()
            hashlib.sha256(b"\1" + pair).digest()

    def append() -> None:
        frontier = merkle.Frontier()
        for leaf in leaves:
            frontier.append(merkle.leaf_hash(leaf))

    def verify() -> None:
        frontier = merkle.Frontier()
        for leaf in leaves:
            if merkle.leaf_hash(leaf) == b"":
                raise AssertionError
            frontier.append(leaf)
        frontier.root()

    hashed, appended, verified = in_turns([two_hashes, append, verify], 5)
    proof = len(merkle.inclusion_proof(leaves, len(leaves) // 3)) * merkle.HASH_BYTES
    proved = cpu(lambda: merkle.inclusion_proof(leaves, len(leaves) // 3), 3)
    bound = merkle.HASH_BYTES * (len(leaves) - 1).bit_length()
    return [
        Measure("log append to two bare SHA-256", appended / hashed, most=3),
        Measure("log re-verify to two bare SHA-256", verified / hashed, most=4),
        Measure(f"inclusion proof of {len(leaves)} entries", proof, "B", most=bound),
        Measure("making that proof", proved * 1000, "ms"),
    ]


def _pages(vault: Vault, database: Path) -> Measure:
    """Integrity of all pages and structure, against their cipher and hash alone."""
    vault.connection.checkpoint()
    page, pages = os.urandom(PAGE_BYTES - 64), database.stat().st_size // PAGE_BYTES
    key = os.urandom(32)

    def bound() -> None:
        decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
        for _ in range(pages):
            hmac.digest(key, page, "sha512")
            decryptor.update(page)

    def integrity() -> None:
        vault.connection.all("PRAGMA cipher_integrity_check")

    alone, checked = in_turns([bound, integrity], 5, time.process_time)
    return Measure("check of all pages to their cipher and hash alone", checked / alone, most=1.3)
