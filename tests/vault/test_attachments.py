"""Originals come back to the byte, or are reported; their files tell nothing."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, attachments, check_open
from gigwallet.vault.attachments import Attachment, sealed, unsealed
from tests.vault import things

Reopen = Callable[..., Vault]

MIB = 1024 * 1024
VAULT_ID = b"v" * 16


def _attachment(content: bytes) -> Attachment:
    return Attachment("ab" * 16, hashlib.sha256(content).hexdigest(), len(content), b"k" * 32)


def _files(vault: Vault) -> list[Path]:
    return sorted(path for path in (vault.folder / "attachments").rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "size", [0, 1, 4095, 4096, 4097, 300 * 1024, 16 * MIB, 16 * MIB + 1, 17 * MIB, 18 * MIB + 4095]
)
def test_any_size_comes_back_and_the_file_size_is_a_multiple_of_a_page(size: int) -> None:
    content = secrets.token_bytes(size)
    attachment = _attachment(content)
    data = b"".join(sealed(attachment, VAULT_ID, content))

    assert b"".join(unsealed(attachment, VAULT_ID, io.BytesIO(data), compare=False)) == content
    if size > 16 * MIB:
        padded = -(-size // 4096) * 4096
        assert data[:8] == b"GWATTv1C"
        assert len(data) == 15 + padded + 16 * -(-padded // MIB)
    else:
        assert data[:8] == b"GWATTv1S"
        assert (len(data) - 36) % 4096 == 0
        assert len(data) > 36


def test_the_file_is_what_the_format_page_says() -> None:
    content = b"the exact bytes"
    attachment = _attachment(content)
    data = b"".join(sealed(attachment, VAULT_ID, content))
    digest = hashlib.sha256(content).digest()
    aad = b"GWATTv1S" + VAULT_ID + b"\xab" * 16 + digest + len(content).to_bytes(8, "big")

    plain = AESGCM(b"k" * 32).decrypt(data[8:20], data[20:], aad)

    assert plain == content + bytes(4096 - len(content))


def test_the_chunked_file_is_what_the_format_page_says() -> None:
    content = bytes(range(256)) * 4096 * 17
    attachment = _attachment(content)
    data = b"".join(sealed(attachment, VAULT_ID, content))
    digest = hashlib.sha256(content).digest()
    aad = b"GWATTv1C" + VAULT_ID + b"\xab" * 16 + digest + len(content).to_bytes(8, "big")
    prefix, body, plain = data[8:15], data[15:], b""

    for place in range(17):
        chunk = body[place * (MIB + 16) : (place + 1) * (MIB + 16)]
        nonce = prefix + place.to_bytes(4, "big") + (b"\1" if place == 16 else b"\0")
        plain += AESGCM(b"k" * 32).decrypt(nonce, chunk, aad)

    assert plain == content


def _refused(attachment: Attachment, data: bytes, vault_id: bytes = VAULT_ID) -> str:
    with pytest.raises(GigWalletError) as refused:
        list(unsealed(attachment, vault_id, io.BytesIO(data), compare=False))
    return refused.value.code


@pytest.mark.parametrize("size", [100, 16 * MIB + 10])
def test_every_kind_of_change_to_a_file_is_noticed(size: int) -> None:
    content = secrets.token_bytes(size)
    attachment = _attachment(content)
    data = b"".join(sealed(attachment, VAULT_ID, content))
    places = {0, 7, 8, 14, 15, 20, len(data) // 2, len(data) - 17, len(data) - 1}
    for place in places:
        flipped = bytearray(data)
        flipped[place] ^= 1
        assert _refused(attachment, bytes(flipped)) == "exhibit_damaged"
    for cut in (b"", data[:5], data[:12], data[:30], data[:-1], data[: len(data) // 2]):
        assert _refused(attachment, cut) == "exhibit_damaged"
    assert _refused(attachment, data + b"\0") == "exhibit_damaged"
    assert _refused(attachment, data, b"w" * 16) == "exhibit_damaged"


def test_a_whole_chunk_more_or_less_is_noticed() -> None:
    content = secrets.token_bytes(17 * MIB)
    attachment = _attachment(content)
    data = b"".join(sealed(attachment, VAULT_ID, content))
    step = MIB + 16

    assert _refused(attachment, data[:-step]) == "exhibit_damaged"
    assert _refused(attachment, data[: 15 + step] + data[15:]) == "exhibit_damaged"
    swapped = data[:15] + data[15 + step : 15 + 2 * step] + data[15 : 15 + step]
    assert _refused(attachment, swapped + data[15 + 2 * step :]) == "exhibit_damaged"


def test_an_original_is_stored_once_and_read_back(vault: Vault, reopen: Reopen) -> None:
    picture = secrets.token_bytes(50_000)
    first = vault.exhibits.add(things.exhibit(picture), picture)
    second = vault.exhibits.add(things.exhibit(picture, "copy.png"), picture)
    large = secrets.token_bytes(16 * MIB + 3)
    other = vault.exhibits.add(things.exhibit(large, "large.pdf"), large)
    vault.close()

    again = reopen()
    assert first == second
    assert again.exhibits.data(first) == picture
    assert b"".join(again.exhibits.stream(other)) == large
    assert [known.present for known in again.exhibits.all()] == [True, True]
    assert again.exhibits.known(hashlib.sha256(picture).hexdigest()) == first
    assert len(_files(again)) == 2


def test_names_of_files_are_random_and_their_bytes_look_random(vault: Vault) -> None:
    content = b"plain text that repeats " * 4000
    vault.exhibits.add(things.exhibit(content), content)
    (path,) = _files(vault)

    assert hashlib.sha256(content).hexdigest()[:8] not in str(path)
    assert len(path.parent.name) + len(path.name) == 32
    counts = [0] * 256
    for byte in path.read_bytes()[20:]:
        counts[byte] += 1
    expected = sum(counts) / 256
    assert sum((count - expected) ** 2 / expected for count in counts) < 400
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_an_exhibit_that_misdescribes_its_bytes_is_not_taken(vault: Vault) -> None:
    with pytest.raises(ValueError, match="does not describe"):
        vault.exhibits.add(things.exhibit(b"one"), b"two")


def test_a_missing_original_is_shown_and_reported_never_dropped(vault: Vault) -> None:
    identity = vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    (path,) = _files(vault)
    path.unlink()

    assert vault.exhibits.get(identity).present is False
    assert [known.present for known in vault.exhibits.all()] == [False]
    with pytest.raises(GigWalletError) as refused:
        vault.exhibits.data(identity)
    assert refused.value.code == "exhibit_missing"
    report = check_open(vault)
    assert report.grade == "attention"
    assert "exhibit_file_missing" in {step.code for step in report.findings}


def test_importing_a_missing_original_again_brings_it_back(vault: Vault) -> None:
    identity = vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    _files(vault)[0].unlink()
    again = vault.exhibits.add(things.exhibit(b"picture"), b"picture")

    assert again == identity
    assert vault.exhibits.data(identity) == b"picture"


def test_importing_a_damaged_original_again_mends_it_under_a_new_key(
    vault: Vault, reopen: Reopen
) -> None:
    identity = vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    (path,) = _files(vault)
    flipped = bytearray(path.read_bytes())
    flipped[-1] ^= 1
    path.write_bytes(flipped)
    again = vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    vault.close()
    (mended,) = _files(vault)
    opened = reopen()

    assert again == identity
    assert opened.exhibits.data(identity) == b"picture"
    assert mended.name != path.name
    assert check_open(opened).grade == "sound"


def test_a_mended_original_that_does_not_commit_leaves_the_file_that_was_there(
    vault: Vault,
) -> None:
    identity = vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    (path,) = _files(vault)
    path.write_bytes(b"damaged")
    with suppress(KeyboardInterrupt), vault.transaction():
        vault.exhibits.add(things.exhibit(b"picture"), b"picture")
        raise KeyboardInterrupt

    assert _files(vault) == [path]
    with pytest.raises(GigWalletError, match="exhibit_damaged"):
        vault.exhibits.data(identity)


def test_a_deleted_original_takes_its_key_and_file_with_it(vault: Vault) -> None:
    identity = vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    vault.exhibits.set_thumbnail(identity, b"small")
    vault.exhibits.delete(identity)

    assert _files(vault) == []
    assert vault.connection.all("SELECT * FROM attachment") == []
    assert vault.exhibits.thumbnail(identity) is None
    assert vault.exhibits.all() == []
    assert check_open(vault).grade == "sound"


def test_an_original_is_never_changed_only_said_anew(vault: Vault) -> None:
    before = things.exhibit(b"picture")
    identity = vault.exhibits.add(before, b"picture")
    vault.exhibits.revise(identity, things.exhibit(b"picture", note="shows the fine"))

    assert vault.exhibits.get(identity).exhibit.note == "shows the fine"
    with pytest.raises(ValueError, match="never changed"):
        vault.exhibits.revise(identity, things.exhibit(b"forged"))


def test_thumbnails_are_small_or_refused(vault: Vault) -> None:
    identity = vault.exhibits.add(things.exhibit(b"picture"), b"picture")
    assert vault.exhibits.thumbnail(identity) is None
    vault.exhibits.set_thumbnail(identity, b"old")
    vault.exhibits.set_thumbnail(identity, b"small")

    assert vault.exhibits.thumbnail(identity) == b"small"
    with pytest.raises(ValueError, match="64 KiB"):
        vault.exhibits.set_thumbnail(identity, bytes(65_537))


def test_left_over_files_go_after_an_hour_and_not_before(vault: Vault, reopen: Reopen) -> None:
    old, young = (vault.folder / "attachments" / "ab" / name for name in ("0" * 30, "1" * 30))
    old.parent.mkdir()
    for path in (old, young):
        path.write_bytes(b"half")
    hours_ago = time.time() - 2 * attachments.ORPHAN_AGE_S
    os.utime(old, (hours_ago, hours_ago))
    assert check_open(vault).grade == "sound"
    vault.close()
    reopen()

    assert (old.exists(), young.exists()) == (False, True)


def test_ctrl_c_during_the_commit_leaves_rows_and_files_in_step(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python raises it after SQLite has done its work, or before that began."""
    connection = vault.attachments._connection
    execute = connection.write

    def interrupted(done: bool) -> Callable[..., None]:
        def write(sql: str, values: Sequence[object] = ()) -> None:
            if sql != "COMMIT" or done:
                execute(sql, values)
            if sql == "COMMIT":
                raise KeyboardInterrupt

        return write

    digests = []
    for done in (True, False):
        data = secrets.token_bytes(5000)
        digests.append(hashlib.sha256(data).hexdigest())
        with monkeypatch.context() as patch:
            patch.setattr(connection, "write", interrupted(done))
            with pytest.raises(KeyboardInterrupt), vault.transaction():
                vault.exhibits.add(things.exhibit(data), data)

    assert [each.sha256 for each in vault.attachments.all()] == digests[:1]
    assert vault.attachments.present(digests[0])
    assert vault.attachments.orphans() == []


def test_other_bytes_that_a_holder_of_the_key_seals_under_the_same_name_are_damage(
    vault: Vault,
) -> None:
    exhibits = []
    for size in (5000, attachments.MOST_WHOLE_BYTES + 1):
        data = secrets.token_bytes(size)
        exhibits.append(vault.exhibits.add(things.exhibit(data), data))
    for stored in vault.attachments.all():
        pieces = sealed(stored, bytes.fromhex(vault.vault_id), bytes(stored.size))
        stored.path(vault.folder / "attachments").write_bytes(b"".join(pieces))

    for each in exhibits:
        with pytest.raises(GigWalletError) as refused:
            b"".join(vault.exhibits.stream(each))
        assert refused.value.code == "exhibit_damaged"
    assert check_open(vault).grade == "damaged"
