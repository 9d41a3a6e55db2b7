"""The pane beside the board: one exhibit from its picture down to what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gigwallet.app.records import keep_exhibits
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence import board_rows as words
from gigwallet.gui.screens.evidence.board_rows import BoardRow
from gigwallet.gui.screens.evidence.describing import Describing, Said
from gigwallet.gui.screens.evidence.stated_words import stated_words
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, DetailPane, Fact, Field
from gigwallet.words import _, labels, moment, number
from gigwallet.words import day as day_words

_WIDTH = 320
_PICTURE = 240


def size_words(size: int) -> str:
    """``312 KB``: whole kilobytes, at least 1."""
    return _("{count} KB").format(count=number(max(1, round(size / 1000))))


class ExhibitPane(DetailPane):
    """Shows a row of the board. What is typed in it and not kept outlives a look at another."""

    worded = Signal(int, str, str)  # place, title, purpose
    ticked = Signal(object, bool)
    redact = Signal(object)  # ExhibitId
    original = Signal(int, bool)  # place; whether it goes out instead of its redacted copy

    def __init__(self, context: ShellContext, can_redact: bool, parent: QWidget) -> None:
        super().__init__(_WIDTH, parent)
        self._context = context
        self._can_redact = can_redact
        self._shown: BoardRow | None = None
        self._at_head: QLabel | None = None
        self._names: Mapping[ExhibitId, str] = {}
        self._drafts: dict[ExhibitId, Said] = {}
        self._say: Callable[[], object] | None = None

    def show_row(self, row: BoardRow | None, names: Mapping[ExhibitId, str]) -> None:
        """The same row again is not painted again, so that nothing typed is lost."""
        self._names = names
        if row == self._shown:
            return
        former, self._shown = self._shown, row
        self.setVisible(row is not None)
        if row is None:
            self._at_head = None
            return
        if former is not None and _only_pages_differ(former, row):
            return
        self.clear()
        self._tell(row)

    def tell_again(self) -> None:
        """In another language."""
        if self._shown is not None:
            self.clear()
            self._tell(self._shown)

    def finish(self) -> None:
        """Take over a title or purpose that is being typed."""
        if self._say is not None:
            self._say()

    def _tell(self, row: BoardRow) -> None:
        self._say = None
        known = row.about.known
        exhibit = known.exhibit
        missing = _("File missing") if not known.present else ""
        self.title(words.title(row), missing, "bad" if missing else "")
        self._picture(row.pictured)
        self._actions(row)
        if row.item is not None and row.place is not None:
            self._wording(row)
        self.section(_("What speaks of the same"))
        for sentence in words.met_sentences(row, self._names) or [_nothing_meets()]:
            self.text(sentence)
        self.section(_("What rests on it"))
        self.text(stated_words(row.about.stated) or _("Nothing was read from it."))
        if row.about.redacted is not None:
            copy = self._names.get(row.about.redacted, "")
            self.text(_("Redacted copy: {name}").format(name=copy))
        self.section(_("Where it comes from"))
        taken = moment(exhibit.taken_at) if exhibit.taken_at else _("not known")
        facts: list[Fact] = [
            (_("File"), exhibit.name),
            (_("Kind"), words.kind(row)),
            (_("Taken"), taken),
            *([(_("Read from"), labels.label(exhibit.taken_from))] if exhibit.taken_at else []),
            (_("Came in"), day_words(exhibit.added_at.date())),
            (_("How"), labels.label(exhibit.route)),
            (_("Size"), size_words(exhibit.size)),
        ]
        self.facts(facts)
        self.section(_("SHA-256 of the original"))
        self.text(exhibit.sha256)
        self._describe(known)

    def _picture(self, wanted: ExhibitId) -> None:
        picture = QLabel(self)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.hide()
        self._at_head = picture
        self.widget(picture)
        wallet = self._context.opened
        self._context.run(
            lambda _job: keep_exhibits.thumbnail(wallet, wanted),
            # The one that was asked for, if the pane has not been cleared since.
            lambda data: _paint(picture, data) if self._at_head is picture else None,
            refused=lambda _gone: None,  # a copy that was erased; it is said below
        )

    def _actions(self, row: BoardRow) -> None:
        """At most three, below one another: a pane is narrow."""
        known = row.about.known
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        places = (row.place,) if row.place is not None else ()
        if places:
            text = _("Take out of the file") if row.included else _("Put into the file")
            self._button(
                column,
                text,
                "minus" if row.included else "plus",
                lambda: self.ticked.emit(places, not row.included),
            )
        if row.item is not None and row.item.redaction is not None and places:
            shows = row.item.show_original
            self._button(
                column,
                _("Show the redacted copy") if shows else _("Show the original after all"),
                "eye-off" if shows else "eye",
                lambda: self.original.emit(places[0], not shows),
            )
        if self._can_redact and known.present and words.can_be_drawn(row) and not row.about.copy:
            self._button(
                column, _("Redact a copy..."), "pencil", lambda: self.redact.emit(known.id)
            )
        self.widget(box)
        box.setVisible(column.count() > 0)

    def _button(self, column: QVBoxLayout, text: str, icon: str, action: object) -> None:
        button = Button(text, icon, action=action, parent=self)  # type: ignore[arg-type]  # as given
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _wording(self, row: BoardRow) -> None:
        if row.item is None or row.place is None:
            return
        title, purpose = QLineEdit(row.item.title, self), QLineEdit(row.item.purpose, self)
        place = row.place

        def say() -> None:
            self.worded.emit(place, title.text().strip(), purpose.text().strip())

        self._say = say
        self.section(_("What the file says of it"))
        for editor, label in ((title, _("Title in the index")), (purpose, _("What it shows"))):
            editor.setCursorPosition(0)
            editor.setReadOnly(self._context.opened.vault.read_only)
            field = Field(editor, self)
            field.say(label)
            self.widget(field)
            editor.editingFinished.connect(say)

    def _describe(self, known: KnownExhibit) -> None:
        kept = known.exhibit.label, known.exhibit.note
        self.section(_("In your vault"))
        self.muted(_("A file of evidence says this of it unless you write something else there."))
        if self._context.opened.vault.read_only:
            self.text(known.exhibit.note)
            return
        form = Describing(kept, self._drafts.get(known.id))
        self.widget(form)
        form.edited.connect(lambda said: self._remember(known.id, said))
        form.wanted.connect(lambda said: self._keep(known.id, said))

    def _remember(self, exhibit: ExhibitId, said: Said | None) -> None:
        if said is None:
            self._drafts.pop(exhibit, None)
        else:
            self._drafts[exhibit] = said

    def _keep(self, exhibit: ExhibitId, said: Said) -> None:
        wallet, (label, note) = self._context.opened, said

        def done(_outcome: object) -> None:
            self._context.notify(_("Kept. What you wrote before stays in the log of the vault."))

        self._drafts.pop(exhibit, None)
        self._context.run(
            lambda _job: keep_exhibits.describe(wallet, exhibit, label=label, note=note),
            done,
            changes=frozenset({"exhibits"}),
        )


def _nothing_meets() -> str:
    return _(
        "None: no record of another origin in this vault speaks of the same. That says nothing "
        "against it."
    )


def _only_pages_differ(one: BoardRow, other: BoardRow) -> bool:
    """Pages and numbers are not in the pane; its fields keep what is being typed."""
    return (one.about, one.item, one.place) == (other.about, other.item, other.place)


def _paint(picture: QLabel, data: bytes | None) -> None:
    image = QImage.fromData(data) if data else QImage()
    if image.isNull():
        return
    picture.setPixmap(
        QPixmap.fromImage(image).scaled(
            QSize(_PICTURE, _PICTURE),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    picture.setAccessibleName(_("Small picture of the file"))
    picture.show()
