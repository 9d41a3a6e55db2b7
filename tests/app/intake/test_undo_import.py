"""Undoing an import takes back what only it brought, and asks where its person worked with it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.intake.undo_import import find_import, imports, in_use, undo_import
from gigwallet.app.records import keep_exhibits, keep_shift, list_facts
from gigwallet.app.records.keep_engagement import add_engagement, labelled, revise_engagement
from gigwallet.app.vaults.check_vault import CheckGrade, check_open
from gigwallet.app.vaults.merge_copy import merge_copy
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.recorded import EngagementId, HowKnown
from tests.app import people
from tests.app.people import bill, bill_line, put

WAGE = frozenset({"美团众包"})
ONE = bill_line("2025-07-05 20:00:00", "美团众包", "12.00", number="1")
TWO = bill_line("2025-07-06 20:00:00", "美团众包", "13.00", number="2")
THREE = bill_line("2025-07-07 20:00:00", "美团众包", "14.00", number="3")


def _import(wallet: Wallet, folder: Path, name: str, *lines: str) -> None:
    import_files(wallet, [put(folder, name, bill(*lines))], Job(), payers=WAGE)


def _amounts(wallet: Wallet) -> list[str]:
    return sorted(str(each.fact.amount) for each in list_facts.payouts(wallet))


def _sound(wallet: Wallet) -> bool:
    wallet.vault.anchor()
    return check_open(wallet).grade is CheckGrade.SOUND


def test_an_import_names_its_files_and_what_they_gave(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)

    (known,) = imports(wallet)
    assert [(each.name, each.importer) for each in known.files] == [("one.csv", "wechat_bill")]
    assert known.files[0].added == {"payouts": 2, "exhibits": 1}
    assert find_import(wallet, known.id[:6]) == known


def test_undoing_the_only_import_leaves_nothing_of_it(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)

    done = undo_import(wallet, imports(wallet)[0])

    assert (done.erased, done.still_stated, done.exhibits) == (2, 0, 1)
    assert (_amounts(wallet), keep_exhibits.exhibits(wallet), imports(wallet)) == ([], [], [])
    assert not wallet.vault.coverage.all()
    assert not list((wallet.vault.folder / "attachments").glob("*/*"))


def test_what_another_document_states_too_stays_with_that_source(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)
    _import(wallet, tmp_path, "two.csv", TWO, THREE)

    done = undo_import(wallet, imports(wallet)[1])

    assert (done.erased, done.still_stated) == (1, 1)
    assert _amounts(wallet) == ["13.00", "14.00"]
    for each in list_facts.payouts(wallet):
        assert [place.file for place in list_facts.locate(wallet, each.id)] == ["two.csv"]


def test_undoing_the_later_of_two_leaves_the_earlier_as_it_was(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)
    before = list_facts.payouts(wallet)
    _import(wallet, tmp_path, "two.csv", TWO, THREE)

    undo_import(wallet, imports(wallet)[0])

    assert [each.fact for each in list_facts.payouts(wallet)] == [each.fact for each in before]
    assert {each.name for one in imports(wallet) for each in one.files} == {"one.csv"}


def test_lines_that_were_confirmed_later_go_with_the_import_that_stored_them(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    other = bill_line("2025-07-08 20:00:00", "饿了么", "15.00", number="9")
    file = put(tmp_path, "one.csv", bill(ONE, other))
    import_files(wallet, [file], Job(), payers=WAGE, engagement=meituan)
    import_files(wallet, [file], Job(), payers=frozenset({"饿了么"}), engagement=meituan)
    assert _amounts(wallet) == ["12.00", "15.00"]

    undo_import(wallet, imports(wallet)[0])

    assert _amounts(wallet) == ["12.00"]
    assert len(keep_exhibits.exhibits(wallet)) == 1


def test_a_file_that_a_later_import_read_again_keeps_what_both_state(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    other = bill_line("2025-07-08 20:00:00", "饿了么", "15.00", number="9")
    file = put(tmp_path, "one.csv", bill(ONE, other))
    import_files(wallet, [file], Job(), payers=WAGE, engagement=meituan)
    import_files(wallet, [file], Job(), payers=frozenset({"饿了么"}), engagement=meituan)

    undo_import(wallet, imports(wallet)[1])
    assert _amounts(wallet) == ["12.00", "15.00"]

    undo_import(wallet, imports(wallet)[0])
    assert (_amounts(wallet), keep_exhibits.exhibits(wallet)) == ([], [])


def test_what_a_person_changed_or_described_is_asked_for(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)
    fact = list_facts.payouts(wallet)[0]
    changed = replace(fact.fact, amount=Money(1300, "CNY"))
    wallet.vault.payouts.revise(fact.id, changed, HowKnown.TYPED)
    keep_exhibits.describe(wallet, keep_exhibits.exhibits(wallet)[0].id, label="七月", note="")
    (known,) = imports(wallet)

    with pytest.raises(GigWalletError) as refused:
        undo_import(wallet, known)

    assert refused.value.code == "import_in_use"
    assert (in_use(wallet, known).changed, in_use(wallet, known).described) == (1, 1)
    assert len(_amounts(wallet)) == 2
    assert undo_import(wallet, known, force=True).erased == 2


def test_an_import_is_undone_once(wallet: Wallet, meituan: EngagementId, tmp_path: Path) -> None:
    _import(wallet, tmp_path, "one.csv", ONE)
    (known,) = imports(wallet)
    undo_import(wallet, known)

    with pytest.raises(GigWalletError) as refused:
        undo_import(wallet, known)

    assert refused.value.code == "import_unknown"


def test_what_was_undone_can_be_imported_again(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)
    undo_import(wallet, imports(wallet)[0])

    _import(wallet, tmp_path, "one.csv", ONE, TWO)

    assert _amounts(wallet) == ["12.00", "13.00"]
    undo_import(wallet, imports(wallet)[0])
    assert _amounts(wallet) == []


def test_a_failure_in_the_middle_undoes_nothing(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)

    def full(*_: object) -> None:
        raise GigWalletError("disk_full")

    monkeypatch.setattr(type(wallet.vault.exhibits), "delete", full)
    with pytest.raises(GigWalletError):
        undo_import(wallet, imports(wallet)[0])

    assert _amounts(wallet) == ["12.00", "13.00"]


def test_the_log_tells_of_it_and_stays_sound(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)
    _import(wallet, tmp_path, "two.csv", TWO, THREE)
    undo_import(wallet, imports(wallet)[1])

    kinds = [entry.kind for entry in wallet.vault.log.entries()]

    assert kinds.count("import.undone") == 1
    assert kinds.count("fact.erased") == 2
    assert _sound(wallet)


def test_an_import_of_another_copy_comes_along_and_can_be_undone_here(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, around: Surroundings
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE)
    wallet.vault.anchor()
    wallet.close()
    shutil.copytree(tmp_path / "vault", tmp_path / "copy")
    with open_vault(
        tmp_path / "copy", passphrase=bytearray(people.PASSPHRASE), around=around
    ) as other:
        _import(other, tmp_path, "two.csv", TWO, THREE)
    with open_vault(
        tmp_path / "vault", passphrase=bytearray(people.PASSPHRASE), around=around
    ) as here:
        merge_copy(here, tmp_path / "copy")
        (second, first) = imports(here)

        assert [each.name for each in (*first.files, *second.files)] == ["one.csv", "two.csv"]
        assert undo_import(here, second).erased == 2
        assert _amounts(here) == ["12.00"]
        assert _sound(here)


def test_an_engagement_that_only_the_import_had_made_goes_with_it(
    wallet: Wallet, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE, TWO)
    assert len(wallet.vault.engagements.all()) == 1

    done = undo_import(wallet, imports(wallet)[0])

    assert done.engagements == 1
    assert wallet.vault.engagements.all() == []
    assert _sound(wallet)
    _import(wallet, tmp_path, "again.csv", ONE)
    assert _amounts(wallet) == ["12.00"]


def test_an_engagement_goes_with_the_last_import_that_hung_on_it(
    wallet: Wallet, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE)
    _import(wallet, tmp_path, "two.csv", TWO)
    latest, first = imports(wallet)

    assert undo_import(wallet, first).engagements == 0
    assert len(wallet.vault.engagements.all()) == 1
    assert undo_import(wallet, latest).engagements == 1
    assert wallet.vault.engagements.all() == []


def test_an_engagement_that_a_person_made_said_anew_or_worked_for_stays(
    wallet: Wallet, tmp_path: Path
) -> None:
    for work in ("made", "said anew", "worked for"):
        if work == "made":
            add_engagement(wallet, people.MEITUAN)
        _import(wallet, tmp_path, "one.csv", ONE)
        (known,) = wallet.vault.engagements.all()
        if work == "said anew":
            revise_engagement(wallet, known.id, replace(known.engagement, city="长沙"))
        if work == "worked for":
            keep_shift.start(wallet, known.id)
        done = undo_import(wallet, imports(wallet)[0])

        assert (work, done.engagements) == (work, 0)
        assert [each.id for each in wallet.vault.engagements.all()] == [known.id]
        for each in wallet.vault.shifts.all():
            wallet.vault.shifts.delete(each.id)
        wallet.vault.engagements.remove(known.id)


def test_what_tables_called_an_engagement_that_is_gone_is_forgotten(
    wallet: Wallet, meituan: EngagementId
) -> None:
    made = add_engagement(wallet, people.MEITUAN, "样张站")
    assert labelled(wallet, "样张站") == made
    wallet.vault.engagements.remove(made)

    assert labelled(wallet, "样张站") is None


def test_an_undone_engagement_comes_back_with_what_another_copy_noted_for_it(
    wallet: Wallet, around: Surroundings, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE)
    (known,) = wallet.vault.engagements.all()
    wallet.vault.anchor()
    shutil.copytree(wallet.vault.folder, tmp_path / "stick")
    undo_import(wallet, imports(wallet)[0])
    secret = bytearray(people.PASSPHRASE)
    with open_vault(tmp_path / "stick", passphrase=secret, around=around) as stick:
        keep_shift.start(stick, known.id)
    merge_copy(wallet, tmp_path / "stick")

    assert [each.id for each in wallet.vault.engagements.all()] == [known.id]
    assert len(wallet.vault.shifts.all()) == 1
    assert _amounts(wallet) == []
    assert _sound(wallet)


def test_undone_in_one_copy_it_is_gone_in_the_other_after_a_merge(
    wallet: Wallet, around: Surroundings, tmp_path: Path
) -> None:
    _import(wallet, tmp_path, "one.csv", ONE)
    wallet.vault.anchor()
    shutil.copytree(wallet.vault.folder, tmp_path / "stick")
    secret = bytearray(people.PASSPHRASE)
    with open_vault(tmp_path / "stick", passphrase=secret, around=around) as stick:
        undo_import(stick, imports(stick)[0])
    merge_copy(wallet, tmp_path / "stick")

    assert wallet.vault.engagements.all() == []
    assert (_amounts(wallet), keep_exhibits.exhibits(wallet)) == ([], [])
    assert _sound(wallet)
