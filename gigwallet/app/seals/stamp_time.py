"""Time stamps: shows what would leave, sends it when the person says so, keeps what comes back.

The only use case that reaches the network, and only in ``send``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from gigwallet.app.seals.time_authorities import authority
from gigwallet.app.wallet import Wallet
from gigwallet.crypto import checkpoint as checkpoints
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.step import Step
from gigwallet.domain.time_stamp import (
    Authority,
    KnownTimeStamp,
    StampGrade,
    StampVerdict,
    TimeStamp,
)
from gigwallet.host import http
from gigwallet.host.http import Destination
from gigwallet.sealing import time_stamp

REQUEST_TYPE = "application/timestamp-query"
ANSWER_TYPE = "application/timestamp-reply"
MOST_ANSWER_BYTES = 262_144
_SECONDS = 60.0
_CLOCKS_AGREE = timedelta(minutes=10)
# Before the certificate of the last stamp ends, another stamp must vouch for it.
STAMP_AGAIN_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that would leave, before anything does. ``wire`` are the bytes of the whole message as
    they would go (through a proxy its first line is longer; with https they go encrypted);
    ``request`` is its body, and of that only ``digest_hex`` and ``nonce`` are not the same for
    everybody. ``stamped`` is the text whose digest it is; it stays here."""

    authority: Authority
    url: str
    algorithm: str
    digest_hex: str
    nonce: int
    request: bytes
    wire: bytes
    destination: Destination
    checkpoint: int
    entries: int
    stamped: bytes


def prepare(wallet: Wallet, name: str) -> Prepared:
    """Sign where the log stands, and write the request; nothing is sent.

    Refusals: ``authority_unknown``, ``vault_read_only``.
    """
    chosen = authority(wallet, name)
    made = wallet.vault.make_checkpoint("time_stamp")
    return asking(chosen, made.text.encode(), made.no, made.size)


def asking(chosen: Authority, stamped: bytes, checkpoint: int = 0, entries: int = 0) -> Prepared:
    """The message that asks ``chosen`` for its time over any bytes."""
    where = http.destination(chosen.url)
    request = time_stamp.request(stamped, chosen.algorithm)
    return Prepared(
        authority=chosen,
        url=chosen.url,
        algorithm=chosen.algorithm,
        digest_hex=time_stamp.digest(stamped, chosen.algorithm),
        nonce=time_stamp.nonce_of(request) or 0,
        request=request,
        wire=http.wire(chosen.url, request, REQUEST_TYPE, ANSWER_TYPE),
        destination=where,
        checkpoint=checkpoint,
        entries=entries,
        stamped=stamped,
    )


def ask(prepared: Prepared, job: Job | None = None) -> bytes:
    """Send what was shown and return what came back; this alone touches the network, and it needs
    no vault, so that nobody waits for it. A cancelled ``job`` stops the waiting at once.

    Refusals: those of ``http.post``, ``authority_failed`` with the HTTP status.
    """
    answer = http.post(
        prepared.url,
        prepared.request,
        media_type=REQUEST_TYPE,
        accepted=ANSWER_TYPE,
        most=MOST_ANSWER_BYTES,
        still_wanted=(job or Job()).checkpoint,
    )
    if answer.status != 200:
        host = prepared.destination.host
        raise GigWalletError("authority_failed", host=host, status=answer.status)
    return answer.body


def keep(wallet: Wallet, prepared: Prepared, response: bytes) -> KnownTimeStamp:
    """Judge an answer and keep it raw, unless it is none of ours.

    Refusals: ``time_stamp_unreadable``, ``authority_refused``, ``time_stamp_wrong_digest``,
    ``time_stamp_wrong_nonce``, ``time_stamp_broken``; then nothing is kept.
    """
    host = prepared.destination.host
    root = prepared.authority.root
    verdict = _judged(wallet, prepared.stamped, response, [root], prepared.request, host)
    token = verdict.token
    if token is None or token.algorithm != prepared.algorithm:
        raise GigWalletError("time_stamp_unreadable", host=host)
    if verdict.grade is StampGrade.BROKEN:
        raise GigWalletError(_broken(verdict), host=host)
    stamp = TimeStamp(
        checkpoint=prepared.checkpoint,
        stamped=prepared.stamped,
        algorithm=prepared.algorithm,
        authority=prepared.authority.name,
        url=prepared.url,
        request=prepared.request,
        response=response,
        chain="".join(token.chain),
        root=root,
        stamped_at=token.at,
        received_at=wallet.clock.now(),
        certificate_until=token.certificate_until,
    )
    with wallet.vault.transaction():
        identity = wallet.vault.time_stamps.add(stamp)
    wallet.vault.anchor()
    return wallet.vault.time_stamps.get(identity)


