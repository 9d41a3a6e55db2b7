"""A signature inside a bundle: by whom, since when, and nothing else behind the sealed bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from asn1crypto import pem, x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from gigwallet.app.seals import sign_pdf, stamp_time
from gigwallet.app.seals.sign_pdf import Signed
from gigwallet.app.seals.time_authorities import put_authority
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import Authority as Chosen
from gigwallet.domain.verdict import Grade
from gigwallet.host.isolation import SameProcess
from gigwallet.sealing import bundles
from gigwallet.sealing.bundles import Outside
from tests import cheap_keys
from tests.app import people
from tests.attacks._handed import Handed, checker
from tests.documents.judges.verapdf import verapdf
from tests.sealing.authority import Signer, issue, serving, simple

AROUND = Surroundings(isolation=SameProcess())


def _codes(steps: tuple[Step, ...]) -> list[str]:
    return [each.code for each in steps]


@pytest.fixture(scope="module")
def wallet(tmp_path_factory: pytest.TempPathFactory) -> Wallet:
    around = Surroundings(clock=people.SetClock(), isolation=SameProcess())
    folder = tmp_path_factory.mktemp("signing")
    with cheap_keys.allowed():
        made = create_vault(
            folder / "vault", bytearray(people.PASSPHRASE), kdf=cheap_keys.CHEAP, around=around
        )
    return made.wallet


@pytest.fixture(scope="module")
def plain(handed: Handed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plain") / "plain.pdf"
    path.write_bytes(handed.pdf)
    return path


@pytest.fixture(scope="module")
def signed(wallet: Wallet, plain: Path) -> Signed:
    drafted = sign_pdf.draft(wallet, plain, sign_pdf.own_key(wallet))
    return sign_pdf.write(wallet, drafted, plain.with_name("signed.pdf"))


def _own(signer: Signer, passphrase: bytes = b"own") -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"own", signer.key, signer.certificate, None, BestAvailableEncryption(passphrase)
    )


def test_a_signed_bundle_keeps_its_seal_and_says_what_its_signature_is_worth(
    signed: Signed, plain: Path
) -> None:
    data = signed.path.read_bytes()
    verdict = verify_file(signed.path, around=AROUND)

    assert data.startswith(plain.read_bytes())
    assert verdict.grade is Grade.SELF_CONSISTENT
    assert _codes(verdict.findings) == ["self_consistent", "signature_self_issued"]
    assert verdict.findings[1].facts["fingerprint"] == signed.fingerprint
    assert len(verdict.exhibits) == 4


def test_the_vault_signs_with_one_certificate_for_ever(wallet: Wallet, signed: Signed) -> None:
    again = sign_pdf.own_key(wallet)

    assert again == sign_pdf.own_key(wallet)
    assert signed.signer.startswith("CN=gigwallet/")
    assert again.private not in signed.path.read_bytes()
    assert "private" not in repr(again)


def _read_by_others(path: Path, time_root: str = "") -> None:
    """pyHanko's own reading, the signer's certificate trusted for this, and poppler's."""
    signer = _pyhanko_signature(path)
    own = ValidationContext(trust_roots=[signer.signer_cert], allow_fetching=False)
    roots = [x509.Certificate.load(pem.unarmor(time_root.encode())[2])] if time_root else []
    clocks = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = validate_pdf_signature(
        signer, signer_validation_context=own, ts_validation_context=clocks
    )
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    stamp = status.timestamp_validity
    assert (stamp is not None and stamp.intact and stamp.valid) is bool(time_root)
    if shutil.which("pdfsig"):
        said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in said
        assert "Total document signed" in said
        assert "ETSI.CAdES.detached" in said


def _pyhanko_signature(path: Path) -> EmbeddedPdfSignature:
    [found] = PdfFileReader(io.BytesIO(path.read_bytes())).embedded_signatures
    return found


