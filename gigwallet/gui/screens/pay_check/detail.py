"""The pane: an item explained down to its files, a figure proved, or what is not judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gigwallet.domain.reconciled import DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import ExhibitId, SchemeId
from gigwallet.gui.screens.pay_check.cards import reasons
from gigwallet.gui.screens.pay_check.explanation import (
    ArithmeticLine,
    Explanation,
    Place,
)
from gigwallet.gui.screens.pay_check.items import NOTHING, dated_ref
from gigwallet.gui.screens.pay_check.proofs import Line, Proof
from gigwallet.gui.widgets import DetailPane, Label, isolated, isolated_figure
from gigwallet.gui.widgets.crop import Crop
from gigwallet.words import _, day, money, number, period

_NAME_WIDTH = 180  # the narrowest pane, less its margins, the icon and a scroll bar
_CROP_HEIGHT = 96


@dataclass(frozen=True, slots=True)
class Ways:
    """What documents and rules are called, and where their buttons lead: to a document, a rule
    (None: all of them), the items of a kind, what is not judged."""

    exhibits: Mapping[ExhibitId, str]
    rules: Mapping[SchemeId, str]
    to_exhibit: Callable[[ExhibitId], object]
    to_rule: Callable[[SchemeId | None], object]
    to_kind: Callable[[DiscrepancyKind], object]
    to_coverage: Callable[[], object]


def explain_item(
    pane: DetailPane,
    said: Explanation,
    ways: Ways,
    opinion: QWidget | None = None,
) -> None:
    """From the difference down to the files that show it; ``opinion`` asks what the person makes
    of it."""
    pane.clear()
    pane.title(said.title, said.status, said.tone)
    if said.figure:
        pane.figure(said.figure, said.figure_tone, said.bounds)
    pane.facts(said.facts)
    if said.steps:
        pane.section(_("Why"))
        pane.steps(said.steps)
    if opinion is not None:
        pane.section(_("What do you say?"))
        pane.widget(opinion)
    if said.arithmetic:
        pane.section(_("How the expected amount is worked out"))
        pane.widget(_arithmetic(said.arithmetic, said.arithmetic_sum))
    if said.rule is not None:
        _leading(pane, said.rule[1], "list-checks", partial(ways.to_rule, said.rule[0]))
    _sources(pane, said, ways)


def _sources(pane: DetailPane, said: Explanation, ways: Ways) -> None:
    """What would settle it, and what shows it."""
    if said.settled_by:
        pane.section(_("What would settle it"))
        for sentence in said.settled_by:
            pane.text(sentence)
    if said.places:
        pane.section(_("Where it stands"))
        for place in said.places:
            _stands(pane, place)
    if said.exhibits:
        pane.section(_("Documents that show it"))
        for known, name in said.exhibits:
            _leading(pane, name, "file-text", partial(ways.to_exhibit, known))


def _leading(pane: DetailPane, name: str, icon: str, action: Callable[[], object]) -> None:
    """A button under a name that may be long."""
    button = pane.button(name, icon, action)
    button.setAccessibleName(name)
    button.setToolTip(name)
    short = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
    button.setText(short)


def _stands(pane: DetailPane, place: Place) -> None:
    """The place in words, then the pixels that were read there, or the row as it is written."""
    pane.text(isolated(place.words))
    if place.pixels:
        crop = Crop(_CROP_HEIGHT)
        crop.show_png(place.pixels)
        crop.setAccessibleName(_("What the picture shows there"))
        pane.widget(crop)
    written = [f"{name}: {text}" for name, text in place.cells if text.strip()]
    if written:
        pane.muted(isolated("; ".join(written)))


def prove_figure(pane: DetailPane, said: Proof, ways: Ways) -> None:
    """What one of the sums adds up from, with the rules and the documents that it rests on."""
    pane.clear()
    pane.title(said.title)
    pane.figure(NOTHING if said.silent else money(said.figure), said.tone)
    pane.muted(said.silent or said.meaning)
    if said.lines:
        pane.section(_("It adds up from"))
        pane.widget(two_columns(said.lines))
    rests_on(pane, said.schemes, said.exhibits, ways)
    if said.leads_to_rules:
        pane.button(_("Open the pay rules"), "list-checks", partial(ways.to_rule, None))


def rests_on(
    pane: DetailPane,
    schemes: Sequence[SchemeId],
    exhibits: Sequence[ExhibitId],
    ways: Ways,
) -> None:
    known = [each for each in exhibits if each in ways.exhibits]
    ruled = [each for each in schemes if each in ways.rules]
    if known or ruled:
        pane.section(_("Rules and documents that show it"))
    for rule in ruled:
        _leading(pane, ways.rules[rule], "list-checks", partial(ways.to_rule, rule))
    for paper in known:
        _leading(pane, ways.exhibits[paper], "file-text", partial(ways.to_exhibit, paper))


def say_coverage(pane: DetailPane, outcome: Reconciliation) -> None:
    """What the documents cover, and what is not judged and why."""
    pane.clear()
    pane.title(_("What is judged, and what is not"))
    pane.muted(
        _(
            "Work is called unpaid only within the days that a document says it covers. "
            "The rest is left open."
        )
    )
    pane.section(_("Covered by documents"))
    if not outcome.coverage:
        pane.text(_("No document says which days it covers."))
    for span in sorted(outcome.coverage, key=lambda each: each.period):
        pane.text(f"{covered_words(span.what)}: {period(span.period)}")
    pane.section(_("Not judged"))
    if not outcome.not_judged:
        pane.text(_("Everything that you recorded is judged."))
    for sentence, count, refs in reasons(outcome.not_judged):
        pane.text(sentence)
        more = " \N{HORIZONTAL ELLIPSIS}" if count > len(refs) else ""
        pane.muted(f"{number(count)}: {', '.join(map(dated_ref, refs))}{more}")
    differing = [each for each in outcome.days if not each.balances]
    if differing:
        pane.section(_("Days on which the payments are not as many as the completed orders"))
        pane.facts(
            [
                (
                    day(each.day),
                    _("{orders} orders, {payments} payments").format(
                        orders=number(each.orders), payments=number(each.payments)
                    ),
                )
                for each in differing
            ]
        )


def covered_words(what: str) -> str:
    """What kind of thing a document covers; an unknown kind shows itself."""
    return {"trips": _("Trips"), "pay": _("Pay"), "payouts": _("Payments")}.get(what, what)


def _arithmetic(lines: tuple[ArithmeticLine, ...], sum_: str) -> QWidget:
    """Rule and working on the leading side, the amount at the end, the sum below."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    for place, line in enumerate(lines):
        grid.addWidget(Label(isolated(line.rule), wrap=True, parent=page), 2 * place, 0)
        amount = Label(isolated_figure(line.amount), parent=page)
        amount.setAccessibleName(f"{line.rule}: {line.working} = {line.amount}")
        grid.addWidget(amount, 2 * place, 1, end)
        if line.working:
            working = Label(isolated_figure(line.working), role="muted", wrap=True, parent=page)
            grid.addWidget(working, 2 * place + 1, 0)
    if sum_:
        last = 2 * len(lines)
        grid.addWidget(Label(_("Expected"), role="label", parent=page), last, 0)
        grid.addWidget(Label(isolated_figure(sum_), role="label", parent=page), last, 1, end)
    return page


def two_columns(lines: tuple[Line, ...]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    for place, (what, amount) in enumerate(lines):
        grid.addWidget(Label(isolated(what), role="muted", wrap=True, parent=page), place, 0)
        shown = Label(isolated_figure(money(amount)), parent=page)
        shown.setAccessibleName(f"{what}: {money(amount)}")
        grid.addWidget(shown, place, 1, end)
    return page
