"""The letter that goes into the evidence: chosen by name, made for the draft, or why it is not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.letters import in_bundle
from gigwallet.app.letters.in_bundle import PutIn, WantedLetter
from gigwallet.app.letters.shelf import KnownLetter
from gigwallet.domain.step import Step
from gigwallet.gui.shell import ShellContext

Put = Callable[[PutIn], object]


class Lettering(QObject):
    """``put`` lays what was made onto the draft. Of two that were chosen one after the other, the
    later one counts."""

    changed = Signal()  # a letter was chosen, or is in the draft, or cannot be yet

    def __init__(self, context: ShellContext, put: Put, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._put = put
        self.known: tuple[KnownLetter, ...] = ()
        self.wanted: WantedLetter | None = None
        self.fresh = False  # chosen since the draft was asked for last
        self.blockers: tuple[Step, ...] = ()  # why it is not in the draft

    def want(self, letter: WantedLetter) -> None:
        """For the draft that is asked for next."""
        self.wanted, self.fresh = letter, True

    def choose(self, wanted: WantedLetter | None, draft: BundleDraft) -> None:
        """None takes it out again."""
        self.wanted, self.fresh, self.blockers = wanted, True, ()
        self._put(PutIn())
        self.changed.emit()
        if wanted is not None:
            wallet = self._context.opened
            self._context.run(
                lambda job: in_bundle.put_in(wallet, draft, wanted, job),
                lambda found: self._made(wanted, found),
            )

    def take(self, wanted: WantedLetter | None, blockers: tuple[Step, ...]) -> None:
        """As it came with the draft."""
        self.wanted, self.fresh, self.blockers = wanted, False, blockers

    def _made(self, wanted: WantedLetter, found: PutIn) -> None:
        if wanted is self.wanted:
            self.blockers = found.blockers
            self._put(found)
            self.changed.emit()
