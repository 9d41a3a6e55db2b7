"""Where secrets come from: a file, a file that the environment names, or a prompt; never argv."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gigwallet.app.vaults.open_vault import open_vault
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


def new_passphrase(
    file: str, terminal: Terminal, *, needed: str = "new_passphrase_needed"
) -> bytearray:
    """Asked for twice. Refusals: ``needed`` where there is no file and nobody to ask,
    ``passphrases_differ``."""
    if file:
        return from_file(Path(file))
    if not terminal.can_ask:
        raise GigWalletError(needed)
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
    if getattr(arguments, "from_keyring", False):
        raise GigWalletError("usage", what=_("--from-keyring does not go with this command"))
    if arguments.recovery_code_file:
        yield None, from_file(Path(arguments.recovery_code_file)).decode("utf-8", "replace")
        return
    secret = passphrase(arguments, terminal)
    try:
        yield secret, None
    finally:
        wipe(secret)


def recovery_code(file: str, terminal: Terminal) -> str:
    """As typed. Refusal: ``recovery_code_needed`` where there is no file and nobody to ask."""
    if file:
        return from_file(Path(file)).decode("utf-8", "replace")
    if not terminal.can_ask:
        raise GigWalletError("recovery_code_needed")
    return terminal.ask_secret(_("Recovery code")).decode("utf-8", "replace")


def _opened_from_keyring(
    arguments: argparse.Namespace, terminal: Terminal, read_only: bool
) -> Wallet | None:
    """None where it was not asked for, or has nothing and somebody can be asked instead: why is
    said then, and the passphrase comes next."""
    if not arguments.from_keyring:
        return None
    try:
        return open_vault(arguments.vault, from_keyring=True, read_only=read_only)
    except GigWalletError as refusal:
        if not refusal.code.startswith("keyring_") or not terminal.can_ask:
            raise
        terminal.complain(refusals.sentence(refusal))
        arguments.from_keyring = False
        return None


@contextmanager
def opened(
    arguments: argparse.Namespace, terminal: Terminal, *, read_only: bool = False
) -> Iterator[Wallet]:
    """The vault that the arguments name, closed again whatever happens."""
    wallet = _opened_from_keyring(arguments, terminal, read_only)
    if wallet is None:
        with secret_of(arguments, terminal) as (secret, code):
            wallet = open_vault(
                arguments.vault, passphrase=secret, recovery_code=code, read_only=read_only
            )
    with wallet:
        for notice in wallet.notices:
            terminal.complain(refusals.explain(notice))
        yield wallet
