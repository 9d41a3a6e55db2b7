"""A label that no screen has, with its pixels: learnt as what it means, or put aside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.screens import learn_labels
from gigwallet.app.screens.learn_labels import Proposed
from gigwallet.app.screens.screen_story import FieldStory
from gigwallet.gui.screens.known_screens.telling import meaning
from gigwallet.gui.widgets import Button, Card, Label, isolated
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.gui.widgets.crop import Crop
from gigwallet.words import _, ngettext, number, screen_words
from gigwallet.words.labels import label, platform

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
        self.paid_for = ChoiceBox(self)
        self.paid_for.chosen.connect(lambda _key: self._may_learn())
        self.learn = Button(icon="check", role="primary", action=self._learn, parent=self)
        self.decline = Button(icon="x", action=self._decline, parent=self)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.paid_for)
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

    def first(self) -> QWidget:
        """Where the keyboard starts: at the question, if there is one."""
        return self.learn if self.paid_for.isHidden() else self.paid_for

    def retranslate(self) -> None:
        self.paid_for.set_options(
            [
                (None, _("(choose)")),
                *((each, label(each)) for each in learn_labels.PAID_FOR),
            ]
        )
        self.paid_for.setAccessibleName(_("What is it paid for?"))
        self.learn.setText(_("Learn it"))
        self.decline.setText(_("Not this"))
        self._say()

    def show_offers(self, offers: Sequence[Proposed], crop: bytes) -> None:
        """``crop``: the pixels of the first of them, empty where the picture is gone."""
        self._offers = tuple(offers)
        self._crop.show_png(crop)
        self.paid_for.choose(None)
        self._may_learn()
        self._say()
        self.setVisible(bool(offers))

    def _may_learn(self) -> None:
        """An amount of which nobody has said what it is cannot be learnt yet."""
        asks = self.offer is not None and self.offer.means is None
        self.paid_for.setVisible(asks)
        self.learn.setEnabled(not asks or self.paid_for.key() is not None)

    def _learn(self) -> None:
        if self.offer is None:
            return
        said, pay = self.offer.label, self.paid_for.key()
        self.learnt.emit(learn_labels.as_paid_for(said, pay) if pay is not None else said)

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
        if offer.means is not None:
            self._say_field(offer, offer.means)
        else:
            self._say_amount(offer)
        self._crop.setAccessibleName(_("The pixels of {name}").format(name=offer.label.label))

    def _say_field(self, offer: Proposed, field: FieldStory) -> None:
        means = meaning(field)
        called = f"{field.called} ({means})" if field.labels else means
        self._says.setText(
            _("Does {label} mean {field}?").format(
                label=isolated(offer.label.label), field=isolated(called)
            )
        )
        if offer.adds_up:
            self._why.setText(_seen(_summed(offer), offer))
            return
        seen = ngettext(
            "You confirmed it on {count} picture of {platform} ({about}). If the label on the "
            "picture is spelt so and always means this, learn it: it will wait for you no more.",
            "You confirmed it on {count} pictures of {platform} ({about}). If the label on the "
            "picture is spelt so and always means this, learn it: it will wait for you no more.",
            offer.times,
        )
        self._why.setText(_seen(seen, offer))

    def _say_amount(self, offer: Proposed) -> None:
        self._says.setText(
            _("{label}: what is this amount paid or taken off for?").format(
                label=isolated(offer.label.label)
            )
        )
        seen = ngettext(
            "It stands on {count} picture of {platform} ({about}), and {total} adds up only with "
            "it. Once it is learnt, such pictures prove themselves again.",
            "It stands on {count} pictures of {platform} ({about}), and {total} adds up only with "
            "it. Once it is learnt, such pictures prove themselves again.",
            offer.times,
        )
        self._why.setText(_seen(seen, offer))


def _summed(offer: Proposed) -> str:
    return ngettext(
        "It stands on {count} picture of {platform} ({about}) that shows no {total}, and beside it "
        "just what the other amounts come to. Once it is learnt, such pictures prove themselves "
        "again.",
        "It stands on {count} pictures of {platform} ({about}) that show no {total}, and beside it "
        "just what the other amounts come to. Once it is learnt, such pictures prove themselves "
        "again.",
        offer.times,
    )


def _seen(words: str, offer: Proposed) -> str:
    return words.format(
        count=number(offer.times),
        platform=platform(offer.platform),
        about=screen_words.about(offer.kind),
        total=isolated(offer.adds_up),
    )
