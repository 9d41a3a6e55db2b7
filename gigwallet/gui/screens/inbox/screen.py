"""The screen: drop files, see what they hold, store them, see what was added."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.intake import import_files, undo_import
from gigwallet.app.intake.import_files import ImportOutcome, Preview
from gigwallet.app.intake.keep_accounts import say_account
from gigwallet.app.intake.keep_pasted import keep_pasted
from gigwallet.app.intake.keep_payers import say_platform
from gigwallet.app.intake.undo_import import Imported
from gigwallet.app.records import keep_engagement, keep_exhibits
from gigwallet.app.screens import screens_due
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.imported import ImportId
from gigwallet.domain.job import Job
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.inbox.before import Before
from gigwallet.gui.screens.inbox.imports_table import CHANGED, ImportsTable
from gigwallet.gui.screens.inbox.pasting import pasted_files, pasted_picture
from gigwallet.gui.screens.inbox.phone_card import PhoneCard
from gigwallet.gui.screens.inbox.preview_page import PreviewPage
from gigwallet.gui.screens.inbox.screens_ahead import ScreensAhead
from gigwallet.gui.screens.inbox.sources_page import SourcesPage
from gigwallet.gui.screens.inbox.stored_page import StoredPage
from gigwallet.gui.screens.inbox.turns import Turn, turn_words
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import Button, DropArea, ProgressStrip, Segments, scrolled
from gigwallet.words import _


@dataclass(frozen=True, slots=True)
class Held:
    """What the screen asks for at each refresh. ``unread``: whether pictures wait to be read;
    None while that is not asked."""

    exhibits: tuple[KnownExhibit, ...]
    imports: tuple[Imported, ...]
    engagements: tuple[KnownEngagement, ...]
    unread: bool | None = None


_IMPORTS, _ORIGINALS = "imports", "originals"


class InboxScreen(ScreenWidget):
    """Waiting for files, the preview of what was read, what was stored, and where files come
    from."""

    shows: ClassVar[frozenset[str]] = frozenset({"exhibits", "engagements", "imports", "screens"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._paths: tuple[Path, ...] = ()
        self._passwords: dict[str, bytearray] = {}
        self._read: Preview | None = None
        self._before: frozenset[ImportId] | None = None  # while files are stored: the imports then
        # Whether some of what is previewed was stored before that was stopped.
        self._in_part = False
        self._works: tuple[KnownEngagement, ...] = ()
        self.type_in = self.header.add_action("pencil", lambda: context.navigate("type_in"))
        self.other = self.header.add_action("folder-open", self._other)
        self.primary = self.header.add_action("upload", self._go_on, primary=True)
        self.ahead = ScreensAhead(context, self)
        self.progress = ProgressStrip(self)
        self.body.addWidget(self.progress)
        self.drop = DropArea(self)
        self.phone = PhoneCard(context, self)
        self.shelf = Segments(self)
        self.where = Button(
            "", "circle-help", "quiet", lambda: self._turn_to(Turn.SOURCES), parent=self
        )
        self.explained = Button(
            "", "list-checks", "quiet", lambda: context.navigate("explained"), parent=self
        )
        self.imports = ImportsTable(context, self)
        self.before = Before(self)
        self.sources = SourcesPage(self)
        self.preview = PreviewPage(self)
        self.stored = StoredPage(self)
        self._pages = QStackedWidget(self)
        self._waiting = self._waiting_page()
        for page in (
            scrolled(self._waiting),
            scrolled(self.preview),
            scrolled(self.stored),
            scrolled(self.sources),
        ):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        context.wallet_changed.connect(self._forget_passwords)
        self.drop.dropped.connect(self.read)
        self.drop.pressed.connect(self._choose)
        self.phone.wanted.connect(self.read)
        self.before.table.activated.connect(
            lambda known: context.navigate("evidence", exhibit=known.id)
        )
        for empty in (self.imports.table.empty, self.before.table.empty):
            empty.pressed.connect(lambda: self._turn_to(Turn.SOURCES))
        self.preview.password_given.connect(self._open_archive)
        self.ahead.found.connect(self.preview.show_screens)
        for files in (self.preview.files, self.stored.files):
            files.columns_wanted.connect(lambda path: self._explain("explain_table", path))
            files.words_wanted.connect(lambda path: self._explain("explain_report", path))
            files.paper_wanted.connect(lambda path: self._explain("explain_paper", path))
            files.work_wanted.connect(self._say_work)
        self.preview.engagement_wanted.connect(self._say_work)

    def retranslate(self) -> None:
        self.type_in.setText(_("Type it in"))
        self.where.setText(_("Where do I find them?"))
        self.explained.setText(_("What I explained"))
        self.progress.retranslate()
        self.drop.say(
            _("Drop files or folders here"),
            _(
                "Wallet bills, data exports, tables, screenshots, PDFs, archives; Ctrl+V pastes a "
                "copied picture. They are read on this machine, and nothing is stored before you "
                "have seen what they hold."
            ),
            _("Choose files..."),
        )
        self.phone.retranslate()
        self.sources.retranslate()
        self.shelf.set_choices([(_IMPORTS, _("Imports")), (_ORIGINALS, _("Originals"))])
        self.imports.retranslate()
        self.before.retranslate()
        self.preview.retranslate()
        self.stored.retranslate()
        self._say()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet, pictures = self.context.opened, self.stored.has_pictures
        self.context.run(
            lambda _job: Held(
                tuple(keep_exhibits.exhibits(wallet)),
                tuple(undo_import.imports(wallet)),
                tuple(keep_engagement.engagements(wallet)),
                bool(screens_due.waiting(wallet)) if pictures else None,
            ),
            self._show_held,
        )

    def open(self, **arguments: object) -> None:
        """``files``: paths to read at once; ``choose``: ask for files."""
        files = arguments.get("files")
        if isinstance(files, Sequence) and files:
            self.read([Path(str(each)) for each in files])
        elif arguments.get("choose"):
            self._choose()

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files and show what they hold, beside those that are looked at already;
        nothing is stored."""
        if not paths:
            return
        if not self.progress.isHidden():
            self.context.notify(
                _("Other files are being read. Cancel that, or drop these once it is done."), "warn"
            )
            return
        beside = self._paths if self.page is Turn.PREVIEW else ()
        self._look_at(tuple(dict.fromkeys((*beside, *paths))))

    @property
    def page(self) -> Turn:
        """Which page is shown."""
        return Turn(self._pages.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            return
        super().keyPressEvent(event)

    def paste(self) -> None:
        """Copied files are read like dropped ones; a copied picture is asked about and kept."""
        # None where the window has just taken its own copy off again.
        content = QGuiApplication.clipboard().mimeData() or QMimeData()
        files = pasted_files(content)
        if files:
            self.read(files)
            return
        wallet, picture = self.context.opened, pasted_picture(content)
        if picture and not self.context.confirm(
            _("Keep the picture from the clipboard?"),
            _("It is sealed as it is; its text is read like that of any screenshot."),
            _("Keep the picture"),
        ):
            return
        self.context.run(
            lambda _job: keep_pasted(wallet, picture),
            self._tell_pasted,
            changes=frozenset({"exhibits"}),
        )

    def _tell_pasted(self, kept: tuple[str, bool]) -> None:
        _exhibit, is_new = kept
        self.context.notify(
            _("The picture is in the vault.")
            if is_new
            else _("The vault has this picture already.")
        )

    def _waiting_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(self.drop)
        column.addWidget(self.phone)
        row = QHBoxLayout()
        row.addWidget(self.shelf, 1)
        row.addWidget(self.explained)
        row.addWidget(self.where)
        column.addLayout(row)
        column.addWidget(self.imports, 1)
        column.addWidget(self.before, 1)
        self.shelf.chosen.connect(self._turn_shelf)
        self._turn_shelf(_IMPORTS)
        return page

    def _turn_shelf(self, key: str) -> None:
        self.imports.setVisible(key == _IMPORTS)
        self.before.setVisible(key == _ORIGINALS)

    def _choose(self) -> None:
        self.read(self.context.choose_files(_("Files to look at")))

    def _other(self) -> None:
        """The second way: a folder while waiting, back to the start otherwise."""
        if self.page is not Turn.WAITING:
            if self.page is Turn.PREVIEW:
                self.phone.pass_over(list(self._paths))
            self._turn_to(Turn.WAITING)
            return
        folder = self.context.choose_folder(_("Folder to look at"))
        self.read([folder] if folder else [])

    def _go_on(self) -> None:
        """The one primary action of the page that is shown."""
        (
            self._choose,
            self._store,
            self._follow_up,
            self._choose,
        )[self.page]()

    def _follow_up(self) -> None:
        """What comes after storing: pictures say nothing before they are read."""
        if self.stored.reads_next:
            self.context.navigate("review", read=True)
        else:
            self.context.navigate("pay_check")

    def _look_at(self, paths: tuple[Path, ...]) -> None:
        wallet = self.context.opened
        passwords = {name: bytearray(secret) for name, secret in self._passwords.items()}
        # Reading takes long and stores nothing: it must not keep a shift from starting.
        ticket = self.context.run(
            lambda job: import_files.preview(wallet, paths, job, passwords),
            lambda read: self._show_preview(paths, read),
            lane=Lane.CPU,
        )
        self.progress.follow(ticket, _("Reading files"))
        ticket.ended.connect(self._say)
        self._say()

    def _show_preview(self, paths: tuple[Path, ...], read: Preview) -> None:
        self._paths, self._read = paths, read
        self.preview.show_files(read.files)
        self._turn_to(Turn.PREVIEW)
        pictures = [
            each.path
            for each in read.files
            if each.path and each.media_type.startswith("image/") and not each.member
        ]
        self.ahead.begin(pictures)

    def _explain(self, screen: str, path: Path) -> None:
        """Where a table, a report or a paper that nobody knows is explained."""
        self.context.navigate(screen, file=path)

    def _say_work(self) -> None:
        self.context.navigate("type_in", what="engagement")

    def _open_archive(self, path: Path, password: str) -> None:
        self._passwords[os.fspath(path)] = bytearray(password.encode())
        self._look_at(self._paths)

    def _store(self) -> None:
        if self._read is None or not self.progress.isHidden():
            return
        wallet, read = self.context.opened, self._read
        payers, engagement = self.preview.payers.chosen(), self.preview.engagement
        pays_for, accounts = self.preview.payers.pays_for(), self.preview.drivers.chosen()

        def store(job: Job) -> ImportOutcome:
            for payer, platform in pays_for.items():
                say_platform(wallet, payer, platform)
            for platform, account in accounts.items():
                say_account(wallet, platform, account)
            return import_files.commit(wallet, read, payers, engagement, job)

        self._before = frozenset(each.id for each in self.imports.table.rows())
        ticket = self.context.run(store, self._show_stored, lane=Lane.STORING)
        self.progress.follow(ticket, _("Storing in the vault"))
        ticket.ended.connect(self._store_ended)
        self._say()

    def _store_ended(self) -> None:
        if self._before is not None:
            self.context.tell_changed(CHANGED)  # files that were whole by then stay
        self._say()

    def _say_what_was_stored(self, held: Held) -> None:
        """Of an import that was stopped: the vault knows how far it came."""
        before, self._before = self._before, None
        if before is None or all(each.id in before for each in held.imports):
            return
        self._in_part = True
        self.context.notify(
            _(
                "Storing was stopped. Files that were whole by then stay, and are listed under "
                "Imports; store once more to go on with the rest."
            ),
            "warn",
        )
        self._say()

    def _show_stored(self, outcome: ImportOutcome) -> None:
        self._before = None
        self.stored.show_outcome(outcome)
        self._turn_to(Turn.STORED)

    def _show_held(self, held: Held) -> None:
        self.before.show_exhibits(held.exhibits)
        self.imports.show_imports(held.imports)
        if held.unread is not None:
            self.stored.unread = held.unread
            self._say()
        if self.progress.isHidden():
            self._say_what_was_stored(held)
        said = held.engagements != self._works
        self._works = held.engagements
        self.preview.show_engagements(held.engagements)
        waits = self._read is not None and any(each.unsaid for each in self._read.files)
        if said and waits and self.progress.isHidden():
            self._look_at(self._paths)  # what it waited for may have been said

    def _turn_to(self, page: Turn) -> None:
        self.ahead.stop()
        if page is not Turn.PREVIEW:
            self._read, self._in_part = None, False
            self._forget_passwords()
        self._pages.setCurrentIndex(page)
        self._say()
        if self.isVisible():  # what had the keyboard may be gone; it must not end in the sidebar
            asked: QWidget | None = None
            if page is Turn.PREVIEW:
                asked = self.preview.files.first_password()
            elif page is Turn.SOURCES:
                asked = self.sources.filter
            (asked or self).setFocus()

    def _forget_passwords(self) -> None:
        """Passwords live while their files are previewed, no longer."""
        for secret in self._passwords.values():
            secret[:] = bytes(len(secret))
        self._passwords = {}

    def _say(self) -> None:
        """The words of title and buttons belong to the page that is shown."""
        busy = not self.progress.isHidden()
        if busy and self.isVisible():
            self.setFocus()  # its buttons go off: Tab shall find Cancel, not the sidebar
        summaries = {Turn.PREVIEW: self.preview.summary, Turn.STORED: self.stored.summary}
        summary = summaries[self.page]() if self.page in summaries else ""
        words = turn_words(
            self.page, summary, in_part=self._in_part, reads_next=self.stored.reads_next
        )
        self.header.say(words.title, words.below)
        self.primary.setText(words.primary)
        self.primary.set_icon(words.primary_icon)
        self.primary.setEnabled(
            not busy and (self.page is not Turn.PREVIEW or self.preview.has_something)
        )
        self.other.setText(words.other)
        self.other.set_icon(words.other_icon)
        self.other.setEnabled(not busy)
        self.type_in.setVisible(self.page is Turn.WAITING)
