"""``gigwallet create``: a new vault and its recovery code."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from gigwallet.app.create_vault import create_vault
from gigwallet.app.exporting import write_out
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "create"
ORDER = 10
HELP = N_("make a new vault with a passphrase, and print its recovery code once")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("vault", type=Path, metavar="VAULT", help=_("folder of the new vault"))
    parser.add_argument(
        "--passphrase-file", metavar="FILE", default="",
        help=_("take the passphrase from the first line of FILE (- is standard input)"),
    )  # fmt: skip
    parser.add_argument(
        "--recovery-out", metavar="FILE", type=Path,
        help=_("write the recovery code to FILE instead of printing it"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    out: Path | None = arguments.recovery_out
    if out is not None and out.exists():
        raise GigWalletError("file_exists", name=out.name)
    named = arguments.passphrase_file or os.environ.get(secrets.ENVIRONMENT, "")
    secret = secrets.new_passphrase(named, terminal)
    try:
        made = create_vault(arguments.vault, secret)
    finally:
        secrets.wipe(secret)
    with made.wallet as wallet:
        result: dict[str, object] = {"vault": str(arguments.vault), "id": wallet.vault.vault_id}
    if out is not None:
        write_out(out, f"{made.recovery_code}\n".encode())
        out.chmod(0o600)
        result["recovery_file"] = str(out)
        code = _("The recovery code is in {name}.").format(name=out)
    else:
        result["recovery_code"] = made.recovery_code
        code = _("Recovery code: {code}").format(code=made.recovery_code)
    return Reply(
        result,
        [
            _("The vault is in {name}.").format(name=arguments.vault),
            code,
            _(
                "Write it on paper and keep it apart from this computer. It opens the vault when "
                "the passphrase is lost; it is not shown again, and nobody else has it."
            ),
        ],
    )
