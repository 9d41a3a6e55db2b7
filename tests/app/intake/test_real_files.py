"""Files that workers really have, from the file to the pay check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records import list_facts
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.trip import TripStatus


def _folder(samples: Path, name: str) -> Path:
    if not (samples / name).is_dir():
        pytest.skip(f"{name} is not among the samples")
    return samples / name


def test_no_trip_of_the_real_uber_export_is_called_unpaid(wallet: Wallet, samples: Path) -> None:
    truth = json.loads((samples / "EXPECTED_real.json").read_text("utf-8"))["uber_dsar_fr_2021"]
    import_files(wallet, [_folder(samples, "uber_dsar_fr_2021")], Job())

    outcome = reconcile_pay(wallet)

    kinds = [each.kind for each in outcome.discrepancies]
    assert DiscrepancyKind.UNPAID not in kinds
    joined = {line for each in outcome.matches for line in each.pay_lines}
    assert len(joined) == truth["pay_rows"]
    completed = {
        each.id for each in list_facts.trips(wallet) if each.fact.status is TripStatus.COMPLETED
    }
    assert len(completed) == truth["trips_by_status"]["completed"]
    assert completed <= {trip for each in outcome.matches for trip in each.trips}
    assert sum(bool(each.pay_lines) for each in outcome.matches) == truth["pay_groups"]
    (totals,) = outcome.totals
    assert str(totals.stated) == truth["pay_total"]


@pytest.mark.parametrize("name", ["wechat", "synthetic/wechat"])
def test_a_wallet_bill_is_seen_whole_and_stored_in_part(
    wallet: Wallet, samples: Path, name: str
) -> None:
    outcome = import_files(wallet, [_folder(samples, name)], Job())

    read = [each for each in outcome.files if each.error is None]
    assert read
    for file in read:
        assert file.importer == "wechat_bill"
        assert {"收入", "支出"} <= file.source_sums["CNY"]["收/支"].keys()
        assert file.added.payouts == 0
    assert list_facts.payouts(wallet) == []


def test_a_locked_bill_and_its_open_copy_are_stored_once(wallet: Wallet, samples: Path) -> None:
    folder = _folder(samples, "synthetic/wechat")
    wage = frozenset({"美团众包"})
    passwords = {"": bytearray(b"123456")}

    outcome = import_files(wallet, [folder], Job(), payers=wage, passwords=passwords)

    assert [file.error for file in outcome.files] == [None, None]
    assert {file.member != "" for file in outcome.files} == {True, False}
    assert sum(file.added.payouts for file in outcome.files) == 14
    assert len(list_facts.payouts(wallet)) == 14


def test_screens_and_papers_are_kept_whole(wallet: Wallet, samples: Path) -> None:
    folders = [_folder(samples, f"synthetic/{name}") for name in ("screens", "pdf")]
    # The week of Uber prints "$" and names no country: the work for it says whose dollars they are.
    add_engagement(wallet, Engagement("uber", "Oakland", "America/Los_Angeles", "USD"))
    outcome = import_files(wallet, folders, Job())

    assert all(file.error is None and file.added.exhibits == 1 for file in outcome.files)
    for known in wallet.vault.exhibits.all():
        (original,) = [
            path
            for folder in folders
            for path in folder.iterdir()
            if path.name == known.exhibit.name
        ]
        assert wallet.vault.exhibits.data(known.id) == original.read_bytes()
        assert wallet.vault.exhibits.thumbnail(known.id)
