"""A label that the person's answers confirmed and no screen has: shown, learnt or put aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.learn_labels import Proposed
from gigwallet.gui.screens.known_screens.telling import meaning
from gigwallet.gui.widgets import Button, Card, Label, isolated
from gigwallet.gui.widgets.crop import Crop
from gigwallet.words import _, ngettext, number, screen_words
from gigwallet.words.labels import platform

_CROP_HEIGHT = 96


class LabelCard(Card):
    """One at a time; hidden while there is none."""

    learnt = Signal(object)  # LearntLabel
    declined = Signal(object)  # LearntLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._offers: tuple[Proposed, ...] = ()
        self._crop = Crop(_CROP_HEIGHT, self)
        self._says = Label(role="label", wrap=True, parent=self)
        self._why = Label(role="muted", wrap=True, parent=self)
        self.learn = Button(icon="check", role="primary", action=self._learn, parent=self)
        self.decline = Button(icon="x", action=self._decline, parent=self)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.learn)
        buttons.addWidget(self.decline)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._says)
        words.addWidget(self._why)
        words.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._crop, 2)
        row.addLayout(words, 3)
        self.body.addLayout(row)
        self.hide()

    @property
    def offer(self) -> Proposed | None:
        return self._offers[0] if self._offers else None

    def retranslate(self) -> None:
        self.learn.setText(_("Learn it"))
        self.decline.setText(_("Not this"))
        self._say()

    def show_offers(self, offers: Sequence[Proposed], crop: bytes) -> None:
        """``crop``: the pixels of the first of them, empty where the picture is gone."""
        self._offers = tuple(offers)
        self._crop.show_png(crop)
        self._say()
        self.setVisible(bool(offers))

    def _learn(self) -> None:
        if self.offer is not None:
            self.learnt.emit(self.offer.label)

    def _decline(self) -> None:
        if self.offer is not None:
            self.declined.emit(self.offer.label)

    def _say(self) -> None:
        offer = self.offer
        if offer is None:
            return
        count = len(self._offers)
        self.set_heading(
            ngettext("A label that is new here", "{count} labels that are new here", count).format(
                count=number(count)
            )
        )
        means = meaning(offer.means)
        field = f"{offer.means.called} ({means})" if offer.means.labels else means
        self._says.setText(
            _("Does {label} mean {field}?").format(
                label=isolated(offer.label.label), field=isolated(field)
            )
        )
        seen = ngettext(
            "You confirmed it on {count} picture of {platform} ({about}). If the label on the "
            "picture is spelt so and always means this, learn it: it will wait for you no more.",
            "You confirmed it on {count} pictures of {platform} ({about}). If the label on the "
            "picture is spelt so and always means this, learn it: it will wait for you no more.",
            offer.times,
        )
        self._why.setText(
            seen.format(
                count=number(offer.times),
                platform=platform(offer.platform),
                about=screen_words.about(offer.kind),
            )
        )
        self._crop.setAccessibleName(_("The pixels of {name}").format(name=offer.label.label))
