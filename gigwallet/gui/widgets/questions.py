"""Questions: a form whose fields have names, read as answers and told what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from gigwallet.gui.widgets.answers import Answers
from gigwallet.gui.widgets.buttons import Segments
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.gui.widgets.dates import DayEdit
from gigwallet.gui.widgets.form import Field, FormPage
from gigwallet.gui.widgets.numbers import NumberEdit

Texts = Callable[[], Mapping[str, str]]


class QuestionForm(FormPage):
    """One form. ``sent`` when the person pressed its button or Enter in a line."""

    sent = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readers: list[Texts] = []
        self._fields_of: dict[str, Field] = {}
        self.send = self.add_button(self.sent.emit, primary=True, icon="check")

    def ask(self, name: str, editor: QWidget) -> Field:
        """A field with one answer."""
        read = _reader(editor)
        return self.ask_several((name,), editor, lambda: {name: read()})

    def ask_several(self, names: tuple[str, ...], editor: QWidget, read: Texts) -> Field:
        """A field whose editor gives several answers; their errors stand at this field."""
        field = self.add(editor)
        self._readers.append(read)
        self._fields_of |= dict.fromkeys(names, field)
        for line in [editor] if isinstance(editor, QLineEdit) else editor.findChildren(QLineEdit):
            line.returnPressed.connect(self.sent)
            line.textChanged.connect(lambda _text: self.changed.emit())
        return field

    def field(self, name: str) -> Field:
        return self._fields_of[name]

    def line(self, name: str) -> QLineEdit:
        """The line that answers ``name`` is written on."""
        editor = self._fields_of[name].editor
        return editor if isinstance(editor, QLineEdit) else editor.findChildren(QLineEdit)[0]

    def answers(self) -> Answers:
        texts: dict[str, str] = {}
        for read in self._readers:
            texts |= read()
        return Answers(texts)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Each error at its field, the keyboard at the first of them."""
        self.clear_errors()
        for name, sentence in errors.items():
            line = name.rpartition("_")
            field = self._fields_of.get(name) or self._fields_of[line[0]]
            field.set_error(sentence if name in self._fields_of else f"{line[2]}. {sentence}")
        self.focus_first_error()

    def focus_first(self) -> None:
        """Move the keyboard to the first field."""
        next(iter(self._fields_of.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Take the written answers away; choices and days stay for the next one."""
        self.clear_errors()
        for editor in {field.editor for field in self._fields_of.values()}:
            lines = [editor] if isinstance(editor, QLineEdit) else editor.findChildren(QLineEdit)
            for line in lines:
                if not line.isReadOnly() and line.objectName() != "qt_spinbox_lineedit":
                    line.clear()


def _reader(editor: QWidget) -> Callable[[], str]:
    match editor:
        case QLineEdit() | NumberEdit():
            return editor.text
        case DayEdit():
            return lambda: editor.day().isoformat()
        case Segments():
            return editor.choice
        case QCheckBox():
            return lambda: "yes" if editor.isChecked() else ""
        case ChoiceBox():
            return lambda: str(editor.key() or "")
        case QComboBox():
            return lambda: chosen(editor)
    raise TypeError(f"no way to read a {type(editor).__name__}")


def chosen(combo: QComboBox) -> str:
    """The key behind the chosen entry, or the person's own word where one was written."""
    place = combo.findText(combo.currentText())
    return str(combo.itemData(place)) if place >= 0 else combo.currentText()
