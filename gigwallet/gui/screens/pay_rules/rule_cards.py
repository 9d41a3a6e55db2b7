"""The person's rules as cards, and the shapes that a new rule can start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.rules.keep_scheme import Shape
from gigwallet.domain.recorded import EngagementId, ExhibitId, SchemeId
from gigwallet.domain.scheme import KnownScheme
from gigwallet.gui.screens.pay_rules import rule_words
from gigwallet.gui.widgets import Button, Card, EmptyState, Label, Pill, isolated
from gigwallet.words import _, day


@dataclass(frozen=True, slots=True)
class RuleView:
    """What a card says of a rule: pills are (words, tone)."""

    id: SchemeId
    name: str
    holds: str
    work: str
    proof: str
    pills: tuple[tuple[str, str], ...]


def rule_views(
    known: Sequence[KnownScheme],
    engagements: Mapping[EngagementId, str],
    exhibits: Mapping[ExhibitId, str],
    today: date,
) -> tuple[RuleView, ...]:
    """The rule in force first, then by the day from which each holds."""
    ordered = sorted(known, key=lambda each: each.scheme.first_day, reverse=True)
    return tuple(_view(each, engagements, exhibits, today) for each in ordered)


def _view(
    known: KnownScheme,
    engagements: Mapping[EngagementId, str],
    exhibits: Mapping[ExhibitId, str],
    today: date,
) -> RuleView:
    rule = known.scheme
    if rule.last_day is not None:
        words = _("From {first} to {last}")
        holds = words.format(first=day(rule.first_day), last=day(rule.last_day))
    else:
        holds = _("From {first} on").format(first=day(rule.first_day))
    pills = [_state(rule.first_day, rule.last_day, today)]
    if rule.illustrative:
        pills.append((_("Only an example"), "warn"))
    proof = exhibits.get(rule.proof, "") if rule.proof else ""
    if not proof and not rule.illustrative:
        pills.append((_("No proof yet"), "warn"))
    return RuleView(
        known.id,
        rule.name,
        holds,
        engagements.get(rule.engagement_id, "") if rule.engagement_id else _("All work"),
        _("Shown by {file}").format(file=proof) if proof else "",
        tuple(pills),
    )


def _state(first: date, last: date | None, today: date) -> tuple[str, str]:
    if last is not None and last < today:
        return _("Ended"), ""
    return (_("In force"), "good") if first <= today else (_("Not yet"), "")


class RuleCard(QFrame):
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, view: RuleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setAccessibleName(view.name)
        words = QVBoxLayout()
        words.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(isolated(view.name), role="heading", wrap=True, parent=self), 1)
        for text, tone in view.pills:
            head.addWidget(Pill(text, tone, self))
        words.addLayout(head)
        for line in (f"{view.holds}  \N{MIDDLE DOT}  {view.work}", view.proof):
            if line:
                words.addWidget(Label(isolated(line), role="muted", wrap=True, parent=self))
        self.open = Button(
            _("Open"), "pencil", action=lambda: self.opened.emit(view.id), parent=self
        )
        self.open.setAccessibleName(_("Open {name}").format(name=view.name))
        self.remove = Button(
            icon="trash-2", role="quiet", action=lambda: self.removed.emit(view.id), parent=self
        )
        self.remove.name_only(_("Remove {name}").format(name=view.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 14, 14)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)


class RuleList(QWidget):
    """All rules, or why there should be one; below them the shapes to start from."""

    opened = Signal(str)
    removed = Signal(str)
    shape_chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[RuleCard] = []
        self._shapes: tuple[Shape, ...] = ()
        self._ways: list[Button] = []
        self.nothing = EmptyState("list-checks", self)
        self.nothing.setMinimumHeight(220)
        self.nothing.pressed.connect(self.new_wanted)
        self._examples = Card("", self)
        self._advice = Label(role="muted", wrap=True, parent=self._examples)
        self._examples.body.addWidget(self._advice)
        self._shelf = QGridLayout()
        self._shelf.setSpacing(2)
        self._examples.body.addLayout(self._shelf)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self.nothing)
        column.addLayout(self._column)
        column.addWidget(self._examples)
        column.addStretch(1)

    def retranslate(self) -> None:
        self.nothing.say(
            _("No pay rule yet"),
            _(
                "The rule says what an order pays. With it the pay check works out what you should "
                "have been paid, down to each order."
            ),
            _("Enter your pay rule"),
        )
        self._examples.set_heading(_("Start from an example text"))
        self._advice.setText(
            _("Also for rules that the form cannot ask. The prices are invented, no platform's.")
        )
        self.show_shapes(self._shapes)

    def show_rules(self, views: Sequence[RuleView]) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [RuleCard(view, self) for view in views]
        for card in self.cards:
            card.opened.connect(self.opened)
            card.removed.connect(self.removed)
            self._column.addWidget(card)
        self.nothing.setVisible(not views)

    def show_shapes(self, shapes: Sequence[Shape]) -> None:
        self._shapes = tuple(shapes)
        while self._shelf.count():
            item = self._shelf.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._ways = [
            Button(
                rule_words.shape_name(shape),
                "file-text",
                "nav",
                partial(self.shape_chosen.emit, shape.key),
                self._examples,
            )
            for shape in shapes
        ]
        self._lay_out()
        self._examples.setVisible(bool(shapes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column of the shapes."""
        widest = max((each.sizeHint().width() for each in self._ways), default=0)
        return QSize(widest + self._beside(), super().minimumSizeHint().height())

    def _beside(self) -> int:
        """What margins take of the width."""
        outer, inner = self.contentsMargins(), self._examples.body.contentsMargins()
        layout = self.layout()
        around = layout.contentsMargins() if layout is not None else outer
        return sum(each.left() + each.right() for each in (outer, inner, around))

    def _lay_out(self) -> None:
        """Two columns where there is room for them, each read from the top."""
        widest = max((each.sizeHint().width() for each in self._ways), default=0)
        room = self.width() - self._beside() - self._shelf.horizontalSpacing()
        tall = (len(self._ways) + 1) // 2 if 2 * widest <= room else len(self._ways)
        for number, button in enumerate(self._ways):
            row, column = number % tall, number // tall
            self._shelf.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeft)
