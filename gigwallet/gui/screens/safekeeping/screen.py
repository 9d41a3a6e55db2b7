"""Safekeeping: five facts at the head, and the parts of the page where each step is done."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from gigwallet.app.vaults.print_recovery_sheet import vault_sign
from gigwallet.app.vaults.tell_safety import Safety, safety
from gigwallet.gui.screens.safekeeping.backup import Backup
from gigwallet.gui.screens.safekeeping.check_card import CheckCard
from gigwallet.gui.screens.safekeeping.export_card import ExportCard
from gigwallet.gui.screens.safekeeping.overview import Overview
from gigwallet.gui.screens.safekeeping.part import Part
from gigwallet.gui.screens.safekeeping.proof import Proof
from gigwallet.gui.screens.safekeeping.ways_in import WaysIn
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import Segments
from gigwallet.words import _


class SafekeepingScreen(ScreenWidget):
    """Parts: overview, keys, backup, check, proof, export. Each has one primary action at most."""

    # Whatever is stored adds entries after the head, so nearly everything is shown here.
    shows: ClassVar[frozenset[str]] = frozenset(
        {"safety", "worker", "engagements", "trips", "shifts", "tallies", "statements"}
        | {"pay_lines", "payouts", "exhibits", "schemes", "cases", "coverage"}
    )

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._modes = Segments(self)
        self.overview = Overview()
        self.keys = WaysIn(context)
        self.backup = Backup(context)
        self.check = CheckCard(context)
        self.proof = Proof(context)
        self.export = ExportCard(context)
        self._parts = {
            "overview": self._part(self.overview),
            "keys": self.keys,
            "backup": self.backup,
            "check": self._part(self.check),
            "proof": self.proof,
            "export": self._part(self.export),
        }
        self._at_once = {
            "backup": self.backup.card.ask,
            "check": self.check.run,
            "proof": self.proof.checkpoints.ask,
        }
        self._pages = QStackedWidget(self)
        for part in self._parts.values():
            self._pages.addWidget(part)
        self.body.addWidget(self._modes)
        self.body.addWidget(self._pages, 1)
        self._modes.chosen.connect(self.show_part)
        self.overview.wanted.connect(self.show_part)

    def retranslate(self) -> None:
        self._modes.set_choices(
            [
                ("overview", _("Overview")),
                ("keys", _("Ways in")),
                ("backup", _("Backup")),
                ("check", _("Check")),
                ("proof", _("Proof")),
                ("export", _("Export")),
            ]
        )
        sign = vault_sign(self.context.opened)
        self.header.say(
            _("Safekeeping"),
            _("How safe your evidence is, and what keeps it so. Vault {sign}").format(sign=sign),
        )
        for part in self._parts.values():
            part.retranslate()
        for card in (self.overview, self.check, self.export):
            card.retranslate()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: safety(wallet), self._show)
        for part in self._parts.values():
            part.refresh()

    def open(self, **arguments: object) -> None:
        """``part``, and ``page`` of it: ``part="keys", page="rehearse"``."""
        if (part := arguments.get("part")) is not None:
            self.show_part(str(part), str(arguments.get("page", "")))

    def show_part(self, part: str, page: str = "") -> None:
        """A page of the part, its cards where none is named; ``now`` does its step at once."""
        left = self._part_in_sight()
        if not left.may_leave():
            self._modes.choose(next(key for key, each in self._parts.items() if each is left))
            return
        holds = self.window().focusWidget()
        keyboard = holds is None or left.isAncestorOf(holds)
        left.home()
        self._modes.choose(part)
        shown = self._parts[part]
        self._pages.setCurrentWidget(shown)
        if keyboard:
            shown.setFocus()  # Tab goes on at the head of the part
        if page == "now":
            self._at_once[part]()
        elif page:
            shown.go(page)

    def _part_in_sight(self) -> Part:
        return list(self._parts.values())[self._pages.currentIndex()]

    def _part(self, card: Overview | CheckCard | ExportCard) -> Part:
        part = Part(self.context)
        part.column.addWidget(card)
        return part

    def _show(self, safety: Safety) -> None:
        self.overview.show_safety(safety)
        self.check.show_safety(safety)
        for part in self._parts.values():
            part.show_safety(safety)
