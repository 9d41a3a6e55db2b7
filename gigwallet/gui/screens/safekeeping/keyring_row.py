"""The row of the keyring: off by default, and saying why where it is not to be had."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults import keep_slots
from gigwallet.app.vaults.keep_slots import KeyringOffer
from gigwallet.app.wallet import Wallet
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets.action_row import ActionRow
from gigwallet.words import _
from gigwallet.words.refusals import explain


@dataclass(frozen=True, slots=True)
class KeyringState:
    """What the keyring of this computer is to this vault. To ask it may take ten seconds, so
    nobody asks in the vault's lane."""

    offer: KeyringOffer
    on: bool

    @classmethod
    def of(cls, wallet: Wallet) -> KeyringState:
        return cls(keep_slots.keyring_offer(wallet.around), keep_slots.in_keyring(wallet))


class KeyringRow(ActionRow):
    """A switch with its consequence beside it."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("monitor", parent)
        self._context = context
        self._state: KeyringState | None = None
        self.switch = self.add_button(self._press)
        self.retranslate()

    @property
    def is_known(self) -> bool:
        return self._state is not None

    def ask(self) -> None:
        wallet = self._context.opened
        self._context.run(lambda _job: KeyringState.of(wallet), self.show_state, lane=Lane.CPU)

    def show_state(self, state: KeyringState) -> None:
        self._state = state
        self.retranslate()

    def retranslate(self) -> None:
        title = _("Open with the keyring of this computer")
        state = self._state
        self.switch.setVisible(state is not None)
        if state is None:
            self.say(title)
            return
        if state.on:
            self.say(
                title,
                _(
                    "Whoever is logged in to this computer opens the vault without a passphrase. "
                    "The key is kept in {store}."
                ).format(store=state.offer.store),
                _("On"),
                "warn",
            )
        elif state.offer.available:
            self.say(
                title,
                _(
                    "Convenient on a computer that only you use: {store} then opens the vault when "
                    "you are logged in. The passphrase still works."
                ).format(store=state.offer.store),
                _("Off"),
            )
        else:
            reason = state.offer.reason
            self.say(title, explain(reason) if reason else "", _("Not available here"))
        self.switch.setText(_("Turn off") if state.on else _("Turn on"))
        self.switch.setEnabled(state.on or state.offer.available)

    def _press(self) -> None:
        state, wallet = self._state, self._context.opened
        if state is None:
            return
        if not state.on and not self._context.confirm(
            _("Let this computer open the vault?"),
            _(
                "Whoever can log in as you on this computer, or has your login password, can then "
                "open the vault too."
            ),
            _("Turn on"),
        ):
            return
        change = keep_slots.forget_in_keyring if state.on else keep_slots.remember_in_keyring

        def work(_job: object) -> KeyringState:
            change(wallet)
            return KeyringState.of(wallet)

        ticket = self._context.run(work, self.show_state, changes=CHANGED, lane=Lane.CPU)
        self.switch.rest_until(ticket.ended)
        ticket.ended.connect(self.retranslate)
