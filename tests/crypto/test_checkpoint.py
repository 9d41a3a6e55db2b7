"""A checkpoint says who signed how long a log under which root, and no changed one passes."""

from __future__ import annotations

import base64
import hashlib

import pytest

from gigwallet.crypto import checkpoint, signing

SEED = bytes(range(32))
ROOT = hashlib.sha256(b"root").digest()
TEXT = checkpoint.signed_text(SEED, 20_852_163, ROOT)


def test_signatures_are_those_of_the_published_vectors() -> None:
    """RFC 8032, section 7.1, tests 1 and 2."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    wanted = (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )

    assert signing.public_key(seed) == key
    assert signing.sign(seed, b"").hex() == wanted
    assert signing.signed(key, b"", bytes.fromhex(wanted))
    assert not signing.signed(key, b"x", bytes.fromhex(wanted))
    assert not signing.signed(b"", b"", bytes.fromhex(wanted))


def test_the_text_is_a_signed_note_with_a_checkpoint() -> None:
    """Spelled out by hand from C2SP's signed-note and tlog-checkpoint pages."""
    body, signature = TEXT.split("\n\n")
    origin, size, root, key = body.split("\n")
    public = signing.public_key(SEED)
    name = "gigwallet/" + hashlib.sha256(public).hexdigest()[:16]
    number = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    mark, signer, encoded = signature.rstrip("\n").split(" ")

    assert (origin, size, base64.b64decode(root)) == (name, "20852163", ROOT)
    typed = base64.b64encode(b"\x01" + public).decode()
    assert key == f"key {name}+{number.hex()}+{typed}"
    assert (mark, signer, base64.b64decode(encoded)[:4]) == ("—", name, number)
    assert signing.signed(public, f"{body}\n".encode(), base64.b64decode(encoded)[4:])


def test_what_was_signed_is_read_back() -> None:
    read = checkpoint.read(TEXT)

    assert (read.size, read.root, read.key) == (20_852_163, ROOT, signing.public_key(SEED))
    assert read.signed
    assert checkpoint.read(checkpoint.signed_text(SEED, 0, ROOT)).size == 0


def test_no_changed_bit_passes() -> None:
    data = TEXT.encode()
    passed = []
    for bit in range(8 * len(data)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            if checkpoint.read(changed.decode()).signed:
                passed.append(bit)
        except (checkpoint.NotACheckpoint, UnicodeDecodeError):
            continue

    assert passed == []


def test_another_key_under_the_same_name_is_told() -> None:
    other = checkpoint.signed_text(bytes(32), 20_852_163, ROOT)
    own, theirs = TEXT.split("\n"), other.split("\n")

    assert not checkpoint.read("\n".join([*own[:3], theirs[3], *own[4:]])).signed
    assert not checkpoint.read("\n".join([*own[:5], theirs[5], ""])).signed
    assert not checkpoint.read("\n".join([*theirs[:4], "", own[5], ""])).signed


def test_a_witness_may_sign_below_and_is_not_judged() -> None:
    witness = base64.b64encode(b"\0" * 68).decode()

    assert checkpoint.read(f"{TEXT}— witness.example/1 {witness}\n").signed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "gigwallet/0123456789abcdef\n",
        TEXT[:-1],
        TEXT.replace("\n\n", "\n"),
        TEXT.replace("20852163", "020852163"),
        TEXT.replace("20852163", "-1"),
        TEXT.replace("20852163", "٣"),
        TEXT.replace("key ", "cle "),
        TEXT.replace("— ", "- "),
        TEXT.replace("\nkey", "\nmore\nkey"),
        TEXT + TEXT.split("\n\n")[1] * 20,
    ],
)
def test_other_texts_are_no_checkpoints(text: str) -> None:
    with pytest.raises(checkpoint.NotACheckpoint):
        checkpoint.read(text)
