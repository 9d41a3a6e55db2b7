"""``gigwallet vaults``: which vaults the window offers, and where it looks for them."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.vaults import known_vaults
from gigwallet.app.vaults.known_vaults import KnownVault
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal, table
from gigwallet.words import N_, _

NAME = "vaults"
ORDER = 12
HELP = N_("list the vaults that the window offers; remember or forget a folder")


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar=_("WHAT"))
    listed = what.add_parser(
        "list", help=_("list the vaults of the home folder and remembered ones")
    )
    shared.add_common(listed)
    remember = what.add_parser("remember", help=_("remember the folder of a vault elsewhere"))
    shared.add_common(remember)
    shared.add_vault(remember)
    forget = what.add_parser("forget", help=_("forget a remembered folder; the vault stays"))
    shared.add_common(forget)
    forget.add_argument("folder", type=Path, metavar="FOLDER", help=_("folder of the vault"))
    home = what.add_parser("home", help=_("show or choose the folder that holds your vaults"))
    shared.add_common(home)
    home.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help=_("the new folder"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    match arguments.what:
        case "remember":
            # The name inside decides whether the folder may be written down outside.
            with secrets.opened(arguments, terminal, read_only=True) as wallet:
                known_vaults.remember(wallet)
        case "forget":
            if not known_vaults.forget(arguments.folder):
                return _listed(_("This folder was not remembered."), LOOK)
        case "home" if arguments.folder is not None:
            known_vaults.put_home(arguments.folder)
        case _other:
            pass
    return _listed()


def _listed(first: str = "", code: int = DONE) -> Reply:
    vaults = known_vaults.known()
    home = known_vaults.home()
    lines = [first] if first else []
    lines.append(_("Looked for in {folder}").format(folder=home))
    lines += [f"    {line}" for line in table([_row(each) for each in vaults])]
    if not vaults:
        lines.append(_("No vault is known."))
    return Reply({"home": str(home), "vaults": [_told(each) for each in vaults]}, lines, code)


def _row(each: KnownVault) -> list[str]:
    used = _("not there now") if each.used is None else f"{each.used.astimezone():%Y-%m-%d %H:%M}"
    return [each.sign, used, str(each.folder)]


def _told(each: KnownVault) -> dict[str, object]:
    return {
        "sign": each.sign,
        "folder": str(each.folder),
        "used": None if each.used is None else each.used.isoformat(timespec="seconds"),
        "remembered": each.remembered,
    }