def send(wallet: Wallet, prepared: Prepared) -> KnownTimeStamp:
    """``ask`` and ``keep`` in one. Where the vault cannot be written to, nothing is sent."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    return keep(wallet, prepared, ask(prepared))


def stamps(wallet: Wallet) -> list[KnownTimeStamp]:
    """In the order in which they were received."""
    return wallet.vault.time_stamps.all()


def verify(wallet: Wallet, id: str) -> StampVerdict:
    """Judged anew from what is stored, offline: under the root that it was received with, and under
    one that the authority was given since. Refusal: ``time_stamp_missing``."""
    stamp = wallet.vault.time_stamps.get(id).stamp
    roots = [stamp.root, *_roots_since(wallet, stamp)]
    verdict = _judged(wallet, stamp.stamped, stamp.response, roots, stamp.request, stamp.authority)
    covers, extra = _against_the_log(wallet, stamp)
    grade = verdict.grade if covers else StampGrade.BROKEN
    if verdict.token and abs(verdict.token.at - stamp.received_at) > _CLOCKS_AGREE:
        extra = (*extra, Step("stamp_clock_differs"))
    # What speaks against it comes first: "existed" must not stand above "not of this log".
    found = (*verdict.findings, *extra) if covers else (*extra, Step("stamp_token_alone"))
    return StampVerdict(grade, verdict.token, found)


def reminder(wallet: Wallet) -> Step | None:
    """To stamp again, while the last certificate still vouches for its stamps: a later stamp is
    over a log that holds the earlier ones."""
    ends = [each.stamp.certificate_until for each in stamps(wallet)]
    known = [each for each in ends if each is not None]
    if not known:
        return None
    last = max(known)
    left = last - wallet.clock.now()
    if left > STAMP_AGAIN_WITHIN:
        return None
    code = "stamp_again_soon" if left > timedelta(0) else "stamp_again_late"
    return Step(code, {"until_day": last.date().isoformat()})


def _judged(
    wallet: Wallet,
    stamped: bytes,
    response: bytes,
    roots: Sequence[str],
    request: bytes,
    host: str,
) -> StampVerdict:
    """In the process that is kept apart: the bytes are a stranger's."""
    try:
        received = wallet.isolation.run(
            time_stamp.receive, stamped, response, roots, request, seconds=_SECONDS
        )
    except GigWalletError as refusal:
        raise GigWalletError("time_stamp_unreadable", host=host) from refusal
    if received.status not in (None, 0, 1):
        words = " ".join("; ".join(received.texts).split())[:200] or "-"
        raise GigWalletError(
            "authority_refused", host=host, status=received.status or 0, words=words
        )
    return received.verdict


def _broken(verdict: StampVerdict) -> str:
    codes = {each.code for each in verdict.findings}
    for code in ("stamp_wrong_digest", "stamp_wrong_nonce"):
        if code in codes:
            return f"time_{code}"
    return "time_stamp_broken"


def _roots_since(wallet: Wallet, stamp: TimeStamp) -> list[str]:
    return [
        each.root
        for each in wallet.vault.time_stamps.authorities()
        if each.name == stamp.authority and each.root not in ("", stamp.root)
    ]


def _against_the_log(wallet: Wallet, stamp: TimeStamp) -> tuple[bool, tuple[Step, ...]]:
    """Whether what was stamped is this very log, as long as it was then."""
    try:
        said = checkpoints.read(stamp.stamped.decode("utf-8"))
    except ValueError:
        return False, (Step("stamp_not_of_this_log"),)
    log = wallet.vault.log
    if said.size > log.size or log.root_at(said.size) != said.root or not said.signed:
        return False, (Step("stamp_not_of_this_log"),)
    return True, (Step("stamp_covers", {"entries": str(said.size)}),)
