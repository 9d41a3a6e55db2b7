"""``gigwallet accept-loss``: go on with a vault whose last entries are gone for good."""

from __future__ import annotations

import argparse

from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.words import N_, _, refusals

NAME = "accept-loss"
ORDER = 102
HELP = N_("go on with a vault whose last entries are gone for good; the log says so")

_LOST = "log_head_mismatch"


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "--yes", action="store_true",
        help=_("yes: what was lost is gone for good, and a copy of the folder is kept"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    # One secret for both: standard input is read only once.
    with secrets.secret_of(arguments, terminal) as (secret, code):
        lost = _lost(arguments, secret, code)
        if lost is None:
            return Reply(
                {"accepted": False, "expected": None, "entries": None},
                [_("Nothing is missing: this vault holds every entry that it should.")],
            )
        refusal = GigWalletError(_LOST, **lost.facts)
        if not arguments.yes:
            terminal.complain(refusals.sentence(refusal))
            question = _("Is what was lost gone for good, and did you copy the folder?")
            if not terminal.can_ask or not terminal.ask_yes(question):
                raise GigWalletError("loss_unconfirmed")
        with open_vault(
            arguments.vault, passphrase=secret, recovery_code=code, accept_loss=True
        ) as wallet:
            if wallet.vault.read_only:
                raise GigWalletError("vault_read_only")
    return Reply(
        {
            "accepted": True,
            "expected": int(lost.facts["expected"]),
            "entries": int(lost.facts["entries"]),
        },
        [
            _("The vault can be used again; its log says that entries were given up."),
            _("Where the newer vault.db turns up, keep it: merge brings in what it knows."),
        ],
    )


def _lost(arguments: argparse.Namespace, secret: bytearray | None, code: str | None) -> Step | None:
    with open_vault(
        arguments.vault, passphrase=secret, recovery_code=code, read_only=True
    ) as wallet:
        return next((each for each in wallet.notices if each.code == _LOST), None)
