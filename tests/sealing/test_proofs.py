"""A proof is checked from its text alone, and nothing that was changed passes."""

from __future__ import annotations

import hashlib
import json
import random

import pytest

from gigwallet.crypto import checkpoint, merkle
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.sealing import proof, verify
from gigwallet.sealing.proof import ProofEntry

SEED, OTHER_SEED = bytes(range(32)), bytes(32)
GOOD = (Grade.SELF_CONSISTENT, Grade.ANCHORED)
ORIGINAL = hashlib.sha256(b"the original").hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _entries(count: int) -> tuple[list[ProofEntry], merkle.Tree]:
    """A log of exhibits with invented salts, each entry with its path in the whole."""
    made = []
    for seq in range(count):
        content = _canonical({"exhibit": {"name": f"截图 {seq}.png", "sha256": ORIGINAL}})
        salt = hashlib.sha256(b"salt %d" % seq).digest()
        leaf = _canonical(
            {
                "actor": "owner",
                "at": 1_751_500_000_000 + seq,
                "commitment": hashlib.sha256(salt + content.encode()).hexdigest(),
                "kind": "exhibit.added",
                "object": f"{seq:032x}",
                "seq": seq,
            }
        )
        made.append((leaf, salt.hex(), content))
    tree = merkle.Tree(merkle.leaf_hash(leaf.encode()) for leaf, _, _ in made)
    entries = [ProofEntry(*each, tuple(tree.inclusion_proof(seq))) for seq, each in enumerate(made)]
    return entries, tree


ENTRIES, TREE = _entries(13)
HEAD = checkpoint.signed_text(SEED, 13, TREE.root())
RECORD = proof.written_record([ENTRIES[5], ENTRIES[11]], HEAD)
EARLIER = checkpoint.signed_text(SEED, 6, TREE.root(6))
GROWTH = proof.written_growth(EARLIER, TREE.consistency_proof(6), HEAD)


def _codes(verdict: Verdict) -> list[str]:
    return [step.code for step in verdict.findings]


def test_a_proof_shows_its_entries_and_is_self_consistent_and_no_more() -> None:
    verdict = verify(RECORD.encode())

    assert verdict.grade is Grade.SELF_CONSISTENT
    assert _codes(verdict) == ["proof_holds", "proof_entry", "proof_entry"]
    assert verdict.findings[0].facts["count"] == "2"
    assert verdict.findings[1].facts["text"] == ENTRIES[5].content


def test_of_other_records_a_proof_holds_hashes_alone() -> None:
    for seq, entry in enumerate(ENTRIES):
        if seq not in (5, 11):
            assert entry.content not in RECORD
            assert entry.fields["object"] not in RECORD
            assert entry.fields["commitment"] not in RECORD
            assert str(entry.salt) not in RECORD


@pytest.mark.parametrize("text", [RECORD, GROWTH, HEAD], ids=["record", "growth", "checkpoint"])
def test_no_changed_bit_passes(text: str) -> None:
    data, dice = text.encode(), random.Random(5)  # noqa: S311  which bit of a byte
    passed = []
    for place in range(len(data)):
        for bit in dice.sample(range(8), 2):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            if verify(bytes(changed)).grade in GOOD:
                passed.append((place, bit))

    # Tidied away as an empty line at the end, or a line end of another system: nothing is said.
    assert [each for each in passed if data[each[0]] != 0x0A] == []
    assert all(verify(bytes(data)).grade in GOOD for _ in passed)


@pytest.mark.parametrize("text", [RECORD, GROWTH, HEAD], ids=["record", "growth", "checkpoint"])
def test_no_line_may_go_come_or_change_places(text: str) -> None:
    lines = text.split("\n")[:-1]
    for place in range(len(lines)):
        fewer = lines[:place] + lines[place + 1 :]
        more = [*lines[:place], "extra", *lines[place:]]
        doubled = [*lines[:place], lines[place], *lines[place:]]
        for changed in (fewer, more, doubled):
            assert verify("\n".join(changed).encode()).grade not in GOOD
        if place and lines[place] != lines[place - 1]:
            swapped = list(lines)
            swapped[place - 1 : place + 1] = reversed(swapped[place - 1 : place + 1])
            assert verify("\n".join(swapped).encode()).grade not in GOOD


def test_what_mail_does_to_plain_text_harms_nothing() -> None:
    crlf = b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode() + b"\r\n\r\n"

    assert verify(crlf) == verify(RECORD.encode())


def test_an_entry_that_was_moved_or_belongs_to_another_log_is_named() -> None:
    moved = ProofEntry(ENTRIES[4].leaf, ENTRIES[4].salt, ENTRIES[4].content, ENTRIES[5].path)
    other = _entries(12)[0][5]

    for each in (moved, other):
        verdict = verify(proof.written_record([each], HEAD).encode())
        assert verdict.grade is Grade.ALTERED
        assert _codes(verdict) == ["proof_false"]


