"""The sentences of the screen: how much is sure, and what an empty page says."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.app.screens.review_fields import ReviewCounts
from gigwallet.app.screens.state_screens import ReadOutcome
from gigwallet.gui.screens.review.queue import Queue
from gigwallet.gui.widgets import isolated
from gigwallet.words import _, ngettext, number
from gigwallet.words.paragraph import paragraph

_MOST_NAMES = 3


def counted(counts: ReviewCounts) -> str:
    """The line below the title."""
    if not counts.screens:
        return _("What your screenshots say, and how sure that is")
    return _(
        "{waiting} to review \N{MIDDLE DOT} {proven} proven \N{MIDDLE DOT} {confirmed} decided "
        "by you"
    ).format(
        waiting=number(counts.waiting),
        proven=number(counts.proven),
        confirmed=number(counts.confirmed),
    )


def read(outcome: ReadOutcome) -> str:
    """How many pictures were read, and which of them could not be read."""
    done = ngettext("{count} picture read.", "{count} pictures read.", outcome.read)
    failed = outcome.unreadable_names
    without = ngettext(
        "{count} could not be read: {names}.", "{count} could not be read: {names}.", len(failed)
    ).format(count=number(len(failed)), names=_first_few(failed))
    return paragraph((done.format(count=number(outcome.read)), without if failed else ""))


def _first_few(names: Sequence[str]) -> str:
    shown = _(", ").join(isolated(each) for each in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    if more <= 0:
        return shown
    words = ngettext("{name} and {n} more", "{name} and {n} more", more)
    return words.format(name=shown, n=number(more))


def nothing_here(queue: Queue, *, reading: bool) -> tuple[str, str, str]:
    """Title, advice and button of the page that has no field to ask about."""
    unread = queue.unread
    if unread and not reading:
        return (
            ngettext(
                "{count} picture waits to be read", "{count} pictures wait to be read", unread
            ).format(count=number(unread)),
            _(
                "They are read on this machine and leave it nowhere. It may take a while; you "
                "can go on working, and stop at any time."
            ),
            _("Read them"),
        )
    if queue.counts.screens or queue.unknown:
        kept = _(
            "Every amount that was kept is proven by a sum on its screen, or you confirmed it."
        )
        unknown = len(queue.unknown)
        silent = ngettext(
            "{count} picture shows no screen that is known: nothing of it is kept before you teach "
            "that screen, from three pictures of it.",
            "{count} pictures show no screen that is known: nothing of them is kept before you "
            "teach that screen, from three pictures of it.",
            unknown,
        ).format(count=number(unknown))
        said = ((kept, queue.counts.screens), (silent, unknown))
        return _("Nothing waits for your eyes"), paragraph(words for words, so in said if so), ""
    return (
        _("No screenshots yet"),
        _(
            "Drop screenshots of orders, days and weeks into the inbox. What they say is "
            "read here, and what is not sure is shown to you beside its pixels."
        ),
        _("Choose files..."),
    )
