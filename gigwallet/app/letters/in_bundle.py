"""The letter that a person chose to go into an evidence PDF, made for what the PDF is about."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.letters import draft_letter
from gigwallet.app.letters.draft_letter import LetterDraft
from gigwallet.app.letters.order import LetterOrder
from gigwallet.app.letters.wanted import WantedLetter
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.step import Step

__all__ = ["PutIn", "WantedLetter", "as_written", "put_in"]


@dataclass(frozen=True, slots=True)
class PutIn:
    """``letter`` goes in; None where ``blockers`` say why it cannot be written yet."""

    letter: LetterOrder | None = None
    blockers: tuple[Step, ...] = ()


def as_written(draft: LetterDraft) -> WantedLetter:
    """The same letter with the words that it has now."""
    return WantedLetter(
        draft.letter, draft.engagement, draft.language, dict(draft.fields), draft.item
    )


def put_in(
    wallet: Wallet, draft: BundleDraft, wanted: WantedLetter | None, job: Job | None = None
) -> PutIn:
    """Of the engagement, the days and the language of ``draft``, so that its figures are those that
    the PDF proves. Words that were written for another engagement or in another language stay
    behind. Refusals: ``letter_unknown``, ``letter_language_missing``."""
    if wanted is None:
        return PutIn()
    own = (wanted.engagement, wanted.language) == (draft.engagement, draft.language)
    letter = draft_letter.prepare(
        wallet,
        draft.engagement,
        draft.period,
        draft.language,
        job,
        wanted.letter,
        wanted.item if own else "",
        draft,
    )
    if own:
        known = {key: text for key, text in wanted.fields.items() if key in letter.fields}
        letter = draft_letter.edited(letter, known)
    if letter.blockers:
        return PutIn(blockers=letter.blockers)
    return PutIn(draft_letter.order_of(letter))
