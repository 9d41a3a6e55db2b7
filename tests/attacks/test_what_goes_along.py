"""The folder around a bundle: complete, checkable without GigWallet, and silent about the rest."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gigwallet.app.bundles.proof_folder import write_folder
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.host.isolation import SameProcess
from gigwallet.sealing import bundle_file, proof_folder
from tests.attacks._handed import PICTURES, RESOURCES, Handed, checker

AROUND = Surroundings(isolation=SameProcess())


def _codes(steps: tuple[Step, ...]) -> list[str]:
    return [each.code for each in steps]


def _verified(handed: Handed, **more: object) -> Verdict:
    return verify_file(handed.late.path, root=handed.root_file, around=AROUND, **more)  # type: ignore[arg-type]  # as given


def test_the_folder_holds_what_its_page_promises(handed: Handed) -> None:
    names = set(handed.files)

    assert {"evidence.pdf", "manifest.json", "SHA256SUMS", "checkpoint.txt"} <= names
    assert {"record-proof.txt", "check_bundle.py", "how-to-check.zh.txt"} <= names
    assert {f"anchors/{n}/response.tsr" for n in (1, 2)} <= names
    assert {"anchors/1/root.pem", "anchors/1/chain.pem", "anchors/1/README.txt"} <= names
    assert handed.files["evidence.pdf"] == handed.pdf
    assert handed.files["manifest.json"] == _attached(handed)


def _attached(handed: Handed) -> bytes:
    read = bundle_file.read(handed.pdf)
    assert read is not None
    return read.manifest


def test_sha256sum_takes_the_list(handed: Handed) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is missing")
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=handed.late.path,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0


def test_no_name_of_an_exhibit_becomes_the_name_of_a_file(handed: Handed) -> None:
    for name in handed.files:
        assert name.isascii()
        assert ".." not in name
        assert "\n" not in name


def test_each_exhibit_is_anchored_since_its_own_stamp(handed: Handed) -> None:
    verdict = _verified(handed)

    assert verdict.grade is Grade.ANCHORED
    assert [each.grade for each in verdict.exhibits] == [Grade.ANCHORED] * 4
    for each in verdict.exhibits:
        assert _codes(each.anchors) == [
            "anchored_since",
            "original_anchored_since",
            "original_anchored_since",
        ]
        assert _codes(each.findings) == ["exhibit_is_a_copy"]


def test_a_bundle_written_after_the_stamp_is_not_anchored_and_its_originals_are(
    handed: Handed,
) -> None:
    verdict = verify_file(handed.early.path, root=handed.root_file, around=AROUND)

    assert verdict.grade is Grade.SELF_CONSISTENT
    assert [each.grade for each in verdict.exhibits] == [Grade.ANCHORED] * 4
    assert _codes(verdict.exhibits[0].anchors) == ["original_anchored_since"]


def test_without_a_root_that_the_reader_trusts_nothing_is_anchored(handed: Handed) -> None:
    verdict = verify_file(handed.late.path, around=AROUND)

    assert verdict.grade is Grade.SELF_CONSISTENT
    assert {each.grade for each in verdict.exhibits} == {Grade.SELF_CONSISTENT}
    assert "stamp_root_unknown" in _codes(verdict.findings)


def test_a_checkpoint_or_a_digest_that_came_apart_anchors_too(
    handed: Handed, tmp_path: Path
) -> None:
    apart = tmp_path / "apart.txt"
    apart.write_bytes(handed.files["checkpoint.txt"])
    digest = hashlib.sha256(handed.pdf).hexdigest()

    by_point = verify_file(handed.late.path, against=apart, around=AROUND)
    by_digest = verify_file(handed.late.path, digests=(digest,), around=AROUND)

    assert by_point.findings[0].code == "anchored_to_checkpoint"
    assert by_digest.findings[0].code == "digest_came_apart"
    assert by_point.grade is by_digest.grade is Grade.ANCHORED


def test_others_of_the_log_stay_hidden_and_are_counted(handed: Handed) -> None:
    proof = handed.files["record-proof.txt"].decode()
    entries = int(proof.split("\n\n")[-2].split("\n")[1])

    assert proof.count("\nleaf ") == 5  # four exhibits, and that the bundle was written out
    assert handed.late.entries == entries > 5
    verdict = _verified(handed)
    shows = [each for each in verdict.findings if each.code == "proof_shows"]
    assert shows[-1].facts == {"shown": "5", "entries": str(entries), "name": "record-proof.txt"}
    assert hashlib.sha256(handed.pdf).hexdigest() in handed.late.shows[-1].text
    assert "worker" not in proof
    assert "checkpoint.made" not in proof


def test_nothing_of_a_folder_stays_where_it_cannot_be_made(handed: Handed, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(handed.pdf[:600])

    for target, pdf in ((taken, handed.early.path / "evidence.pdf"), (tmp_path / "new", plain)):
        with pytest.raises(GigWalletError):
            write_folder([pdf], target, resources=RESOURCES, isolation=SameProcess())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["plain.pdf", "taken"]


def test_a_bundle_without_a_vault_has_its_folder_too(handed: Handed, tmp_path: Path) -> None:
    made = write_folder(
        [handed.late.path / "evidence.pdf"],
        tmp_path / "folder",
        resources=RESOURCES,
        isolation=SameProcess(),
    )

    assert verify_file(made.path, around=AROUND).grade is Grade.SELF_CONSISTENT
    assert "record-proof.txt" not in made.files
    assert checker(sys.executable, made.path).returncode == 0


def test_the_single_file_checks_the_folder_and_the_pdf_alone(
    handed: Handed, tmp_path: Path
) -> None:
    original = tmp_path / "original.jpg"
    original.write_bytes(PICTURES[2])

    whole = checker(sys.executable, handed.late.path, "--original", str(original))
    alone = checker(sys.executable, handed.late.path / "evidence.pdf", "--lang", "zh")

    assert (whole.returncode, alone.returncode) == (0, 0), whole.stdout + whole.stderr
    assert whole.stdout.count("is in the log") == 4
    assert "the log noted this very PDF" in whole.stdout
    assert "is the original of exhibit 1-3" in whole.stdout
    assert "NOT CHECKED HERE" in whole.stdout
    assert "openssl ts -verify" in whole.stdout
    assert alone.stdout.count("自封存以来未改动") >= 5
    assert "\u202e" not in whole.stdout + alone.stdout


def test_the_lines_that_the_single_file_prints_hold(handed: Handed, tmp_path: Path) -> None:
    done = checker(sys.executable, handed.late.path, "--unpack", str(tmp_path / "parts"))
    lines = [each.strip() for each in done.stdout.splitlines() if "openssl" in each]
    lines = [each for each in lines if each.startswith("openssl ")]

    assert len(lines) == 5  # two stamps, three checkpoints
    for line in lines:
        subprocess.run(["bash", "-c", line], check=True, capture_output=True)


def test_the_single_file_is_readable_by_old_pythons_and_imports_nothing_of_ours() -> None:
    source = (RESOURCES / "checker" / proof_folder.CHECKER).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        name.name for each in ast.walk(tree) if isinstance(each, ast.Import) for name in each.names
    }

    assert imported <= set(sys.stdlib_module_names)
    assert not [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
    assert "socket" not in imported


def test_the_list_says_nothing_that_the_pages_do_not(handed: Handed) -> None:
    listed = json.loads(handed.files["manifest.json"])

    assert b"DEVICECANARY" not in b"".join(handed.files.values())
    assert [each["number"] for each in listed["exhibits"]] == ["1-1", "1-2", "1-3", "1-4"]
