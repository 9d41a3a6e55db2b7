"""What the screen asks for at each refresh: all that waits for its person."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.screens import (
    find_copies,
    learn_labels,
    place_screens,
    review_fields,
    screens_due,
    teach_screens,
)
from gigwallet.app.screens.find_copies import LooksLike
from gigwallet.app.screens.review_fields import ReviewCounts, ToReview
from gigwallet.app.screens.screen_pixels import ScreenPicture, screen_picture
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import ExhibitId

_AT_ONCE = 60  # fields with their pixels; more come when these are done


@dataclass(frozen=True, slots=True)
class Queue:
    """``items`` with their pixels; ``unread`` pictures; ``unknown`` ones with their names;
    ``labels`` that answers confirmed and that may be learnt, how many."""

    items: tuple[ToReview, ...]
    counts: ReviewCounts
    unread: int
    unknown: tuple[tuple[ExhibitId, str], ...] = ()
    copies: tuple[LooksLike, ...] = ()
    unplaced: tuple[ExhibitId, ...] = ()
    labels: int = 0

    @classmethod
    def of(cls, wallet: Wallet) -> Queue:
        return cls(
            tuple(review_fields.to_review(wallet, _AT_ONCE)),
            review_fields.review_counts(wallet),
            len(screens_due.waiting(wallet)),
            tuple(teach_screens.unknown(wallet)),
            tuple(find_copies.copies(wallet)),
            tuple(place_screens.unplaced(wallet)),
            len(learn_labels.proposed(wallet)),
        )


NOTHING = Queue((), ReviewCounts(0, 0, 0, 0), 0)


def picture_or_none(wallet: Wallet, exhibit: ExhibitId, page: int = 1) -> ScreenPicture | None:
    """None where the original is gone or cannot be drawn: the crop is all there is then."""
    try:
        return screen_picture(wallet, exhibit, page)
    except GigWalletError:
        return None
