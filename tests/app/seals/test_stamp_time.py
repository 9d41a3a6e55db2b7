"""Time stamps from first to last: shown, sent, kept, judged, written out, checked by OpenSSL."""

from __future__ import annotations

import datetime as dt
import shlex
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.seals import export_stamp, root_certificates, stamp_time, time_authorities
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import Authority, StampGrade
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import time_stamp
from gigwallet.vault import check_open
from tests.app import people
from tests.sealing import authority as stand
from tests.sealing.authority import Server

pytestmark = stand.needs_openssl

Answering = Callable[[stand.Behaviour], Server]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> stand.Authority:
    return stand.simple(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(real: stand.Authority) -> Iterator[Server]:
    with stand.serving(real.answer) as running:
        yield running


@pytest.fixture(autouse=True)
def _present(clock: people.SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenSSL stamps with the real time; a proxy of this machine would keep us from loopback."""
    clock.move(dt.datetime.now(dt.UTC).replace(microsecond=0) - clock.now())
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def known(wallet: Wallet, server: Server, real: stand.Authority) -> Authority:
    given = Authority("样张 时间机构", server.url, real.root_pem)
    return time_authorities.put_authority(wallet, given)


def _code(action: Callable[[], object]) -> str:
    with pytest.raises(GigWalletError) as refusal:
        action()
    return refusal.value.code


def test_at_first_nobody_is_asked(wallet: Wallet) -> None:
    assert time_authorities.authorities(wallet) == []
    assert stamp_time.stamps(wallet) == []
    assert stamp_time.reminder(wallet) is None
    assert _code(lambda: stamp_time.prepare(wallet, "anybody")) == "authority_unknown"


def test_exactly_what_was_shown_leaves_and_nothing_before_it_is_sent(
    wallet: Wallet, known: Authority, server: Server
) -> None:
    prepared = stamp_time.prepare(wallet, known.name)
    assert server.seen == []

    stamp_time.send(wallet, prepared)

    assert server.seen == [prepared.wire]
    assert prepared.wire.endswith(prepared.request)
    assert bytes.fromhex(prepared.digest_hex) in prepared.request
    assert time_stamp.nonce_of(prepared.request) == prepared.nonce
    assert len(prepared.request) <= 71
    for secret in (wallet.vault.vault_id, wallet.vault.folder.name, "gigwallet", "GigWallet"):
        assert secret.encode() not in prepared.wire
        assert bytes.fromhex(wallet.vault.vault_id) not in prepared.wire


def test_a_stamp_covers_the_log_and_is_kept_raw_with_its_chain(
    wallet: Wallet, known: Authority, real: stand.Authority
) -> None:
    prepared = stamp_time.prepare(wallet, known.name)
    kept = stamp_time.send(wallet, prepared)

    (stored,) = stamp_time.stamps(wallet)
    assert stored == kept
    assert stored.stamp.stamped == prepared.stamped
    assert stored.stamp.request == prepared.request
    assert stored.stamp.root == real.root_pem
    assert stored.stamp.chain.count("BEGIN CERTIFICATE") == 2
    verdict = stamp_time.verify(wallet, kept.id)
    assert verdict.grade is StampGrade.ANCHORED
    assert [each.code for each in verdict.findings] == [
        "stamp_existed", "stamp_accuracy", "stamp_covers",
    ]  # fmt: skip
    assert verdict.findings[-1].facts["entries"] == str(prepared.entries)
    last = list(wallet.vault.log.entries())[-1]
    assert (last.kind, last.object) == ("time_stamp.received", kept.id)
    assert wallet.vault.log_head.size == wallet.vault.log.size
    assert check_open(wallet.vault).grade == "sound"


def test_showing_twice_without_a_change_shows_the_same_digest(
    wallet: Wallet, known: Authority
) -> None:
    first = stamp_time.prepare(wallet, known.name)
    again = stamp_time.prepare(wallet, known.name)

    assert again.digest_hex == first.digest_hex
    assert again.nonce != first.nonce


def test_two_logs_of_one_root_but_another_length_would_be_two_digests(
    wallet: Wallet, known: Authority
) -> None:
    """Size and root both stand in the bytes that are stamped."""
    lines = stamp_time.prepare(wallet, known.name).stamped.decode().split("\n")

    assert int(lines[1]) == wallet.vault.log.size
    assert lines[0].startswith("gigwallet/")


def test_sha512_is_sent_where_an_authority_wants_it(wallet: Wallet, known: Authority) -> None:
    time_authorities.put_authority(wallet, replace(known, algorithm="sha512"))
    prepared = stamp_time.prepare(wallet, known.name)
    kept = stamp_time.send(wallet, prepared)

    assert len(prepared.digest_hex) == 128
    assert stamp_time.verify(wallet, kept.id).grade is StampGrade.ANCHORED


def test_an_authority_of_another_kind_works_too(wallet: Wallet, tmp_path: Path) -> None:
    other = stand.with_chain(tmp_path / "two", kind="ec")
    with stand.serving(other.answer) as server:
        given = Authority("second", server.url, other.root_pem, "sha512")
        time_authorities.put_authority(wallet, given)
        kept = stamp_time.send(wallet, stamp_time.prepare(wallet, "second"))

    assert stamp_time.verify(wallet, kept.id).grade is StampGrade.ANCHORED
    assert kept.stamp.chain.count("BEGIN CERTIFICATE") == 3


def test_a_root_given_later_lifts_the_grade(
    wallet: Wallet, known: Authority, real: stand.Authority
) -> None:
    time_authorities.put_authority(wallet, replace(known, root=""))
    kept = stamp_time.send(wallet, stamp_time.prepare(wallet, known.name))
    assert stamp_time.verify(wallet, kept.id).grade is StampGrade.SIGNED

    time_authorities.put_authority(wallet, replace(known, root=real.root_pem))
    assert stamp_time.verify(wallet, kept.id).grade is StampGrade.ANCHORED


def test_a_stamp_of_another_log_is_broken_here(wallet: Wallet, known: Authority) -> None:
    prepared = stamp_time.prepare(wallet, known.name)
    foreign = prepared.stamped.replace(f"\n{prepared.entries}\n".encode(), b"\n3\n")
    request = time_stamp.request(foreign, "sha256")
    answer = stamp_time.ask(replace(prepared, request=request))
    kept = stamp_time.keep(wallet, replace(prepared, stamped=foreign, request=request), answer)

    verdict = stamp_time.verify(wallet, kept.id)
    assert verdict.grade is StampGrade.BROKEN
    assert verdict.findings[0].code == "stamp_not_of_this_log"


def _wrong_nonce(real: stand.Authority, stamped: bytes) -> stand.Behaviour:
    return lambda _body: real.answer(time_stamp.request(stamped, "sha256"))


def test_hostile_answers_are_refused_and_nothing_is_kept(
    wallet: Wallet, known: Authority, server: Server, real: stand.Authority, tmp_path: Path
) -> None:
    prepared = stamp_time.prepare(wallet, known.name)
    good = real.answer(prepared.request)
    past = dt.datetime.now(dt.UTC) - dt.timedelta(days=99)
    ended = stand.issue("ended", real.root, purposes=stand.STAMPING, since=past, days=9)
    web = stand.issue("web", real.root, purposes=(stand.ExtendedKeyUsageOID.SERVER_AUTH,))
    late = stand.Authority(tmp_path / "late", real.root, ended)
    size = wallet.vault.log.size
    for behaviour, code in (
        (_wrong_nonce(real, prepared.stamped), "time_stamp_wrong_nonce"),
        (_wrong_nonce(real, b"other bytes"), "time_stamp_wrong_digest"),
        (late.answer, "time_stamp_broken"),
        (lambda _body: real.forge(good, web), "time_stamp_broken"),
        (lambda _body: stand.rejection("今日额度已用完"), "authority_refused"),
        (lambda _body: b"<html>captive portal</html>", "time_stamp_unreadable"),
        (lambda _body: b"", "time_stamp_unreadable"),
        (lambda _body: b"x" * 300_000, "answer_too_large"),
        (lambda _body: stand.http(b"no", "503 Busy"), "authority_failed"),
        (lambda _body: stand.http(b"", "302 Found", "Location: http://x.invalid/"),
         "authority_moved"),
    ):  # fmt: skip
        server.behaviour = behaviour
        assert _code(lambda: stamp_time.send(wallet, prepared)) == code

    assert stamp_time.stamps(wallet) == []
    assert wallet.vault.log.size == size


def test_a_vault_that_is_only_read_sends_nothing(
    wallet: Wallet, known: Authority, server: Server
) -> None:
    prepared = stamp_time.prepare(wallet, known.name)
    with wallet.reader() as reader:
        assert _code(lambda: stamp_time.prepare(reader, known.name)) == "vault_read_only"

    assert server.seen == []
    assert prepared.digest_hex


def test_without_a_network_everything_else_works(
    wallet: Wallet, known: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = stamp_time.send(wallet, stamp_time.prepare(wallet, known.name))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was reached")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    time_authorities.put_authority(wallet, replace(known, url="http://tsa.invalid/"))
    stamp_time.prepare(wallet, known.name)
    assert stamp_time.verify(wallet, kept.id).grade is StampGrade.ANCHORED
    export_stamp.export_stamp(wallet, kept.id, tmp_path / "out")
    time_authorities.remove_authority(wallet, known.name)
    stamp_time.reminder(wallet)


@pytest.mark.parametrize("kind", ["one", "two"])
def test_an_expert_checks_the_exported_files_with_the_very_command_of_the_read_me(
    wallet: Wallet, real: stand.Authority, tmp_path: Path, kind: str
) -> None:
    chosen = real if kind == "one" else stand.with_chain(tmp_path / "two")
    with stand.serving(chosen.answer) as server:
        time_authorities.put_authority(wallet, Authority(kind, server.url, chosen.root_pem))
        kept = stamp_time.send(wallet, stamp_time.prepare(wallet, kind))
    folder = tmp_path / "给仲裁委 stamp"
    written = export_stamp.export_stamp(wallet, kept.id, folder)

    assert {each.name for each in written} == {each.name for each in folder.iterdir()}
    assert {each.name for each in written} == {
        "checkpoint.txt", "request.tsq", "response.tsr", "chain.pem", "root.pem", "README.txt",
    }  # fmt: skip
    assert (folder / "response.tsr").read_bytes() == kept.stamp.response
    text = (folder / "README.txt").read_text("utf-8")
    commands = {line.strip() for line in text.splitlines() if line.strip().startswith("openssl")}
    (command,) = commands
    assert root_certificates.seen(chosen.root_pem)[0].fingerprint in text
    assert "时间戳" in text
    assert "{" not in text
    for changed, expected in ((False, 0), (True, 1)):
        if changed:
            stamped = (folder / "checkpoint.txt").read_bytes()
            (folder / "checkpoint.txt").write_bytes(stamped.replace(b"key", b"kex", 1))
        done = subprocess.run(shlex.split(command), cwd=folder, capture_output=True, text=True)
        assert done.returncode == expected, done.stderr
        assert ("Verification: OK" in done.stdout + done.stderr) is not changed
    assert list(wallet.vault.log.entries())[-1].kind == "export.written"


def test_from_the_time_of_the_authority_to_one_record_there_is_no_gap(
    wallet: Wallet, known: Authority, real: stand.Authority, around: Surroundings, tmp_path: Path
) -> None:
    before = add_engagement(wallet, people.MEITUAN)
    kept = stamp_time.send(wallet, stamp_time.prepare(wallet, known.name))
    after = add_engagement(wallet, replace(people.MEITUAN, city="上海"))
    folder, root = tmp_path / "out", tmp_path / "its-root.pem"
    root.write_text(real.root_pem)
    export_stamp.export_stamp(wallet, kept.id, folder, record=before)
    proof, answer = folder / "record-proof.txt", folder / "response.tsr"

    for file in (proof, folder / "checkpoint.txt"):
        verdict = verify_file(file, stamp=answer, root=root, around=around)
        assert verdict.grade is Grade.ANCHORED
        assert verdict.findings[0].code == "stamp_existed"
    assert "武汉" in proof.read_text("utf-8")
    assert (folder / "README.txt").read_text("utf-8").count("gigwallet verify record-proof") == 2
    unrooted = verify_file(proof, stamp=answer, around=around)
    assert unrooted.grade is Grade.SELF_CONSISTENT
    torn = proof.read_bytes().replace("武汉".encode(), "上海".encode())
    (tmp_path / "changed.txt").write_bytes(torn)
    false = verify_file(tmp_path / "changed.txt", stamp=answer, root=root, around=around)
    assert false.grade is Grade.ALTERED
    assert _code(
        lambda: export_stamp.export_stamp(wallet, kept.id, tmp_path / "two", record=after)
    ) == ("record_after_stamp")


def test_a_file_of_no_known_kind_is_judged_by_its_stamp_alone(
    wallet: Wallet, known: Authority, real: stand.Authority, around: Surroundings, tmp_path: Path
) -> None:
    text = tmp_path / "agreement.txt"
    text.write_bytes(b"agreed with the station on the price of an order")
    (tmp_path / "a.tsr").write_bytes(real.answer(time_stamp.request(text.read_bytes(), "sha256")))
    (tmp_path / "root.pem").write_text(real.root_pem)
    how = {"stamp": tmp_path / "a.tsr", "root": tmp_path / "root.pem", "around": around}

    assert verify_file(text, **how).grade is Grade.ANCHORED  # type: ignore[arg-type]  # as named
    text.write_bytes(b"agreed otherwise")
    assert verify_file(text, **how).grade is Grade.ALTERED  # type: ignore[arg-type]  # as named


def test_a_stamp_without_a_root_says_in_its_read_me_what_is_missing(
    wallet: Wallet, known: Authority, tmp_path: Path
) -> None:
    time_authorities.put_authority(wallet, replace(known, root=""))
    kept = stamp_time.send(wallet, stamp_time.prepare(wallet, known.name))
    written = export_stamp.export_stamp(wallet, kept.id, tmp_path / "out")

    assert "root.pem" not in {each.name for each in written}
    assert "no root.pem" in (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert _code(lambda: export_stamp.export_stamp(wallet, kept.id, tmp_path / "out")) == (
        "file_in_the_way"
    )


def test_before_the_certificate_ends_the_person_is_told_to_stamp_again(
    wallet: Wallet, known: Authority, clock: people.SetClock, real: stand.Authority
) -> None:
    kept = stamp_time.send(wallet, stamp_time.prepare(wallet, known.name))
    assert kept.stamp.certificate_until == real.signer.certificate.not_valid_after_utc
    assert stamp_time.reminder(wallet) is None

    clock.move(dt.timedelta(days=300))
    soon = stamp_time.reminder(wallet)
    assert soon is not None
    assert soon.code == "stamp_again_soon"
    until = kept.stamp.certificate_until
    assert until is not None
    assert soon.facts == {"until_day": until.date().isoformat()}
    clock.move(dt.timedelta(days=300))
    late = stamp_time.reminder(wallet)
    assert late is not None
    assert late.code == "stamp_again_late"
    assert stamp_time.verify(wallet, kept.id).grade is StampGrade.ANCHORED


def test_a_computer_whose_clock_is_wrong_is_told(
    wallet: Wallet, known: Authority, clock: people.SetClock
) -> None:
    clock.move(-dt.timedelta(hours=3))
    kept = stamp_time.send(wallet, stamp_time.prepare(wallet, known.name))
    verdict = stamp_time.verify(wallet, kept.id)

    assert verdict.grade is StampGrade.ANCHORED
    assert "stamp_clock_differs" in [each.code for each in verdict.findings]


def test_authorities_are_kept_changed_and_removed(
    wallet: Wallet, known: Authority, real: stand.Authority, tmp_path: Path
) -> None:
    assert time_authorities.authorities(wallet) == [known]
    bad = {
        "authority_nameless": replace(known, name="  "),
        "address_refused": replace(known, url="ftp://x.invalid/"),
        "bad_algorithm": replace(known, algorithm="md5"),
        "root_unreadable": replace(known, root="nothing"),
        "root_not_a_root": replace(known, root=stand.pem(real.signer)),
    }
    for code, given in bad.items():
        assert _code(lambda given=given: time_authorities.put_authority(wallet, given)) == code  # type: ignore[misc]  # bound here
    time_authorities.remove_authority(wallet, known.name)
    assert time_authorities.authorities(wallet) == []
    assert _code(lambda: time_authorities.remove_authority(wallet, known.name)) == (
        "authority_unknown"
    )


def test_a_root_is_read_from_pem_or_der_and_only_certificates_are_kept(
    real: stand.Authority, tmp_path: Path
) -> None:
    pem, der = tmp_path / "root.pem", tmp_path / "root.cer"
    key = (real.folder / "signer.key").read_text()
    pem.write_text(f"said by somebody\n{key}{real.root_pem}")
    der.write_bytes(real.root.certificate.public_bytes(stand.serialization.Encoding.DER))

    assert root_certificates.read_root(pem) == real.root_pem
    assert root_certificates.read_root(der) == real.root_pem
    (seen,) = root_certificates.seen(real.root_pem)
    assert seen.is_root
    assert len(seen.fingerprint) == 64
    der.write_bytes(b"\x30\x00")
    assert _code(lambda: root_certificates.read_root(der)) == "root_unreadable"
    assert _code(lambda: root_certificates.read_root(tmp_path / "none")) == "file_missing"
