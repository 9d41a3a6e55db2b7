"""A folder of plain files becomes a sealed bundle, without a vault."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gigwallet.app.bundle_folder import bundle_folder
from gigwallet.app.bundle_index import read_index
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.verdict import Grade
from gigwallet.host.isolation import SameProcess
from gigwallet.pages import page_text
from gigwallet.sealing import verify

DAY = date(2025, 9, 10)
RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "evidence"
    (made / "bank").mkdir(parents=True)
    for name, shade in (("b.jpg", 60), ("a.png", 120), ("bank/slip.jpg", 200)):
        Image.new("RGB", (60, 90), (shade, 0, 0)).save(made / name)
    (made / "notes.txt").write_text("kept as it is")
    return made


def _made(folder: Path, out: Path, index: Path | None = None) -> bytes:
    bundle_folder(SameProcess(), RESOURCES, folder, out, index=index, language="en", today=DAY)
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
    for said in ("七月回单 (2025-07-31)", "样例银行", "证明实际到账", "copy", "original"):
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
        language="en", today=DAY, replace=True,
    )  # fmt: skip

    assert (folder / "z.pdf").read_bytes() == first


def test_columns_that_are_missing_are_empty() -> None:
    (line,) = read_index(b"Title,File\n,x.jpg\n")

    assert (line.file, line.name, line.form) == ("x.jpg", "", "electronic")
