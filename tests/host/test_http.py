"""One POST: the bytes that were shown, to the address that was named, and nothing beside them."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job
from gigwallet.host import http
from tests.sealing import authority as stand

QUERY = "application/timestamp-query"
REPLY = "application/timestamp-reply"
BODY = b"\x30\x03\x02\x01\x01 invented"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _post(url: str, most: int = 1000, seconds: float = 5.0) -> http.Answer:
    return http.post(
        url, BODY, media_type=QUERY, accepted=REPLY, most=most,
        connect_seconds=seconds, answer_seconds=seconds,
    )  # fmt: skip


def _refused(url: str, **how: float) -> GigWalletError:
    with pytest.raises(GigWalletError) as refusal:
        _post(url, **how)  # type: ignore[arg-type]  # as given
    return refusal.value


def test_the_bytes_on_the_wire_are_those_that_were_shown() -> None:
    with stand.serving(lambda _body: b"answer") as server:
        shown = http.wire(f"{server.url}?a=1", BODY, QUERY, REPLY)
        answer = _post(f"{server.url}?a=1")

    assert server.seen == [shown]
    assert (answer.status, answer.media_type, answer.body) == (200, REPLY, b"answer")
    head = shown.split(b"\r\n\r\n")[0].decode().split("\r\n")
    assert head == [
        "POST /tsa?a=1 HTTP/1.1",
        f"Host: {server.url.split('/')[2]}",
        f"Content-Type: {QUERY}",
        f"Accept: {REPLY}",
        f"Content-Length: {len(BODY)}",
    ]


@pytest.mark.parametrize(
    "odd",
    ["/a|b", "/a/../b", '/a"b', "?x=1", "/a%7eb", "/{}?q='<>", "/%zz", "/a?", "/a\\b", "//x/./z"],
)
def test_an_odd_address_is_shown_as_it_leaves(odd: str) -> None:
    with stand.serving(lambda _body: b"answer") as server:
        url = server.url.removesuffix("/tsa") + odd
        shown = http.wire(url, BODY, QUERY, REPLY)
        _post(url)

    assert server.seen == [shown]


def test_no_cookie_and_no_credential_goes_along(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    cookie = stand.http(b"answer", "200 OK", "Set-Cookie: who=you")
    with stand.serving(lambda _body: cookie) as server:
        _post(server.url)
        _post(server.url)

    assert server.seen[0] == server.seen[1] == http.wire(server.url, BODY, QUERY, REPLY)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_told_and_never_followed(status: str) -> None:
    with stand.serving(lambda _body: b"elsewhere") as other:
        moved = stand.http(b"", status, f"Location: {other.url}")
        with stand.serving(lambda _body: moved) as server:
            refusal = _refused(server.url)

    assert refusal.code == "authority_moved"
    assert refusal.facts["moved"] == "127.0.0.1"
    assert other.seen == []
    assert len(server.seen) == 1


def test_a_huge_answer_is_left_after_the_limit() -> None:
    with stand.serving(lambda _body: stand.http(b"x" * 2_000_000)) as server:
        assert _refused(server.url, most=1000).code == "answer_too_large"


def test_an_answer_in_chunks_or_packed_is_taken_as_it_came() -> None:
    chunks = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        b"3\r\nans\r\n3\r\nwer\r\n0\r\n\r\n"
    )
    packed = stand.http(gzip.compress(b"x" * 900_000), "200 OK", "Content-Encoding: gzip")
    for whole, expected in ((chunks, b"answer"), (packed, gzip.compress(b"x" * 900_000))):
        with stand.serving(lambda _body, whole=whole: whole) as server:  # type: ignore[misc]  # bound here
            assert _post(server.url, most=5000).body[10:] == expected[10:]


def test_silence_ends_after_the_time_that_was_given() -> None:
    with stand.serving(lambda _body: stand.SILENCE) as server:
        refusal = _refused(server.url, seconds=0.05)

    assert refusal.code == "authority_silent"


def test_headers_that_never_end_are_not_waited_for() -> None:
    with stand.serving(lambda _body: stand.DRIP) as server:
        assert _refused(server.url, seconds=0.1).code == "authority_silent"


def test_waiting_ends_when_nobody_wants_the_answer_any_more() -> None:
    job = Job()
    gone = stand.serving(lambda _body: job.cancel() or stand.SILENCE)
    with gone as server, pytest.raises(Cancelled):
        http.post(
            server.url, BODY, media_type=QUERY, accepted=REPLY, most=100,
            still_wanted=job.checkpoint,
        )  # fmt: skip

    assert len(server.seen) == 1


def test_a_torn_answer_is_a_refusal() -> None:
    torn = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this"
    for answer in (
        torn,
        b"HTTP/0.0 nonsense\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz",
    ):
        with stand.serving(lambda _body, answer=answer: answer) as server:  # type: ignore[misc]  # bound here
            assert _refused(server.url).code == "authority_unreachable"


def test_nobody_there_is_a_refusal() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    refusal = _refused(f"http://127.0.0.1:{port}/")

    assert refusal.code == "authority_unreachable"


def test_a_name_that_nobody_has_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert _refused("http://tsa.invalid/").code == "authority_not_found"


def test_https_without_a_known_certificate_is_a_refusal_and_nothing_goes(tmp_path: Path) -> None:
    own = stand.tls(tmp_path, stand.issue("127.0.0.1", None))
    with stand.serving(lambda _body: b"answer", own) as server:
        refusal = _refused(server.url)

    assert refusal.code == "authority_not_proven"
    assert server.seen == []


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://example.invalid/", "file:///etc/passwd", "example.invalid/tsa", "http://",
        "http://user:word@example.invalid/", "http://example.invalid/#part", "http://a b/",
        "http://example.invalid/\r\nX: y", "http://example.invalid:99999/", "http://例子.invalid/",
        "http://[::1/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_only_plain_addresses_are_taken(url: str) -> None:
    with pytest.raises(GigWalletError) as refusal:
        http.destination(url)

    assert refusal.value.code == "address_refused"


def test_where_it_goes_is_told_with_the_proxy_and_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert http.destination("https://tsa.invalid:443/x") == http.Destination(
        "https://tsa.invalid:443/x", "tsa.invalid", True
    )
    monkeypatch.setenv("http_proxy", "http://me:word@proxy.invalid:3128")
    where = http.destination("http://tsa.invalid:8080/x")
    assert (where.host, where.encrypted, where.proxy) == (
        "tsa.invalid:8080",
        False,
        "proxy.invalid",
    )
    monkeypatch.setenv("all_proxy", "http://other.invalid:3128")
    assert http.destination("https://tsa.invalid/x").proxy == "other.invalid"
