"""What will leave the vault is shown before it is written; nothing is written before a yes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from gigwallet.app.bundles import log_disclosure
from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.bundles.log_disclosure import Disclosure
from gigwallet.app.bundles.tell_choices import tell_choices
from gigwallet.app.wallet import Wallet
from gigwallet.cli import sayings, values
from gigwallet.cli.reply import LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import _, ngettext, refusals


def add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--yes", action="store_true",
        help=_("write it now; without this what it would show is told, and somebody is asked"),
    )  # fmt: skip


def agreed(arguments: argparse.Namespace, terminal: Terminal, lines: Sequence[str]) -> bool:
    """``lines`` told beside the answer, and the person's yes, given before or now."""
    for line in lines:
        terminal.complain(line)
    if arguments.yes:
        return True
    return terminal.can_ask and terminal.ask_yes(_("Whoever gets it can read this. Write it?"))


def before_bundle(
    wallet: Wallet, draft: BundleDraft, arguments: argparse.Namespace, terminal: Terminal
) -> Reply | None:
    """Tells what the exhibits of a bundle take along. Where the log or a redacted original would be
    shown a yes is asked for; the answer where there is none. Refusal: ``original_not_redacted``."""
    bare = {each.exhibit for each in draft.items if each.show_original and each.redaction}
    if bare != set(arguments.show_original):
        raise GigWalletError("original_not_redacted")
    lines = [refusals.explain(each) for each in tell_choices(wallet, draft)]
    will = log_disclosure.NOTHING_SHOWN
    if arguments.with_proof is not None:
        will = log_disclosure.disclosure_of_draft(wallet, draft)
        lines += of_log(will, with_bundle=True)
    elif not bare:
        for line in lines:
            terminal.complain(line)
        return None
    if agreed(arguments, terminal, lines):
        return None
    return unwritten({**told(will), "originals_shown": sorted(bare)})


def unwritten(result: dict[str, object]) -> Reply:
    """The answer where nobody said yes. A script must not take it for done."""
    lines = [_("Nothing was written. To write it, add --yes.")]
    return Reply({**result, "written": False}, lines, exit_code=LOOK)


def of_log(told: Disclosure, *, with_bundle: bool = False) -> list[str]:
    """What a folder will show of the log. ``with_bundle``: a PDF that is not written yet."""
    lines = [
        _("To whoever has it the folder will show these entries of the log of your vault:"),
        *(f"    {line}" for each in told.shows for line in sayings.spoken(each)),
    ]
    if with_bundle:
        lines.append(_("    and that this PDF is written out, when, and its SHA-256"))
    lines.append(
        _("Of all others it shows hashes, from which nothing can be read, and how many there are.")
    )
    stamps = ngettext(
        "{count} time stamp goes along.", "{count} time stamps go along.", told.stamps
    )
    lines.append(stamps.format(count=told.stamps))
    return [*lines, *(refusals.explain(each) for each in told.notes)]


def told(disclosure: Disclosure) -> dict[str, object]:
    return {
        "shows": [sayings.told(each) for each in disclosure.shows],
        "entries": disclosure.entries,
        "stamps": disclosure.stamps,
        "notes": [values.step(each) for each in disclosure.notes],
    }