def test_content_or_salt_of_another_entry_does_not_open_a_leaf() -> None:
    own, other = ENTRIES[5], ENTRIES[6]
    for salt, content in ((other.salt, own.content), (own.salt, other.content)):
        changed = ProofEntry(own.leaf, salt, content, own.path)
        verdict = verify(proof.written_record([changed], HEAD).encode())
        assert (verdict.grade, _codes(verdict)) == (Grade.ALTERED, ["proof_false"])


def test_an_erased_entry_shows_that_it_was_there_and_nothing_else() -> None:
    own = ENTRIES[5]
    text = proof.written_record([ProofEntry(own.leaf, None, None, own.path)], HEAD)

    verdict = verify(text.encode())

    assert verdict.grade is Grade.SELF_CONSISTENT
    assert _codes(verdict) == ["proof_holds", "proof_entry_erased"]
    assert "截图" not in text


def test_a_known_checkpoint_anchors_and_a_contradicting_one_is_told() -> None:
    forked = checkpoint.signed_text(SEED, 13, hashlib.sha256(b"fork").digest())
    other = checkpoint.signed_text(OTHER_SEED, 13, hashlib.sha256(b"other").digest())
    for against, grade, code in (
        (HEAD, Grade.ANCHORED, "checkpoint_known"),
        (forked, Grade.ALTERED, "checkpoint_contradicts"),
        (EARLIER, Grade.SELF_CONSISTENT, "checkpoint_key_known"),
        (other, Grade.SELF_CONSISTENT, "checkpoint_key_other"),
    ):
        for text in (RECORD, HEAD):
            verdict = verify(text.encode(), against.encode())
            assert (verdict.grade, _codes(verdict)[-1]) == (grade, code)
    assert verify(GROWTH.encode(), EARLIER.encode()).grade is Grade.ANCHORED
    assert verify(GROWTH.encode(), HEAD.encode()).grade is Grade.ANCHORED


def test_the_very_file_is_told_from_any_other() -> None:
    right = verify(RECORD.encode(), original=ORIGINAL)
    wrong = verify(RECORD.encode(), original=hashlib.sha256(b"another").hexdigest())

    assert (right.grade, _codes(right)[-1]) == (Grade.SELF_CONSISTENT, "original_is_this")
    assert (wrong.grade, _codes(wrong)[-1]) == (Grade.ALTERED, "original_differs")


def test_growth_between_any_two_checkpoints_is_shown_and_a_fork_is_not() -> None:
    for earlier in range(1, 14):
        signed = checkpoint.signed_text(SEED, earlier, TREE.root(earlier))
        text = proof.written_growth(signed, TREE.consistency_proof(earlier), HEAD)
        verdict = verify(text.encode())
        assert (verdict.grade, _codes(verdict)) == (Grade.SELF_CONSISTENT, ["growth_holds"])
    fork = checkpoint.signed_text(SEED, 6, hashlib.sha256(b"fork").digest())
    forked = verify(proof.written_growth(fork, TREE.consistency_proof(6), HEAD).encode())
    backwards = verify(proof.written_growth(HEAD, TREE.consistency_proof(6), EARLIER).encode())

    assert (forked.grade, _codes(forked)) == (Grade.ALTERED, ["growth_false"])
    assert (backwards.grade, _codes(backwards)) == (Grade.ALTERED, ["growth_false"])


def test_growth_under_two_keys_says_so() -> None:
    other = checkpoint.signed_text(OTHER_SEED, 6, TREE.root(6))

    verdict = verify(proof.written_growth(other, TREE.consistency_proof(6), HEAD).encode())

    assert _codes(verdict) == ["growth_holds", "growth_two_keys"]


def test_a_later_version_is_not_judged() -> None:
    for title in (proof.RECORD, proof.GROWTH):
        verdict = verify(f"{title}2\n\nsomething new\n".encode())
        assert (verdict.grade, _codes(verdict)) == (Grade.UNREADABLE, ["proof_too_new"])


@pytest.mark.parametrize(
    "bend",
    [
        '{"actor":"owner"}',
        '{"actor":"owner","actor":"x"}',
        "[" * 5000,
        "NaN",
        '{"at":1e999}',
        '{"at":' + "9" * 5000 + "}",
    ],
)
def test_crafted_json_is_damage_and_never_a_crash(bend: str) -> None:
    for text in (RECORD.replace(ENTRIES[5].leaf, bend), RECORD.replace(ENTRIES[5].content, bend)):
        assert verify(text.encode()).grade is Grade.ALTERED


def test_an_endless_path_is_refused_before_it_is_walked() -> None:
    line = checkpoint.base64_of(bytes(32))
    text = RECORD.replace("index 5\n", "index 5\n" + f"{line}\n" * 100)

    assert _codes(verify(text.encode())) == ["proof_damaged"]


def test_bytes_that_are_no_text_are_damage() -> None:
    assert verify(RECORD.encode()[:-9] + b"\xff\xfe\n").grade is Grade.ALTERED
