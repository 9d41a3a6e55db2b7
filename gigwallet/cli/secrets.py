"""Where secrets come from: a file, a file that the environment names, or a prompt; never argv."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gigwallet.app.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import _, refusals

ENVIRONMENT = "GIGWALLET_PASSPHRASE_FILE"
_LONGEST = 4096


def from_file(path: Path) -> bytearray:
    """The first line of the file; ``-`` is standard input. Refusals: ``secret_file_missing``,
    ``secret_file_empty``."""
    try:
        if str(path) == "-":
            text = sys.stdin.buffer.readline(_LONGEST)
        else:
            with path.open("rb") as file:
                text = file.readline(_LONGEST)
    except OSError as cause:
        raise GigWalletError("secret_file_missing", name=path.name) from cause
    line = bytearray(text.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n"))
    if not line:
        raise GigWalletError("secret_file_empty", name=path.name)
    return line


def wipe(secret: bytearray) -> None:
    for place in range(len(secret)):
        secret[place] = 0


def passphrase(arguments: argparse.Namespace, terminal: Terminal) -> bytearray:
    """Refusal: ``passphrase_needed`` where there is no file and nobody to ask."""
    named = arguments.passphrase_file or os.environ.get(ENVIRONMENT, "")
    if named:
        return from_file(Path(named))
    if terminal.can_ask:
        return terminal.ask_secret(_("Passphrase"))
    raise GigWalletError("passphrase_needed")


def new_passphrase(file: str, terminal: Terminal) -> bytearray:
    """Asked for twice. Refusals: ``passphrase_needed``, ``passphrases_differ``."""
    if file:
        return from_file(Path(file))
    if not terminal.can_ask:
        raise GigWalletError("passphrase_needed")
    first = terminal.ask_secret(_("New passphrase"))
    second = terminal.ask_secret(_("New passphrase, once more"))
    same = first == second
    wipe(second)
    if not same:
        wipe(first)
        raise GigWalletError("passphrases_differ")
    return first


@contextmanager
def secret_of(
    arguments: argparse.Namespace, terminal: Terminal
) -> Iterator[tuple[bytearray | None, str | None]]:
    """Passphrase or recovery code as the arguments say; the passphrase is wiped afterwards."""
    if arguments.recovery_code_file:
        yield None, from_file(Path(arguments.recovery_code_file)).decode("utf-8", "replace")
        return
    secret = passphrase(arguments, terminal)
    try:
        yield secret, None
    finally:
        wipe(secret)


@contextmanager
def opened(
    arguments: argparse.Namespace, terminal: Terminal, *, read_only: bool = False
) -> Iterator[Wallet]:
    """The vault that the arguments name, closed again whatever happens."""
    with secret_of(arguments, terminal) as (secret, code):
        wallet = open_vault(
            arguments.vault, passphrase=secret, recovery_code=code, read_only=read_only
        )
    with wallet:
        for notice in wallet.notices:
            terminal.complain(refusals.explain(notice))
        yield wallet
