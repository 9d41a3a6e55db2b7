"""The one door to the network: a single POST to an address that the person named, and nothing else.

No redirect is followed, no cookie kept, no name of this program or machine sent; environment and
.netrc lend no credentials. Only what a proxy of this system needs is taken from the system.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import SKIP_HEADER

from gigwallet.domain.errors import GigWalletError

CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 30.0
_PIECE = 16_384
_LOOK_SECONDS = 0.05
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a request goes. ``proxy`` is the host through which this system sends it, or empty;
    ``encrypted`` is False for plain http, which anybody on the way can read."""

    url: str
    host: str
    encrypted: bool
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    media_type: str
    body: bytes


def destination(url: str) -> Destination:
    """Refusal: ``address_refused`` for what is no plain http or https address, or carries a name
    and password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as cause:
        raise GigWalletError("address_refused", url=url) from cause
    host = parts.hostname or ""
    # urlsplit drops line breaks silently; what is sent must be what was shown.
    plain = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc or parts.fragment or not plain:
        raise GigWalletError("address_refused", url=url)
    named = f"[{host}]" if ":" in host else host
    shown = named if port in (None, _PORTS[parts.scheme]) else f"{named}:{port}"
    proxy = select_proxy(url, _proxies(url)) or ""
    return Destination(url, shown, parts.scheme == "https", urlsplit(proxy).hostname or "")


def wire(url: str, body: bytes, media_type: str, accepted: str) -> bytes:
    """The bytes that ``post`` puts on the connection, exactly, where no proxy is in between; with
    https they are encrypted on their way."""
    where = destination(url)
    # Not as it was typed: dots and unusual signs are written in another way on the line.
    path = requests.Request("POST", url).prepare().path_url
    lines = [f"POST {path} HTTP/1.1", f"Host: {where.host}"]
    sent = _headers(media_type, accepted) | {"Content-Length": str(len(body))}
    lines += [f"{name}: {value}" for name, value in sent.items() if value != SKIP_HEADER]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + body


def post(
    url: str,
    body: bytes,
    *,
    media_type: str,
    accepted: str,
    most: int,
    connect_seconds: float = CONNECT_SECONDS,
    answer_seconds: float = ANSWER_SECONDS,
    still_wanted: Callable[[], object] = bool,
) -> Answer:
    """The answer, of at most ``most`` bytes, whatever its status, within both times together.

    ``still_wanted`` is called while it waits; what it raises ends the waiting at once. Refusals:
    ``address_refused``, ``authority_not_found``, ``authority_unreachable``, ``authority_silent``,
    ``authority_not_proven`` (its TLS certificate), ``authority_moved``, ``answer_too_large``.
    """
    where = destination(url)
    outcome: Future[Answer] = Future()

    def work() -> None:
        try:
            times = (connect_seconds, answer_seconds)
            outcome.set_result(_exchanged(where, body, _headers(media_type, accepted), most, times))
        except BaseException as end:  # noqa: BLE001  it is raised again where it is waited for
            outcome.set_exception(end)

    # A sender that drips its headers holds a socket for ever, and no window may wait for that: the
    # thread is left behind then, and ends with the program.
    threading.Thread(target=work, name="gigwallet-post", daemon=True).start()
    ends = time.monotonic() + connect_seconds + answer_seconds
    while True:
        still_wanted()
        try:
            return outcome.result(timeout=_LOOK_SECONDS)
        except TimeoutError:
            if not outcome.done() and time.monotonic() > ends:
                raise GigWalletError("authority_silent", host=where.host) from None


def _exchanged(
    where: Destination, body: bytes, headers: dict[str, str], most: int, times: tuple[float, float]
) -> Answer:
    with requests.Session() as session:
        session.trust_env = False
        session.headers.clear()
        try:
            with session.post(
                where.url,
                data=body,
                headers=headers,
                timeout=times,
                proxies=_proxies(where.url),
                allow_redirects=False,
                stream=True,
            ) as response:
                if response.is_redirect or response.status_code in range(300, 400):
                    moved = urlsplit(response.headers.get("Location", "")).hostname or where.host
                    raise GigWalletError("authority_moved", host=where.host, moved=moved)
                content = _content(response, most, where.host)
                media = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
                return Answer(response.status_code, media, content)
        except (requests.RequestException, HTTPError, OSError) as cause:
            raise GigWalletError(_code(cause), host=where.host) from cause


def _content(response: requests.Response, most: int, host: str) -> bytes:
    """Read in small pieces, so that its size is not the sender's to choose."""
    content = bytearray()
    while piece := response.raw.read1(_PIECE):
        content += piece
        if len(content) > most:
            raise GigWalletError("answer_too_large", host=host, most=most)
    return bytes(content)


def _headers(media_type: str, accepted: str) -> dict[str, str]:
    return {
        "Content-Type": media_type,
        "Accept": accepted,
        "User-Agent": SKIP_HEADER,
        "Accept-Encoding": SKIP_HEADER,
    }


def _proxies(url: str) -> dict[str, str]:
    return dict(get_environ_proxies(url))


def _code(cause: BaseException) -> str:
    if isinstance(cause, requests.exceptions.SSLError):
        return "authority_not_proven"
    if isinstance(cause, requests.Timeout | TimeoutError | ReadTimeoutError):
        return "authority_silent"
    if "NameResolutionError" in str(cause):  # urllib3 has no error of its own that reaches us
        return "authority_not_found"
    return "authority_unreachable"
