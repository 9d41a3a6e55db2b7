"""``gigwallet timestamp``: have an authority sign when the log was as it is; nothing is sent before
``--yes``."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from gigwallet.app.seals import stamp_time, time_authorities
from gigwallet.app.seals.export_stamp import command, export_stamp
from gigwallet.app.seals.root_certificates import read_root, seen
from gigwallet.app.seals.stamp_time import Prepared
from gigwallet.app.seals.tell_history import record_id
from gigwallet.app.wallet import Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets, values
from gigwallet.cli.reply import DONE, LOOK, REFUSED, Reply
from gigwallet.cli.terminal import Terminal, table
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import ALGORITHMS, Authority, KnownTimeStamp, StampGrade
from gigwallet.words import N_, _, labels, ngettext, number, refusals
from gigwallet.words.hexadecimal import dump

NAME = "timestamp"
ORDER = 98
HELP = N_("have a time-stamp authority sign that the log existed; only a digest leaves")

_CODES = {
    StampGrade.ANCHORED: DONE,
    StampGrade.SIGNED: DONE,
    StampGrade.DISPUTED: LOOK,
    StampGrade.BROKEN: LOOK,
    StampGrade.UNCHECKED: REFUSED,
}


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)

    def named(name: str, text: str, action: object) -> argparse.ArgumentParser:
        added = what.add_parser(name, help=text, description=text)
        shared.add_common(added)
        shared.add_vault(added)
        added.set_defaults(action=action)
        return added

    named("authorities", _("list the authorities that you chose; at first there are none"), _known)
    add = named("add-authority", _("keep an authority's address; nothing is sent"), _add)
    add.add_argument("--name", metavar="NAME", required=True, help=_("your word for it"))
    add.add_argument("--url", metavar="URL", required=True, help=_("where it takes requests"))
    add.add_argument(
        "--root", metavar="FILE", type=Path, help=_("its root certificate, from the authority")
    )
    add.add_argument(
        "--digest", choices=ALGORITHMS, default=ALGORITHMS[0], help=_("the digest that it takes")
    )
    remove = named("remove-authority", _("forget an authority; its stamps stay"), _remove)
    remove.add_argument("--name", metavar="NAME", required=True, help=_("your word for it"))
    for name, text, action in (
        ("show", _("show the exact bytes that would leave, and where to; send nothing"), _show),
        ("request", _("show the same, and with --yes send it and keep the answer"), _request),
    ):
        asked = named(name, text, action)
        asked.add_argument(
            "--authority", metavar="NAME", default="", help=_("which one; needed if several")
        )
        if name == "request":
            asked.add_argument("--yes", action="store_true", help=_("send it now"))
    named("list", _("list the time stamps of this vault"), _list)
    for name, text, action in (
        ("verify", _("judge a time stamp anew; needs no network"), _verify),
        ("export", _("write a time stamp out, with how to check it by OpenSSL"), _export),
    ):
        chosen = named(name, text, action)
        chosen.add_argument("id", metavar="ID", help=_("its id, or the beginning of it"))
        if name == "export":
            chosen.add_argument(
                "--out", metavar="FOLDER", type=Path, required=True, help=_("the folder to write")
            )
            chosen.add_argument(
                "--record", metavar="ID", default="",
                help=_("add a proof of this record or exhibit, up to the stamped checkpoint"),
            )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _known(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        known = time_authorities.authorities(wallet)
    rows = [[each.name, each.url, each.algorithm, _root_words(each)] for each in known]
    lines = table(rows) or [_("No authority is chosen, so nobody is asked for the time.")]
    return Reply({"authorities": [_authority(each) for each in known]}, lines)


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    root = read_root(arguments.root) if arguments.root else ""
    with secrets.opened(arguments, terminal) as wallet:
        kept = time_authorities.put_authority(
            wallet, Authority(arguments.name, arguments.url, root, arguments.digest)
        )
    lines = [_("Kept: {name}. Nothing was sent.").format(name=kept.name)]
    for each in seen(kept.root):
        lines += [f"  {each.subject}", f"  SHA-256 {each.fingerprint}"]
    if kept.root:
        lines.append(_("Compare the fingerprint with what the authority publishes."))
    return Reply(_authority(kept), lines)


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        time_authorities.remove_authority(wallet, arguments.name)
    return Reply({"removed": arguments.name}, [_("Removed. Its time stamps stay.")])


def _show(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        prepared = stamp_time.prepare(wallet, _chosen(wallet, arguments.authority))
    return Reply(_prepared(prepared), _shown(prepared))


def _request(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        prepared = stamp_time.prepare(wallet, _chosen(wallet, arguments.authority))
        if not arguments.yes:
            lines = [*_shown(prepared), "", _("Nothing was sent. To send it, add --yes.")]
            return Reply(_prepared(prepared) | {"sent": False}, lines)
        kept = stamp_time.send(wallet, prepared)
        return _judged(wallet, kept, _prepared(prepared) | {"sent": True}, _shown(prepared))


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        known = stamp_time.stamps(wallet)
        due = stamp_time.reminder(wallet)
    rows = [
        [each.id[:8], _utc(each.stamp.stamped_at), each.stamp.authority, each.stamp.url]
        for each in known
    ]
    lines = table(rows) or [_("There is no time stamp yet.")]
    reminder = None if due is None else values.step(due)
    if due is not None:
        lines.append(refusals.explain(due))
    return Reply({"time_stamps": [_stamp(each) for each in known], "reminder": reminder}, lines)


def _verify(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        return _judged(wallet, _found(wallet, arguments.id), {}, [])


def _export(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        known = _found(wallet, arguments.id)
        record = record_id(wallet, arguments.record) if arguments.record else ""
        written = export_stamp(wallet, known.id, arguments.out, record=record)
    line = command(known.stamp)
    return Reply(
        {"files": [str(each) for each in written], "command": line},
        [*(str(each) for each in written), _("Anyone can check it there with:"), f"  {line}"],
    )


def _chosen(wallet: Wallet, name: str) -> str:
    """The one that was named, or the only one. Refusals: ``authority_unknown``, ``usage``."""
    if name:
        return name
    known = time_authorities.authorities(wallet)
    if len(known) == 1:
        return known[0].name
    if not known:
        raise GigWalletError("no_authority")
    names = ", ".join(each.name for each in known)
    raise GigWalletError("usage", what=_("Name one with --authority: {names}").format(names=names))


def _found(wallet: Wallet, start: str) -> KnownTimeStamp:
    found = [each for each in stamp_time.stamps(wallet) if each.id.startswith(start)]
    if len(found) != 1:
        raise GigWalletError("time_stamp_missing")
    return found[0]


def _judged(
    wallet: Wallet, known: KnownTimeStamp, result: dict[str, object], lines: list[str]
) -> Reply:
    verdict = stamp_time.verify(wallet, known.id)
    said = {
        **result,
        "time_stamp": _stamp(known),
        "grade": verdict.grade.value,
        "text": labels.label(verdict.grade),
        "findings": [values.step(each) for each in verdict.findings],
    }
    head = f"{known.id[:8]}  {_utc(known.stamp.stamped_at)}  {labels.label(verdict.grade)}"
    found = [f"    {refusals.explain(each)}" for each in verdict.findings]
    spaced = [*lines, ""] if lines else []
    return Reply(said, [*spaced, head, *found], exit_code=_CODES[verdict.grade])


def _shown(prepared: Prepared) -> list[str]:
    where = prepared.destination
    lines = [
        _("To:     {url}").format(url=prepared.url),
        _("Digest: {algorithm} {digest}").format(
            algorithm=prepared.algorithm.upper(), digest=prepared.digest_hex
        ),
        _("Nonce:  {nonce}, drawn by chance for this request alone").format(
            nonce=f"{prepared.nonce:x}"
        ),
        ngettext(
            "It is the digest of checkpoint {no}, which covers {n} entry. The checkpoint stays "
            "here.",
            "It is the digest of checkpoint {no}, which covers {n} entries. The checkpoint stays "
            "here.",
            prepared.entries,
        ).format(no=number(prepared.checkpoint), n=number(prepared.entries)),
    ]
    if not where.encrypted:
        lines.append(
            _(
                "The address begins with http: anybody on the way can see this request. The answer "
                "is signed, so nobody can change it unnoticed."
            )
        )
    if where.proxy:
        lines.append(_("It goes through the proxy {host}.").format(host=where.proxy))
    lines.append(
        ngettext(
            "The whole message, {n} byte:", "The whole message, {n} bytes:", len(prepared.wire)
        ).format(n=number(len(prepared.wire)))
    )
    return [*lines, *(f"  {line}" for line in dump(prepared.wire))]


def _utc(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S UTC")


def _root_words(known: Authority) -> str:
    return _("with root certificate") if known.root else _("no root certificate yet")


def _authority(known: Authority) -> dict[str, object]:
    return {
        "name": known.name,
        "url": known.url,
        "digest": known.algorithm,
        "roots": [
            {"subject": each.subject, "sha256": each.fingerprint, "root": each.is_root}
            for each in seen(known.root)
        ],
    }


def _prepared(prepared: Prepared) -> dict[str, object]:
    return {
        "authority": prepared.authority.name,
        "url": prepared.url,
        "encrypted": prepared.destination.encrypted,
        "proxy": prepared.destination.proxy,
        "algorithm": prepared.algorithm,
        "digest": prepared.digest_hex,
        "nonce": f"{prepared.nonce:x}",
        "checkpoint": prepared.checkpoint,
        "entries": prepared.entries,
        "message": prepared.wire.hex(),
    }


def _stamp(known: KnownTimeStamp) -> dict[str, object]:
    stamp = known.stamp
    until = stamp.certificate_until
    return {
        "id": known.id,
        "at": stamp.stamped_at.isoformat(),
        "authority": stamp.authority,
        "url": stamp.url,
        "checkpoint": stamp.checkpoint,
        "received_at": stamp.received_at.isoformat(),
        "certificate_until": until and until.isoformat(),
    }
