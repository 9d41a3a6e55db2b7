"""Making, opening, locking out: one clear refusal each, and nothing half-made."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import (
    add_engagement,
    engagements,
    find_engagement,
    labelled,
    revise_engagement,
)
from gigwallet.app.records.keep_worker import put_worker, worker
from gigwallet.app.records.list_facts import holdings, missing
from gigwallet.app.vaults.change_passphrase import change_passphrase
from gigwallet.app.vaults.check_vault import check_vault
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.worker import Worker
from tests.app import people
from tests.cheap_keys import CHEAP


def test_a_short_passphrase_makes_nothing(tmp_path: Path, around: Surroundings) -> None:
    with pytest.raises(GigWalletError) as refusal:
        create_vault(tmp_path / "v", bytearray(b"1234567"), kdf=CHEAP, around=around)

    assert refusal.value.code == "passphrase_too_short"
    assert not (tmp_path / "v").exists()


def test_eight_chinese_characters_are_long_enough(tmp_path: Path, around: Surroundings) -> None:
    secret = bytearray("四个互不相关的词".encode())
    create_vault(tmp_path / "v", secret, kdf=CHEAP, around=around).wallet.close()

    open_vault(tmp_path / "v", passphrase=bytearray(secret), around=around).close()


def test_the_recovery_code_opens_and_is_never_shown_by_accident(
    tmp_path: Path, around: Surroundings
) -> None:
    secret = bytearray(people.PASSPHRASE)
    made = create_vault(tmp_path / "v", secret, kdf=CHEAP, around=around)
    made.wallet.close()

    assert made.recovery_code not in repr(made)
    with open_vault(tmp_path / "v", recovery_code=made.recovery_code, around=around) as wallet:
        assert not wallet.specimen


def test_a_new_passphrase_replaces_the_old_one(
    wallet: Wallet, tmp_path: Path, around: Surroundings
) -> None:
    change_passphrase(wallet, bytearray(b"other words entirely"))
    wallet.close()

    with pytest.raises(GigWalletError) as refusal:
        open_vault(tmp_path / "vault", passphrase=bytearray(people.PASSPHRASE), around=around)
    assert refusal.value.code == "wrong_passphrase"
    report = check_vault(
        tmp_path / "vault", passphrase=bytearray(b"other words entirely"), around=around
    )
    assert report.grade == "sound"


def test_an_engagement_is_found_by_what_people_call_it(
    wallet: Wallet, meituan: EngagementId
) -> None:
    uber = Engagement("uber", "Paris", "Europe/Paris", "EUR", account="acc-1")
    other = add_engagement(wallet, uber, label="taxi")

    for text in ("uber", "Paris", "acc-1", "taxi", other, other[:6]):
        assert find_engagement(wallet, text).id == other
    assert labelled(wallet, "taxi") == other
    for text, code in (("", "engagement_ambiguous"), ("nobody", "engagement_unknown")):
        with pytest.raises(GigWalletError) as refusal:
            find_engagement(wallet, text)
        assert refusal.value.code == code


def test_without_an_engagement_there_is_none_to_find(wallet: Wallet) -> None:
    with pytest.raises(GigWalletError) as refusal:
        find_engagement(wallet)

    assert refusal.value.code == "engagement_missing"


def test_engagements_and_worker_are_revised(wallet: Wallet, meituan: EngagementId) -> None:
    revise_engagement(wallet, meituan, Engagement("meituan", "北京", "Asia/Shanghai", "CNY"))
    put_worker(wallet, Worker(name="样例骑手"))

    assert engagements(wallet)[0].engagement.city == "北京"
    assert worker(wallet).name == "样例骑手"


def test_a_new_vault_says_what_is_missing(wallet: Wallet) -> None:
    assert [step.code for step in missing(wallet)] == [
        "missing_engagement",
        "missing_work",
        "missing_rule",
        "missing_statement",
        "missing_payout",
    ]
    add_engagement(wallet, people.MEITUAN)
    assert missing(wallet)[0].code == "missing_work"
    assert holdings(wallet).engagements == 1


def test_a_second_view_reads_while_the_first_writes(wallet: Wallet) -> None:
    with wallet.reader() as reader:
        add_engagement(wallet, people.MEITUAN)

        assert len(engagements(reader)) == 1
        with pytest.raises(GigWalletError) as refusal:
            add_engagement(reader, people.MEITUAN)

    assert refusal.value.code == "vault_read_only"


def test_a_vault_in_a_synced_folder_is_one_file_at_rest_and_says_so(
    tmp_path: Path, around: Surroundings
) -> None:
    folder, secret = tmp_path / "我的坚果云" / "vault", bytearray(people.PASSPHRASE)
    made = create_vault(folder, bytearray(secret), kdf=CHEAP, around=around)
    with made.wallet as wallet:
        put_worker(wallet, Worker("骑手"))
        assert [notice.code for notice in wallet.notices] == ["vault_in_synced_folder"]
        assert wallet.notices[0].facts == {"service": "坚果云"}
        assert {path.name for path in folder.glob("vault.db*")} == {"vault.db"}
        with wallet.reader() as reader:
            assert worker(reader).name == "骑手"
    (folder / "vault (冲突 2026-03-01).db").write_bytes(b"of another computer")

    with open_vault(folder, passphrase=secret, around=around) as wallet:
        codes = [notice.code for notice in wallet.notices]
        assert codes == ["vault_in_synced_folder", "vault_conflict_copy"]
        put_worker(wallet, Worker("骑手二"))
    assert check_vault(folder, passphrase=bytearray(people.PASSPHRASE)).grade == "sound"


def test_a_vault_that_moves_out_of_a_synced_folder_works_as_any_other(
    tmp_path: Path, around: Surroundings
) -> None:
    folder = tmp_path / "Dropbox" / "vault"
    create_vault(folder, bytearray(people.PASSPHRASE), kdf=CHEAP, around=around).wallet.close()
    folder.rename(tmp_path / "vault")

    with open_vault(
        tmp_path / "vault", passphrase=bytearray(people.PASSPHRASE), around=around
    ) as wallet:
        put_worker(wallet, Worker("骑手"))
        assert wallet.notices == ()
        assert (tmp_path / "vault" / "vault.db-wal").exists()
