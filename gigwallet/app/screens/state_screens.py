"""What pictures say becomes facts, with what the other pictures of the same orders say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gigwallet import ocr
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.one_reading import as_left
from gigwallet.app.screens.screen_storing import AMBIGUOUS, NOT_BELIEVED, restate
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId
from gigwallet.vault.shelves.screen_shelf import StoredReading

PRIVATE = "screen_of_a_wallet"
_OF_STORING = frozenset({AMBIGUOUS, NOT_BELIEVED})


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """``read`` pictures and papers, ``unreadable`` among them with their names; facts ``added``,
    said anew and ``removed``; ``unplaced`` screens wait for an engagement to be chosen. ``changed``
    names what a screen may have to ask for again."""

    read: int = 0
    unreadable: int = 0
    added: int = 0
    revised: int = 0
    removed: int = 0
    unplaced: int = 0
    changed: frozenset[str] = frozenset()
    unreadable_names: tuple[str, ...] = ()


def together(one: ReadOutcome, other: ReadOutcome) -> ReadOutcome:
    return ReadOutcome(
        one.read + other.read,
        one.unreadable + other.unreadable,
        one.added + other.added,
        one.revised + other.revised,
        one.removed + other.removed,
        one.unplaced + other.unplaced,
        one.changed | other.changed,
        one.unreadable_names + other.unreadable_names,
    )


def state(
    wallet: Wallet,
    known: KnownExhibit,
    stored: StoredReading,
    templates: Sequence[ocr.Template],
) -> ReadOutcome:
    """Keep a reading, and make facts and queue follow what it says and a person decided, with those
    of the other pictures of its orders and of its list. The caller holds a transaction."""
    outcome, others = _stated(wallet, known, stored, templates)
    done, queue = {known.id}, list(others)
    while queue:
        other = queue.pop(0)
        kept = wallet.vault.screens.get(other) if other not in done else None
        done.add(other)
        if kept is not None:
            beside = wallet.vault.exhibits.get(other)
            followed, more = _stated(wallet, beside, kept, templates)
            once = replace(followed, read=0, unreadable=0, unreadable_names=(), unplaced=0)
            outcome = together(outcome, once)
            queue += more
    return outcome


def _stated(
    wallet: Wallet,
    known: KnownExhibit,
    stored: StoredReading,
    templates: Sequence[ocr.Template],
) -> tuple[ReadOutcome, Sequence[ExhibitId]]:
    """One picture, and which others may say something else since."""
    left = as_left(wallet, known.id, stored.reading, templates)
    done = restate(wallet, known, left, templates)
    reading = done.reading
    trouble = done.trouble or ("" if stored.trouble in _OF_STORING else stored.trouble)
    open_ = len(reading.to_review) + len(reading.missing)
    wallet.vault.screens.put(known.id, replace(stored, trouble=trouble), open_)
    if done.place is not None and done.place != known.exhibit.engagement_id:
        wallet.vault.exhibits.revise(known.id, replace(known.exhibit, engagement_id=done.place))
    unreadable = trouble not in ("", AMBIGUOUS, PRIVATE)
    outcome = ReadOutcome(
        read=1,
        unreadable=int(unreadable),
        added=done.added,
        revised=done.revised,
        removed=done.removed,
        unplaced=int(trouble == AMBIGUOUS),
        changed=done.changed | {"screens"},
        unreadable_names=(known.exhibit.name,) if unreadable else (),
    )
    return outcome, (*done.others, *map(ExhibitId, stored.reading.list_of))


def state_papers(wallet: Wallet) -> ReadOutcome:
    """Make the facts of all scans without a screen's template follow what is known of papers now:
    for whoever has just been taught one."""
    outcome = ReadOutcome()
    templates = known_screens.known(wallet)
    for exhibit, stored in wallet.vault.screens.all():
        if not stored.reading.paper.engine or stored.reading.template:
            continue
        with wallet.vault.transaction():
            known = wallet.vault.exhibits.get(exhibit)
            outcome = together(outcome, state(wallet, known, stored, templates))
    if outcome.read:
        wallet.vault.anchor()
    return outcome
