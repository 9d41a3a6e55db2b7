"""A known screen, or the file of one, told from top to bottom in a pane."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gigwallet.app.screens.learn_labels import LearntLabel
from gigwallet.app.screens.list_known_screens import KnownScreen, Origin, Sureness
from gigwallet.app.screens.screen_story import FieldStory, ScreenStory, SumStory
from gigwallet.gui.screens.known_screens.columns import shows, sureness_tone
from gigwallet.gui.widgets import DetailPane, Fact
from gigwallet.words import N_, _, ngettext, number, screen_words
from gigwallet.words.labels import label, platform

_WHY = {
    Sureness.CONFIRMED: N_("You compared what it reads with your own pictures."),
    Sureness.SEEN: N_("Somebody wrote it from real screens; you have not compared it yet."),
    Sureness.UNVERIFIED: N_(
        "Written from public descriptions of the app, so its words may be others today. An amount "
        "still counts only if a sum on the screen proves it or you confirm it. Once you have "
        "confirmed a field on a picture of yours, this says so."
    ),
}


def tell_known(
    pane: DetailPane,
    row: KnownScreen,
    take_back: Callable[[LearntLabel], object],
) -> None:
    """Of one row of the table. Its buttons stand where the screen puts them."""
    pane.clear()
    status = screen_words.sureness(row.sureness.value)
    pane.title(platform(row.story.platform), status, sureness_tone(row))
    pane.text(shows(row))
    pane.muted(_(_WHY[row.sureness]))
    facts: list[Fact] = [
        (_("Source"), screen_words.origin(row.origin.value)),
        (_("Pictures read"), number(row.pictures)),
    ]
    if row.confirmed:
        facts.append((_("Confirmed on"), _pictures(row.confirmed)))
    pane.facts(facts)
    if row.replaces:
        pane.muted(_("It stands in place of the one that comes with GigWallet."))
    if row.learnt:
        pane.section(_("Labels that you added"))
        for each in row.learnt:
            words = _("{label} is read as {field}")
            pane.text(words.format(label=each.label, field=_read_as(row, each)))
            button = pane.button(_("Take back"), "x", partial(take_back, each))
            button.setAccessibleName(_("Take back {label}").format(label=each.label))
    tell_story(pane, row.story)


def tell_story(pane: DetailPane, story: ScreenStory) -> None:
    """All that the description says, in plain words."""
    pane.section(_("What it reads"))
    pane.facts(_fields(story))
    if story.sums:
        pane.section(_("What must add up"))
        for each in story.sums:
            pane.text(_sum(each))
    if story.anchors:
        pane.section(_("Other words of the app that tell it from its neighbours"))
        pane.text(_(", ").join(story.anchors))
    pane.section(_("Where and in which money"))
    facts: list[Fact] = [(_("Platform"), platform(story.platform)), (_("Currency"), story.currency)]
    if story.zone:
        facts.append((_("Time zone"), story.zone))
    facts.append((_("Remark"), story.basis))
    pane.facts(facts)


def _read_as(row: KnownScreen, learnt: LearntLabel) -> str:
    if learnt.part is not None:
        return label(learnt.part.pay)
    called = {each.name: each.called for each in row.story.fields}
    return called.get(learnt.field, learnt.field)


def meaning(field: FieldStory) -> str:
    return screen_words.meaning(field.kind, field.fact, field.pay, total=field.total)


def _sum(rule: SumStory) -> str:
    left = " \N{MINUS SIGN} ".join((" + ".join(rule.added), *rule.taken_off))
    return f"{rule.total} = {left}"


def whose(row: KnownScreen) -> bool:
    """Whether it is the person's to forget."""
    return row.origin is not Origin.PROGRAM


def _fields(story: ScreenStory) -> list[Fact]:
    """Meaning and printed words, each pair once: orders of a joined picture have the same."""
    return list(dict.fromkeys(_field(each) for each in story.fields))


def _field(told: FieldStory) -> Fact:
    if told.labels:
        return meaning(told), _(", ").join(told.labels)
    if told.inside:
        return meaning(told), _("(in the brackets of {label})").format(label=told.inside), "muted"
    return meaning(told), _("(stands alone)"), "muted"


def _pictures(count: int) -> str:
    return ngettext("{count} picture", "{count} pictures", count).format(count=number(count))
