"""What an opponent, or a dishonest submitter, may try with a bundle, and what is said then."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Surroundings
from gigwallet.documents.bundles.composing import Party, write
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.host.isolation import WorkerProcess
from gigwallet.sealing import bundle_file, bundles, proof_folder, stamped, time_stamp
from gigwallet.sealing.bundles import Outside
from tests.attacks import changed_bytes
from tests.attacks._handed import NAMES, PICTURES, RESOURCES, Handed, checker, spec, summed
from tests.resealing import edited, sealed
from tests.sealing import authority


def _codes(steps: tuple[Step, ...]) -> list[str]:
    return [each.code for each in steps]


def _judged(handed: Handed, **changed: bytes) -> Verdict:
    """The folder with other files in it, its SHA256SUMS made again, under the reader's own root."""
    files = {**handed.files, **{name.replace("__", "/"): data for name, data in changed.items()}}
    return proof_folder.verify(summed(files), (handed.root,))


def test_a_changed_byte_never_keeps_its_grade(handed: Handed, tmp_path: Path) -> None:
    """A short run; the long one is packaging/run.py attack changed_bytes."""
    answers = list(changed_bytes.attack(handed, 12, 7, tmp_path))
    grades = Counter((name, said) for name, said, _ in answers)

    assert [each for each in answers if not each[2]] == []
    assert len(answers) == 8 * 12
    assert grades["sealed again, where an anchor is", "altered"] == 12
    assert grades["sealed again, its anchors left out", "self_consistent"] > 0


def test_pictures_that_changed_places_are_named_though_the_file_was_sealed_again(
    handed: Handed,
) -> None:
    def swap(document: pikepdf.Pdf) -> None:
        listed = json.loads(document.attachments["manifest.json"].get_file().read_bytes())
        pages = [document.pages[each["pages"][0] - 1] for each in listed["exhibits"][:2]]
        (one, a), (two, b) = [next(iter(page.Resources.XObject.items())) for page in pages]
        pages[0].Resources.XObject[one], pages[1].Resources.XObject[two] = b, a

    verdict = bundles.verify(edited(handed.pdf, swap))

    assert verdict.grade is Grade.ALTERED
    assert verdict.findings[0].code == "exhibits_not_as_listed"
    assert [each.grade is Grade.ALTERED for each in verdict.exhibits] == [True, True, False, False]


def test_a_time_stamp_over_a_file_does_not_make_good_what_it_holds(
    handed: Handed, tmp_path: Path
) -> None:
    """Whoever swaps pictures can have the outcome stamped as well."""

    def swap(document: pikepdf.Pdf) -> None:
        listed = json.loads(document.attachments["manifest.json"].get_file().read_bytes())
        pages = [document.pages[each["pages"][0] - 1] for each in listed["exhibits"][:2]]
        (one, a), (two, b) = [next(iter(page.Resources.XObject.items())) for page in pages]
        pages[0].Resources.XObject[one], pages[1].Resources.XObject[two] = b, a

    swapped = edited(handed.pdf, swap)
    by = authority.simple(tmp_path)
    answer = by.answer(time_stamp.request(swapped, "sha256"))

    verdict = stamped.verify(swapped, answer, outside=Outside(roots=(by.root_pem,)))

    assert verdict.grade is Grade.ALTERED
    assert [each.grade is Grade.ALTERED for each in verdict.exhibits] == [True, True, False, False]


def test_a_bundle_made_anew_with_its_exhibits_swapped_is_not_the_one_of_the_proof(
    handed: Handed,
) -> None:
    swapped = write(spec((PICTURES[1], PICTURES[0], *PICTURES[2:])), RESOURCES)
    inside = bundle_file.read(swapped)
    assert inside is not None

    verdict = _judged(handed, **{"evidence.pdf": swapped, "manifest.json": inside.manifest})

    assert bundles.verify(swapped).grade is Grade.SELF_CONSISTENT
    assert verdict.grade is Grade.ALTERED
    assert "proof_of_another_file" in _codes(verdict.findings)


def test_a_removed_page_is_missed(handed: Handed, tmp_path: Path) -> None:
    def remove(document: pikepdf.Pdf) -> None:
        del document.pages[-1]

    path = tmp_path / "fewer.pdf"
    path.write_bytes(edited(handed.pdf, remove))

    verdict = bundles.verify(path.read_bytes())

    assert verdict.grade is Grade.ALTERED
    assert "pages_differ" in _codes(verdict.findings)
    assert checker(sys.executable, path).returncode == 1


@pytest.mark.parametrize("program", ["pikepdf", "qpdf"])
def test_a_file_saved_anew_has_lost_its_seal(handed: Handed, program: str, tmp_path: Path) -> None:
    path, saved = tmp_path / "mine.pdf", tmp_path / "saved.pdf"
    path.write_bytes(handed.pdf)
    if program == "qpdf":
        if shutil.which("qpdf") is None:
            pytest.skip("qpdf is not installed here")
        subprocess.run(["qpdf", path, saved], check=True)
    else:
        with pikepdf.open(path) as document:
            document.save(saved)

    assert bundles.verify(saved.read_bytes()).grade is Grade.UNREADABLE
    assert checker(sys.executable, saved).returncode == 2


