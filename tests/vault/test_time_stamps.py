"""Time stamps lie in the vault as they came, bound by the log, and an older vault has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import Authority, TimeStamp
from gigwallet.vault import Vault, check_open

Reopen = Callable[..., Vault]

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
STAMP = TimeStamp(
    checkpoint=1,
    stamped=b"gigwallet/0\n1\n",
    algorithm="sha256",
    authority="样张机构",
    url="http://tsa.invalid/",
    request=b"\x30\x01",
    response=b"\x30\x02\x00",
    chain="chain",
    root="",
    stamped_at=AT,
    received_at=AT + timedelta(seconds=1),
    certificate_until=AT + timedelta(days=365),
)


def test_a_stamp_comes_back_as_it_was_and_the_log_binds_it(vault: Vault, reopen: Reopen) -> None:
    first = vault.time_stamps.add(STAMP)
    bare = replace(STAMP, response=b"\x30\x03", certificate_until=None)
    second = vault.time_stamps.add(bare)
    assert vault.time_stamps.add(STAMP) == first
    vault.close()

    again = reopen()
    assert [each.id for each in again.time_stamps.all()] == [first, second]
    assert again.time_stamps.get(first).stamp == STAMP
    assert again.time_stamps.get(second).stamp == bare
    assert [each.kind for each in again.log.entries()][-2:] == ["time_stamp.received"] * 2
    assert check_open(again).grade == "sound"


def test_a_changed_stamp_is_found(vault: Vault) -> None:
    vault.time_stamps.add(STAMP)
    with vault.transaction():
        vault.connection.write("DROP TRIGGER time_stamp_is_kept")
        vault.connection.write("UPDATE main.time_stamp SET stamped_at = stamped_at - 86400000")

    assert check_open(vault).grade != "sound"


def test_authorities_are_said_anew_under_their_name(vault: Vault, reopen: Reopen) -> None:
    first = Authority("b", "http://one.invalid/", "root", "sha512")
    vault.time_stamps.put_authority(first)
    vault.time_stamps.put_authority(Authority("a", "http://two.invalid/"))
    vault.time_stamps.put_authority(replace(first, url="https://three.invalid/"))
    vault.time_stamps.remove_authority("a")
    vault.close()

    assert reopen().time_stamps.authorities() == [replace(first, url="https://three.invalid/")]


def test_a_number_that_nothing_has_is_a_refusal(vault: Vault) -> None:
    with pytest.raises(GigWalletError) as refusal:
        vault.time_stamps.get("0" * 32)

    assert refusal.value.code == "time_stamp_missing"
