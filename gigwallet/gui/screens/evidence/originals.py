"""The originals in the vault: what came, when, by which way, and what each shows."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gigwallet.app import keep_exhibits
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence.describing import Describing, Said
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Column, DataTable, DetailPane, Kind
from gigwallet.words import _, day, labels, moment, number

_THUMBNAIL = 300


def size_words(size: int) -> str:
    """``312 KB``: whole kilobytes, at least 1."""
    return _("{count} KB").format(count=number(Decimal(max(1, round(size / 1000)))))


def kind_words(media_type: str) -> str:
    if media_type.startswith("image/"):
        return _("Picture")
    return "PDF" if media_type == "application/pdf" else _("Table")


class Originals(QWidget):
    """A table of exhibits with the chosen one beside it."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.table = DataTable(
            [
                Column(lambda: _("File"), lambda each: _title(each), grows=True),
                Column(
                    lambda: _("Kind"), lambda each: kind_words(each.exhibit.media_type), spare=True
                ),
                Column(
                    lambda: _("Size"),
                    lambda each: size_words(each.exhibit.size),
                    Kind.FIGURE,
                    sort_key=lambda each: each.exhibit.size,
                    spare=True,  # the pane beside it tells it too
                ),
                Column(
                    lambda: _("Came in"),
                    lambda each: day(each.exhibit.added_at.date()),
                    sort_key=lambda each: each.exhibit.added_at,
                ),
            ],
            parent=self,
        )
        self._pane = DetailPane(parent=self)
        row.addWidget(self.table, 1)
        row.addWidget(self._pane)
        self._wanted: ExhibitId | None = None
        self._drafts: dict[ExhibitId, Said] = {}
        self.table.selected.connect(self._explain)
        self.table.empty.pressed.connect(lambda: context.navigate("inbox"))

    def retranslate(self) -> None:
        self.table.name(_("Originals"), _("Search files"))
        self.table.empty.say(
            _("No files yet"),
            _("Bills, exports, screenshots and PDFs that you drop on the window are kept here."),
            _("Open the inbox"),
        )
        self._explain(self.table.current())

    def show_one(self, wanted: ExhibitId) -> None:
        """Select this original, or remember it until the list has arrived."""
        found = self.table.select(lambda each: each.id == wanted)
        self._wanted = None if found else wanted

    def show_exhibits(self, exhibits: list[KnownExhibit]) -> None:
        self.table.set_rows(list(reversed(exhibits)))
        if self._wanted is not None:
            self.show_one(self._wanted)
        if self.table.current() is None:
            self.table.select_first()

    def _explain(self, known: KnownExhibit | None) -> None:
        self._pane.setVisible(known is not None)
        if known is None:
            return
        exhibit = known.exhibit
        self._pane.clear()
        self._pane.title(
            _title(known),
            "" if known.present else _("File missing"),
            "" if known.present else "bad",
        )
        picture = QLabel(self._pane)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.hide()
        self._pane.widget(picture)
        self._describe(known)
        taken = moment(exhibit.taken_at) if exhibit.taken_at else _("not known")
        self._pane.facts(
            [
                (_("File"), exhibit.name),
                (_("Taken"), taken),
                *([(_("Read from"), labels.label(exhibit.taken_from))] if exhibit.taken_at else []),
                (_("Came in"), day(exhibit.added_at.date())),
                (_("How"), labels.label(exhibit.route)),
                (_("Size"), size_words(exhibit.size)),
            ]
        )
        self._pane.section(_("SHA-256 of the original"))
        self._pane.text(exhibit.sha256)
        wallet, wanted = self._context.opened, known.id
        self._context.run(
            lambda _job: keep_exhibits.thumbnail(wallet, wanted),
            lambda data: _paint(picture, data) if self.table.current() == known else None,
        )

    def _describe(self, known: KnownExhibit) -> None:
        """What is typed and not kept yet outlives a look at another original."""
        kept = known.exhibit.label, known.exhibit.note
        if self._context.opened.vault.read_only:
            if known.exhibit.note:
                self._pane.section(_("Your note"))
                self._pane.text(known.exhibit.note)
            return
        form = Describing(kept, self._drafts.get(known.id))
        self._pane.widget(form)
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


def _title(known: KnownExhibit) -> str:
    return known.exhibit.label or known.exhibit.name


def _paint(picture: QLabel, data: bytes | None) -> None:
    image = QImage.fromData(data) if data else QImage()
    if image.isNull():
        return
    picture.setPixmap(
        QPixmap.fromImage(image).scaled(
            _THUMBNAIL,
            _THUMBNAIL,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    picture.setAccessibleName(_("Small picture of the file"))
    picture.show()