def test_a_replaced_list_of_digests_shows_on_either_side(handed: Handed) -> None:
    other = handed.files["manifest.json"].replace(b"Screenshot 1", b"Screenshot X")

    def inside(document: pikepdf.Pdf) -> None:
        held = document.attachments["manifest.json"].get_file().obj
        held.write(other)

    beside = _judged(handed, **{"manifest.json": other})
    within = bundles.verify(
        edited(handed.pdf, inside), bundles.Outside(handed.files["manifest.json"])
    )
    both = _judged(handed, **{"manifest.json": other, "evidence.pdf": edited(handed.pdf, inside)})

    assert "manifest_replaced" in _codes(beside.findings)
    assert "manifest_replaced" in _codes(within.findings)
    assert "proof_of_another_file" in _codes(both.findings)
    assert {each.grade for each in (beside, within, both)} == {Grade.ALTERED}


def test_a_token_of_another_file_anchors_nothing(handed: Handed) -> None:
    swapped = _judged(
        handed,
        anchors__2__response_tsr=b"",
        **{"anchors/2/response.tsr": handed.files["anchors/1/response.tsr"]},
    )

    assert swapped.grade is Grade.ALTERED
    assert "anchor_stamp_broken" in _codes(swapped.findings)


def test_a_proof_and_a_checkpoint_of_two_states_do_not_go_together(handed: Handed) -> None:
    mixed = _judged(handed, **{"checkpoint.txt": handed.files["anchors/1/checkpoint.txt"]})

    assert mixed.grade is Grade.ALTERED
    assert "anchor_false" in _codes(mixed.findings)


def test_an_update_behind_the_seal_is_counted(handed: Handed, tmp_path: Path) -> None:
    out = io.BytesIO(handed.pdf)
    update = (
        b"1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n1\n%%EOF\n"
    )
    path = tmp_path / "updated.pdf"
    path.write_bytes(out.getvalue() + update)

    verdict = bundles.verify(path.read_bytes())

    assert verdict.grade is Grade.ALTERED
    assert Step("bytes_appended", {"bytes": str(len(update))}) in verdict.findings
    assert checker(sys.executable, path).returncode == 1


def test_hostile_names_and_titles_steer_nothing(handed: Handed, tmp_path: Path) -> None:
    told = replace(
        spec(),
        title="\u202eevil\x1b[2J\n%seal 0 0 0\nstartxref\n0\n%%EOF",
        parties=(Party("applicant", NAMES),),
        statement=NAMES,
    )
    group = told.groups[0]
    titled = tuple(
        replace(each, title=name) for each, name in zip(group.exhibits, NAMES, strict=True)
    )
    pdf = write(replace(told, groups=(replace(group, exhibits=titled),)), RESOURCES)
    path = tmp_path / "hostile.pdf"
    path.write_bytes(pdf)

    verdict = bundles.verify(pdf)
    said = checker(sys.executable, path)

    assert verdict.grade is Grade.SELF_CONSISTENT
    for each in verdict.exhibits:
        assert each.title.isprintable()
        assert len(each.title) <= 303
    assert said.returncode == 0
    assert not {"\u202e", "\x1b"} & set(said.stdout)
    assert len(said.stdout.splitlines()) < 20
    assert [each.name for each in tmp_path.iterdir()] == ["hostile.pdf"]


def _bomb() -> bytes:
    """A sealed PDF whose list of digests unpacks to far more than anybody lists."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["manifest.json"] = pikepdf.AttachedFileSpec(document, b"{}")
        packed = zlib.compressobj(1)
        zeros = b" " * (1 << 20)
        raw = b"".join(packed.compress(zeros) for _ in range(120)) + packed.flush()
        held = document.attachments["manifest.json"].get_file().obj
        held.write(raw, filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            recompress_flate=False,
        )
    return sealed(out.getvalue())


def test_hostile_files_are_judged_in_a_process_of_their_own_within_its_limits(
    tmp_path: Path,
) -> None:
    worker = WorkerProcess(768 << 20)
    around = Surroundings(isolation=worker)
    bomb, deep = tmp_path / "bomb.pdf", tmp_path / "deep.pdf"
    bomb.write_bytes(_bomb())
    deep.write_bytes(b"%PDF-1.7\n1 0 obj\n" + b"[" * 20_000 + b"\n%seal 0 0 0\n")
    try:
        for path in (bomb, deep):
            refused = ""
            try:
                grade = verify_file(path, around=around).grade
            except GigWalletError as refusal:
                refused, grade = refusal.code, Grade.UNREADABLE
            assert refused in ("", "file_unreadable")
            assert grade in (Grade.ALTERED, Grade.UNREADABLE)
    finally:
        worker.close()


def test_no_wrong_file_is_believed_for_its_sums_alone(handed: Handed) -> None:
    more = proof_folder.verify({**handed.files, "note.txt": b"more"}, (handed.root,))
    fewer = {name: data for name, data in handed.files.items() if name != "how-to-check.en.txt"}
    less = proof_folder.verify(fewer, (handed.root,))

    assert _codes(more.findings)[0] == "file_not_listed"
    assert _codes(less.findings)[0] == "file_gone"
    assert more.grade is less.grade is Grade.ALTERED
    assert hashlib.sha256(handed.pdf).hexdigest().encode() in handed.files["SHA256SUMS"]
