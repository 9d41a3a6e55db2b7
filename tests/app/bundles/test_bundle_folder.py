"""A folder of plain files becomes a sealed bundle, without a vault."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gigwallet.app.bundles.days import read_day
from gigwallet.app.bundles.folder import FolderForm, bundle_folder
from gigwallet.app.bundles.index import read_index
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.verdict import Grade
from gigwallet.host.isolation import SameProcess
from gigwallet.pages import page_text
from gigwallet.sealing import verify
from tests import resealing

DAY = date(2025, 9, 10)
RESOURCES = Path(__file__).parents[3] / "resources"
PLAINLY = FolderForm(language="en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "evidence"
    (made / "bank").mkdir(parents=True)
    for name, shade in (("b.jpg", 60), ("a.png", 120), ("bank/slip.jpg", 200)):
        Image.new("RGB", (60, 90), (shade, 0, 0)).save(made / name)
    (made / "notes.txt").write_text("kept as it is")
    return made


def _made(folder: Path, out: Path, index: Path | None = None) -> bytes:
    bundle_folder(SameProcess(), RESOURCES, folder, out, index=index, form=PLAINLY, today=DAY)
    return out.read_bytes()


def _listed(pdf: bytes) -> list[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        listing = json.loads(opened.attachments["manifest.json"].get_file().read_bytes())
    return [(one["number"], one["file_name"]) for one in listing["exhibits"]]


def test_without_an_index_all_files_go_in_by_name(folder: Path, tmp_path: Path) -> None:
    pdf = _made(folder, tmp_path / "out.pdf")

    assert _listed(pdf) == [
        ("1", "a.png"),
        ("2", "b.jpg"),
        ("3", "slip.jpg"),
        ("4", "notes.txt"),
    ]
    assert verify(pdf).grade is Grade.SELF_CONSISTENT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evidence", "out.pdf"]


def test_an_index_names_groups_and_orders_the_files(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.csv"
    index.write_bytes(
        "文件,证据名称,日期,证据来源,证明目的,分组,原件/复印件\r\n"
        "bank/slip.jpg,七月回单,2025-07-31,样例银行,证明实际到账,到账,复印件\r\n"
        "b.jpg,接单截图,,骑手 App,证明完成单量,工作,\r\n"
        "a.png,工资条,,,,到账,原件\r\n".encode("gb18030")
    )

    pdf = _made(folder, tmp_path / "out.pdf", index)

    assert _listed(pdf) == [("1-1", "slip.jpg"), ("1-2", "a.png"), ("2-1", "b.jpg")]
    words = page_text(pdf, 2)
    for said in ("七月回单 (31 July 2025)", "样例银行", "证明实际到账", "copy", "original"):
        assert said in words


@pytest.mark.parametrize("room", [500, 20_000], ids=["for the pieces", "for the whole"])
def test_without_room_it_refuses_and_leaves_nothing_behind(
    folder: Path, tmp_path: Path, room: int
) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX bounds the size of a file")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(GigWalletError) as refused:
            _made(folder, tmp_path / "out.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert refused.value.code == "disk_full"
    assert refused.value.facts["name"] == tmp_path.name
    assert [path.name for path in tmp_path.iterdir()] == ["evidence"]


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert _made(folder, tmp_path / "one.pdf") == _made(folder, tmp_path / "two.pdf")


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (b"name,date\nx,y\n", "bundle_index_without_files"),
        (b"", "bundle_index_without_files"),
        (b"\xff\xfe\x00", "bundle_index_unreadable"),
        (b"file,form\nb.jpg,forged\n", "bundle_index_form_unknown"),
        (b"file\n../secret.jpg\n", "bundle_index_file_missing"),
        (b"file\n/etc/hostname\n", "bundle_index_file_missing"),
        (b"file\nno.jpg\n", "bundle_index_file_missing"),
        (b"file\n", "bundle_empty"),
        (b'file\nb.jpg\n"a.png\n', "bundle_index_broken"),
    ],
)
def test_an_index_that_cannot_be_followed_is_refused(
    folder: Path, tmp_path: Path, table: bytes, code: str
) -> None:
    index = tmp_path / "index.csv"
    index.write_bytes(table)
    (tmp_path / "secret.jpg").write_bytes(b"not of this folder")

    with pytest.raises(GigWalletError) as refused:
        _made(folder, tmp_path / "out.pdf", index)

    assert refused.value.code == code
    assert not (tmp_path / "out.pdf").exists()


def test_a_bundle_inside_its_folder_does_not_hold_itself(folder: Path) -> None:
    first = _made(folder, folder / "z.pdf")
    bundle_folder(
        SameProcess(), RESOURCES, folder, folder / "z.pdf",
        form=PLAINLY, today=DAY, replace=True,
    )  # fmt: skip

    assert (folder / "z.pdf").read_bytes() == first


def test_columns_that_are_missing_are_empty() -> None:
    (line,) = read_index(b"Title,File\n,x.jpg\n")

    assert (line.file, line.name, line.form) == ("x.jpg", "", "electronic")


@pytest.mark.parametrize(
    ("table", "code", "line", "column"),
    [
        (b"Name,Form,File\n,,b.jpg\n,forged,a.png\n", "bundle_index_form_unknown", 3, "Form"),
        ("名称,文件\n,b.jpg\n,没有.jpg\n".encode(), "bundle_index_file_missing", 3, "文件"),
        (b'file,name\n"b.jpg","two\nlines"\nno.jpg\n', "bundle_index_file_missing", 4, "file"),
        (b"file,Date\nb.jpg,2025-07-31\na.png,03/04/2025\n", "bundle_index_day_unknown", 3, "Date"),
    ],
)  # fmt: skip
def test_a_refusal_names_line_and_column(
    folder: Path, tmp_path: Path, table: bytes, code: str, line: int, column: str
) -> None:
    index = tmp_path / "index.csv"
    index.write_bytes(table)

    with pytest.raises(GigWalletError) as refused:
        bundle_folder(
            SameProcess(), RESOURCES, folder, tmp_path / "out.pdf",
            index=index, form=FolderForm("gb_ew"), today=DAY,
        )  # fmt: skip

    facts = refused.value.facts
    assert refused.value.code == code
    assert (facts["name"], facts["line"], facts["column"]) == ("index.csv", line, column)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-07-31", date(2025, 7, 31)),
        ("2025/7/1", date(2025, 7, 1)),
        ("2025年7月1日", date(2025, 7, 1)),
        ("31 July 2025", date(2025, 7, 31)),
        ("July 4th, 2025", date(2025, 7, 4)),
        ("03/04/2025", None),
        ("2025-02-30", None),
        ("summer 2025", None),
        ("", None),
    ],
)
def test_days_that_can_only_be_read_in_one_way_are_read(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_groups_are_called_by_key_number_or_title(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.csv"
    index.write_text(
        "file,group\nb.jpg,pay\na.png,主体资格\nbank/slip.jpg,5\nnotes.txt,Weather\n",
        encoding="utf-8",
    )

    bundle_folder(
        SameProcess(), RESOURCES, folder, tmp_path / "out.pdf",
        index=index, form=FolderForm("cn_arbitration"), today=DAY,
    )  # fmt: skip

    pdf = (tmp_path / "out.pdf").read_bytes()
    assert [name for _, name in _listed(pdf)] == ["a.png", "b.jpg", "slip.jpg", "notes.txt"]
    words = page_text(pdf, 2)
    for heading in ("第一组　主体资格", "第二组　报酬规则与发放", "第四组　Weather"):
        assert heading.replace("　", "") in words.replace("　", "").replace(" ", "")


def test_what_comes_late_stands_behind_what_was_served(folder: Path, tmp_path: Path) -> None:
    served, out = tmp_path / "served.pdf", tmp_path / "out.pdf"
    before = _made(folder, served)
    Image.new("RGB", (60, 90), (9, 9, 9)).save(folder / "aa.png")

    bundle_folder(
        SameProcess(), RESOURCES, folder, out,
        form=FolderForm(language="en", after=(served,)), today=DAY,
    )  # fmt: skip

    after = out.read_bytes()
    assert ("1A", "aa.png") in _listed(after)
    assert {number for number, _ in _listed(before)} < {number for number, _ in _listed(after)}


def test_a_served_bundle_that_was_altered_is_not_continued(folder: Path, tmp_path: Path) -> None:
    served = tmp_path / "served.pdf"
    data = bytearray(_made(folder, served))
    data[len(data) // 2] ^= 1
    served.write_bytes(data)

    for wrong, code in ((served, "served_altered"), (folder / "a.png", "served_unreadable")):
        with pytest.raises(GigWalletError) as refused:
            bundle_folder(
                SameProcess(), RESOURCES, folder, tmp_path / "out.pdf",
                form=FolderForm(language="en", after=(wrong,)), today=DAY,
            )  # fmt: skip

        assert refused.value.code == code
        assert refused.value.facts["name"] == wrong.name


@pytest.fixture
def volumes(folder: Path, tmp_path: Path) -> Path:
    """A folder with the volumes that were served, and a letter beside them."""
    served = tmp_path / "served"
    served.mkdir()
    form = FolderForm("gb_ew", volume_pages=7)
    bundle_folder(SameProcess(), RESOURCES, folder, served / "x.pdf", form=form, today=DAY)
    with pikepdf.new() as letter:
        letter.add_blank_page()
        letter.save(served / "letter.pdf")
    return served


def _continued(folder: Path, out: Path, *after: Path) -> bytes:
    form = FolderForm("gb_ew", after=after)
    bundle_folder(SameProcess(), RESOURCES, folder, out, form=form, today=DAY)
    return out.read_bytes()


def test_volumes_that_were_served_are_continued_by_their_folder(
    folder: Path, volumes: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in volumes.iterdir()}
    assert len(before) > 2
    Image.new("RGB", (60, 90), (9, 9, 9)).save(folder / "aa.png")

    more = _continued(folder, tmp_path / "more.pdf", volumes)

    assert _listed(more) == [("1A", "aa.png")]
    assert {path.name: path.read_bytes() for path in volumes.iterdir()} == before
    named = [path for path in sorted(volumes.iterdir()) if path.name.startswith("x")]
    assert _continued(folder, tmp_path / "again.pdf", *named)
    index = page_text(more, 2)
    assert "x-1.pdf" in index
    assert "more.pdf" in index


def _saved_anew(pdf: bytes, drop: int = 0) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.pages[len(opened.pages) - drop :]
        opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize("sealed", [False, True], ids=["seal lost", "sealed again"])
def test_a_volume_that_lost_a_page_is_not_continued(
    folder: Path, volumes: Path, tmp_path: Path, sealed: bool
) -> None:
    torn = volumes / "x-1.pdf"
    saved = _saved_anew(torn.read_bytes(), drop=1)
    torn.write_bytes(resealing.sealed(_classic(saved)) if sealed else saved)
    Image.new("RGB", (60, 90), (9, 9, 9)).save(folder / "aa.png")

    with pytest.raises(GigWalletError) as refused:
        _continued(folder, tmp_path / "more.pdf", volumes)

    assert (refused.value.code, refused.value.facts["name"]) == ("served_altered", "x-1.pdf")
    assert not (tmp_path / "more.pdf").exists()


def _classic(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_hostile_names_do_no_harm_in_volumes_and_what_continues_them(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    names = ["x\u202egnp.exe", "two\nOriginal abc", "长" * 80, "up\\..\\..", "late\u202egnp.js"]
    for name in names[:4]:
        Image.new("RGB", (20, 30), "red").save(folder / name, "PNG")
    # A path cannot stand in a file's name, but what turns around can.
    served = tmp_path / "served\u202efdp.exe.pdf"
    form = FolderForm("gb_ew", volume_pages=6)
    bundle_folder(SameProcess(), RESOURCES, folder, served, form=form, today=DAY)
    before = sorted(tmp_path.glob("served*"))
    assert len(before) > 1
    Image.new("RGB", (20, 30), "blue").save(folder / names[4], "PNG")

    more = _continued(folder, tmp_path / "more.pdf", *before)

    for pdf in (*(path.read_bytes() for path in before), more):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            words = "".join(page_text(pdf, n) for n in range(1, len(opened.pages) + 1))
            assert not any(
                "/A" in note for page in opened.pages for note in page.obj.get("/Annots", ())
            )
        assert "\u202e" not in words
        assert not any(line.startswith("Original abc") for line in words.splitlines())


def test_hostile_names_come_out_safe_and_readable(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    names = ["x\u202egnp.exe", "two\nOriginal abc", "长" * 80, "up\\..\\.."]
    for name in names:
        Image.new("RGB", (20, 30), "red").save(folder / name, "PNG")
    index = tmp_path / "index.csv"
    with index.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "name", "purpose"])
        for name in names[:1] + names[2:]:
            table.writerow([name, f"{name}\n3-9 Forged\t{'long ' * 60}", "\u202e" * 9])

    whole = _made(folder, tmp_path / "whole.pdf")
    listed = _made(folder, tmp_path / "out.pdf", index)

    for pdf in (whole, listed):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages = len(opened.pages)
            marks = [str(mark.title) for mark in opened.open_outline().root]
        words = "".join(page_text(pdf, page) for page in range(1, pages + 1))
        for text in (words, *marks):
            assert "\u202e" not in text
        assert all("\n" not in mark for mark in marks)
        assert "gnp.exe" in words
        assert not any(line.startswith("Original abc") for line in words.splitlines())
    assert "3-9 Forged" in page_text(listed, 2).replace("\r\n", " ").replace("\n", " ")
