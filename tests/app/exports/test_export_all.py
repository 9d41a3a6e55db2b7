"""Everything goes out in open formats, and the export says so first."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gigwallet.app.exports import export_all_form as form
from gigwallet.app.exports.export_all import ExportedAll, export_all
from gigwallet.app.exports.export_all_folder import csv_lines, draft_of, safe_name
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.vaults.rebuild_vault_files import NAMES
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job
from gigwallet.host import paths
from gigwallet.vault.disk import Disk
from gigwallet.vault.open_form import rows as open_form
from gigwallet.vault.open_form.rows import LOG, Column, Table
from tests.app import open_exports, people

SCHEMAS = paths.resources() / "open-export" / "schema"


@pytest.fixture
def exported(wallet: Wallet, tmp_path: Path) -> tuple[Path, ExportedAll]:
    open_exports.fill(wallet)
    folder = tmp_path / "全部 export"
    return folder, export_all(wallet, folder)


# Schemas ----------------------------------------------------------------------------------------


def test_every_table_has_a_published_schema_and_no_schema_is_left_over(wallet: Wallet) -> None:
    known = {LOG.name, *(table.name for table in open_form.tables(wallet.vault.connection))}

    assert {path.name.removesuffix(".schema.json") for path in SCHEMAS.iterdir()} == known


def test_every_table_of_the_database_goes_out_or_is_named_as_left_out(wallet: Wallet) -> None:
    connection = wallet.vault.connection
    everything = {
        name
        for _, name, kind, *_ in connection.all("PRAGMA table_list")
        if kind == "table" and not name.startswith("sqlite_")
    }
    out = {table.name for table in open_form.tables(connection)}

    assert everything - out == open_form.LEFT_OUT_TABLES.keys()


def test_every_column_is_described_with_its_type_and_unit(wallet: Wallet) -> None:
    kinds = {"INTEGER": "integer", "TEXT": "string", "REAL": "number", "BLOB": "string"}
    for table in (LOG, *open_form.tables(wallet.vault.connection)):
        schema = json.loads((SCHEMAS / f"{table.name}.schema.json").read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        row = schema["items"]

        assert list(row["properties"]) == [column.name for column in table.columns]
        assert row["required"] == [column.name for column in table.columns if column.needed]
        assert row["additionalProperties"] is False
        assert all(schema[each] for each in ("title", "x-title-zh", "description"))
        for column in table.columns:
            said = row["properties"][column.name]
            assert said["type"] == kinds[column.kind]
            assert all(said[each] for each in ("title", "x-title-zh", "description", "x-unit"))
            assert ("contentEncoding" in said) == (column.kind == "BLOB")


def test_every_exported_row_is_valid_and_every_table_has_one(
    exported: tuple[Path, ExportedAll],
) -> None:
    folder, _ = exported
    without_rows = set()
    for schema_file in (folder / "schema").iterdir():
        table = schema_file.name.removesuffix(".schema.json")
        rows = open_exports.lines(folder, form.file_of(table, "json"))
        validator = Draft202012Validator(json.loads(schema_file.read_text("utf-8")))
        without_rows |= set() if rows else {table}

        assert [error.message for error in validator.iter_errors(rows)] == []
    # Only copies that were brought together have rows in these.
    assert without_rows == {"origin", "merge", "conflict"}


# What lies there --------------------------------------------------------------------------------


def test_the_manifest_names_every_file_with_its_digest(exported: tuple[Path, ExportedAll]) -> None:
    folder, _ = exported
    said = {row["file"]: row for row in open_exports.lines(folder, form.MANIFEST)}

    assert sorted([*said, form.MANIFEST]) == open_exports.files(folder)
    for name, row in said.items():
        data = (folder / name).read_bytes()
        assert (row["bytes"], row["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_originals_are_byte_equal_under_harmless_names(exported: tuple[Path, ExportedAll]) -> None:
    folder, done = exported
    listed = csv.DictReader(io.StringIO((folder / "originals.csv").read_text("utf-8-sig")))
    files = [row["file"] for row in listed]

    assert files == ["originals/00001-截图.png", "originals/00002-_账单_=__.csv"]
    assert [(folder / name).read_bytes() for name in files] == [
        open_exports.PICTURE,
        open_exports.BILL,
    ]
    assert (done.originals, done.absent) == (2, 0)


def test_the_head_is_the_log_and_a_signed_checkpoint_goes_with_it(
    wallet: Wallet, exported: tuple[Path, ExportedAll]
) -> None:
    folder, done = exported
    head = json.loads((folder / form.HEAD).read_text("utf-8"))
    log = open_exports.lines(folder, "log.json")

    assert (head["size"], head["root"]) == (done.entries, wallet.vault.log.root().hex())
    assert [entry["kind"] for entry in log][-2:] == ["export.started", "checkpoint.made"]
    assert len(log) == head["size"]
    assert f"\n{head['size']}\n" in head["checkpoint"]
    assert bytes.fromhex(head["public_key"]) == wallet.vault.checkpoints.public_key()


def test_no_key_and_no_seed_goes_out(wallet: Wallet, exported: tuple[Path, ExportedAll]) -> None:
    folder, _ = exported
    secrets = wallet.vault.connection.all(
        "SELECT key FROM attachment UNION ALL SELECT sealed FROM signing_seed"
    )
    everything = b"".join((folder / name).read_bytes() for name in open_exports.files(folder))

    assert len(secrets) == 3
    assert [each for (each,) in secrets if each.hex().encode() in everything] == []
    assert [each for (each,) in secrets if each in everything] == []


def test_only_the_owner_can_read_the_folder(exported: tuple[Path, ExportedAll]) -> None:
    folder, _ = exported

    assert folder.stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o077 for path in folder.rglob("*")} == {0}


def test_no_cell_of_a_csv_is_taken_for_a_formula(exported: tuple[Path, ExportedAll]) -> None:
    folder, _ = exported
    cells = [
        cell
        for path in (folder / "tables").glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        for cell in row
    ]

    number = re.compile(r"-?\d+(\.\d+)?(e[+-]\d+)?")
    dangerous = [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))]
    assert [cell for cell in dangerous if not number.fullmatch(cell)] == []
    assert "'=样例骑手" in cells


def test_a_csv_says_amounts_and_times_for_people_too(exported: tuple[Path, ExportedAll]) -> None:
    folder, _ = exported
    text = (folder / "tables" / "trip.csv").read_bytes().decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text, newline="")))

    assert row["offered (readable)"] == "6.50"
    assert row["accepted_at (readable)"] == "2025-07-03 23:50:00.000+08:00"


def test_an_original_that_the_vault_has_lost_is_told_and_the_rest_goes_out(
    wallet: Wallet, tmp_path: Path
) -> None:
    open_exports.fill(wallet)
    lost, damaged = wallet.vault.attachments.all()
    lost.path(wallet.vault.folder / "attachments").unlink()
    file = damaged.path(wallet.vault.folder / "attachments")
    file.write_bytes(file.read_bytes()[:-1] + b"\0")

    done = export_all(wallet, tmp_path / "out")

    listed = csv.DictReader(io.StringIO((tmp_path / "out/originals.csv").read_text("utf-8-sig")))
    assert (done.originals, done.absent) == (0, 2)
    assert {row["state"] for row in listed} == {"missing", "damaged"}
    assert not (tmp_path / "out" / "originals").exists() or not any(
        (tmp_path / "out" / "originals").iterdir()
    )


# Whole or not at all ----------------------------------------------------------------------------


def test_a_folder_with_something_in_it_is_left_alone(wallet: Wallet, tmp_path: Path) -> None:
    taken = people.put(tmp_path / "out", "mine.txt", b"mine").parent
    size = wallet.vault.log.size

    with pytest.raises(GigWalletError, match="open_export_folder_taken"):
        export_all(wallet, taken)

    assert open_exports.files(taken) == ["mine.txt"]
    assert wallet.vault.log.size == size


def test_an_empty_folder_is_filled_and_a_killed_attempt_is_cleared_away(
    wallet: Wallet, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    people.put(draft_of(folder) / "tables", "trip.json", b"torn")

    export_all(wallet, folder)

    assert form.MANIFEST in open_exports.files(folder)
    assert not draft_of(folder).exists()


@pytest.mark.parametrize("link", [False, True])
def test_what_is_called_like_a_draft_and_is_none_stays_as_it_is(
    wallet: Wallet, tmp_path: Path, link: bool
) -> None:
    folder, own = tmp_path / "out", tmp_path / "own"
    people.put(own if link else draft_of(folder), "mine.txt", b"mine")
    if link:
        draft_of(folder).symlink_to(own)

    with pytest.raises(GigWalletError, match="open_export_folder_taken"):
        export_all(wallet, folder)

    assert open_exports.files(own if link else draft_of(folder)) == ["mine.txt"]


def test_a_cancelled_export_leaves_nothing(wallet: Wallet, tmp_path: Path) -> None:
    open_exports.fill(wallet)
    job = Job(lambda _: job.cancel(), every=1)

    with pytest.raises(Cancelled):
        export_all(wallet, tmp_path / "out", job)

    assert not (tmp_path / "out").exists()
    assert not draft_of(tmp_path / "out").exists()


def test_little_room_is_said_before_anything_is_written(
    wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Disk, "free_bytes", lambda *_: 1000)
    size = wallet.vault.log.size

    with pytest.raises(GigWalletError, match="disk_full"):
        export_all(wallet, tmp_path / "out")

    assert wallet.vault.log.size == size
    assert not draft_of(tmp_path / "out").exists()


def test_a_vault_that_is_only_read_goes_out_and_notes_nothing(
    wallet: Wallet, tmp_path: Path, around: Surroundings
) -> None:
    open_exports.fill(wallet)
    size, folder = wallet.vault.log.size, wallet.vault.folder
    wallet.close()
    passphrase = bytearray(people.PASSPHRASE)
    with open_vault(folder, passphrase=passphrase, read_only=True, around=around) as reader:
        done = export_all(reader, tmp_path / "out")

    assert done.entries == size


# One row ----------------------------------------------------------------------------------------

_TABLE = Table(
    "every_kind",
    (
        *(
            Column(f"{kind.lower()}_{needed}", kind, needed)
            for kind in ("INTEGER", "TEXT", "REAL", "BLOB")
            for needed in (True, False)
        ),
        Column("paid_minor", "INTEGER", False),
        Column("paid_currency", "TEXT", False),
        Column("at_utc", "INTEGER", False),
        Column("at_zone", "TEXT", False),
    ),
)
_CELLS = {
    "INTEGER": st.integers(-(2**63), 2**63 - 1),
    "TEXT": st.one_of(st.text(), st.sampled_from(open_exports.AWKWARD)),
    "REAL": st.floats(allow_nan=False, allow_infinity=False),
    "BLOB": st.binary(max_size=40),
}
_ROWS = st.tuples(
    *(
        _CELLS[column.kind] if column.needed else st.one_of(st.none(), _CELLS[column.kind])
        for column in _TABLE.columns
    )
)


@given(_ROWS)
def test_any_row_comes_back_from_json_bit_for_bit(cells: tuple[object, ...]) -> None:
    as_row = form.RowForm(_TABLE)
    line = as_row.json(cells)

    assert b"\n" not in line
    assert repr(as_row.of_json(line)) == repr(cells)


@given(st.lists(_ROWS, max_size=4))
def test_any_rows_come_back_from_csv_bit_for_bit(rows: list[tuple[object, ...]]) -> None:
    as_row = form.RowForm(_TABLE)
    text = csv_lines([as_row.csv_head, *map(as_row.csv, rows)]).decode()

    head, *read = csv.reader(io.StringIO(text, newline=""), strict=True)
    exact = len(_TABLE.columns)
    assert head[:exact] == [column.name for column in _TABLE.columns]
    assert repr([as_row.of_csv(row[:exact]) for row in read]) == repr(rows)


_SMALL = Table("small", (Column("n", "INTEGER", True), Column("t", "TEXT", False)))


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{}", b"[]", b"1", b'{"n":1', b'{"n":1,"n":1}', b'{"n": 1}', b'{"n":1,"t":null}',
        b'{"n":true}', b'{"n":1.0}', b'{"n":"1"}', b'{"n":1,"x":1}', b'{"t":"a","n":1}',
        b'{"n":9223372036854775808}', b'{"n":01}', b'{"n":1,"t":"\\u0061"}', b'{"n":1,"t":["a"]}',
        b'{"n":1,"t":"\\ud800"}', b'{"n":1,"t":"\xff"}', b'{"n":NaN}', b"[" * 100_000,
        b'{"n":' + b"9" * 5000 + b"}",
    ],
)  # fmt: skip
def test_json_that_is_not_as_it_is_written_is_refused(line: bytes) -> None:
    with pytest.raises(form.NotAsWritten):
        form.RowForm(_SMALL).of_json(line)


@pytest.mark.parametrize("row", [["", ""], ["１", ""], ["1_0", ""], [" 1", ""], ["1", "=a"], ["1"]])
def test_csv_that_is_not_as_it_is_written_is_refused(row: list[str]) -> None:
    with pytest.raises(form.NotAsWritten):
        form.RowForm(_SMALL).of_csv(row)


@given(st.integers(1, 999_999), st.text())
def test_any_name_of_an_original_becomes_one_that_an_export_may_have(
    number: int, name: str
) -> None:
    made = safe_name(number, name)

    assert NAMES.fullmatch(f"originals/{made}")
    assert len(made.encode()) < 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202a-\u202e]', made)
    assert made == made.strip(" .")


def test_progress_is_told_and_names_what_is_done(wallet: Wallet, tmp_path: Path) -> None:
    open_exports.fill(wallet)
    seen: set[str] = set()
    tell: Callable[..., None] = lambda progress: seen.add(progress.what)  # noqa: E731

    export_all(wallet, tmp_path / "out", Job(tell, every=1))

    assert seen == {"rows", "exhibits"}
