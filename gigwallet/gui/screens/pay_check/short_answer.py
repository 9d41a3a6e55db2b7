"""The pane that the screen opens with: how much is missing, why, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gigwallet.domain.reconciled import Totals
from gigwallet.gui.screens.pay_check.cards import cards
from gigwallet.gui.screens.pay_check.detail import Ways, rests_on, two_columns
from gigwallet.gui.screens.pay_check.explanation import between
from gigwallet.gui.screens.pay_check.items import NOTHING, short_label
from gigwallet.gui.screens.pay_check.missing import Cause, Missing
from gigwallet.gui.screens.pay_check.proofs import Proof
from gigwallet.gui.widgets import Button, DetailPane, Label, isolated_figure
from gigwallet.words import _, money, ngettext, number


def tell_missing(
    pane: DetailPane, told: Missing, said: Proof, ways: Ways, asked: QWidget | None = None
) -> None:
    """How much is missing, why, how sure that is, and then what it adds up from; ``asked`` are the
    numbers that a rule asks the person for."""
    pane.clear()
    pane.title(said.title)
    unclear = bool(told.causes) and not told.least  # no figure to be glad of
    pane.figure(
        money(told.least) if told.judged else NOTHING,
        said.tone if told.judged and not unclear else "",
    )
    if told.judged:
        pane.facts(_facts(told))
    else:
        pane.muted(said.silent)
    if told.causes:
        pane.section(_("Why"))
        pane.widget(_causes(told.causes, ways))
    if told.asides:
        pane.section(_("Worth a look"))
        for kind, count in told.asides:
            words = f"{short_label(kind)} ({number(count)})"
            pane.widget(Button(words, role="quiet", action=partial(ways.to_kind, kind)))
    if asked is not None:
        pane.section(_("Your pay rule asks you for"))
        pane.widget(asked)
    _what_is_open(pane, told, ways)
    rests_on(pane, told.schemes or said.schemes, told.exhibits or said.exhibits, ways)
    if said.lines:
        pane.section(_("It adds up from"))
        pane.widget(two_columns(said.lines))
    if said.besides:
        pane.section(_("Not counted in it: nothing that you have shows what is right"))
        pane.widget(two_columns(said.besides))
    if told.judged:
        pane.muted(said.meaning)


def tell_counting(pane: DetailPane, key: str, totals: Totals, count: int) -> None:
    """The figure ``key`` while the items that it is made of are still being gone through."""
    card = next(each for each in cards(totals, None) if each.key == key)
    pane.clear()
    pane.title(card.label)
    pane.figure(card.figure, card.tone)
    pane.muted(
        _("All {n} items are being gone through. Why, the charts and the filters follow.").format(
            n=number(count)
        )
    )


def _facts(told: Missing) -> list[tuple[str, str]]:
    """The bounds where anything may be short; else how many items say that nothing is."""
    facts = [(_("Compared"), _items(told.compared))]
    if told.causes:
        most = _("not known") if told.most is None else money(told.most)
        facts = [(_("At least"), money(told.least)), (_("At most"), most)]
    if told.sure is not None:
        facts.append((_("Confidence"), between(*told.sure)))
    return facts


def _items(count: int) -> str:
    return ngettext("{n} item", "{n} items", count).format(n=number(count))


def _what_is_open(pane: DetailPane, told: Missing, ways: Ways) -> None:
    if not told.not_judged:
        return
    pane.section(_("Not judged"))
    for sentence, count in told.open:
        pane.text(f"{number(count)} \N{MULTIPLICATION SIGN} {sentence}")
    words = ngettext(
        "{n} thing not judged, and why", "{n} things not judged, and why", told.not_judged
    )
    button = pane.button(
        _("All {n}, and why").format(n=number(told.not_judged)), "info", ways.to_coverage
    )
    button.setAccessibleName(words.format(n=number(told.not_judged)))


def _causes(causes: Sequence[Cause], ways: Ways) -> QWidget:
    """A button for each kind of item, with how many there are, what they come to and how sure that
    is."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for place, each in enumerate(causes):
        words = f"{each.words} ({number(each.count)})"
        line = Button(words, role="quiet", action=partial(ways.to_kind, each.kind), parent=page)
        amount = money(each.least)
        if each.most is None:
            amount = _("not known")
        elif each.most != each.least:
            amount = _("{least} to {most}").format(least=amount, most=money(each.most))
        line.setAccessibleName(f"{words}: {amount}, {between(*each.sure)}")
        line.setToolTip(_("Confidence: {sure}").format(sure=between(*each.sure)))
        grid.addWidget(line, place, 0, Qt.AlignmentFlag.AlignLeft)
        shown = Label(isolated_figure(amount), tone="bad" if each.least else "muted", parent=page)
        grid.addWidget(shown, place, 1, end)
    return page
