"""``gigwallet merge``: another copy of the vault brought in."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.vaults.merge_copy import Merged, merge_copy
from gigwallet.cli import arguments as shared
from gigwallet.cli import conflicting, secrets
from gigwallet.cli.reply import LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.words import N_, _

NAME = "merge"
ORDER = 114
HELP = N_("bring in another copy of the vault: its folder, or a sealed backup of it")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "other", type=Path, metavar="OTHER", help=_("folder or backup of the other copy")
    )
    parser.add_argument(
        "--other-passphrase-file", metavar="FILE", default="",
        help=_("the passphrase of the other copy, if all keys of one of them were changed"),
    )  # fmt: skip
    parser.add_argument(
        "--other-recovery-code-file", metavar="FILE", default="",
        help=_("the recovery code of the other copy, instead of its passphrase"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        passphrase, code = _others(arguments)
        try:
            merged = merge_copy(
                wallet,
                arguments.other,
                passphrase=passphrase,
                recovery_code=code,
                job=terminal.job(),
            )
        finally:
            if passphrase is not None:
                secrets.wipe(passphrase)
    return Reply(
        {
            "added": merged.added,
            "revised": merged.revised,
            "erased": merged.erased,
            "exhibits": merged.exhibits,
            "known": merged.known,
            "healed": merged.healed,
            "conflicts": [conflicting.told(each) for each in merged.conflicts],
            "waiting": merged.waiting,
        },
        [*_brought(merged), *conflicting.spoken(merged.conflicts)],
        exit_code=LOOK if merged.conflicts else 0,
    )


def _brought(merged: Merged) -> list[str]:
    if merged.nothing_new:
        return [_("The other copy has nothing that this vault does not know.")]
    lines = [
        _(
            "New records: {added}, {exhibits} of them originals. Changed: {revised}. "
            "Deleted: {erased}. Noted in both by themselves: {known}."
        ).format(
            added=merged.added,
            exhibits=merged.exhibits,
            revised=merged.revised,
            erased=merged.erased,
            known=merged.known,
        )
    ]
    if merged.healed:
        lines.append(
            _("Originals that were lost here and came back from there: {count}.").format(
                count=merged.healed
            )
        )
    return lines


def _others(arguments: argparse.Namespace) -> tuple[bytearray | None, str | None]:
    if arguments.other_recovery_code_file:
        code = secrets.from_file(Path(arguments.other_recovery_code_file))
        return None, code.decode("utf-8", "replace")
    if arguments.other_passphrase_file:
        return secrets.from_file(Path(arguments.other_passphrase_file)), None
    return None, None
