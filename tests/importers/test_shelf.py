"""What a document that nobody knows, or that is a container, comes to."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.taught import ColumnUse, Meaning, RowMeaning, TableProfile, Taught
from gigwallet.importers import read_document

_PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"hello,world\n1,2\n", "table_can_be_mapped"),
        (b"hello,world\nsee,you\n", "format_unknown"),
        (bytes(range(256)) * 9, "format_unknown"),
        (b"", "file_empty"),
        (b"Rar!\x1a\x07\x00", "archive_kind_unknown"),
        (_zip(a__txt=b"hello"), "format_unknown"),
        (_zip(), "file_empty"),
        (_zip(a__txt=b"hello" * 99)[:-30], "archive_torn"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook_torn"),
    ],
)
def test_a_file_that_nobody_knows_is_refused_by_a_stable_code(data: bytes, code: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        read_document("x", data)

    assert refused.value.code == code


def test_pictures_in_an_archive_are_exhibits_with_their_own_bytes() -> None:
    (file,) = read_document("shots.zip", _zip(one__png=_PNG)).files

    assert (file.importer, file.media_type) == ("any_exhibit", "image/png")
    assert (file.member, file.data, file.readings) == ("one.png", _PNG, ())


def test_a_member_that_is_refused_does_not_take_the_others_with_it() -> None:
    bill = "交易创建时间,交易成功时间,订单标题,实付金额\n1,2,3,4\n".encode()

    files = read_document("mixed.zip", _zip(one__png=_PNG, bill__csv=bill)).files

    assert [file.error and file.error[0] for file in files] == [None, "consumer_bill_not_wages"]


def test_a_gzip_is_unpacked_like_an_archive_of_one_member() -> None:
    (alone,) = read_document("one.png.gz", gzip.compress(_PNG)).files
    (inside,) = read_document("x.zip", _zip(one__png__gz=gzip.compress(_PNG))).files

    assert (alone.importer, alone.member, alone.data) == ("any_exhibit", "one.png", _PNG)
    assert (inside.importer, inside.member) == ("any_exhibit", "one.png.gz/one.png")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(bytes(300) + b"x" * 30_000_000), "archive_too_large"),
        (gzip.compress(_PNG)[:-9], "archive_torn"),
        (gzip.compress(bytes(257) + b"ustar" + bytes(900)), "archive_kind_unknown"),
        (gzip.compress(b"hello"), "format_unknown"),
    ],
    ids=["bomb", "torn", "folder", "unknown"],
)
def test_a_gzip_that_is_torn_a_bomb_or_holds_a_folder_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        read_document("x.gz", data)

    assert refused.value.code == code


_MINE = TableProfile(
    "mine", ("day", "pay"), RowMeaning.PAY_LINE,
    (ColumnUse("day", Meaning.DAY), ColumnUse("pay", Meaning.MONEY)), "EUR",
)  # fmt: skip


def test_a_table_that_its_person_explained_is_read_also_out_of_an_archive_or_a_workbook() -> None:
    table, taught = b"day,pay\n2026-07-03,1.50\n", Taught(tables=(_MINE,))

    for name, data in (("a.csv", table), ("a.zip", _zip(a__csv=table)), ("a.xlsx", _xlsx())):
        (file,) = read_document(name, data, taught=taught).files

        assert (file.importer, len(file.readings)) == ("generic_table", 1)


def test_what_a_person_explained_never_goes_before_a_format_that_is_known() -> None:
    sample = Path(__file__).parent / "gigwallet_tables" / "samples"
    path = next(path for path in sorted(sample.glob("*.csv")) if b"engagement" in path.read_bytes())
    header = tuple(path.read_text("utf-8-sig").splitlines()[0].split(","))
    greedy = Taught(tables=(replace(_MINE, header=header),))

    (file,) = read_document(path.name, path.read_bytes(), taught=greedy).files

    assert file.importer == "gigwallet_tables"


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["day", "pay"])
    sheet.append([datetime(2026, 7, 3), 1.5])  # noqa: DTZ001  a cell has no zone
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
