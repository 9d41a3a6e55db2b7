"""The switcher: the vaults of this computer, typed at and chosen without a mouse.

It shows the sign of each folder. Whose vault it is stands beside it only for vaults that were open
since the last lock; nothing of it is written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gigwallet.app.vaults.known_vaults import KnownVault
from gigwallet.gui import theme
from gigwallet.gui.widgets import Button, FilterBox, Label
from gigwallet.words import _

_ROW = 52
_FOLDER, _SIGN, _NAME, _USED = (Qt.ItemDataRole.UserRole + place for place in range(4))


class Switcher(QDialog):
    """`chosen` with the folder; `elsewhere` and `new` for what is not in the list."""

    chosen = Signal(object)  # Path
    elsewhere = Signal()
    new = Signal()

    def __init__(
        self,
        vaults: list[KnownVault],
        names: Mapping[Path, str],
        present: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("GigWallet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        self.setAccessibleName(_("Vaults"))
        column.addWidget(Label(_("Vaults"), role="heading", parent=self))
        self._lead = Label(role="muted", wrap=True, parent=self)
        self._lead.setText(
            _("The open vault is locked when you choose another.")
            if present is not None
            else _("Choose the vault to open.")
        )
        column.addWidget(self._lead)
        self.filter = FilterBox(self)
        self.filter.say(_("Search by sign"))
        column.addWidget(self.filter)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Vaults"))
        self.list.setItemDelegate(_Row(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        column.addWidget(self.list, 1)
        self._none = Label(_("No vault is known here."), role="muted", wrap=True, parent=self)
        column.addWidget(self._none)
        column.addLayout(self._buttons())
        self._fill(vaults, names, present)
        self.filter.textChanged.connect(self._sift)
        self.filter.down_pressed.connect(self._step_down)
        self.filter.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self._sift("")
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> list[str]:
        """The signs that the search leaves, in their order."""
        rows = [self.list.item(row) for row in range(self.list.count())]
        return [str(row.data(_SIGN)) for row in rows if not row.isHidden()]

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        folder = Button(_("Another folder"), "folder-open", "quiet", self._go_elsewhere, self)
        make = Button(_("New vault"), "plus", "quiet", self._go_new, self)
        self.open_button = Button(_("Open"), role="primary", action=self._choose, parent=self)
        row.addWidget(folder)
        row.addWidget(make)
        row.addStretch(1)
        row.addWidget(Button(_("Cancel"), action=self.reject, parent=self))
        row.addWidget(self.open_button)
        return row

    def _fill(
        self, vaults: list[KnownVault], names: Mapping[Path, str], present: Path | None
    ) -> None:
        for each in vaults:
            item = QListWidgetItem()
            open_now = present is not None and each.folder.resolve() == present.resolve()
            name = names.get(each.folder.resolve(), "")
            used = _used(each, open_now)
            item.setData(_FOLDER, str(each.folder))
            item.setData(_SIGN, each.sign)
            item.setData(_NAME, name)
            item.setData(_USED, used)
            words = ", ".join(filter(None, (each.sign, name, used)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(str(each.folder))
            if open_now or each.used is None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)

    def _sift(self, typed: str) -> None:
        wanted = typed.casefold().strip()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            words = f"{item.data(_SIGN)} {item.data(_NAME)}".casefold()
            item.setHidden(wanted not in words)
            if first is None and _may_be_opened(item):
                first = item
        self.list.setCurrentItem(first)  # type: ignore[arg-type]  # Qt takes none as well
        self.open_button.setEnabled(first is not None)
        self._none.setVisible(not self.shown())

    def _step_down(self) -> None:
        """The first is chosen already, so Down means the next."""
        self.list.setFocus()
        below = map(self.list.item, range(self.list.currentRow() + 1, self.list.count()))
        following = next((item for item in below if _may_be_opened(item)), None)
        if following is not None:
            self.list.setCurrentItem(following)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and _may_be_opened(item):
            folder = Path(str(item.data(_FOLDER)))
            self.accept()
            self.chosen.emit(folder)

    def _go_elsewhere(self) -> None:
        self.accept()
        self.elsewhere.emit()

    def _go_new(self) -> None:
        self.accept()
        self.new.emit()


def _may_be_opened(item: QListWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsEnabled) and not item.isHidden()


def _used(vault: KnownVault, open_now: bool) -> str:
    if open_now:
        return _("open now")
    if vault.used is None:
        return _("not there now")
    return f"{vault.used.astimezone():%Y-%m-%d %H:%M}"


class _Row(QStyledItemDelegate):
    """The sign, below it the name where it is known, and when the vault was used last."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        worn = theme.current()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        if selected:
            painter.fillRect(option.rect, worn.colour("accent_bg"))
        box = option.rect.adjusted(14, 6, -14, -6)
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        trailing = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        used, name = str(index.data(_USED)), str(index.data(_NAME) or "")
        painter.setPen(worn.colour("muted"))
        painter.drawText(box, trailing, used)
        taken = painter.fontMetrics().horizontalAdvance(used) + 16
        left = QRect(box.left(), box.top(), box.width() - taken, box.height())
        if name:
            lower = QRect(left.left(), left.center().y(), left.width(), left.height() // 2)
            painter.drawText(lower, leading, _fit(painter, name, left.width()))
            left.setHeight(left.height() // 2)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(worn.colour("text" if enabled else "muted"))
        painter.drawText(left, leading, _fit(painter, str(index.data(_SIGN)), left.width()))
        painter.restore()


def _fit(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, width)
