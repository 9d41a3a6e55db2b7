"""Redacted copies: what holds of an original, what goes with it, and what two copies agree on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from gigwallet.domain.recorded import ExhibitId
from gigwallet.vault import Vault, check
from gigwallet.vault.history import history
from tests.vault import golden, things
from tests.vault.conftest import PASSPHRASE, SetClock


def stored(vault: Vault, text: str, **more: object) -> ExhibitId:
    data = b"\x89PNG of " + text.encode()
    return vault.exhibits.add(things.exhibit(data, f"{text}.png", **more), data)


def test_the_last_saying_holds_and_the_ones_before_stay_in_the_log(vault: Vault) -> None:
    original = stored(vault, "original")
    first, second = stored(vault, "first", parent=original), stored(vault, "second")
    for copy in (first, second):
        vault.redactions.put(golden.redaction(original, copy))
        vault.redactions.put(golden.redaction(original, copy))  # nothing new

    held = vault.redactions.of(original)

    assert held == golden.redaction(original, second)
    assert vault.redactions.copies() == {first, second}
    said = [each.kind for each in history(vault.connection, held.name)]
    assert said == ["redaction.added", "redaction.revised"]


def test_what_was_taken_back_is_no_redaction_any_more(vault: Vault) -> None:
    original = stored(vault, "original")
    copy = stored(vault, "copy", parent=original)
    vault.redactions.put(golden.redaction(original, copy))

    vault.redactions.put(golden.redaction(original, None))

    assert vault.redactions.of(original) is None
    assert [each.copy_id for each in vault.redactions.all()] == [None]
    assert vault.redactions.copies() == {copy}


def test_with_an_original_goes_what_is_known_of_its_masks(vault: Vault, clock: SetClock) -> None:
    original = stored(vault, "original")
    copy = stored(vault, "copy", parent=original)
    vault.redactions.put(golden.redaction(original, copy))
    vault.redactions.put_words(copy, golden.HIDDEN)

    vault.exhibits.delete(original)

    assert vault.redactions.all() == []
    assert vault.redactions.words(copy) is None
    assert vault.exhibits.get(copy).present
    folder = vault.folder
    vault.close()
    assert check(folder, clock, passphrase=bytearray(PASSPHRASE)).grade == "sound"


def test_no_proof_of_a_redaction_holds_what_is_masked(vault: Vault) -> None:
    original = stored(vault, "original")
    copy = stored(vault, "copy", parent=original)
    said = golden.redaction(original, copy)
    vault.redactions.put(said)
    vault.redactions.put_words(copy, golden.HIDDEN)

    bound = [each.rows for each in history(vault.connection, said.name)]

    assert list(bound[0]) == ["redaction"]
    assert not any(word in str(bound) for word in golden.HIDDEN)


def test_the_latest_holds_where_one_file_was_redacted_under_two_ids(
    vault: Vault, clock: SetClock
) -> None:
    """Two copies of the vault took the same file in, each by itself, and were brought together."""
    original = stored(vault, "original")
    stored_copy = stored(vault, "copy")
    vault.redactions.put(golden.redaction(original, stored_copy))
    clock.move(timedelta(minutes=1))
    later = replace(golden.redaction(original, None), resolution=200)
    with vault.transaction():
        vault.redactions._rows.put("f" * 32, later)  # as a merge writes it

    assert vault.redactions.of(original) is None
    assert vault.redactions.all() == [later]
