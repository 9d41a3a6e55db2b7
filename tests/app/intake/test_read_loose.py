"""Files are told without a vault, and what a person did not ask for stays in the other process."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
import pyzipper

from gigwallet.app.intake.read_loose import LooseEnd, LooseFile, Said, read_loose
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.ports import Isolation
from tests.app import people
from tests.app.people import bill, bill_line, plain_bill, put


def _said(isolation: Isolation, *paths: Path, every_payer: bool = False) -> list[Said]:
    return list(read_loose(isolation, paths, Job(), every_payer=every_payer))


def test_an_archive_is_told_file_by_file(isolation: Isolation, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/one.csv", bill(bill_line("2025-07-05 20:00:00", "美团众包", "12.00")))
        archive.writestr("b/readme.txt", "hello")

    said = _said(isolation, put(tmp_path, "x.zip", out.getvalue()))

    begun = [
        (each.begun.member, each.begun.importer) for each in said if isinstance(each, LooseFile)
    ]
    assert begun == [("a/one.csv", "wechat_bill"), ("b/readme.txt", "")]
    ended = [each for each in said if isinstance(each, LooseEnd)]
    assert [each.folded.kinds for each in ended] == [{"payouts": 1}, {}]


def test_rows_of_unknown_payers_are_counted_and_not_told(
    isolation: Isolation, tmp_path: Path
) -> None:
    file = put(tmp_path, "bill.csv", plain_bill())

    quiet, open_ = _said(isolation, file), _said(isolation, file, every_payer=True)

    assert people.FRIEND not in repr([each for each in quiet if isinstance(each, list)])
    assert people.FRIEND in repr([each for each in open_ if isinstance(each, list)])
    assert [each.hidden for each in (*quiet, *open_) if isinstance(each, LooseEnd)] == [1, 0]


def test_a_password_is_handed_over_where_one_is_asked_for(
    isolation: Isolation, tmp_path: Path
) -> None:
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"123456")
        archive.writestr("bill.csv", plain_bill())
    file = put(tmp_path, "bill.zip", out.getvalue())

    (refused,) = _said(isolation, file)
    told = list(read_loose(isolation, [file], Job(), passwords={"": bytearray(b"123456")}))

    assert isinstance(refused, LooseEnd)
    assert refused.error is not None
    assert refused.error.code == "archive_password_needed"
    assert isinstance(told[0], LooseFile)


def test_a_person_may_stop_in_the_middle(isolation: Isolation, tmp_path: Path) -> None:
    lines = [
        bill_line(f"2025-07-05 20:{n // 60:02}:{n % 60:02}", "美团众包", "1") for n in range(900)
    ]
    job = Job()
    said = read_loose(isolation, [put(tmp_path, "bill.csv", bill(*lines))], job)
    next(said)

    job.cancel()

    with pytest.raises(Cancelled):
        list(said)


def test_a_folder_that_opens_to_nobody_is_refused_alone(
    isolation: Isolation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "bill.csv", plain_bill())
    put(tmp_path, "lost+found/file.csv", plain_bill())
    people.close_folder("lost+found", monkeypatch)

    ended = [each for each in _said(isolation, tmp_path) if isinstance(each, LooseEnd)]

    told = {each.path.name: each.error.code if each.error else "" for each in ended}
    assert told == {"bill.csv": "", "lost+found": "file_unreadable"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(isolation: Isolation, tmp_path: Path) -> None:
    pipe = tmp_path / "bill.csv"
    os.mkfifo(pipe)

    (refused,) = _said(isolation, pipe)

    assert isinstance(refused, LooseEnd)
    assert refused.error is not None
    assert refused.error.code == "file_unreadable"
