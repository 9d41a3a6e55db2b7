"""The first reading of a time stamp: rfc3161-client, strict DER in Rust and paths by OpenSSL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

from rfc3161_client import (
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from gigwallet.domain.time_stamp import StampToken
from gigwallet.sealing import certificates, cms_reading, second_reading
from gigwallet.sealing.certificates import Certificate
from gigwallet.sealing.lying import Lying
from gigwallet.sealing.stamp_reading import (
    ALGORITHM_UNKNOWN,
    DIGESTS,
    MOST_BYTES,
    ROOT_UNKNOWN,
    UNREADABLE,
    Problem,
    Reading,
    digest,
)

# The library's own words, since it has one kind of error only.
_MEANINGS = (
    ("unable to get", "stamp_root_not_reached"),
    ("certificate signature failure", "stamp_root_not_reached"),
    ("self-signed certificate", "stamp_root_not_reached"),
    ("self signed certificate", "stamp_root_not_reached"),
    ("certificate has expired", "stamp_certificate_not_valid_then"),
    ("certificate is not yet valid", "stamp_certificate_not_valid_then"),
    ("unsuitable certificate purpose", "stamp_wrong_purpose"),
    ("unsupported certificate purpose", "stamp_wrong_purpose"),
    ("EKU extension", "stamp_wrong_purpose"),
    ("KeyPurposeID", "stamp_wrong_purpose"),
    ("PKIStatus", "stamp_granted_with_changes"),
    ("Nonce", "stamp_wrong_nonce"),
    ("Mismatch between messages", "stamp_wrong_digest"),
    ("leaf certificate", "stamp_certificate_missing"),
    ("Certificates neither", "stamp_certificate_missing"),
    ("unsupported", ALGORITHM_UNKNOWN),
    ("unknown digest", ALGORITHM_UNKNOWN),
)


def read(
    stamped: bytes | Lying,
    response: bytes,
    given: Sequence[Certificate],
    nonce: int | None = None,
) -> Reading:
    """As the second reading. Without a root this library judges no signature: what is left is
    whether it reads the answer, and whether digest and nonce are ours."""
    if len(response) > MOST_BYTES:
        return Reading(None, UNREADABLE)
    found, reordered = _decoded(response)
    if found is None:
        return Reading(None, UNREADABLE)
    try:
        return replace(_judged(found, stamped, given, nonce), reordered=reordered)
    except Problem as problem:
        return Reading(None, problem.code, reordered=reordered)
    except certificates.MALFORMED:  # the library parses some parts only when they are asked for
        return Reading(None, UNREADABLE, reordered=reordered)


def _judged(
    found: TimeStampResponse,
    stamped: bytes | Lying,
    given: Sequence[Certificate],
    nonce: int | None,
) -> Reading:
    token = _token(found)
    own = digest(token.algorithm, stamped)
    if token.digest != own:
        return Reading(token, "stamp_wrong_digest")
    if nonce is not None and found.tst_info.nonce != nonce:
        return Reading(token, "stamp_wrong_nonce")
    roots = [each for each in given if certificates.is_root(each)]
    if not roots:
        return Reading(token, ROOT_UNKNOWN)
    between = [each for each in given if each not in roots]
    builder = VerifierBuilder(roots=roots, intermediates=between, nonce=nonce)
    try:
        builder.build().verify(found, bytes.fromhex(own))
    except VerificationError as refusal:
        return Reading(token, _meaning(str(refusal)))
    return Reading(token, rooted=True)


def _decoded(response: bytes) -> tuple[TimeStampResponse | None, bool]:
    """Authorities that run OpenSSL send their certificates as they come, where DER wants a SET in
    order; then they are put in order, which changes nothing that is signed."""
    try:
        return decode_timestamp_response(response), False
    except ValueError:
        ordered = _in_order(response)
    if ordered == response:
        return None, False
    try:
        return decode_timestamp_response(ordered), True
    except ValueError:
        return None, False


def _in_order(response: bytes) -> bytes:
    try:
        signed = second_reading.answer(response).signed
    except Problem:
        return response
    found = cms_reading.embedded(signed) if signed is not None else []
    together = b"".join(found)
    if len(found) < 2 or response.count(together) != 1:
        return response
    return response.replace(together, b"".join(sorted(found)))


def _token(found: TimeStampResponse) -> StampToken:
    info = found.tst_info
    algorithm = DIGESTS.get(info.message_imprint.hash_algorithm.dotted_string)
    if algorithm is None:
        raise Problem(ALGORITHM_UNKNOWN)
    said = info.accuracy
    accuracy = said and timedelta(
        seconds=said.seconds or 0, milliseconds=said.millis or 0, microseconds=said.micros or 0
    )
    return StampToken(
        at=info.gen_time.astimezone(UTC),
        algorithm=algorithm,
        digest=info.message_imprint.message.hex(),
        serial=info.serial_number,
        policy=info.policy.dotted_string,
        accuracy=accuracy or None,
        ordering=bool(info.ordering),
    )


def _meaning(text: str) -> str:
    return next((code for words, code in _MEANINGS if words in text), "stamp_signature_broken")
