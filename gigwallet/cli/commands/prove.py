"""``gigwallet prove``: a file that shows a stranger one record, and that it was there unchanged."""

from __future__ import annotations

import argparse
from pathlib import Path

from gigwallet.app.bundles.log_disclosure import disclosure_of
from gigwallet.app.bundles.proof_folder import refuse_taken, write_folder
from gigwallet.app.exports.exporting import refuse_existing
from gigwallet.app.seals.prove_record import preview, prove, prove_growth
from gigwallet.app.seals.tell_history import record_id
from gigwallet.cli import arguments as shared
from gigwallet.cli import disclosing, proof_folders, sayings, secrets
from gigwallet.cli.reply import Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _

NAME = "prove"
ORDER = 96
HELP = N_("show a stranger one record, and that it is unchanged since a checkpoint")


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument(
        "id", metavar="ID", nargs="?", default="",
        help=_("of the record, exhibit, engagement, pay rule or case to show, or its beginning"),
    )  # fmt: skip
    parser.add_argument(
        "--since", metavar="FILE", type=Path,
        help=_("show instead that the log only grew since the checkpoint in FILE"),
    )  # fmt: skip
    parser.add_argument(
        "--entry", metavar="N", action="append", default=[], type=int,
        help=_("show only this saying of it; may be given several times"),
    )  # fmt: skip
    parser.add_argument(
        "--bundle", metavar="PDF", type=Path, action="append", default=[],
        help=_("put this evidence PDF into a folder with all that a stranger needs to check it, "
               "the time stamps that you have by now among it (again for more volumes)"),
    )  # fmt: skip
    disclosing.add_yes(parser)
    shared.add_out(parser, what=_("the proof to write; with --bundle, the folder to make"))


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    if sum(map(bool, (arguments.id, arguments.since, arguments.bundle))) != 1:
        raise GigWalletError(
            "usage", what=_("Name an ID, --since or --bundle, and one of them only")
        )
    if arguments.bundle:
        return _bundle(arguments, terminal)
    if arguments.since:
        return _growth(arguments, terminal)
    refuse_existing(arguments.out, arguments.replace)
    with secrets.opened(arguments, terminal) as wallet:
        identity = record_id(wallet, arguments.id)
        shows = preview(wallet, identity, arguments.entry)
        told = [_shows(arguments.out)]
        told += [f"    {line}" for each in shows for line in sayings.spoken(each)]
        if not disclosing.agreed(arguments, terminal, told):
            return disclosing.unwritten({"shows": [sayings.told(each) for each in shows]})
        made = prove(
            wallet,
            identity,
            arguments.out,
            entries=arguments.entry,
            replace=arguments.replace,
        )
    result = {
        "written": True,
        "file": str(made.path),
        "bytes": made.bytes,
        "entries": made.size,
        "key": made.key,
        "shows": [sayings.told(each) for each in made.shows],
    }
    return Reply(result, [*told, _how_to_check()])


def _shows(file: Path) -> str:
    return _("{file} shows the following to whoever has it, and of other records nothing:").format(
        file=file
    )


def _bundle(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    refuse_taken(arguments.out)
    with secrets.opened(arguments, terminal) as wallet:
        will = disclosure_of(wallet, arguments.bundle)
        if not disclosing.agreed(arguments, terminal, disclosing.of_log(will)):
            return disclosing.unwritten(disclosing.told(will))
        made = write_folder(
            arguments.bundle,
            arguments.out,
            resources=wallet.resources,
            isolation=wallet.isolation,
            wallet=wallet,
        )
    return Reply(proof_folders.told(made), proof_folders.spoken(made))


def _growth(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    with secrets.opened(arguments, terminal) as wallet:
        made = prove_growth(wallet, arguments.since, arguments.out, replace=arguments.replace)
    said = _("{file} shows that the log of {later} entries grew out of that of {earlier}.").format(
        file=arguments.out, later=made.later, earlier=made.earlier
    )
    result = {
        "file": str(made.path),
        "bytes": made.bytes,
        "earlier": made.earlier,
        "later": made.later,
        "key": made.key,
    }
    return Reply(result, [said, _how_to_check()])


def _how_to_check() -> str:
    return _("Check it with: gigwallet verify FILE, or by hand as docs/proof-format.md says.")
