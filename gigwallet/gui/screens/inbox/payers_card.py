"""The card that asks which senders of a wallet bill pay for work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from gigwallet.gui.screens.inbox.payers import Payer, chosen_sentence
from gigwallet.gui.widgets import Button, Card, Label, isolated
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, ngettext, number
from gigwallet.words.labels import platform


class PayersCard(Card):
    """Known payers are ticked beforehand; the others are folded away until they are asked for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._payers: tuple[Payer, ...] = ()
        self._platforms: tuple[str, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._pays_for: dict[str, ChoiceBox] = {}
        self._advice = Label(role="muted", wrap=True, parent=self)
        self._sum = Label(role="label", wrap=True, parent=self)
        self._list = QWidget(self)
        self._others = QWidget(self)
        self._unfold = Button(icon="chevron-right", role="quiet", action=self._toggle, parent=self)
        self.body.addWidget(self._advice)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(6)
        self.body.addLayout(self._lists)
        self.body.addWidget(self._sum)

    def show_platforms(self, platforms: Sequence[str]) -> None:
        """Those that a payer whom nobody knows may pay for; of one there is nothing to ask."""
        self._platforms = tuple(platforms)
        self.show_payers(self._payers)

    def show_payers(self, payers: Sequence[Payer]) -> None:
        """Ticks made before stay; a payer seen for the first time is ticked if it is known."""
        ticked = {name: box.isChecked() for name, box in self._boxes.items()}
        self._payers = tuple(payers)
        said = {name: box.key() for name, box in self._pays_for.items()}
        self._boxes, self._pays_for = {}, {}
        for old in (self._list, self._others):
            self._lists.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lists.removeWidget(self._unfold)
        known = [payer for payer in payers if payer.suggested]
        others = [payer for payer in payers if not payer.suggested]
        self._list = self._grid(known, ticked)
        self._others = self._grid(others, ticked)
        for name, box in self._pays_for.items():
            box.choose(said.get(name))
        self._lists.addWidget(self._list)
        self._lists.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._lists.addWidget(self._others)
        self._unfold.setVisible(bool(others))
        self._others.setVisible(bool(others) and not known)
        self.setVisible(bool(payers))
        self.retranslate()

    def retranslate(self) -> None:
        self.set_heading(_("Who pays you for work?"))
        self._advice.setText(
            _(
                "Tick everybody who pays for your rides, staffing firms too. Only their payments "
                "are stored; what others sent you, and what you bought, is not kept as rows."
            )
        )
        others = sum(1 for payer in self._payers if not payer.suggested)
        words = ngettext("{n} other sender", "{n} other senders", others)
        self._unfold.setText(words.format(n=number(others)))
        self._fold_icon()
        self._say_sum()

    def chosen(self) -> frozenset[str]:
        """The names that are ticked."""
        return frozenset(name for name, box in self._boxes.items() if box.isChecked())

    def box(self, name: str) -> QCheckBox:
        return self._boxes[name]

    def _grid(self, payers: Sequence[Payer], ticked: dict[str, bool]) -> QWidget:
        page = QWidget(self)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for place, payer in enumerate(payers):
            box = QCheckBox(isolated(payer.name), page)
            box.setChecked(ticked.get(payer.name, payer.suggested))
            box.setAccessibleDescription(payer.words)
            box.toggled.connect(lambda _on: self._say_sum())
            self._boxes[payer.name] = box
            words = Label(payer.words, role="muted", parent=page)
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(box, place, 0)
            grid.addWidget(words, place, 1)
            if not payer.suggested and len(self._platforms) > 1:
                grid.addWidget(self._platform_choice(payer, box, page), place, 2)
        return page

    def _platform_choice(self, payer: Payer, tick: QCheckBox, page: QWidget) -> ChoiceBox:
        """Which work this payer pays for; asked once somebody is ticked."""
        choice = self._pays_for[payer.name] = ChoiceBox(page)
        choice.set_options([(each, platform(each)) for each in self._platforms])
        choice.setAccessibleName(f"{_('Pays for')}: {payer.name}")
        choice.setVisible(tick.isChecked())
        tick.toggled.connect(choice.setVisible)
        return choice

    def pays_for(self) -> dict[str, str]:
        """Payer -> platform, of the ticked ones whom no dictionary knows."""
        chosen = self.chosen()
        return {name: box.key() for name, box in self._pays_for.items() if name in chosen}

    def _toggle(self) -> None:
        self._others.setVisible(self._others.isHidden())
        self._fold_icon()

    def _fold_icon(self) -> None:
        self._unfold.set_icon("chevron-right" if self._others.isHidden() else "chevron-down")

    def _say_sum(self) -> None:
        chosen = self.chosen()
        self._sum.setText(chosen_sentence([each for each in self._payers if each.name in chosen]))
        self.changed.emit()
