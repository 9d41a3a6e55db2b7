"""Everything that the evidence screen shows of a scope, asked of the vault in one go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gigwallet.app.bundles import evidence_board, keep_arrangement
from gigwallet.app.bundles.chronology import Dated, chronology
from gigwallet.app.bundles.evidence_board import BoardExhibit
from gigwallet.app.bundles.keep_arrangement import Arranged, BoardView
from gigwallet.app.bundles.numbers import numbers
from gigwallet.app.bundles.profiles import ProfileChoice, profiles
from gigwallet.app.letters import in_bundle
from gigwallet.app.letters.in_bundle import PutIn, WantedLetter
from gigwallet.app.letters.shelf import KnownLetter, known_letters
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for. ``language`` is that of the file, ``spoken`` that of the window."""

    engagement: EngagementId | None
    period: Period | None
    language: str
    spoken: str


Names = tuple[tuple[ProfileChoice, ...], tuple[KnownLetter, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """``put_in`` is what became of the letter of ``arranged``. ``numbers`` are None where what was
    served decides on them: that is read apart, because it may take seconds."""

    arranged: Arranged | None
    exhibits: dict[ExhibitId, BoardExhibit]
    view: BoardView = field(default_factory=BoardView)
    events: tuple[Dated, ...] = ()
    numbers: tuple[str, ...] | None = None
    forms: tuple[ProfileChoice, ...] = ()
    letters: tuple[KnownLetter, ...] = ()  # in the language of the draft
    put_in: PutIn = field(default_factory=PutIn)


def find(wallet: Wallet, scope: Scope, letter: WantedLetter | None, job: Job) -> Found:
    """``letter`` is one that was chosen just now, in place of the one that was kept."""
    if scope.engagement is None:
        return Found(None, evidence_board.board(wallet))
    arranged = keep_arrangement.arranged(
        wallet, scope.engagement, scope.period, scope.language, job
    )
    draft = arranged.draft
    exhibits = evidence_board.board(wallet, draft.reconciliation)
    forms, letters = named(wallet, draft.language, scope.spoken)
    wanted = letter or arranged.letter
    put_in = PutIn()
    # A letter that is not written in the language of the file is chosen no longer.
    if wanted is not None and wanted.letter in {each.id for each in letters}:
        put_in = in_bundle.put_in(wallet, draft, wanted, job)
    return Found(
        with_letter(arranged, None if put_in == PutIn() else wanted, put_in),
        exhibits,
        keep_arrangement.view(wallet, scope.engagement),
        chronology(draft, exhibits),
        None if draft.after else numbers(wallet, draft),
        forms,
        letters,
        put_in,
    )


def named(wallet: Wallet, language: str, spoken: str) -> Names:
    """The forms that a file may have, and the letters that there are in its ``language``, called as
    they are where ``spoken`` is spoken."""
    letters = known_letters(wallet.resources, spoken)
    return profiles(wallet.resources, spoken), tuple(
        each for each in letters if language in each.languages
    )


def with_letter(arranged: Arranged, wanted: WantedLetter | None, put_in: PutIn) -> Arranged:
    draft = replace(arranged.draft, letter=put_in.letter)
    return replace(arranged, letter=wanted, draft=draft)
