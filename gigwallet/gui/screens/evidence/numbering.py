"""What each exhibit will be called, asked anew with each edit; what was served is read once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gigwallet.app.bundles.after import Served, served_before
from gigwallet.app.bundles.build_bundle import BundleDraft, BundleItem
from gigwallet.app.bundles.numbers import numbers
from gigwallet.domain.recorded import ExhibitId, FactId
from gigwallet.gui.background import Lane
from gigwallet.gui.shell import ShellContext

Key = tuple[ExhibitId, tuple[FactId, ...]]


class Numbering(QObject):
    """For a moment after an edit still what it was called before. While nothing can be said, as
    where the file that was served is gone, there are no numbers: the pages say why."""

    told = Signal()

    def __init__(self, context: ShellContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._draft: BundleDraft | None = None
        self._numbers: dict[Key, str] = {}
        self._after: tuple[Path, ...] = ()
        self._served: Served | None = None  # what stands in these
        self._reading: tuple[Path, ...] = ()

    def of(self, items: Sequence[BundleItem]) -> tuple[str, ...]:
        """Empty where one is left out."""
        return tuple(self._numbers.get(_key(each), "") if each.included else "" for each in items)

    def ask(self, draft: BundleDraft) -> None:
        self._draft = draft
        if draft.after and draft.after != self._after:
            self._read(draft.after)
            return
        wallet, served = self._context.opened, self._served if draft.after else None
        self._context.run(
            lambda _job: numbers(wallet, draft, served),
            lambda found: self._hold(draft, found),
            refused=lambda _refusal: self._hold(draft, ()),
        )

    def _read(self, after: tuple[Path, ...]) -> None:
        """Hundreds of pages that were served take seconds: the vault's lane stays free."""
        if after != self._reading:
            self._reading, wallet = after, self._context.opened
            self._context.run(
                lambda _job: served_before(wallet.isolation, after),
                lambda served: self._has_read(after, served),
                refused=lambda _refusal: self._has_read((), None),
                lane=Lane.CPU,
            )

    def _has_read(self, after: tuple[Path, ...], served: Served | None) -> None:
        self._after, self._served, self._reading = after, served, ()
        draft = self._draft
        if draft is not None and after:
            self.ask(draft)
        elif draft is not None:
            self._hold(draft, ())

    def take(self, draft: BundleDraft, found: tuple[str, ...]) -> None:
        """What was found out together with the draft."""
        self._draft = draft
        self._hold(draft, found)

    def _hold(self, draft: BundleDraft, found: tuple[str, ...]) -> None:
        """Nothing ``found``: it could not be said."""
        if draft is self._draft:
            said = found or ("",) * len(draft.items)
            self._numbers = {_key(each): n for each, n in zip(draft.items, said, strict=True)}
            self.told.emit()


def _key(item: BundleItem) -> Key:
    return item.exhibit, item.rows
