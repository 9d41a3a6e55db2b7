from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
import pyzipper

from gigwallet.domain.errors import GigWalletError
from gigwallet.importers import read_document
from gigwallet.tabular import archives, limits

_DATA = b"engagement,first_day,orders\nA,2025-07,922\n" * 40


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def locked(password: bytes) -> bytes:
    out = io.BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password)
        archive.writestr("账单/bill.csv", _DATA)
    return out.getvalue()


def _code(data: bytes, password: bytes | None = None) -> str:
    with pytest.raises(GigWalletError) as refused:
        list(archives.walk("a.zip", data, password))
    return refused.value.code


def test_members_come_with_their_folders_and_without_what_systems_leave() -> None:
    data = packed(("a/b/c.csv", _DATA), ("__MACOSX/a/b/._c.csv", b"x"), ("a/.DS_Store", b"x"))

    assert list(archives.walk("a.zip", data)) == [archives.Member("a/b/c.csv", _DATA)]


def test_an_archive_in_an_archive_is_opened_and_one_deeper_is_not() -> None:
    once = packed(("in.zip", packed(("c.csv", _DATA))))
    twice = packed(("out.zip", once))

    assert [each.name for each in archives.walk("a.zip", once)] == ["in.zip/c.csv"]
    assert _code(twice) == "archive_too_large"


def test_the_stronger_lock_opens_with_its_password_only() -> None:
    data = locked(b"654321")

    assert [each.data for each in archives.walk("a.zip", data, b"654321")] == [_DATA]
    assert _code(data) == "archive_password_needed"
    assert _code(data, b"654322") == "archive_password_wrong"


def test_a_torn_archive_is_told_wherever_it_is_torn() -> None:
    data = packed(("c.csv", _DATA), ("d.csv", _DATA[::-1]))

    for end in range(4, len(data), 37):
        assert _code(data[:end]) == "archive_torn"


def test_a_torn_gzip_in_an_archive_is_refused_alone() -> None:
    torn, folder = gzip.compress(_DATA)[:-9], gzip.compress(bytes(257) + b"ustar" + bytes(900))
    data = packed(("a/t.gpx.gz", torn), ("f.gz", folder), ("c.csv", _DATA))

    first, second, third = archives.walk("a.zip", data)

    assert [each.refusal and (each.refusal.code, each.refusal.facts["name"])
            for each in (first, second, third)] == [
        ("archive_torn", "t.gpx.gz"), ("archive_kind_unknown", "f.gz"), None,
    ]  # fmt: skip
    assert (first.name, first.data, third.data) == ("a/t.gpx.gz/t.gpx", b"", _DATA)


def test_a_bomb_in_a_gzip_closes_the_archive_around_it() -> None:
    assert _code(packed(("b.gz", gzip.compress(bytes(30_000_000))), ("c.csv", _DATA))) == (
        "archive_too_large"
    )


def test_a_changed_byte_in_a_member_is_told_by_its_check_sum() -> None:
    data = packed(("c.csv", _DATA))
    at = data.index(b"c.csv") + 10

    assert _code(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) == "archive_torn"


@pytest.mark.parametrize("name", ["../x.csv", "a/../../x.csv", "/etc/x.csv", "C:\\x.csv", "..\\x"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    assert _code(packed((name, _DATA))) == "archive_unsafe"


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ENTRIES", 3)

    assert _code(packed(("x.csv", bytes(8_000_000)))) == "archive_too_large"
    assert _code(packed(*((f"{n}.csv", b"") for n in range(4)))) == "archive_too_large"


def test_a_chinese_name_without_its_flag_is_repaired() -> None:
    data = packed(("zz.csv", _DATA)).replace(b"zz.csv", "账.c".encode("gb18030") + b"sv")

    assert [each.name for each in archives.walk("a.zip", data)] == ["账.csv"]


def test_a_locked_member_that_ends_before_its_lock_does_is_torn() -> None:
    sample = "importers/wechat_bill/samples/wechat_bill_zipcrypto.zip"
    data = bytearray((Path(__file__).parents[1] / sample).read_bytes())
    data[29] = 238  # of the extra field's length: nothing of the member is left behind it

    with pytest.raises(GigWalletError) as refused:
        list(read_document("bill.zip", bytes(data), b"123456").files)
    assert refused.value.code == "archive_torn"
