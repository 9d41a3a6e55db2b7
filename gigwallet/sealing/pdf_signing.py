"""Signs a sealed PDF (PAdES B-B, B-T) by pyHanko: an update behind the sealed bytes, and no more.

Three steps, so that the key never is where a PDF is read: ``place`` reads the PDF in a worker
process, ``sign`` makes the signature of a digest, ``filled`` puts it into its place.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import cms as asn1_cms
from asn1crypto import core, keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko_certvalidator.registry import SimpleCertificateStore

from gigwallet.sealing.appended import Appended
from gigwallet.sealing.signing_key import SigningKey

FIELD = "Signature"
_ALGORITHM = "sha256"
# Room for the certificates of an authority and its time stamp; what is not used stays zeros.
_RESERVED = 16_384
_TIME_STAMP = "1.2.840.113549.1.9.16.2.14"


class SignatureTooLong(ValueError):  # noqa: N818  the caller words it for its place
    """The certificates and the time stamp do not fit into the room that was left for them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """``tail`` is what comes behind the sealed file; the signature goes between ``first`` and
    ``last`` of it, as hexadecimal digits. ``digest`` is of everything else."""

    tail: bytes
    first: int
    last: int
    digest: bytes


class _Update(IncrementalPdfFileWriter):
    """Adds the signature and what it hangs on; leaves title, dates and version as they are, since
    they are those of the sealed file, and PDF/A-3 is PDF 1.7."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """The file says 1.7, and stays so."""

    def _update_meta(self) -> None:
        """The sealed file's own stand."""


def place(pdf: Path, at: datetime) -> Placed:
    """For a worker process. ``at`` is the moment that the signature says it was made at."""
    with pdf.open("rb") as base:
        both = Appended(base)
        writer = _Update(both)
        steps = PdfCMSEmbedder().write_cms(field_name=FIELD, writer=writer)
        next(steps)
        hole = SignatureObject(
            timestamp=at, bytes_reserved=2 * _RESERVED, subfilter=SigSeedSubFilter.PADES
        )
        steps.send(SigObjSetup(sig_placeholder=hole))
        ready, _ = steps.send(SigIOSetup(md_algorithm=_ALGORITHM, in_place=True))
        return Placed(
            both.tail,
            ready.reserved_region_start + 1 - both.base_size,
            ready.reserved_region_end - 1 - both.base_size,
            bytes(ready.document_digest),
        )


def sign(digest: bytes, key: SigningKey) -> bytes:
    """The signature (CMS, DER) of the digest that ``place`` gave."""
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko's own
    others.register_multiple(x509.Certificate.load(each) for each in key.chain)
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(key.private),
        cert_registry=others,
        embed_roots=True,
    )
    made = asyncio.run(signer.async_sign(digest, _ALGORITHM, use_pades=True))
    return bytes(made.dump())


def signature_value(signature: bytes) -> bytes:
    """What an authority stamps: the value of the signature itself (RFC 3161, appendix A)."""
    return bytes(_signer(asn1_cms.ContentInfo.load(signature))["signature"].contents)


def with_time(signature: bytes, response: bytes) -> bytes:
    """The signature with the time stamp of an authority's answer in it: PAdES B-T."""
    outer = asn1_cms.ContentInfo.load(signature)
    answer = core.SequenceOf.load(response, spec=core.Any)
    token = asn1_cms.ContentInfo.load(answer[1].dump())
    signer = _signer(outer)
    signer["unsigned_attrs"] = asn1_cms.CMSAttributes(
        [asn1_cms.CMSAttribute({"type": _TIME_STAMP, "values": [token]})]
    )
    return bytes(outer.dump())


def filled(placed: Placed, signature: bytes) -> bytes:
    """What is written behind the sealed file."""
    room = placed.last - placed.first
    text = signature.hex().encode("ascii")
    if len(text) > room:
        raise SignatureTooLong
    return b"".join(
        (placed.tail[: placed.first], text.ljust(room, b"0"), placed.tail[placed.last :])
    )


def _signer(outer: asn1_cms.ContentInfo) -> asn1_cms.SignerInfo:
    return outer["content"]["signer_infos"][0]
