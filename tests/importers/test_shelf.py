"""What a document that nobody knows, or that is a container, comes to."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from gigwallet.domain.errors import GigWalletError
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
        (b"hello,world\n1,2\n", "format_unknown"),
        (bytes(range(256)) * 9, "format_unknown"),
        (b"", "file_empty"),
        (b"Rar!\x1a\x07\x00", "archive_kind_unknown"),
        (_zip(a__txt=b"hello"), "format_unknown"),
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
)
def test_a_gzip_that_is_torn_a_bomb_or_holds_a_folder_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        read_document("x.gz", data)

    assert refused.value.code == code
