"""Small pictures of exhibits, fetched when they come into sight and held while they are near."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from gigwallet.app.records import keep_exhibits
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.shell import ShellContext

_AT_ONCE = 16
_HELD = 400


class Thumbnails(QObject):
    """Ask for one with ``picture``; ``arrived`` says that some came.

    One question is open at a time, and the next is about what was asked for last: whoever scrolls
    through thousands waits for the last stop alone. Files without a small picture are remembered
    as such.
    """

    arrived = Signal()

    def __init__(self, context: ShellContext, side: int, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._side = side
        self._held: OrderedDict[ExhibitId, QImage | None] = OrderedDict()
        self._wanted: OrderedDict[ExhibitId, None] = OrderedDict()
        self._asked = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def picture(self, exhibit: ExhibitId) -> QImage | None:
        """None while it is on its way, and where there is none."""
        if exhibit in self._held:
            self._held.move_to_end(exhibit)
            return self._held[exhibit]
        self._wanted[exhibit] = None
        self._wanted.move_to_end(exhibit)
        while len(self._wanted) > _AT_ONCE:
            self._wanted.popitem(last=False)  # it has been scrolled out of sight
        self._soon.start()
        return None

    def _ask(self) -> None:
        if self._asked or not self._wanted or self._context.wallet is None:
            return
        self._asked = True
        wallet, side = self._context.opened, self._side
        wanted = tuple(self._wanted)
        self._wanted.clear()
        ticket = self._context.run(
            lambda _job: _fetched(wallet, wanted, side),
            self._take,
        )
        ticket.ended.connect(self._done)

    def _take(self, found: dict[ExhibitId, QImage | None]) -> None:
        self._held |= found
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        self.arrived.emit()

    def _done(self) -> None:
        self._asked = False
        self._soon.start()


def _fetched(
    wallet: Wallet, wanted: Sequence[ExhibitId], side: int
) -> dict[ExhibitId, QImage | None]:
    """Unpacked and made small here, so that the window only paints."""
    return {each: _small(wallet, each, side) for each in wanted}


def _small(wallet: Wallet, exhibit: ExhibitId, side: int) -> QImage | None:
    try:
        data = keep_exhibits.thumbnail(wallet, exhibit)
    except GigWalletError:  # erased meanwhile
        return None
    image = QImage.fromData(data) if data else QImage()
    if image.isNull():
        return None
    return image.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
