"""A time stamp is judged by two readings and by OpenSSL, and nothing false passes as anchored."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.time_stamp import StampGrade
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import time_stamp
from tests.sealing import authority as stand
from tests.sealing.authority import Authority

pytestmark = stand.needs_openssl

STAMPED = b"gigwallet/0011223344556677\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"

_VERIFY = ("ts", "-verify", "-data", "stamped", "-in", "response.tsr", "-CAfile", "root.pem")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return stand.simple(tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return stand.with_chain(tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="module")
def request_() -> bytes:
    return time_stamp.request(STAMPED, "sha256")


@pytest.fixture(scope="module")
def answer(one: Authority, request_: bytes) -> bytes:
    return one.answer(request_)


def _codes(verdict: time_stamp.StampVerdict) -> list[str]:
    return [each.code for each in verdict.findings]


def _time(answer: bytes) -> bytes:
    token = time_stamp.verify(STAMPED, answer).token
    assert token is not None
    return token.at.strftime("%Y%m%d%H%M%SZ").encode()


def _openssl_takes(tmp_path: Path, authority: Authority, response: bytes) -> bool:
    (tmp_path / "stamped").write_bytes(STAMPED)
    (tmp_path / "response.tsr").write_bytes(response)
    (tmp_path / "root.pem").write_text(authority.root_pem)
    assert stand.OPENSSL
    done = subprocess.run(
        [stand.OPENSSL, *_VERIFY],
        cwd=tmp_path,
        capture_output=True,
    )
    return done.returncode == 0


def test_a_request_holds_digest_nonce_and_the_wish_for_a_certificate_and_nothing_else() -> None:
    made = time_stamp.request(STAMPED, "sha256")
    nonce = time_stamp.nonce_of(made)

    assert nonce is not None
    assert nonce >= 0
    number = nonce.to_bytes((nonce.bit_length() // 8) + 1, "big")
    expected = (
        bytes.fromhex("0201013031300d060960864801650304020105000420")
        + bytes.fromhex(time_stamp.digest(STAMPED, "sha256"))
        + bytes([2, len(number)])
        + number
        + bytes.fromhex("0101ff")
    )
    assert made == bytes([0x30, len(expected)]) + expected
    assert made != time_stamp.request(STAMPED, "sha256")


@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_a_token_of_a_known_root_anchors_and_openssl_agrees(
    one: Authority, algorithm: str, tmp_path: Path
) -> None:
    request = time_stamp.request(STAMPED, algorithm)
    response = one.answer(request)
    verdict = time_stamp.verify(STAMPED, response, [one.root_pem], request)

    assert verdict.grade is StampGrade.ANCHORED
    assert _codes(verdict) == ["stamp_existed", "stamp_accuracy"]
    assert verdict.token is not None
    assert abs(verdict.token.at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)
    assert verdict.token.accuracy == dt.timedelta(seconds=1.5)
    assert verdict.token.ordering
    assert verdict.token.policy == "1.2.3.4.1"
    assert verdict.token.certificate_until == one.signer.certificate.not_valid_after_utc
    assert time_stamp.as_verdict(verdict).grade is Grade.ANCHORED
    assert _openssl_takes(tmp_path, one, response)


def test_an_authority_of_another_kind_anchors_too(two: Authority, tmp_path: Path) -> None:
    request = time_stamp.request(STAMPED, "sha512")
    response = two.answer(request)
    verdict = time_stamp.verify(STAMPED, response, [two.root_pem], request)

    assert verdict.grade is StampGrade.ANCHORED
    assert verdict.token is not None
    assert len(verdict.token.chain) == 3
    assert _openssl_takes(tmp_path, two, response)


def test_certificates_out_of_order_are_said_and_not_held_against_a_token(tmp_path: Path) -> None:
    """OpenSSL sends its chain as it comes; the strict reader takes it only in order."""
    found = set()
    for n in range(8):
        kind = stand.with_chain(tmp_path / str(n), kind="ec")
        request = time_stamp.request(STAMPED, "sha256")
        verdict = time_stamp.verify(STAMPED, kind.answer(request), [kind.root_pem], request)
        assert verdict.grade is StampGrade.ANCHORED
        found.add("stamp_reordered" in _codes(verdict))

    assert True in found


def test_without_a_root_it_is_signed_and_no_more(one: Authority, answer: bytes) -> None:
    verdict = time_stamp.verify(STAMPED, answer)

    assert verdict.grade is StampGrade.SIGNED
    assert _codes(verdict) == ["stamp_signed", "stamp_root_unknown", "stamp_accuracy"]
    assert time_stamp.as_verdict(verdict).grade is Grade.SELF_CONSISTENT


def test_another_root_is_told_from_no_root(two: Authority, answer: bytes) -> None:
    verdict = time_stamp.verify(STAMPED, answer, [two.root_pem])

    assert verdict.grade is StampGrade.SIGNED
    assert "stamp_root_not_reached" in _codes(verdict)


def test_a_root_in_between_is_no_root(two: Authority) -> None:
    request = time_stamp.request(STAMPED, "sha256")
    between = stand.pem(two.chain[0])
    bare = Authority(two.folder / "bare", two.root, two.signer)
    response = bare.answer(request)

    assert time_stamp.verify(STAMPED, response, [between]).grade is StampGrade.SIGNED
    assert time_stamp.verify(STAMPED, response, [two.root_pem]).grade is StampGrade.SIGNED
    both = time_stamp.verify(STAMPED, response, [between + two.root_pem], request)
    assert both.grade is StampGrade.ANCHORED


def test_other_bytes_are_not_what_was_stamped(one: Authority, answer: bytes) -> None:
    verdict = time_stamp.verify(STAMPED + b"x", answer, [one.root_pem])

    assert verdict.grade is StampGrade.BROKEN
    assert "stamp_wrong_digest" in _codes(verdict)
    assert time_stamp.as_verdict(verdict).grade is Grade.ALTERED


def test_an_answer_to_another_request_is_noticed(one: Authority, answer: bytes) -> None:
    other = time_stamp.request(STAMPED, "sha256")
    verdict = time_stamp.verify(STAMPED, answer, [one.root_pem], other)

    assert verdict.grade is StampGrade.BROKEN
    assert "stamp_wrong_nonce" in _codes(verdict)


@pytest.mark.parametrize(
    ("purposes", "critical"),
    [
        ((ExtendedKeyUsageOID.SERVER_AUTH,), True),
        ((), True),
        (stand.STAMPING, False),
    ],
)
def test_a_certificate_for_another_purpose_stamps_nothing(
    one: Authority, answer: bytes, purposes: tuple[object, ...], critical: bool
) -> None:
    signer = stand.issue("web", one.root, purposes=purposes, critical=critical)  # type: ignore[arg-type]  # as given
    forged = one.forge(answer, signer)
    verdict = time_stamp.verify(STAMPED, forged, [one.root_pem])

    assert verdict.grade is StampGrade.BROKEN
    assert "stamp_wrong_purpose" in _codes(verdict)


def test_two_purposes_are_disputed_and_said_so(one: Authority, answer: bytes) -> None:
    """RFC 3161 wants time stamping alone; the library takes it among others."""
    both = (*stand.STAMPING, ExtendedKeyUsageOID.SERVER_AUTH)
    forged = one.forge(answer, stand.issue("both", one.root, purposes=both))
    verdict = time_stamp.verify(STAMPED, forged, [one.root_pem])

    assert verdict.grade in {StampGrade.DISPUTED, StampGrade.BROKEN}
    assert "stamp_wrong_purpose" in _codes(verdict)
    assert time_stamp.as_verdict(verdict).grade is not Grade.ANCHORED


def test_a_certificate_that_had_ended_stamps_nothing(one: Authority, tmp_path: Path) -> None:
    past = dt.datetime.now(dt.UTC) - dt.timedelta(days=400)
    signer = stand.issue("ended", one.root, purposes=stand.STAMPING, since=past, days=30)
    late = Authority(tmp_path / "late", one.root, signer)
    request = time_stamp.request(STAMPED, "sha256")
    verdict = time_stamp.verify(STAMPED, late.answer(request), [one.root_pem], request)

    assert verdict.grade is StampGrade.BROKEN
    assert "stamp_certificate_not_valid_then" in _codes(verdict)


def test_a_token_outlives_its_certificate(one: Authority, answer: bytes) -> None:
    """It is judged at its own time; that a certificate ends later takes nothing away."""
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=900)
    root = stand.issue("old root", None, ca=True, since=start, days=1000)
    signer = stand.issue("old", root, purposes=stand.STAMPING, since=start, days=100)
    at = (start + dt.timedelta(days=50)).strftime("%Y%m%d%H%M%SZ").encode()
    forged = one.forge(answer, signer, change=lambda content: content.replace(_time(answer), at))
    verdict = time_stamp.verify(STAMPED, forged, [stand.pem(root)])

    assert verdict.grade is StampGrade.ANCHORED
    assert verdict.token is not None
    assert verdict.token.at == (start + dt.timedelta(days=50)).replace(microsecond=0)


def test_a_root_of_the_same_name_is_another_root(one: Authority, answer: bytes) -> None:
    same_name = stand.issue("样张 时间根 Sample Root", None, ca=True)
    verdict = time_stamp.verify(STAMPED, answer, [stand.pem(same_name)])

    assert verdict.grade is StampGrade.SIGNED


def test_another_certificate_with_the_same_key_cannot_take_the_place_of_the_named_one(
    one: Authority, answer: bytes
) -> None:
    """The signed attributes name the certificate by its digest; the library does not look there."""
    mine = one.signer.certificate
    original = mine.public_bytes(Encoding.DER)
    while True:  # ECDSA signatures vary in length, and the place must fit
        start = mine.not_valid_before_utc - dt.timedelta(days=30)
        other = stand.issue(
            "样张 时间戳 Sample Authority", one.root, purposes=stand.STAMPING, since=start,
            days=900, key=one.signer.key, serial=mine.serial_number,
        )  # fmt: skip
        put = other.certificate.public_bytes(Encoding.DER)
        if len(put) == len(original):
            break
    verdict = time_stamp.verify(STAMPED, answer.replace(original, put), [one.root_pem])

    assert verdict.grade is StampGrade.DISPUTED
    assert _codes(verdict)[:2] == ["stamp_readings_differ", "stamp_certificate_not_named"]
    assert time_stamp.as_verdict(verdict).grade is Grade.SELF_CONSISTENT


def test_a_changed_time_is_not_signed(one: Authority, answer: bytes) -> None:
    said = _time(answer)
    assert said in answer
    earlier = answer.replace(said, b"2001" + said[4:])
    verdict = time_stamp.verify(STAMPED, earlier, [one.root_pem])

    assert verdict.grade is StampGrade.BROKEN


def test_no_single_changed_byte_keeps_the_best_grade_with_another_meaning(
    one: Authority, request_: bytes, answer: bytes
) -> None:
    """Each byte in turn: either the grade falls, or what the token says stays the same."""
    true = time_stamp.verify(STAMPED, answer, [one.root_pem], request_).token
    assert true is not None
    for place in range(0, len(answer), 2):
        changed = bytearray(answer)
        changed[place] ^= 1 << (place % 8)
        verdict = time_stamp.verify(STAMPED, bytes(changed), [one.root_pem], request_)
        if verdict.grade is StampGrade.ANCHORED:
            assert verdict.token is not None
            assert (verdict.token.at, verdict.token.digest) == (true.at, true.digest)


def test_a_certificate_of_a_version_that_does_not_exist_is_no_crash(
    one: Authority, answer: bytes
) -> None:
    version = bytes.fromhex("a003020102")
    assert version in answer
    odd = answer.replace(version, bytes.fromhex("a003020142"))

    assert time_stamp.verify(STAMPED, odd, [one.root_pem]).grade is not StampGrade.ANCHORED


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_and_foreign_bytes_are_a_grade_and_never_a_crash(
    one: Authority, answer: bytes, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(answer)))
    patch = data.draw(st.binary(max_size=40))
    damaged = answer[:cut] + patch + answer[cut + data.draw(st.integers(0, 40)) :]
    verdict = time_stamp.verify(STAMPED, damaged, [one.root_pem])

    if damaged != answer:
        assert verdict.grade in set(StampGrade)


@pytest.mark.parametrize(
    "foreign",
    [b"", b"<html>no</html>", b"\x30\x80" * 3000, b"\x30\x03\x02\x01\x00", b"0" * 300_000],
)
def test_what_is_no_answer_is_unchecked(one: Authority, foreign: bytes) -> None:
    assert time_stamp.verify(STAMPED, foreign, [one.root_pem]).grade is StampGrade.UNCHECKED


def test_a_root_that_cannot_be_read_is_unchecked(answer: bytes) -> None:
    broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"

    assert time_stamp.verify(STAMPED, answer, [broken]).grade is StampGrade.UNCHECKED


def test_a_refusal_is_read_with_its_words(one: Authority) -> None:
    said = time_stamp.receive(STAMPED, stand.rejection("额度用完 quota"))
    assert (said.status, said.texts) == (2, ("额度用完 quota",))
    assert time_stamp.receive(STAMPED, b"nothing").status is None
    verdict = time_stamp.verify(STAMPED, stand.rejection(), [one.root_pem])
    assert verdict.grade is StampGrade.UNCHECKED


def test_a_token_without_our_nonce_is_not_ours(one: Authority, request_: bytes) -> None:
    answer = one.answer(request_)

    nonce = time_stamp.nonce_of(request_)
    assert nonce is not None
    number = nonce.to_bytes((nonce.bit_length() + 7) // 8, "big")
    other = bytes([number[0] ^ 1]) + number[1:]
    forged = one.forge(answer, one.signer, change=lambda content: content.replace(number, other))
    assert time_stamp.verify(STAMPED, forged, [one.root_pem]).grade is StampGrade.ANCHORED
    verdict = time_stamp.verify(STAMPED, forged, [one.root_pem], request_)
    assert verdict.grade is StampGrade.BROKEN
