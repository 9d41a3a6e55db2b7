"""``gigwallet slots``: the ways into a vault."""

from __future__ import annotations

import argparse

from gigwallet.app.vaults import keep_slots
from gigwallet.app.vaults.keep_slots import KnownSlot
from gigwallet.app.wallet import Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal, table
from gigwallet.words import N_, _

NAME = "slots"
ORDER = 132
HELP = N_("the ways into a vault: list, add and remove passphrases; the keyring on or off")

_KINDS = {
    "passphrase": N_("passphrase"),
    "recovery": N_("recovery code"),
    "keyring": N_("keyring"),
    "hpke": N_("key of a helper"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    listed = what.add_parser("list", help=_("list what opens the vault"))
    added = what.add_parser("add-passphrase", help=_("add a passphrase; four are the most"))
    removed = what.add_parser("remove", help=_("end one way in; the last passphrase stays"))
    keyring = what.add_parser(
        "keyring", help=_("let the password store of this computer open the vault, or no more")
    )
    for each, action in (
        (listed, _list),
        (added, _add),
        (removed, _remove),
        (keyring, _keyring),
    ):
        shared.add_common(each)
        shared.add_vault(each)
        each.set_defaults(action=action)
    added.add_argument(
        "--new-passphrase-file", metavar="FILE", default="",
        help=_("take the new passphrase from the first line of FILE"),
    )  # fmt: skip
    added.add_argument(
        "--label", metavar="TEXT", default="",
        help=_("what to call it; the log names it with what is done under it"),
    )  # fmt: skip
    removed.add_argument("id", metavar="ID", help=_("its id, or the beginning of it"))
    keyring.add_argument("state", choices=("on", "off"), help=_("on or off; off at first"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    reply: Reply = arguments.action(arguments, terminal)
    return reply


def _list(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal, read_only=True) as wallet:
        return _told(wallet)


def _told(wallet: Wallet, *said: str) -> Reply:
    known = keep_slots.slots(wallet)
    rows = [
        [
            each.id[:8],
            _(_KINDS[each.kind]) if each.kind in _KINDS else each.kind,
            each.created_at.date().isoformat(),
            each.label,
            _("opened it now") if each.used else "",
        ]
        for each in known
    ]
    return Reply({"slots": [_slot(each) for each in known]}, [*said, *table(rows)])


def _slot(each: KnownSlot) -> dict[str, object]:
    return {
        "id": each.id,
        "kind": each.kind,
        "label": each.label,
        "created_at": each.created_at.isoformat(),
        "used": each.used,
    }


def _add(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        secret = secrets.new_passphrase(arguments.new_passphrase_file, terminal)
        try:
            keep_slots.add_passphrase(wallet, secret, arguments.label)
        finally:
            secrets.wipe(secret)
        return _told(wallet, _("The vault has one more passphrase."))


def _remove(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        keep_slots.remove_slot(wallet, arguments.id)
        said = [
            _("It opens the vault no more."),
            _("Copies of the folder that were made earlier still open with it."),
        ]
        if all(each.kind != "recovery" for each in keep_slots.slots(wallet)):
            said.append(
                _(
                    "The vault has no recovery code now: whoever forgets the passphrase has lost "
                    "it. Make a new one with gigwallet recovery renew."
                )
            )
        return _told(wallet, *said)


def _keyring(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        if arguments.state == "off":
            keep_slots.forget_in_keyring(wallet)
            return _told(wallet, _("No computer opens this vault by itself any more."))
        offer = keep_slots.keyring_offer(wallet.around)
        keep_slots.remember_in_keyring(wallet)
        return _told(
            wallet,
            _(
                "Whoever is logged in to this computer opens the vault without a passphrase. "
                "The key is kept in {store}."
            ).format(store=offer.store),
        )
