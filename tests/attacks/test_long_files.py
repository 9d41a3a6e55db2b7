"""A PDF longer than a file may be that is read whole is judged where it lies, piece by piece."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from gigwallet.app import reading
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade
from gigwallet.host.isolation import SameProcess
from gigwallet.sealing import time_stamp
from gigwallet.sealing.lying import Lying
from tests.attacks._handed import PICTURES, Handed, summed
from tests.resealing import sealed
from tests.sealing import authority

AROUND = Surroundings(isolation=SameProcess())
LONG = 24 << 20
MOST = 1 << 20


@pytest.fixture(scope="module")
def long(handed: Handed) -> bytes:
    """The bundle with a stream of noise behind its exhibits, sealed as a whole."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(handed.pdf)) as pdf:
        noise = bytes(range(251)) * (LONG // 251)
        pdf.Root.PieceInfo = pdf.make_indirect(pdf.make_stream(noise))
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
        )
    return sealed(out.getvalue())


@pytest.fixture(autouse=True)
def _nothing_longer_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", MOST)


def test_it_is_judged_and_takes_little_memory(long: bytes, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(long)
    tracemalloc.start()
    try:
        verdict = verify_file(path, around=AROUND)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert len(long) > LONG
    assert verdict.grade is Grade.SELF_CONSISTENT
    assert len(verdict.exhibits) == 4
    assert peak < LONG / 3


@pytest.mark.parametrize("at", [LONG // 3, -700])
def test_a_changed_byte_in_it_is_found(long: bytes, tmp_path: Path, at: int) -> None:
    changed = bytearray(long)
    changed[at] ^= 1
    path = tmp_path / "long.pdf"
    path.write_bytes(changed)

    assert verify_file(path, around=AROUND).grade is not Grade.SELF_CONSISTENT


def test_bytes_behind_it_are_counted(long: bytes, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(long + b"more")

    assert Step("bytes_appended", {"bytes": "4"}) in verify_file(path, around=AROUND).findings


@dataclass(frozen=True)
class Stamped:
    """A time stamp over the long PDF itself, with the root that it leads to."""

    answer: Path
    root: Path


@pytest.fixture
def stamp(long: bytes, tmp_path: Path) -> Stamped:
    by = authority.simple(tmp_path / "authority")
    answer, root = tmp_path / "response.tsr", tmp_path / "root.pem"
    answer.write_bytes(by.answer(time_stamp.request(long, "sha256")))
    root.write_text(by.root_pem)
    return Stamped(answer, root)


def test_a_time_stamp_over_it_is_judged_in_little_memory(
    long: bytes, stamp: Stamped, tmp_path: Path
) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(long)
    tracemalloc.start()
    try:
        verdict = verify_file(path, stamp=stamp.answer, root=stamp.root, around=AROUND)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert verdict.grade is Grade.ANCHORED
    assert verdict.findings[0].code == "stamp_existed"
    assert {each.grade for each in verdict.exhibits} == {Grade.ANCHORED}
    assert peak < LONG / 3
    path.write_bytes(long[:-1] + b" ")
    assert verify_file(path, stamp=stamp.answer, root=stamp.root, around=AROUND).grade is (
        Grade.ALTERED
    )


def test_a_time_stamp_over_a_long_file_of_any_kind_is_judged(
    long: bytes, stamp: Stamped, tmp_path: Path
) -> None:
    path = tmp_path / "recording.mp4"
    path.write_bytes(b"nothing that is known here" + long[26:])
    other = verify_file(path, stamp=stamp.answer, root=stamp.root, around=AROUND)
    by = authority.simple(tmp_path / "second")
    stamp.answer.write_bytes(by.answer(time_stamp.request(b"\0" * LONG, "sha512")))
    stamp.root.write_text(by.root_pem)
    path.write_bytes(b"\0" * LONG)

    right = verify_file(path, stamp=stamp.answer, root=stamp.root, around=AROUND)

    assert other.grade is Grade.ALTERED
    assert right.grade is Grade.ANCHORED


def test_what_is_shown_as_an_original_is_looked_for_in_its_list(
    long: bytes, tmp_path: Path
) -> None:
    path, shown = tmp_path / "long.pdf", tmp_path / "shown.jpg"
    path.write_bytes(long)
    shown.write_bytes(PICTURES[1])
    listed = verify_file(path, original=shown, around=AROUND)
    shown.write_bytes(PICTURES[1] + b"more")

    other = verify_file(path, original=shown, around=AROUND)

    facts = {"exhibits": "1-2", "sha256": hashlib.sha256(PICTURES[1]).hexdigest()}
    assert listed.findings[0] == Step("original_listed", facts)
    assert other.findings[0].code == "original_not_listed"
    assert listed.grade is other.grade is Grade.SELF_CONSISTENT


def test_it_is_judged_in_its_folder_too(handed: Handed, long: bytes, tmp_path: Path) -> None:
    proofs = ("checkpoint.txt", "record-proof.txt", "anchors/")
    files = {name: data for name, data in handed.files.items() if not name.startswith(proofs)}
    for name, data in summed({**files, "evidence.pdf": long}).items():
        (tmp_path / name).write_bytes(data)

    verdict = verify_file(tmp_path, around=AROUND)

    assert verdict.grade is Grade.SELF_CONSISTENT
    (tmp_path / "evidence.pdf").write_bytes(handed.pdf)
    found = {each.code for each in verify_file(tmp_path, around=AROUND).findings}
    assert "file_not_as_listed" in found


@pytest.mark.parametrize("size", [0, 5, 1 << 20, (1 << 20) + 3, (3 << 20) + 1])
def test_what_lies_across_two_pieces_is_found(size: int) -> None:
    data = b"x" * size + b"%seal " + b"y" * 7 + b"%seal " + b"z" * size
    lying = Lying(io.BytesIO(data))

    assert lying.rfind(b"%seal ") == data.rfind(b"%seal ")
    assert lying.rfind(b"%seal ", 0, size + 9) == data.rfind(b"%seal ", 0, size + 9)
    assert lying.rfind(b"nothing") == -1
    assert lying.holds_any((b"absent", b"y%seal"))
    assert not lying.holds_any((b"absent",))
    assert lying.first(size + 6).stream().read() == data[: size + 6]
