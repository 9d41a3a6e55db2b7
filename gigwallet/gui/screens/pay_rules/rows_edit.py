"""A field of several lines, each with the same few editors; a line can be added or removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, Label
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _


@dataclass(frozen=True, slots=True)
class Cell:
    """One editor of a line: ``name`` of its answer, its ``title``; with ``options`` a choice of
    (key, words), else a line to write on, ``width`` pixels wide (0: what there is)."""

    name: str
    title: Callable[[], str]
    width: int = 0
    options: Callable[[], Sequence[tuple[str, str]]] | None = None


class _Line:
    """The editors of one line."""

    def __init__(self, cells: Sequence[Cell], parent: QWidget) -> None:
        self.editors: dict[str, QLineEdit | ChoiceBox] = {}
        for cell in cells:
            editor = QLineEdit(parent) if cell.options is None else ChoiceBox(parent)
            if cell.width:
                editor.setFixedWidth(cell.width)
            self.editors[cell.name] = editor
        self.remove = Button(icon="x", role="quiet", parent=parent)

    def text(self, name: str) -> str:
        editor = self.editors[name]
        return editor.text() if isinstance(editor, QLineEdit) else str(editor.key() or "")

    def set_text(self, name: str, text: str) -> None:
        editor = self.editors[name]
        if isinstance(editor, QLineEdit):
            editor.setText(text)
        else:
            editor.choose(text)


class RowsEdit(QWidget):
    """Gives the answers ``name_N``. ``least`` lines are always there."""

    changed = Signal()

    def __init__(
        self, cells: Sequence[Cell], least: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._cells = tuple(cells)
        self._least = least
        self._lines: list[_Line] = []
        self._titles = [Label(role="muted", parent=self) for _cell in cells]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for place, title in enumerate(self._titles):
            self._grid.addWidget(title, 0, place)
        wide = [place for place, cell in enumerate(cells) if not cell.width]
        for place in wide or [len(self._cells) + 1]:
            self._grid.setColumnStretch(place, 1)
        self._add = Button(icon="plus", role="quiet", action=self._add_and_go, parent=self)
        self._words = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._grid)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        column.addLayout(row)
        for _n in range(least):
            self.add()
        self._show_titles()

    def say(self, add: str) -> None:
        """The words of the button that adds a line; titles and choices are worded anew."""
        self._words = add
        self._add.setText(add)
        for cell, title in zip(self._cells, self._titles, strict=True):
            title.setText(cell.title())
        self._name_lines()

    def texts(self) -> dict[str, str]:
        return {
            f"{cell.name}_{n}": line.text(cell.name)
            for n, line in enumerate(self._lines, start=1)
            for cell in self._cells
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """As many lines as there are answers, at least ``least``."""
        first = self._cells[0].name
        count = max(self._least, sum(1 for name in texts if name.rpartition("_")[0] == first))
        while self._lines:
            self._take(self._lines[-1])
        for n in range(1, count + 1):
            line = self.add()
            for cell in self._cells:
                line.set_text(cell.name, texts.get(f"{cell.name}_{n}", ""))

    def add(self) -> _Line:
        line = _Line(self._cells, self)
        self._lines.append(line)
        row = self._grid.rowCount()
        for place, editor in enumerate(line.editors.values()):
            self._grid.addWidget(editor, row, place)
            if isinstance(editor, QLineEdit):
                editor.textChanged.connect(lambda _text: self.changed.emit())
            else:
                editor.chosen.connect(lambda _key: self.changed.emit())
        self._grid.addWidget(line.remove, row, len(self._cells), Qt.AlignmentFlag.AlignLeft)
        line.remove.clicked.connect(lambda: self._remove(line))
        self._name_lines()
        self._show_titles()
        return line

    def editor(self, name: str, number: int) -> QLineEdit | ChoiceBox:
        """An editor of line ``number``, counted from 1."""
        return self._lines[number - 1].editors[name]

    @property
    def count(self) -> int:
        return len(self._lines)

    def _add_and_go(self) -> None:
        line = self.add()
        next(iter(line.editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, line: _Line) -> None:
        self._take(line)
        while len(self._lines) < self._least:
            self.add()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _take(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in (*line.editors.values(), line.remove):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._name_lines()
        self._show_titles()

    def _show_titles(self) -> None:
        for title in self._titles:
            title.setVisible(bool(self._lines))

    def _name_lines(self) -> None:
        for n, line in enumerate(self._lines, start=1):
            line.remove.name_only(_("Remove line {n}").format(n=n))
            for cell in self._cells:
                editor = line.editors[cell.name]
                editor.setAccessibleName(f"{cell.title()} {n}")
                if cell.options is not None and isinstance(editor, ChoiceBox):
                    editor.set_options(cell.options())
