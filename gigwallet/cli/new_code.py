"""How a new recovery code reaches its person: in a file, on a sheet to print, or printed once."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet import words
from gigwallet.app.exports.exporting import write_out
from gigwallet.app.vaults.print_recovery_sheet import write_recovery_sheet
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import _


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recovery-out", metavar="FILE", type=Path,
        help=_("write the recovery code to FILE instead of printing it"),
    )  # fmt: skip
    parser.add_argument(
        "--sheet", metavar="OUT.pdf", type=Path,
        help=_("write the recovery sheet, a page to print, instead of printing the code"),
    )  # fmt: skip


def refuse_taken(arguments: argparse.Namespace) -> None:
    """``file_in_the_way``, asked before there is a code: afterwards it would be too late."""
    for each in (arguments.recovery_out, arguments.sheet):
        if each is not None and each.exists():
            raise GigWalletError("file_in_the_way", name=each.name)


@dataclass(slots=True)
class HandedOver:
    """``result`` and ``lines`` of the answer; ``errors``: files that could not be written."""

    result: dict[str, object] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    errors: list[GigWalletError] = field(default_factory=list)


def hand_over(wallet: Wallet, code: str, arguments: argparse.Namespace) -> HandedOver:
    """Writes what the arguments name. A code that reached no file is in ``result`` and ``lines``:
    it is known nowhere else, so a full disk must not swallow it."""
    done = HandedOver()
    out: Path | None = arguments.recovery_out
    sheet: Path | None = arguments.sheet
    try:
        if out is not None:
            write_out(out, f"{code}\n".encode(), private=True)
            done.result["recovery_file"] = str(out)
            done.lines.append(_("The recovery code is in {name}.").format(name=out))
        if sheet is not None:
            write_recovery_sheet(wallet, code, words.language(), sheet)
            done.result["recovery_sheet"] = str(sheet)
            done.lines.append(
                _("The recovery sheet is {name}. Print it, then delete the file.").format(
                    name=sheet
                )
            )
    except GigWalletError as refusal:
        done.errors.append(refusal)
    if not done.result:
        done.result["recovery_code"] = code
        done.lines.append(_("Recovery code: {code}").format(code=code))
    done.lines.append(_what_it_is_for(printed="recovery_sheet" in done.result))
    return done


def _what_it_is_for(*, printed: bool) -> str:
    if printed:
        return _(
            "Keep the printed sheet apart from this computer. The code on it opens the vault when "
            "the passphrase is lost; it is not shown again, and nobody else has it."
        )
    return _(
        "Write it on paper and keep it apart from this computer. It opens the vault when "
        "the passphrase is lost; it is not shown again, and nobody else has it."
    )