def test_other_readers_take_the_signature(signed: Signed, tmp_path: Path) -> None:
    _read_by_others(signed.path)
    done = checker(sys.executable, signed.path, "--unpack", str(tmp_path))
    line = next(each for each in done.stdout.splitlines() if "openssl cms" in each)

    assert done.returncode == 0
    assert "signature: covers the whole file" in done.stdout
    if shutil.which("openssl"):
        subprocess.run(["bash", "-c", line], check=True, capture_output=True)


def test_a_signed_bundle_stays_pdf_a(signed: Signed) -> None:
    judged = verapdf(signed.path)

    assert judged.returncode == 0, judged.stdout


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_the_persons_own_certificate_signs(
    wallet: Wallet, plain: Path, tmp_path: Path, kind: str
) -> None:
    root = issue("Sample Root", None, ca=True)
    own = issue("样张 Sample Rider", root, kind=kind)
    file = tmp_path / "own.p12"
    file.write_bytes(_own(own))
    drafted = sign_pdf.draft(wallet, plain, sign_pdf.key_from(file, b"own"))
    made = sign_pdf.write(wallet, drafted, tmp_path / "signed.pdf")

    verdict = verify_file(made.path, around=AROUND)

    assert _codes(verdict.findings) == ["self_consistent", "signature_holds"]
    assert verdict.findings[1].facts["signer"] == "样张 Sample Rider"
    with pytest.raises(GigWalletError, match="signing_key_unreadable"):
        sign_pdf.key_from(file, b"another")


def test_a_time_from_a_loopback_authority_anchors_the_file_and_every_exhibit(
    wallet: Wallet, plain: Path, tmp_path: Path
) -> None:
    by = simple(tmp_path / "authority")
    with serving(by.answer) as server:
        put_authority(wallet, Chosen("sample", server.url, by.root_pem))
        drafted = sign_pdf.draft(wallet, plain, sign_pdf.own_key(wallet), "sample")
        assert drafted.asking is not None
        assert server.seen == []
        made = sign_pdf.write(
            wallet, drafted, tmp_path / "timed.pdf", response=stamp_time.ask(drafted.asking)
        )
        assert server.seen == [drafted.asking.wire]
    root = tmp_path / "root.pem"
    root.write_text(by.root_pem)

    _read_by_others(made.path, by.root_pem)

    trusting = verify_file(made.path, root=root, around=AROUND)
    not_trusting = verify_file(made.path, around=AROUND)

    assert trusting.grade is Grade.ANCHORED
    assert trusting.findings[0].code == "anchored_since"
    assert {each.grade for each in trusting.exhibits} == {Grade.ANCHORED}
    assert not_trusting.grade is Grade.SELF_CONSISTENT
    assert "stamp_signed" in _codes(not_trusting.findings)
    # A token of another signature is not put in, and does not pass where somebody puts it in.
    other = by.answer(stamp_time.asking(Chosen("x", drafted.asking.url), b"another").request)
    with pytest.raises(GigWalletError, match="time_stamp_broken"):
        sign_pdf.write(wallet, drafted, tmp_path / "no.pdf", response=other)
    from gigwallet.sealing import pdf_signing

    forged = pdf_signing.filled(drafted.placed, pdf_signing.with_time(drafted.signature, other))
    verdict = bundles.verify(plain.read_bytes() + forged, Outside(roots=(by.root_pem,)))
    assert verdict.grade is Grade.ALTERED
    assert "signature_time_broken" in _codes(verdict.findings)


def test_only_a_whole_sealed_file_is_signed_and_only_once(
    wallet: Wallet, plain: Path, signed: Signed, tmp_path: Path
) -> None:
    key = sign_pdf.own_key(wallet)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(plain.read_bytes()[:-1])

    with pytest.raises(GigWalletError, match="sign_needs_seal"):
        sign_pdf.draft(wallet, torn, key)
    with pytest.raises(GigWalletError, match="signed_already"):
        sign_pdf.draft(wallet, signed.path, key)


