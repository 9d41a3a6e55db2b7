"""An export becomes a vault again with nothing lost; one that was touched becomes nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gigwallet.app.exports import export_all_form as form
from gigwallet.app.exports.export_all import export_all
from gigwallet.app.exports.export_all_folder import draft_of
from gigwallet.app.run_demo import run_demo
from gigwallet.app.vaults import rebuild_vault_files as reading_files
from gigwallet.app.vaults import rebuild_vault_reading as reading
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.vaults.rebuild_vault import rebuild
from gigwallet.app.vaults.rebuild_vault_reading import OpenExport
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job
from gigwallet.vault import check_open
from tests import cheap_keys
from tests.app import open_exports, people
from tests.cheap_keys import CHEAP
from tests.vault import golden

GROW = {"event", "checkpoint"}  # an export and a rebuilding are noted


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, dict[str, bytes]]:
    """An export of a vault with something in every table, and its originals by name."""
    folder = tmp_path_factory.mktemp("rich")
    around = Surroundings(clock=people.SetClock())
    passphrase = bytearray(people.PASSPHRASE)
    with cheap_keys.allowed():
        created = create_vault(folder / "vault", passphrase, kdf=CHEAP, around=around)
    with created.wallet as wallet:
        open_exports.fill(wallet)
        export_all(wallet, folder / "export")
    originals = folder / "export" / "originals"
    return folder / "export", {each.name: each.read_bytes() for each in originals.iterdir()}


@pytest.fixture
def export(made: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copytree(made[0], tmp_path / "export"))


def refusal(export: Path, around: Surroundings) -> GigWalletError:
    """Why it is refused; nothing may be left of the attempt."""
    target = export.parent / "rebuilt"
    with pytest.raises(GigWalletError) as refused:
        open_exports.again(export, target, around).close()
    assert not target.exists()
    assert not draft_of(target).exists()
    return refused.value


# Nothing lost -----------------------------------------------------------------------------------


def assert_the_same_again(export: Path, tmp_path: Path, around: Surroundings) -> Wallet:
    """Rebuilt and exported again: every row, entry, salt and original is there, byte for byte."""
    with open_exports.again(export, tmp_path / "rebuilt", around) as wallet:
        head = reading.OpenExport(export, Job()).head
        assert wallet.vault.vault_id == head.vault_id.hex()
        assert wallet.vault.specimen == head.specimen
        assert wallet.vault.log.root_at(head.size) == head.root
        report = check_open(wallet.vault)
        assert {each.code for each in report.findings} <= {"erased_entries", "unanchored_tail"}
        export_all(wallet, tmp_path / "again")
    for table in open_exports.tables(export):
        for kind in ("json", "csv"):
            name = form.file_of(table, kind)
            before, after = (export / name).read_bytes(), (tmp_path / "again" / name).read_bytes()
            if table not in GROW:
                assert (name, before) == (name, after)
    for name in [form.file_of(table, "json") for table in (*GROW, "log")]:
        before, after = (
            open_exports.lines(export, name),
            open_exports.lines(tmp_path / "again", name),
        )
        assert before == after[: len(before)]
    for original in (export / "originals").iterdir():
        assert original.read_bytes() == (tmp_path / "again/originals" / original.name).read_bytes()
    return wallet


def test_a_rich_vault_comes_back_whole(export: Path, tmp_path: Path, around: Surroundings) -> None:
    assert_the_same_again(export, tmp_path, around)

    log = open_exports.lines(tmp_path / "again", "log.json")
    old = len(open_exports.lines(export, "log.json"))
    assert [entry["kind"] for entry in log[old:]] == [
        "vault.rebuilt", "checkpoint.made", "export.started", "checkpoint.made",
    ]  # fmt: skip


def test_the_kept_vault_of_format_1_comes_back_whole(
    tmp_path: Path, around: Surroundings, clock: people.SetClock
) -> None:
    clock.move(timedelta(days=365))
    sample = Path(golden.__file__).parent / "samples" / "format-1"
    shutil.copytree(sample, tmp_path / "old")
    with open_vault(
        tmp_path / "old", passphrase=bytearray(golden.PASSPHRASE), around=around
    ) as wallet:
        export_all(wallet, tmp_path / "export")

    assert_the_same_again(tmp_path / "export", tmp_path, around)


def test_the_demo_comes_back_whole(tmp_path: Path, around: Surroundings) -> None:
    demo = run_demo(tmp_path / "demo", around=around)
    secret = bytearray(demo.passphrase_file.read_bytes().strip())
    with open_vault(demo.vault, passphrase=secret, around=around) as wallet:
        export_all(wallet, tmp_path / "export")

    assert assert_the_same_again(tmp_path / "export", tmp_path, around).specimen


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_one_of_the_two_forms_is_enough(
    export: Path, tmp_path: Path, around: Surroundings, kind: str
) -> None:
    whole = Path(shutil.copytree(export, tmp_path / "whole"))
    for each in [*(export / "tables").glob(f"*.{kind}"), export / f"log.{kind}"]:
        each.unlink()
    with open_exports.again(export, tmp_path / "rebuilt", around) as wallet:
        export_all(wallet, tmp_path / "again")

    for table in set(open_exports.tables(whole)) - GROW:
        name = form.file_of(table, "json")
        assert (whole / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_an_export_of_an_earlier_program_comes_back(export: Path, around: Surroundings) -> None:
    """Tables and columns that came later were never filled."""
    head = open_exports.read_head(export)
    later = {"origin", "merge", "conflict"}
    gone = {f"schema/{table}.schema.json" for table in later}
    gone |= {form.file_of(table, kind) for table in later for kind in ("json", "csv")}
    for name in gone:
        (export / name).unlink()
    counts = {table: rows for table, rows in head["tables"].items() if table not in later}
    open_exports.change_head(export, schema=4, tables=counts)
    # A column that no row has filled, taken out of the csv; the json never had it.
    stamps = export / "tables" / "time_stamp.csv"
    head_line, *rest = stamps.read_bytes().split(b"\r\n")
    assert head_line.endswith(b"received_at,certificate_until")
    lines = [head_line.removesuffix(b",certificate_until"), *(e.removesuffix(b",") for e in rest)]
    stamps.write_bytes(b"\r\n".join(lines))
    open_exports.mend_manifest(export, without=frozenset(gone))

    open_exports.again(export, export.parent / "rebuilt", around).close()


def test_files_that_no_row_hangs_on_may_be_gone(export: Path, around: Surroundings) -> None:
    (export / form.README).unlink()
    (export / form.ORIGINALS).unlink()
    shutil.rmtree(export / "schema")

    open_exports.again(export, export.parent / "rebuilt", around).close()


def test_keys_and_recovery_code_are_new(export: Path, tmp_path: Path, around: Surroundings) -> None:
    folder = tmp_path / "rebuilt"
    code = rebuild(export, folder, bytearray(open_exports.NEW_PASSPHRASE), kdf=CHEAP, around=around)
    code.wallet.close()

    with pytest.raises(GigWalletError, match="wrong_passphrase"):
        open_vault(folder, passphrase=bytearray(people.PASSPHRASE), around=around)
    open_vault(folder, recovery_code=code.recovery_code, around=around).close()


def test_an_original_that_was_missing_is_still_missed_and_can_be_put_back(
    wallet: Wallet, tmp_path: Path, around: Surroundings
) -> None:
    open_exports.fill(wallet)
    lost = wallet.vault.attachments.all()[0]
    lost.path(wallet.vault.folder / "attachments").unlink()
    export_all(wallet, tmp_path / "export")

    with open_exports.again(tmp_path / "export", tmp_path / "rebuilt", around) as rebuilt:
        known = {each.exhibit.sha256: each.present for each in rebuilt.vault.exhibits.all()}
        data = next(
            each for each in (open_exports.PICTURE, open_exports.BILL)
            if reading.hashlib.sha256(each).hexdigest() == lost.sha256
        )  # fmt: skip
        rebuilt.vault.attachments.add(data, around.clock.now())

        assert known.pop(lost.sha256) is False
        assert set(known.values()) == {True}
        assert rebuilt.vault.attachments.read(lost.sha256) == data


# Touched ----------------------------------------------------------------------------------------


def test_any_flipped_byte_is_refused(export: Path) -> None:
    chance = random.Random(20)  # noqa: S311  which bytes are flipped is no secret
    for name in open_exports.files(export):
        whole = (export / name).read_bytes()
        every = name in (form.MANIFEST, form.HEAD)
        places = range(0, len(whole), 19) if every else chance.sample(range(len(whole)), 3)
        for place in places:
            bit = 1 << chance.randrange(8)
            flipped = bytes([whole[place] ^ bit])
            (export / name).write_bytes(whole[:place] + flipped + whole[place + 1 :])
            with pytest.raises(GigWalletError, match="open_export_"):
                OpenExport(export, Job())
        (export / name).write_bytes(whole)

    OpenExport(export, Job())


def test_a_file_that_was_cut_or_lengthened_is_named(export: Path) -> None:
    for name, times, cut in (("log.json", 1, -1), ("head.json", 2, None)):
        whole = (export / name).read_bytes()
        (export / name).write_bytes((whole * times)[:cut])
        with pytest.raises(GigWalletError) as refused:
            OpenExport(export, Job())
        (export / name).write_bytes(whole)

        assert refused.value.code == "open_export_file_altered"
        assert refused.value.facts["name"] == name


@pytest.mark.parametrize("name", ["originals/00001-截图.png", "head.json", "manifest.json"])
def test_a_file_that_is_gone_is_named(export: Path, name: str) -> None:
    (export / name).unlink()
    with pytest.raises(GigWalletError) as refused:
        OpenExport(export, Job())

    assert refused.value.code in {"open_export_file_missing", "open_export_missing"}


def test_a_table_without_either_form_is_named(export: Path) -> None:
    (export / "tables" / "trip.json").unlink()
    (export / "tables" / "trip.csv").unlink()
    with pytest.raises(GigWalletError) as refused:
        OpenExport(export, Job())

    assert refused.value.code == "open_export_file_missing"
    assert str(refused.value.facts["name"]).startswith("tables/trip.")


def test_a_folder_that_is_no_export_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(GigWalletError, match="open_export_missing"):
        OpenExport(tmp_path, Job())


# Forged: with digests that fit -------------------------------------------------------------------

Rows = list[dict[str, Any]]


def _raise_pay(rows: Rows) -> None:
    rows[0]["amount_minor"] = 999_999


def _drop_last(rows: Rows) -> None:
    rows.pop()


def _twice(rows: Rows) -> None:
    rows.append(rows[-1])


def _add(rows: Rows) -> None:
    rows.append({**rows[-1], "seq": rows[-1]["seq"] + 1})


def _other_actor(rows: Rows) -> None:
    rows[1]["actor"] = "somebody"


def _other_leaf(rows: Rows) -> None:
    rows[1]["leaf"] = "0" * 64


def _without_salt(rows: Rows) -> None:
    del rows[2]["salt"]


def _backwards(rows: Rows) -> None:
    rows.reverse()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tables/pay_line.json", _raise_pay),
        ("tables/payout.json", _drop_last),
        ("tables/trip.json", _twice),
        ("tables/trip.json", _backwards),
        ("tables/setting.json", _twice),
        ("tables/worker.json", _add),
        ("tables/attachment.json", _drop_last),
        ("tables/attachment.json", _twice),
        ("tables/checkpoint.json", _twice),
        ("log.json", _other_actor),
        ("log.json", _other_leaf),
        ("log.json", _without_salt),
        ("log.json", _drop_last),
        ("log.json", _backwards),
    ],
)
@pytest.mark.parametrize("counted", [True, False])
def test_a_forged_row_is_refused_by_the_log(
    export: Path, around: Surroundings, name: str, change: Callable[[Rows], None], *, counted: bool
) -> None:
    open_exports.drop_csv(export)
    rows = open_exports.lines(export, name)
    change(rows)
    open_exports.put_lines(export, name, rows)
    if counted:
        head = open_exports.read_head(export)
        head["tables"][Path(name).stem] = len(rows)
        head["tables"].pop("log", None)
        open_exports.change_head(export, tables=head["tables"])
    open_exports.mend_manifest(export)

    refused = refusal(export, around)

    assert refused.code in {
        "open_export_log_false", "open_export_rows_refused", "open_export_head_false",
        "open_export_name_refused",
    }  # fmt: skip
    assert "/" in str(refused.facts["name"]) or "." in str(refused.facts["name"])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"specimen": True}, "open_export_head_false"),
        ({"root": "0" * 64}, "open_export_head_false"),
        ({"size": 3}, "open_export_rows_refused"),
        ({"size": True}, "open_export_row_refused"),
        ({"size": -1}, "open_export_rows_refused"),
        ({"vault_id": "00"}, "open_export_row_refused"),
        ({"vault_id": 7}, "open_export_row_refused"),
        ({"tables": []}, "open_export_row_refused"),
        ({"tables": {"trip": 1}}, "open_export_name_refused"),
        ({"form": "another"}, "open_export_missing"),
        ({"version": 2}, "open_export_too_new"),
        ({"version": "1"}, "open_export_row_refused"),
        ({"schema": 9999}, "open_export_too_new"),
    ],
)
def test_a_forged_head_is_refused(
    export: Path, around: Surroundings, facts: dict[str, object], code: str
) -> None:
    open_exports.change_head(export, **facts)
    open_exports.mend_manifest(export)

    assert refusal(export, around).code == code


def test_a_csv_that_says_something_else_is_refused_with_its_line(
    export: Path, around: Surroundings
) -> None:
    path = export / "tables" / "pay_line.csv"
    path.write_bytes(path.read_bytes().replace(b"-500", b"-501"))
    open_exports.mend_manifest(export)

    refused = refusal(export, around)

    assert refused.code == "open_export_forms_differ"
    assert refused.facts == {"name": "tables/pay_line.csv", "line": 2}


@pytest.mark.parametrize(
    "text",
    [
        "a\r\n", '"open', "name,value\r\n1\r\n", "name,value,more\r\n", "value,name\r\n",
        "\xff\r\n", "", "\0",
    ],
)  # fmt: skip
def test_a_csv_that_is_none_is_refused(export: Path, around: Surroundings, text: str) -> None:
    (export / "tables" / "setting.json").unlink()
    (export / "tables" / "setting.csv").write_bytes(form.CSV_START + text.encode("latin-1"))
    open_exports.mend_manifest(export)

    assert refusal(export, around).facts["name"] == "tables/setting.csv"


@pytest.mark.parametrize(
    "line",
    [
        '{"name":"a","name":"b","value":"c"}', '{"name":"a"}', '{"name":1,"value":"c"}',
        '{"name":"a","value":null}', '{"name":"a","value":"c","x":1}', '["a","c"]', "[" * 50_000,
        '{"name":"a","value":"c"},{"name":"b","value":"c"}', '{"name":"a",\n"value":"c"}', "",
        '{"name":"a","value":' + "9" * 10_000 + "}", '{"name":"a","value":"\\u0063"}',
    ],
)  # fmt: skip
def test_a_row_that_is_none_is_refused_with_its_line(
    export: Path, around: Surroundings, line: str
) -> None:
    open_exports.drop_csv(export)
    open_exports.put_lines(export, "tables/setting.json", [line])
    open_exports.mend_manifest(export)

    refused = refusal(export, around)

    assert refused.code == "open_export_row_refused"
    assert refused.facts == {"name": "tables/setting.json", "line": 2}


def test_a_row_without_an_end_is_refused_before_it_is_held(
    export: Path, around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reading, reading_files):
        monkeypatch.setattr(module, "LONGEST_ROW", 4096)
    row = '{"name":"a","value":"' + "b" * 5000 + '"}'
    open_exports.put_lines(export, "tables/setting.json", [row])
    open_exports.mend_manifest(export)

    assert refusal(export, around).code == "open_export_row_refused"


def test_a_csv_row_that_goes_on_for_ever_is_refused_before_it_is_held(
    export: Path, around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reading, reading_files):
        monkeypatch.setattr(module, "LONGEST_ROW", 4096)
    (export / "tables" / "setting.json").unlink()
    endless = "name,value\r\n" + ",".join(['"' + "a\n" * 100 + '"'] * 100)
    (export / "tables" / "setting.csv").write_bytes(form.CSV_START + endless.encode())
    open_exports.mend_manifest(export)

    assert refusal(export, around).facts == {"name": "tables/setting.csv", "line": 0}


# Hostile names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../outside.json", "/etc/passwd", "tables/../../outside.json", "originals/../head.json",
        "originals/00009-..\\outside", "originals/00009-a/b", "C:\\outside", "tables/Trip.json",
        "tables/trip.json.exe", "setup.exe", "", "tables/", "originals/x", "manifest.json",
    ],
)  # fmt: skip
def test_a_name_that_no_export_has_is_refused_before_it_is_opened(
    export: Path, around: Surroundings, name: str
) -> None:
    (export.parent / "outside.json").write_bytes(b"[\n]\n")
    open_exports.mend_manifest(export, README_txt=name)

    assert refusal(export, around).code == "open_export_name_refused"


def test_a_name_that_stands_twice_is_refused(export: Path, around: Surroundings) -> None:
    open_exports.mend_manifest(export, README_txt="head.json")

    assert refusal(export, around).code == "open_export_row_refused"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
@pytest.mark.parametrize("kind", ["link", "folder_link", "pipe", "folder"])
def test_what_is_no_plain_file_is_not_opened(export: Path, around: Surroundings, kind: str) -> None:
    file = export / "originals" / "00001-截图.png"
    outside = export.parent / "outside.png"
    if kind == "folder_link":
        (export / "originals").rename(outside)
        (export / "originals").symlink_to(outside)
    else:
        file.rename(outside)
        if kind == "link":
            file.symlink_to(outside)
        elif kind == "pipe":
            os.mkfifo(file)
        else:
            file.mkdir()

    assert refusal(export, around).code == "open_export_name_refused"


def test_a_table_that_no_vault_has_is_from_a_newer_program(
    export: Path, around: Surroundings
) -> None:
    for name in ("of_tomorrow.json", "of_tomorrow.csv"):
        open_exports.put_lines(export, f"tables/{name}", [])
    open_exports.put_lines(export, "schema/of_tomorrow.schema.json", [])
    head = open_exports.read_head(export)
    open_exports.change_head(export, tables={**head["tables"], "of_tomorrow": 0})
    open_exports.mend_manifest(export)

    assert refusal(export, around).code == "open_export_too_new"


def test_an_original_that_no_row_knows_is_refused(export: Path, around: Surroundings) -> None:
    (export / "originals" / "00009-more.exe").write_bytes(b"MZ")
    open_exports.mend_manifest(export)

    assert refusal(export, around).facts["name"] == "originals/00009-more.exe"


# Whole or not at all -----------------------------------------------------------------------------


def test_a_folder_with_something_in_it_stays_as_it_is(export: Path, around: Surroundings) -> None:
    taken = people.put(export.parent / "rebuilt", "mine.txt", b"mine").parent

    with pytest.raises(GigWalletError, match="open_export_folder_taken"):
        open_exports.again(export, taken, around)

    assert open_exports.files(taken) == ["mine.txt"]


def test_a_vault_is_never_written_over(wallet: Wallet, export: Path, around: Surroundings) -> None:
    with pytest.raises(GigWalletError, match="vault_exists"):
        open_exports.again(export, wallet.vault.folder, around)


def test_a_killed_attempt_is_cleared_away_and_an_empty_folder_is_used(
    export: Path, around: Surroundings
) -> None:
    folder = export.parent / "rebuilt"
    folder.mkdir()
    people.put(draft_of(folder) / "attachments" / "ab", "0" * 30, b"torn")
    people.put(draft_of(folder), "vault.db.new", b"torn")

    open_exports.again(export, folder, around).close()

    assert not draft_of(folder).exists()


def test_what_is_called_like_a_draft_and_is_none_stays_as_it_is(
    export: Path, around: Surroundings
) -> None:
    target = export.parent / "rebuilt"
    people.put(draft_of(target) / "letters", "mine.txt", b"mine")

    with pytest.raises(GigWalletError, match="draft_in_use"):
        open_exports.again(export, target, around)

    assert (draft_of(target) / "letters" / "mine.txt").read_bytes() == b"mine"


def test_a_cancelled_attempt_leaves_nothing(export: Path, around: Surroundings) -> None:
    job = Job(lambda step: job.cancel() if step.what == "exhibits" else None, every=1)
    target = export.parent / "rebuilt"

    with pytest.raises(Cancelled):
        rebuild(
            export, target, bytearray(open_exports.NEW_PASSPHRASE), job,
            kdf=CHEAP, around=around,
        )  # fmt: skip

    assert not target.exists()
    assert not draft_of(target).exists()


def test_a_short_passphrase_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(GigWalletError, match="passphrase_too_short"):
        rebuild(tmp_path, tmp_path / "rebuilt", bytearray(b"short"))
