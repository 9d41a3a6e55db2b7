"""A real authority on loopback: its own root, OpenSSL's time stamps, and the ways it may go wrong.

``openssl ts`` answers as real authorities do. What no honest authority sends (a wrong purpose, an
expired certificate, a forged time) is signed with ``openssl cms`` over a token's content.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyasn1.codec.der import decoder, encoder
from pyasn1_modules import rfc3161, rfc5652

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed here")

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
Change = Callable[[bytes], bytes]
STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)
_DAY = dt.timedelta(days=1)
_CONFIG = """\
[tsa]
default_tsa = ours
[ours]
dir = {folder}
serial = {folder}/serial
crypto_device = builtin
signer_digest = {digest}
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = {digest}
"""


@dataclass(frozen=True)
class Signer:
    certificate: x509.Certificate
    key: Key


def issue(
    name: str,
    by: Signer | None,
    *,
    ca: bool = False,
    purposes: Sequence[x509.ObjectIdentifier] = (),
    critical: bool = True,
    since: dt.datetime | None = None,
    days: int = 365,
    kind: str = "ec",
    path_length: int | None = None,
    key: Key | None = None,
    serial: int | None = None,
) -> Signer:
    """A certificate, with a key of its own by default; signed by itself where ``by`` is None."""
    key = key or (
        rsa.generate_private_key(65537, 2048)
        if kind == "rsa"
        else ec.generate_private_key(ec.SECP256R1())
    )
    start = since or dt.datetime.now(dt.UTC) - _DAY
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + days * _DAY)
        .add_extension(x509.BasicConstraints(ca, path_length), critical=True)
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=critical)
    return Signer(builder.sign(by.key if by else key, hashes.SHA256()), key)


def pem(*signers: Signer) -> str:
    return "".join(
        each.certificate.public_bytes(serialization.Encoding.PEM).decode() for each in signers
    )


@dataclass
class Authority:
    """``chain``: the certificates that it sends besides its own, in the order in which they go."""

    folder: Path
    root: Signer
    signer: Signer
    chain: tuple[Signer, ...] = ()
    digest: str = "sha256"

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "serial").write_text("01\n")
        config = _CONFIG.format(folder=self.folder.as_posix(), digest=self.digest)
        (self.folder / "tsa.cnf").write_text(config)
        self._write("signer", self.signer)
        (self.folder / "chain.pem").write_text(pem(*self.chain))

    @property
    def root_pem(self) -> str:
        return pem(self.root)

    def answer(self, request: bytes) -> bytes:
        """What ``openssl ts -reply`` says."""
        (self.folder / "request.tsq").write_bytes(request)
        chain = ["-chain", "chain.pem"] if self.chain else []
        self._run(
            "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq",
            "-signer", "signer.pem", "-inkey", "signer.key", *chain, "-out", "answer.tsr",
        )  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()

    def forge(self, answer: bytes, by: Signer, *, change: Change = bytes) -> bytes:
        """The same answer with its content changed and signed anew with another certificate."""
        response, _ = decoder.decode(answer, asn1Spec=rfc3161.TimeStampResp())
        token = response["timeStampToken"]
        signed, _ = decoder.decode(token["content"], asn1Spec=rfc5652.SignedData())
        content = change(bytes(signed["encapContentInfo"]["eContent"]))
        (self.folder / "content.der").write_bytes(content)
        self._write("other", by)
        self._run(
            "cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-outform", "DER",
            "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", "content.der",
            "-signer", "other.pem", "-inkey", "other.key", "-out", "forged.der",
        )  # fmt: skip
        forged = (self.folder / "forged.der").read_bytes()
        return _wrapped(b"\x30\x03\x02\x01\x00", forged)

    def _write(self, name: str, signer: Signer) -> None:
        (self.folder / f"{name}.pem").write_text(pem(signer))
        (self.folder / f"{name}.key").write_bytes(
            signer.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def _run(self, *arguments: str) -> None:
        assert OPENSSL
        subprocess.run([OPENSSL, *arguments], cwd=self.folder, check=True, capture_output=True)


def _wrapped(*parts: bytes) -> bytes:
    body = b"".join(parts)
    return b"\x30\x82" + len(body).to_bytes(2, "big") + body


def rejection(text: str = "") -> bytes:
    """An answer that refuses, with the authority's words."""
    response = rfc3161.TimeStampResp()
    response["status"]["status"] = 2
    if text:
        response["status"]["statusString"].append(text)
    return bytes(encoder.encode(response))


def simple(folder: Path, *, kind: str = "ec", **how: object) -> Authority:
    """A root and the authority's certificate right below it."""
    root = issue("样张 时间根 Sample Root", None, ca=True, kind=kind)
    signer = issue("样张 时间戳 Sample Authority", root, purposes=STAMPING, kind=kind, **how)  # type: ignore[arg-type]  # as given
    return Authority(folder, root, signer)


def with_chain(folder: Path, *, kind: str = "rsa") -> Authority:
    """Another kind of authority: RSA, SHA-512, a certificate in between, and the root sent too."""
    root = issue("Sample Root Two", None, ca=True, kind=kind)
    between = issue("Sample Between", root, ca=True, purposes=STAMPING, critical=False, kind=kind)
    signer = issue("Sample Authority Two", between, purposes=STAMPING, kind=kind)
    return Authority(folder, root, signer, (between, root), "sha512")


# Serving --------------------------------------------------------------------------------------

SILENCE = object()
DRIP = object()
Behaviour = Callable[[bytes], bytes | object]


@dataclass
class Server:
    """``seen`` are the bytes of each connection as they came over the wire."""

    url: str
    behaviour: Behaviour
    seen: list[bytes] = field(default_factory=list)


def _message(stream: BinaryIO) -> bytes | None:
    """Head and body as they came; None where the asker hung up before the head was whole."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    length = re.search(rb"(?im)^content-length: *(\d+)", head)
    return head + stream.read(int(length[1]) if length else 0)


@contextmanager
def serving(behaviour: Behaviour, secure: ssl.SSLContext | None = None) -> Iterator[Server]:
    """``behaviour`` turns a request's body into an answer: a token's bytes, whole HTTP bytes that
    begin with ``HTTP/``, SILENCE, which never answers, or DRIP, whose headers never end."""
    ended = threading.Event()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            message = _message(self.rfile)
            if message is None:
                return
            server.seen.append(message)
            answer = server.behaviour(message.split(b"\r\n\r\n", 1)[1])
            if answer is SILENCE:
                ended.wait()
            elif answer is DRIP:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not ended.wait(0.01):
                    self.wfile.write(b"X")
            else:
                assert isinstance(answer, bytes)
                self.wfile.write(answer if answer.startswith(b"HTTP/") else http(answer))

        def finish(self) -> None:
            # The asker may have gone: it takes no more than it needs.
            with suppress(OSError):
                super().finish()

    class Listener(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_: object) -> None:
            """A hung-up asker is what some tests are about."""

    with Listener(("127.0.0.1", 0), Handler) as listener:
        scheme = "https" if secure else "http"
        if secure:
            listener.socket = secure.wrap_socket(listener.socket, server_side=True)
        server = Server(f"{scheme}://127.0.0.1:{listener.server_address[1]}/tsa", behaviour)
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            ended.set()
            listener.shutdown()
            thread.join()


def tls(folder: Path, signer: Signer) -> ssl.SSLContext:
    """A server's side of https with this certificate."""
    folder.mkdir(parents=True, exist_ok=True)
    key = signer.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "both.pem").write_bytes(pem(signer).encode() + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    return context


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/timestamp-reply"]
    lines += [f"Content-Length: {len(body)}", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
