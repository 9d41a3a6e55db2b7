"""Signs a sealed PDF: with a key that the vault makes for itself, or with the person's own."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.app.exports.exporting import beside, export_file, refuse_existing
from gigwallet.app.reading import read_bytes
from gigwallet.app.seals.stamp_time import Prepared, asking
from gigwallet.app.seals.time_authorities import authority
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import StampGrade
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import bundle_file, certificates, pdf_signing, signing_key, time_stamp
from gigwallet.sealing.pdf_signing import Placed, SignatureTooLong
from gigwallet.sealing.signing_key import SigningKey

_SECONDS = 300.0
_SIGNED = {"signature_holds", "signature_self_issued"}


@dataclass(frozen=True, slots=True)
class Drafted:
    """A signature that is not in a file yet. ``asking`` is the message for the authority, which
    nobody has sent; None where no time was asked for."""

    pdf: Path
    placed: Placed = field(repr=False)
    signature: bytes = field(repr=False)
    signer: str
    fingerprint: str
    asking: Prepared | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """``digest`` is the SHA-256 (hex) of the signed file, ``fingerprint`` that of the signer's
    certificate."""

    path: Path
    digest: str
    signer: str
    fingerprint: str


def own_key(wallet: Wallet) -> SigningKey:
    """The vault's own, the same each time. Refusal: ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    secret, name = wallet.vault.checkpoints.document_secret()
    return signing_key.self_issued(secret, name)


def key_from(path: Path, passphrase: bytes) -> SigningKey:
    """Of a PKCS#12 file. Refusals: as ``read_bytes``, ``signing_key_unreadable``,
    ``signing_key_kind``."""
    return signing_key.from_pkcs12(read_bytes(path), passphrase)


def draft(wallet: Wallet, pdf: Path, key: SigningKey, time_of: str = "") -> Drafted:
    """``time_of`` names an authority whose time is to go into the signature. Nothing is written and
    nothing is sent. Refusals: ``sign_needs_seal``, ``signed_already``, ``authority_unknown``, as
    ``read_bytes``."""
    chosen = authority(wallet, time_of) if time_of else None
    verdict = verify_file(pdf, around=wallet.around)
    if verdict.grade is not Grade.SELF_CONSISTENT:
        raise GigWalletError("sign_needs_seal", name=pdf.name)
    if any(each.code in _SIGNED for each in verdict.findings):
        raise GigWalletError("signed_already", name=pdf.name)
    now = wallet.clock.now()
    placed: Placed = wallet.isolation.run(pdf_signing.place, pdf, now, seconds=_SECONDS)
    signature = pdf_signing.sign(placed.digest, key)
    (leaf,) = certificates.load(key.certificate)
    return Drafted(
        pdf,
        placed,
        signature,
        leaf.subject.rfc4514_string(),
        certificates.fingerprint(leaf),
        asking(chosen, pdf_signing.signature_value(signature)) if chosen else None,
    )


def write(
    wallet: Wallet, drafted: Drafted, out: Path, *, response: bytes = b"", replace: bool = False
) -> Signed:
    """The signed file; the log notes it. ``response`` is what the authority said to ``asking``.

    Refusals: ``time_stamp_broken`` where that is not about this signature, ``signature_too_long``,
    ``file_exists``, ``folder_not_writable``, ``disk_full``.
    """
    refuse_existing(out, replace)
    signature = drafted.signature
    if drafted.asking is not None:
        signature = _with_time(drafted.asking, signature, response)
    try:
        tail = pdf_signing.filled(drafted.placed, signature)
    except SignatureTooLong as cause:
        raise GigWalletError("signature_too_long") from cause
    size = drafted.pdf.stat().st_size
    with beside(out, size + len(tail)) as folder:
        whole = folder / "signed.pdf"
        shutil.copyfile(drafted.pdf, whole)
        with whole.open("ab") as file:
            file.write(tail)
        with whole.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        listed = wallet.isolation.run(bundle_file.attached, whole, seconds=_SECONDS)
        what = "bundle" if listed else "document"
        path = export_file(wallet, what, out, whole, digest, replace=replace)
    return Signed(path, digest, drafted.signer, drafted.fingerprint)


def _with_time(asked: Prepared, signature: bytes, response: bytes) -> bytes:
    roots = [asked.authority.root] if asked.authority.root else []
    verdict = time_stamp.verify(asked.stamped, response, roots, asked.request)
    if verdict.grade in (StampGrade.BROKEN, StampGrade.UNCHECKED) or verdict.token is None:
        raise GigWalletError("time_stamp_broken", host=asked.destination.host)
    return pdf_signing.with_time(signature, response)
