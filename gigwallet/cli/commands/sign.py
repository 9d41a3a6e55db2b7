"""``gigwallet sign``: a signature inside a sealed PDF; nothing is sent before ``--yes``."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.seals import sign_pdf, stamp_time
from gigwallet.app.seals.sign_pdf import Drafted
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _
from gigwallet.words.hexadecimal import dump

NAME = "sign"
ORDER = 97
HELP = N_("sign a sealed PDF, with a key of the vault or with your own certificate")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument("pdf", type=Path, metavar="PDF", help=_("the sealed PDF to sign"))
    parser.add_argument(
        "--certificate", type=Path, metavar="FILE",
        help=_("your own certificate and key (PKCS#12: .p12, .pfx); else the vault makes one "
               "that vouches for itself"),
    )  # fmt: skip
    parser.add_argument(
        "--certificate-passphrase-file", metavar="FILE", default="",
        help=_("take the passphrase of that file from the first line of FILE"),
    )  # fmt: skip
    parser.add_argument(
        "--time", metavar="NAME", default="",
        help=_("have this authority (gigwallet timestamp authorities) put its time into it"),
    )  # fmt: skip
    parser.add_argument("--yes", action="store_true", help=_("with --time: send it now"))
    shared.add_out(parser, what=_("the signed PDF to write"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if arguments.yes and not arguments.time:
        raise GigWalletError("usage", what=_("--yes goes with --time"))
    with secrets.opened(arguments, terminal) as wallet:
        if arguments.certificate is None:
            key = sign_pdf.own_key(wallet)
        else:
            key = sign_pdf.key_from(arguments.certificate, _passphrase(arguments, terminal))
        drafted = sign_pdf.draft(wallet, arguments.pdf, key, arguments.time)
        asked = drafted.asking
        if asked is not None and not arguments.yes:
            return Reply({"sent": False, **_message(drafted)}, _shown(drafted))
        response = stamp_time.ask(asked, terminal.job()) if asked is not None else b""
        made = sign_pdf.write(
            wallet, drafted, arguments.out, response=response, replace=arguments.replace
        )
    said = {
        "file": str(made.path),
        "digest": made.digest,
        "signer": made.signer,
        "fingerprint": made.fingerprint,
        "sent": asked is not None,
        **_message(drafted),
    }
    return Reply(
        said,
        [
            _("{file} is signed by {signer}.").format(file=made.path, signer=made.signer),
            _("SHA-256 of the certificate, to give apart: {fingerprint}").format(
                fingerprint=made.fingerprint
            ),
            _("Its SHA-256, to note down or send apart: {digest}").format(digest=made.digest),
        ],
    )


def _passphrase(arguments: argparse.Namespace, terminal: Terminal) -> bytes:
    if arguments.certificate_passphrase_file:
        return bytes(secrets.from_file(Path(arguments.certificate_passphrase_file)))
    if terminal.can_ask:
        return bytes(terminal.ask_secret(_("Passphrase of the certificate's file")))
    raise GigWalletError("passphrase_needed")


def _message(drafted: Drafted) -> dict[str, object]:
    asked = drafted.asking
    if asked is None:
        return {}
    return {
        "authority": asked.authority.name,
        "url": asked.url,
        "digest_sent": asked.digest_hex,
        "message": asked.wire.hex(),
    }


def _shown(drafted: Drafted) -> list[str]:
    asked = drafted.asking
    if asked is None:
        return []
    return [
        _("To:     {url}").format(url=asked.url),
        _("Digest: {algorithm} {digest}").format(
            algorithm=asked.algorithm.upper(), digest=asked.digest_hex
        ),
        _("It is the digest of the signature; the file stays here. The whole message:"),
        *dump(asked.wire),
        "",
        _("Nothing was sent. To send it, add --yes."),
    ]