def test_every_changed_byte_of_the_signature_s_update_shows(signed: Signed, plain: Path) -> None:
    """What covers all of the file covers its own update too; only the zeros that fill the room may
    be written with other digits of the same value."""
    data, sealed = signed.path.read_bytes(), plain.stat().st_size
    room = re.search(rb"/Contents <([0-9a-f]+?)0{100,}>", data[sealed:])
    assert room is not None
    places = [*range(sealed, sealed + room.end(1), 67), *range(len(data) - 700, len(data), 19)]

    for at in places:
        changed = bytearray(data)
        changed[at] ^= 1
        assert bundles.verify(bytes(changed)).grade is not Grade.SELF_CONSISTENT, at


def test_a_later_update_behind_the_signature_is_told_apart(
    signed: Signed, plain: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.pdf"
    later.write_bytes(signed.path.read_bytes() + b"1 0 obj\n<<>>\nendobj\n%%EOF\n")

    verdict = verify_file(later, around=AROUND)

    assert verdict.grade is Grade.ALTERED
    assert "signature_with_changes" in _codes(verdict.findings)
    assert checker(sys.executable, later).returncode == 1


def _evil(wallet: Wallet, plain: Path, tmp_path: Path, change: object) -> Path:
    """An update of an attacker's own, signed by the same means over the whole file."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    from gigwallet.sealing import pdf_signing

    class Evil(pdf_signing._Update):
        def _prep_dom_for_writing(self) -> None:
            change(self, generic)  # type: ignore[operator]  # a function of the test
            IncrementalPdfFileWriter._prep_dom_for_writing(self)

    kept = pdf_signing._Update
    pdf_signing._Update = Evil  # type: ignore[misc]  # the attacker's own program
    try:
        drafted = sign_pdf.draft(wallet, plain, sign_pdf.own_key(wallet))
        return sign_pdf.write(wallet, drafted, tmp_path / "evil.pdf").path
    finally:
        pdf_signing._Update = kept  # type: ignore[misc]  # as it was


def _other_content(writer, generic) -> None:  # type: ignore[no-untyped-def]  # pyHanko's
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    while "/Kids" in page:
        page = page["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"BT ET")
    page[generic.pdf_name("/Contents")] = writer.add_object(stream)
    writer.update_container(page)


def _fewer_pages(writer, generic) -> None:  # type: ignore[no-untyped-def]  # pyHanko's
    pages = writer.root["/Pages"]
    pages[generic.pdf_name("/Count")] = generic.NumberObject(1)
    writer.update_container(pages)


def _visible(writer, generic) -> None:  # type: ignore[no-untyped-def]  # pyHanko's
    field = writer.root["/AcroForm"]["/Fields"][0]
    sides = [generic.NumberObject(each) for each in (0, 0, 500, 700)]
    field[generic.pdf_name("/Rect")] = generic.ArrayObject(sides)
    writer.update_container(field)


def _acting(writer, generic) -> None:  # type: ignore[no-untyped-def]  # pyHanko's
    act = {
        generic.pdf_name("/S"): generic.pdf_name("/Named"),
        generic.pdf_name("/N"): generic.pdf_name("/Print"),
    }
    writer.root[generic.pdf_name("/OpenAction")] = generic.DictionaryObject(act)
    writer.update_root()


@pytest.mark.parametrize("change", [_other_content, _fewer_pages, _visible, _acting])
def test_other_changes_are_not_made_good_by_signing_them(
    wallet: Wallet, plain: Path, tmp_path: Path, change: object
) -> None:
    evil = _evil(wallet, plain, tmp_path, change)

    verdict = verify_file(evil, around=AROUND)

    assert verdict.grade is Grade.ALTERED
    assert "signature_with_changes" in _codes(verdict.findings)
    assert checker(sys.executable, evil).returncode == 1
