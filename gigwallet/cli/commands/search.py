"""``gigwallet search``: where words stand in a vault."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from gigwallet.app.records import search_vault
from gigwallet.app.records.search_vault import Hit
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Wallet
from gigwallet.cli import arguments as shared
from gigwallet.cli import secrets
from gigwallet.cli.reply import DONE, LOOK, Reply
from gigwallet.cli.terminal import Terminal
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import N_, _, labels, number, refusals

NAME = "search"
ORDER = 45
HELP = N_("find words in originals, notes, labels and records")

_MOST = 1000
_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


def configure(parser: argparse.ArgumentParser) -> None:
    shared.add_vault(parser)
    parser.add_argument("words", metavar="WORDS", nargs="+", help=_("what to look for"))
    parser.add_argument(
        "--limit", metavar="N", type=int, default=20, help=_("show at most N, newest first")
    )
    parser.add_argument(
        "--rebuild", action="store_true", help=_("make the index of the search anew first")
    )


def run(arguments: argparse.Namespace, terminal: Terminal) -> Reply:
    words = " ".join(arguments.words)
    if not words.strip():
        raise GigWalletError("usage", what=_("Name the words to look for"))
    if not 1 <= arguments.limit <= _MOST:
        raise GigWalletError("bad_argument", name="--limit", text=str(arguments.limit))
    job = terminal.job()
    with _opened(arguments, terminal) as wallet:
        if arguments.rebuild:
            indexed = search_vault.rebuild(wallet, job)
        else:
            indexed = search_vault.catch_up(wallet, job)
        found = search_vault.search(wallet, words, arguments.limit, job)
    lines = [line for hit in found.hits for line in _lines(hit, bold=_is_looked_at())]
    if found.more:
        lines.append(_("There is more: --limit shows more of it."))
    return Reply(
        {
            "hits": [_told(hit) for hit in found.hits],
            "more": found.more,
            "indexed": indexed,
        },
        lines or [_("Nothing was found.")],
        exit_code=DONE if found.hits else LOOK,
    )


@contextmanager
def _opened(arguments: argparse.Namespace, terminal: Terminal) -> Iterator[Wallet]:
    """For writing, so that the index can catch up; read-only beside a window that has it open."""
    with secrets.secret_of(arguments, terminal) as (secret, code):
        try:
            wallet = open_vault(arguments.vault, passphrase=secret, recovery_code=code)
        except GigWalletError as refusal:
            if refusal.code not in _STILL_READABLE or arguments.rebuild:
                raise
            wallet = open_vault(
                arguments.vault, passphrase=secret, recovery_code=code, read_only=True
            )
    with wallet:
        for notice in wallet.notices:
            terminal.complain(refusals.explain(notice))
        yield wallet


_STILL_READABLE = {"vault_in_use", "log_head_mismatch", "folder_cannot_lock"}


def _lines(hit: Hit, *, bold: bool) -> Iterator[str]:
    title = _marked(hit.title, hit.title_matches, bold) or labels.label(hit.kind)
    if hit.page:
        title = _("{title}, page {page}").format(title=title, page=number(hit.page))
    day = hit.day.isoformat() if hit.day else " " * 10
    yield f"{hit.id}  {day}  {labels.label(hit.kind)}  {title}"
    if hit.snippet:
        yield f"    {_marked(hit.snippet, hit.matches, bold)}"


def _marked(text: str, places: Sequence[tuple[int, int]], bold: bool) -> str:
    if not bold:
        return text
    for begin, end in reversed(places):
        text = f"{text[:begin]}{_BOLD}{text[begin:end]}{_PLAIN}{text[end:]}"
    return text


def _is_looked_at() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _told(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind.value,
        "id": hit.id,
        "page": hit.page or None,
        "day": hit.day.isoformat() if hit.day else None,
        "title": hit.title,
        "title_matches": [list(place) for place in hit.title_matches],
        "snippet": hit.snippet,
        "matches": [list(place) for place in hit.matches],
    }
