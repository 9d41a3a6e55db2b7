"""The pages of the draft: counted a moment after the hand rests, and any one of them drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from gigwallet.app.bundles import preview_bundle
from gigwallet.app.bundles.build_bundle import BundleDraft
from gigwallet.app.bundles.preview_bundle import NOTHING_KNOWN, CountedBundle, Looks
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.shell import ShellContext

_COUNT_MS = 250


class Counting(QObject):
    """Follows one draft at a time; what was found out about a former one is not told."""

    counted = Signal()  # its pages are known, or why they are not
    begun = Signal(object)  # Ticket

    def __init__(self, context: ShellContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._draft: BundleDraft | None = None
        self._count: CountedBundle | None = None
        self._looks: Looks = NOTHING_KNOWN
        self._ticket: Ticket | None = None
        self.refusal: GigWalletError | None = None
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._soon.timeout.connect(self._lay_out)

    @property
    def count(self) -> CountedBundle | None:
        """Of this very draft; None while it is being laid out."""
        return self._count if self._count and self._count.draft == self._draft else None

    def follow(self, draft: BundleDraft | None, *, at_once: bool = False) -> None:
        self._draft = draft
        self._soon.start(0 if at_once else _COUNT_MS)

    def forget_looks(self) -> None:
        """What was found out of exhibits: a password that opened one opens it no more."""
        self._looks = NOTHING_KNOWN

    def guess(self, digests: Iterable[str]) -> int | None:
        """About how many pages a file of these exhibits has; None before the first count."""
        return self._count.guess(digests) if self._count is not None else None

    def draw(self, page: int, then: Callable[[bytes], object]) -> Ticket | None:
        """One page of what was counted."""
        wallet, count = self._context.opened, self.count
        if count is None or not 1 <= page <= count.pages:
            return None

        def drawn(job: Job) -> bytes:
            with wallet.reader() as reader:
                return preview_bundle.draw_page(reader, count, page)

        return self._context.run(
            drawn, lambda picture: then(picture) if self.count is count else None, lane=Lane.CPU
        )

    def _lay_out(self) -> None:
        wallet, draft, looks = self._context.wallet, self._draft, self._looks
        if self._ticket is not None:
            self._ticket.cancel()
        self.refusal = None
        if wallet is None or draft is None or not any(each.included for each in draft.items):
            self.counted.emit()
            return

        def count(job: Job) -> CountedBundle:
            with wallet.reader() as reader:
                return preview_bundle.count(reader, draft, looks, job)

        ticket = self._context.run(count, self._laid_out, refused=self._refused, lane=Lane.CPU)
        self._ticket = ticket
        ticket.ended.connect(lambda: self._over(ticket))
        self.begun.emit(ticket)

    def _laid_out(self, count: CountedBundle) -> None:
        self._looks = count.looks
        self._count = count
        if self.count is not None:
            self.counted.emit()

    def _refused(self, refusal: GigWalletError) -> None:
        self.refusal = refusal
        self.counted.emit()

    def _over(self, ticket: Ticket) -> None:
        if self._ticket is ticket:
            self._ticket = None
