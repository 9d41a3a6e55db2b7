"""Files into the vault: what counts, what is left out, and what a fault leaves behind: nothing."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import pyzipper

from gigwallet.app.intake.import_files import Preview, commit, import_files, preview
from gigwallet.app.intake.import_outcome import Counts, FileOutcome
from gigwallet.app.records import keep_exhibits, list_facts
from gigwallet.app.records.keep_engagement import add_engagement, engagements
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job, Progress
from gigwallet.domain.recorded import EngagementId
from gigwallet.host.isolation import SameProcess
from tests.app import people
from tests.app.people import bill, bill_line, plain_bill, put

ENGAGEMENTS = "engagement,platform,city,zone,currency\n甲,meituan,武汉,Asia/Shanghai,CNY\n"
TALLIES = "engagement,first_day,last_day,orders\n甲,2025-07-01,2025-07-31,922\n"
WAGE = frozenset({"美团众包"})


def only(wallet: Wallet, *paths: Path, **how: object) -> FileOutcome:
    (outcome,) = import_files(wallet, paths, Job(), **how).files  # type: ignore[arg-type]  # as given
    return outcome


def leaves(wallet: Wallet) -> int:
    return wallet.vault.log.size


def test_only_confirmed_payers_of_a_bill_are_stored(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    outcome = only(wallet, put(tmp_path, "账单.csv", plain_bill()), payers=WAGE)

    assert outcome.error is None
    assert outcome.added == Counts(payouts=2, exhibits=1)
    assert {each.reason: each.count for each in outcome.skipped} == {
        "other_spending": 1,
        "payer_not_chosen": 1,
    }
    assert {p.fact.payer_text for p in list_facts.payouts(wallet)} == {"美团众包"}
    assert str(outcome.sums["CNY"]["payout_received"]) == "5534.00"
    assert str(outcome.source_sums["CNY"]["收/支"]["支出"]) == "66.66"
    assert not outcome.needs_a_look


def test_a_suggested_payer_waits_for_its_confirmation(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    outcome = only(wallet, file)

    assert outcome.added == Counts(exhibits=1)
    assert outcome.needs_a_look
    assert [(p.name, p.count) for p in outcome.payers if p.suggested] == [("美团众包", 2)]
    assert only(wallet, file, payers=WAGE).added == Counts(payouts=2)


def test_a_payer_that_was_confirmed_stays_confirmed(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    only(wallet, put(tmp_path, "july.csv", plain_bill()), payers=WAGE)
    later = bill(bill_line("2025-10-01 20:00:00", "美团众包", "10.00"))

    assert only(wallet, put(tmp_path, "october.csv", later)).added == Counts(payouts=1, exhibits=1)


def test_what_a_folder_of_an_export_says_of_its_files_is_heard(
    wallet: Wallet, tmp_path: Path
) -> None:
    put(tmp_path, "Uber Data/Rider/payment_methods.csv", "kind,added\ncard,2024-01-01\n")
    put(tmp_path, "Uber Data/Rider/favourites.csv", b"")
    put(tmp_path, "Uber Data/Rider/notes.bin", b"\x00\x01what")

    outcome = import_files(wallet, [tmp_path / "Uber Data"], Job())

    read = {each.file: each for each in outcome.files}
    assert [each.reason for each in read["payment_methods.csv"].skipped] == ["rider_data"]
    assert [each.reason for each in read["favourites.csv"].skipped] == ["empty_file"]
    refusal = read["notes.bin"].error
    assert refusal is not None
    assert (refusal.code, refusal.facts) == ("format_unknown", {"name": "notes.bin"})
    assert {each.exhibit.name for each in keep_exhibits.exhibits(wallet)} <= set(read)


def test_a_folder_that_opens_to_nobody_is_refused_alone(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "in/bill.csv", plain_bill())
    put(tmp_path, "in/lost+found/file.csv", plain_bill())
    people.close_folder("lost+found", monkeypatch)

    read = preview(wallet, [tmp_path / "in"], Job())

    told = {each.file: each.error.code if each.error else "" for each in read.files}
    assert told == {"bill.csv": "", "lost+found": "file_unreadable"}


def test_a_bill_in_a_folder_that_the_person_calls_rider_is_read(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    put(tmp_path, "mine/rider/账单.csv", plain_bill())

    assert only(wallet, tmp_path / "mine", payers=WAGE).added == Counts(payouts=2, exhibits=1)


def test_the_files_own_totals_are_held_against_its_lines(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    head = "收入：3笔 5622.00元,,,,,,,,\n支出：1笔 0.00元,,,,,,,,\n"
    text = plain_bill().decode("utf-8-sig").replace("起始时间", f"{head}起始时间", 1)
    file = put(tmp_path, "bill.csv", text)

    [before] = preview(wallet, [file], Job()).files
    outcome = only(wallet, file, payers=WAGE)

    for told in (before, outcome):
        assert [(each.label, each.count, str(each.residue)) for each in told.printed] == [
            ("收入", 3, "0.00"),
            ("支出", 1, "-66.66"),
        ]


def test_importing_again_adds_nothing(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    only(wallet, file, payers=WAGE)
    before = leaves(wallet)

    again = only(wallet, file, payers=WAGE)

    assert (again.added, again.known) == (Counts(), 2)
    assert leaves(wallet) == before


def test_importing_a_file_whose_stored_original_is_damaged_mends_it(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    only(wallet, file, payers=WAGE)
    (known,) = wallet.vault.exhibits.all()
    (stored,) = (wallet.vault.folder / "attachments").glob("*/*")
    stored.write_bytes(stored.read_bytes()[:-1] + b"?")
    assert not wallet.vault.exhibits.whole(known.id)

    again = only(wallet, file, payers=WAGE)

    assert again.added.exhibits == 1
    assert wallet.vault.exhibits.data(known.id) == file.read_bytes()


def test_overlapping_exports_merge_and_true_repeats_stay_two(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    trips = (
        "engagement,ref,kind,status,completed_at,currency,zone\n"
        "甲,,delivery,completed,2025-07-01 12:00,CNY,Asia/Shanghai\n"
    )
    row = trips.splitlines()[1] + "\n"
    files = [
        put(tmp_path, "a/engagements.csv", ENGAGEMENTS),
        put(tmp_path, "a/trips.csv", trips + row),
        put(tmp_path, "b/trips.csv", trips + row + row.replace("12:00", "13:00")),
    ]

    outcome = import_files(wallet, files, Job())

    assert [file.added.trips for file in outcome.files] == [0, 2, 1]
    assert len(list_facts.trips(wallet)) == 3


def test_tables_find_their_engagement_by_its_label_in_any_order(
    wallet: Wallet, tmp_path: Path
) -> None:
    put(tmp_path, "t/tallies.csv", TALLIES)
    put(tmp_path, "t/z_engagements.csv", ENGAGEMENTS)

    outcome = import_files(wallet, [tmp_path / "t"], Job())

    assert [(f.file, f.added.tallies, f.engagements) for f in outcome.files] == [
        ("tallies.csv", 1, 0),
        ("z_engagements.csv", 0, 1),
    ]
    (tally,) = list_facts.tallies(wallet)
    assert tally.engagement_id == engagements(wallet)[0].id
    assert {"tallies", "engagements", "exhibits"} <= outcome.changed


def test_a_label_that_no_table_defines_rejects_the_line_alone(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    two = TALLIES + "乙,2025-08-01,2025-08-31,1260\n"
    put(tmp_path, "t/engagements.csv", ENGAGEMENTS)
    outcome = import_files(wallet, [tmp_path / "t", put(tmp_path, "tallies.csv", two)], Job())

    (rejected,) = outcome.files[1].rejected
    assert (rejected.line, rejected.reason) == (3, "unknown_engagement")
    assert outcome.files[1].added.tallies == 1


def test_an_export_makes_its_engagement_where_there_is_none(wallet: Wallet, tmp_path: Path) -> None:
    only(wallet, put(tmp_path, "bill.csv", plain_bill()), payers=WAGE)

    (made,) = engagements(wallet)
    assert (made.engagement.platform, made.engagement.currency) == ("meituan", "CNY")


def test_two_engagements_of_a_platform_need_a_choice(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    other = add_engagement(
        wallet, Engagement("meituan", "武汉", "Asia/Shanghai", "CNY", kind="专送")
    )
    file = put(tmp_path, "bill.csv", plain_bill())
    before = leaves(wallet)

    refused = only(wallet, file, payers=WAGE)
    assert refused.error is not None
    assert refused.error.code == "engagement_ambiguous"
    assert leaves(wallet) == before
    assert not keep_exhibits.exhibits(wallet)

    chosen = only(wallet, file, payers=WAGE, engagement=other)
    assert chosen.added.payouts == 2
    assert {p.engagement_id for p in list_facts.payouts(wallet)} == {other}


def test_reading_and_storing_say_which_file_is_in_hand_and_how_far_it_is(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    lines = (bill_line(f"2025-07-01 20:00:{n % 60:02d}", "美团众包", "1.00") for n in range(9000))
    put(tmp_path, "in/a.csv", plain_bill())
    put(tmp_path, "in/b.csv", bill(*lines))
    seen: list[Progress] = []
    job = Job(seen.append)

    beside = replace(wallet, around=replace(wallet.around, isolation=SameProcess()))
    commit(beside, preview(beside, [tmp_path / "in"], job), WAGE, None, job)

    for step in ("reading", "storing"):
        told = [each for each in seen if each.what == step]
        assert list(dict.fromkeys(each.item for each in told)) == ["a.csv", "b.csv", ""]
        assert any(0 < each.permille < 1000 for each in told if each.item == "b.csv")


def test_a_preview_stores_nothing_and_a_commit_what_it_showed(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    before = leaves(wallet)

    read = preview(wallet, [file], Job())

    assert leaves(wallet) == before
    assert read.files[0].found == Counts(payouts=3, exhibits=1)
    assert read.suggested_payers == WAGE
    assert [p.name for p in read.files[0].payers] == ["美团众包", people.FRIEND]
    assert commit(wallet, read, WAGE, None, Job()).files[0].added.payouts == 2


def test_a_file_that_changed_after_the_preview_is_refused(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    read = preview(wallet, [file], Job())
    put(tmp_path, "bill.csv", bill(bill_line("2025-08-15 20:00:00", "美团众包", "9.00")))

    (outcome,) = commit(wallet, read, WAGE, None, Job()).files

    assert outcome.error is not None
    assert outcome.error.code == "file_changed"
    assert not list_facts.payouts(wallet)


def test_each_row_says_where_it_stands(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    only(wallet, put(tmp_path, "bill.csv", plain_bill()), payers=WAGE)
    (place,) = list_facts.locate(wallet, list_facts.payouts(wallet)[0].id)

    assert (place.file, place.line, place.importer) == ("bill.csv", 6, "wechat_bill")


def test_a_bad_line_is_rejected_with_its_number_and_the_rest_is_stored(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    torn = bill(
        bill_line("2025-08-15 20:00:00", "美团众包", "3000.00"),
        bill_line("2025-08-16 20:00:00", "美团众包", "many"),
        bill_line("2025-08-17 20:00:00", "美团众包", "5.00"),
    )
    outcome = only(wallet, put(tmp_path, "bill.csv", torn), payers=WAGE)

    assert [(r.line, r.reason) for r in outcome.rejected] == [(7, "bad_amount")]
    assert outcome.added.payouts == 2
    assert outcome.needs_a_look


def _zip(content: dict[str, bytes], password: bytes = b"", *, aes: bool = False) -> bytes:
    out = io.BytesIO()
    kind = {"encryption": pyzipper.WZ_AES} if aes else {}
    with pyzipper.AESZipFile(out, "w", compression=zipfile.ZIP_DEFLATED, **kind) as archive:
        if password:
            archive.setpassword(password)
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_locked_archive_asks_for_its_password_and_keeps_both_originals(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.zip", _zip({"账单.csv": plain_bill()}, b"123456", aes=True))
    before = leaves(wallet)

    for passwords, code in (
        ({}, "archive_password_needed"),
        ({"": bytearray(b"654321")}, "archive_password_wrong"),
    ):
        refused = only(wallet, file, payers=WAGE, passwords=passwords)
        assert refused.error is not None
        assert refused.error.code == code
    assert leaves(wallet) == before

    outcome = only(wallet, file, payers=WAGE, passwords={"bill.zip": bytearray(b"123456")})

    assert (outcome.file, outcome.member) == ("bill.zip", "账单.csv")
    assert outcome.added == Counts(payouts=2, exhibits=2)
    archive, member = keep_exhibits.exhibits(wallet)
    assert member.exhibit.parent == archive.id
    assert keep_exhibits.data(wallet, member.id) == plain_bill()


def test_files_stand_alone(wallet: Wallet, meituan: EngagementId, tmp_path: Path) -> None:
    torn = _zip({"账单.csv": plain_bill()})[:-40]
    files = [
        put(tmp_path, "torn.zip", torn),
        put(tmp_path, "letter.txt", "hello"),
        put(tmp_path, "empty.csv", b""),
        put(tmp_path, "bill.csv", plain_bill()),
        tmp_path / "not-there.csv",
    ]

    outcome = import_files(wallet, files, Job(), payers=WAGE)

    codes = [file.error and file.error.code for file in outcome.files]
    assert codes == ["archive_torn", "format_unknown", "file_empty", None, "file_missing"]
    assert [file.file for file in outcome.files] == [path.name for path in files]
    assert len(keep_exhibits.exhibits(wallet)) == 1


def test_a_vault_that_is_only_read_takes_nothing(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, around: Surroundings
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    with (
        open_vault(
            wallet.vault.folder,
            passphrase=bytearray(people.PASSPHRASE),
            read_only=True,
            around=around,
        ) as reader,
        pytest.raises(GigWalletError) as refusal,
    ):
        import_files(reader, [file], Job())

    assert refusal.value.code == "vault_read_only"


def test_cancelling_leaves_whole_files_only(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    for n in range(4):
        line = bill_line(f"2025-08-1{n} 20:00:00", "美团众包", "10.00")
        put(tmp_path, f"bills/{n}.csv", bill(line))
    read: Preview = preview(wallet, [tmp_path / "bills"], Job())
    job = Job(lambda progress: job.cancel() if progress.done == 2 else None)

    with pytest.raises(Cancelled):
        commit(wallet, read, WAGE, None, job)

    assert len(list_facts.payouts(wallet)) == len(keep_exhibits.exhibits(wallet)) == 2


def test_a_failure_in_the_middle_of_a_file_stores_nothing_of_it(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())
    before = leaves(wallet)

    def full(*_: object) -> None:
        raise GigWalletError("disk_full")

    monkeypatch.setattr(type(wallet.vault.coverage), "add", full)
    outcome = only(wallet, file, payers=WAGE)

    assert outcome.error is not None
    assert outcome.error.code == "disk_full"
    assert leaves(wallet) == before
    assert not keep_exhibits.exhibits(wallet)
    assert not list(tmp_path.glob("vault/attachments/*/*"))


def test_pictures_are_kept_with_a_small_picture_and_their_time(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 800), "teal").save(out, "PNG")
    outcome = only(wallet, put(tmp_path, "Screenshot_2025-07-02-18-20-31-123.png", out.getvalue()))

    assert outcome.added == Counts(exhibits=1)
    (known,) = keep_exhibits.exhibits(wallet)
    assert known.exhibit.engagement_id == meituan
    assert known.exhibit.taken_at is not None
    assert known.exhibit.taken_at.local.isoformat() == "2025-07-02T18:20:31.123000+08:00"
    picture = keep_exhibits.thumbnail(wallet, known.id)
    assert picture is not None
    assert Image.open(io.BytesIO(picture)).size == (128, 256)
    again = only(wallet, tmp_path / "Screenshot_2025-07-02-18-20-31-123.png")
    assert (again.added, again.known) == (Counts(), 1)


def test_hidden_files_and_links_in_a_folder_are_left_out(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    put(tmp_path, "in/.hidden.csv", plain_bill())
    outside = put(tmp_path, "outside.csv", plain_bill())
    (tmp_path / "in" / "link.csv").symlink_to(outside)

    assert import_files(wallet, [tmp_path / "in"], Job()).files == ()


def test_the_real_uber_export_comes_out_exactly(wallet: Wallet, samples: Path) -> None:
    folder = samples / "uber_dsar_fr_2021"
    if not folder.is_dir():
        pytest.skip("the real Uber export is not among the samples")
    truth = json.loads((samples / "EXPECTED_real.json").read_text())["uber_dsar_fr_2021"]

    outcome = import_files(wallet, [folder], Job())
    again = import_files(wallet, [folder], Job())

    files = {file.file.split(" - ")[1]: file for file in outcome.files}
    trips, pay = files["Driver Lifetime Trips.csv"], files["Driver Payments.csv"]
    assert trips.added.trips == sum(truth["trips_by_status"].values())
    assert trips.statuses == {
        "completed": truth["trips_by_status"]["completed"],
        "cancelled_customer": truth["trips_by_status"]["rider_canceled"],
    }
    assert pay.added.pay_lines == truth["pay_rows"]
    by_category = {
        name: amount.amount for name, amount in pay.source_sums["EUR"]["category"].items()
    }
    assert {name: str(amount) for name, amount in by_category.items()} == {
        name: f"{Decimal(amount):.2f}" for name, amount in truth["pay_sum_by_category"].items()
    }
    assert str(sum(by_category.values(), Decimal())) == truth["pay_total"]
    assert all(file.error is None and not file.rejected for file in outcome.files)
    assert all(file.added == Counts() for file in again.files)


def test_a_copy_of_the_export_elsewhere_adds_nothing(
    wallet: Wallet, samples: Path, tmp_path: Path
) -> None:
    folder = samples / "uber_dsar_fr_2021"
    if not folder.is_dir():
        pytest.skip("the real Uber export is not among the samples")
    import_files(wallet, [folder], Job())
    packed = Path(shutil.make_archive(str(tmp_path / "export"), "zip", folder))

    outcome = import_files(wallet, [packed], Job())

    assert sum(file.added.rows for file in outcome.files) == 0
    assert sum(file.known for file in outcome.files) >= 148 + 599
