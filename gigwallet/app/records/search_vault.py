"""Searches the vault: originals and the text read from them, notes, labels, and stored facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.searching import FoundKind, Match, Span, excerpt, words_of

_TITLE = 60  # signs
_SNIPPET = 100
_BETWEEN = " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True)
class Hit:
    """``id`` is of the exhibit, fact, engagement, rule or case; ``page`` is 0 unless the words
    stand in text read from an exhibit. Places are counted in signs of the text beside them; the
    snippet is empty where the title says everything."""

    kind: FoundKind
    id: str
    page: int
    day: date | None
    title: str
    title_matches: tuple[Span, ...]
    snippet: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Newest day first. ``more``: there are further hits than were asked for."""

    hits: tuple[Hit, ...]
    more: bool = False


NOTHING = Found(())


def search(wallet: Wallet, words: str, limit: int = 20, job: Job | None = None) -> Found:
    """What holds all the words, each anywhere in it, whatever their case or width.

    Complete in every wallet, readers included, and also where the index has not caught up; see
    ``catch_up``. No words: nothing.
    """
    wanted = words_of(words)
    found = wallet.vault.search.find(wanted, limit + 1, job)
    return Found(tuple(_hit(match, wanted) for match in found[:limit]), len(found) > limit)


def search_beside(wallet: Wallet, words: str, limit: int = 20, job: Job | None = None) -> Found:
    """The same over a connection of its own, for a thread that must not wait for an import."""
    with wallet.reader() as reader:
        return search(reader, words, limit, job)


def catch_up(wallet: Wallet, job: Job | None = None) -> int:
    """Index what came since the last time, so that searches stay quick; how many entries of the log
    it was. A wallet that is only read is left as it is."""
    if wallet.vault.read_only:
        return 0
    return wallet.vault.search.catch_up(job)


def rebuild(wallet: Wallet, job: Job | None = None) -> int:
    """Make the index anew, should it ever miss something. Refusal: ``vault_read_only``."""
    return wallet.vault.search.rebuild(job)


def _hit(match: Match, words: tuple[str, ...]) -> Hit:
    rest = match.text if match.page else match.text.removeprefix(match.title)
    rest = rest.strip("\n").replace("\n", _BETWEEN if not match.page else "\n")
    title, title_matches = excerpt(match.title, words, _TITLE)
    snippet, matches = excerpt(rest, words, _SNIPPET)
    return Hit(
        match.kind, match.object, match.page, match.day, title, title_matches, snippet, matches
    )
