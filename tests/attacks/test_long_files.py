"""A PDF longer than a file may be that is read whole is judged where it lies, piece by piece."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pikepdf
import pytest

from gigwallet.app import reading
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade
from gigwallet.host.isolation import SameProcess
from gigwallet.sealing.lying import Lying
from tests.attacks._handed import Handed, summed
from tests.resealing import sealed

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
