"""The screen: the table of known screens, one of them told beside it, and files of them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.screens import known_screens, learn_labels, screens_due, share_screens
from gigwallet.app.screens.learn_labels import LearntLabel, Proposed
from gigwallet.app.screens.list_known_screens import KnownScreen, known_screens_of
from gigwallet.app.screens.share_screens import Offered, Shared
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.known_screens.columns import columns
from gigwallet.gui.screens.known_screens.label_card import LabelCard
from gigwallet.gui.screens.known_screens.story_page import StoryPage
from gigwallet.gui.screens.known_screens.telling import tell_known, whose
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import Button, DataTable, DetailPane, isolated
from gigwallet.words import _, ngettext, number
from gigwallet.words.labels import platform

_CHANGES = frozenset({"screens"})


@dataclass(frozen=True, slots=True)
class Held:
    """What the screen asks for at each refresh. ``crop``: the pixels of the first offer;
    ``unread``: how many pictures wait to be read, as they do after each change here."""

    known: tuple[KnownScreen, ...] = ()
    offers: tuple[Proposed, ...] = ()
    crop: bytes = b""
    unread: int = 0

    @classmethod
    def of(cls, wallet: Wallet) -> Held:
        offers = learn_labels.proposed(wallet)
        crop = learn_labels.crop_of(wallet, offers[0]) if offers else b""
        unread = len(screens_due.waiting(wallet))
        return cls(tuple(known_screens_of(wallet)), offers, crop, unread)


class KnownScreensScreen(ScreenWidget):
    """Two pages: the list, and what a file holds before it is saved or taken in."""

    shows: ClassVar[frozenset[str]] = frozenset({"screens", "exhibits"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._held = Held()
        self._wanted = ""
        self._arriving = False
        self._files: deque[Path] = deque()
        self.back = self.header.add_action("chevron-left", lambda: context.navigate("review"))
        self.take_in = self.header.add_action("upload", self._ask_files)
        self.read = self.header.add_action("play", lambda: context.navigate("review", read=True))
        self.labels = LabelCard(self)
        self.table = DataTable(columns(), parent=self)
        self.pane = DetailPane(300, self)
        self.share = Button(icon="save", action=self._share, parent=self)
        self.forget = Button(icon="trash-2", action=self._forget, parent=self)
        self.story = StoryPage(context, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._list_page())
        self._pages.addWidget(self.story)
        self.body.addWidget(self._pages, 1)
        self.table.selected.connect(self._tell)
        self.labels.learnt.connect(self._learn)
        self.labels.declined.connect(self._decline)
        self.story.left = self._next_file

    def _list_page(self) -> QWidget:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.share)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self.pane, 1)
        beside.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        row.addLayout(beside)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.labels)
        column.addLayout(row, 1)
        return page

    def retranslate(self) -> None:
        self.back.setText(_("Back"))
        self.take_in.setText(_("Take in a file..."))
        self.share.setText(_("Share..."))
        self.forget.setText(_("Forget..."))
        self.table.name(_("Known app screens"), _("Search platforms, words"))
        self.labels.retranslate()
        self.story.retranslate()
        self._say()
        self._tell(self.table.current())

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: Held.of(wallet), self._show, lane=Lane.CPU)

    def open(self, **arguments: object) -> None:
        """``screen``: the key of one to show."""
        self._wanted, self._arriving = str(arguments.get("screen", "")), True
        self._files.clear()
        self._to_list()

    def _show(self, held: Held) -> None:
        present = self.table.current()
        wanted = self._wanted or (present.key if present is not None else "")
        keyboard = self._arriving or self._has_keyboard(self.labels)
        self._held = held
        self.table.set_rows(held.known)
        if not self.table.select(lambda row: row.key == wanted):
            self.table.select_first()
        self._wanted, self._arriving = "", False
        self.labels.show_offers(held.offers, held.crop)
        self._say()
        if keyboard:
            self._focus()

    def _focus(self) -> None:
        """Where a question is asked, its answer; else the list."""
        if self._pages.currentWidget() is self.story:
            self.story.begin()
        elif self._held.offers:
            self.labels.first().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.focus_rows()

    def _has_keyboard(self, part: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    # One of the list -------------------------------------------------------------------------

    def _tell(self, row: KnownScreen | None) -> None:
        self.pane.setVisible(row is not None)
        self.share.setVisible(row is not None and row.may_be_shared)
        self.forget.setVisible(row is not None and whose(row))
        if row is not None:
            tell_known(self.pane, row, self._unlearn)

    def _share(self) -> None:
        row, wallet = self.table.current(), self.context.opened
        if row is not None:
            self.context.run(lambda _job: share_screens.shared(wallet, row.key), self._show_shared)

    def _show_shared(self, shared: Shared) -> None:
        self.story.show_shared(shared)
        self.story.done = lambda: self._save(shared)
        self._to_story()

    def _save(self, shared: Shared) -> None:
        target = self.context.choose_target(
            _("Save the screen"), shared.name, _("Screens (*.toml)")
        )
        if target is None:
            return
        wallet, key = self.context.opened, shared.story.key
        self.context.run(
            lambda _job: share_screens.save_shared(wallet, key, target, replace=True), self._saved
        )

    def _saved(self, path: Path) -> None:
        self.context.notify(_("{file} is saved.").format(file=isolated(path.name)))
        self._to_list()

    def _forget(self) -> None:
        row, wallet = self.table.current(), self.context.opened
        if row is None:
            return
        count = row.pictures
        agreed = self.context.confirm(
            _("Forget how {platform} shows this?").format(platform=platform(row.story.platform)),
            ngettext(
                "{count} picture was read with it. It is read anew without it, and what only it "
                "states may wait for you again. The picture stays.",
                "{count} pictures were read with it. They are read anew without it, and what only "
                "they state may wait for you again. The pictures stay.",
                count,
            ).format(count=number(count))
            if count
            else _("No picture was read with it."),
            _("Forget"),
            danger=True,
        )
        if agreed:
            self.context.run(
                lambda _job: known_screens.forget(wallet, row.key),
                lambda _nothing: self.table.focus_rows(),
                changes=_CHANGES,
            )

    # Labels ----------------------------------------------------------------------------------

    def _learn(self, label: LearntLabel) -> None:
        wallet = self.context.opened
        self.context.run(
            lambda _job: learn_labels.learn(wallet, label),
            lambda _nothing: self.context.notify(
                _("{label} is known from now on. Its pictures wait to be read again.").format(
                    label=isolated(label.label)
                )
            ),
            changes=_CHANGES,
        )

    def _decline(self, label: LearntLabel) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: learn_labels.decline(wallet, label), changes=_CHANGES)

    def _unlearn(self, label: LearntLabel) -> None:
        wallet = self.context.opened
        self.context.run(
            lambda _job: learn_labels.unlearn(wallet, label),
            lambda _nothing: self.table.focus_rows(),
            changes=_CHANGES,
        )

    # Files of others -------------------------------------------------------------------------

    def _ask_files(self) -> None:
        chosen = self.context.choose_files(_("A screen that was shared"), _("Screens (*.toml)"))
        self._files.extend(chosen)
        self._next_file()

    def _next_file(self) -> None:
        """Each is shown before anything of it is kept; the list is there again after the last."""
        if not self._files:
            self._to_list()
            return
        file, wallet = self._files.popleft(), self.context.opened
        self.context.run(
            lambda _job: share_screens.offered(wallet, file),
            lambda offer: self._show_offered(offer, file.name),
            refused=self._not_taken,
        )

    def _not_taken(self, refusal: GigWalletError) -> None:
        self.context.explain(refusal)
        self._next_file()

    def _show_offered(self, offer: Offered, name: str) -> None:
        self.story.show_offered(offer, name)
        self.story.done = lambda: self._take_in(offer)
        self._to_story()

    def _take_in(self, offer: Offered) -> None:
        wallet = self.context.opened
        self.context.run(
            lambda _job: share_screens.take_in(wallet, offer), self._taken_in, changes=_CHANGES
        )

    def _taken_in(self, key: str) -> None:
        self._wanted = key
        self.context.notify(_("This screen is known from now on. Its pictures wait to be read."))
        self._next_file()

    # Pages -----------------------------------------------------------------------------------

    def _to_list(self) -> None:
        self._pages.setCurrentIndex(0)
        self._say()
        self._focus()

    def _to_story(self) -> None:
        self._pages.setCurrentIndex(1)
        self._say()
        self.story.begin()

    def _say(self) -> None:
        listed = self._pages.currentWidget() is not self.story
        count = len(self._held.known)
        self.header.say(
            _("Known app screens"),
            ngettext(
                "{count} screen can be read of your screenshots",
                "{count} screens can be read of your screenshots",
                count,
            ).format(count=number(count))
            if listed
            else "",
        )
        unread = self._held.unread
        self.read.setText(
            ngettext("Read {count} picture", "Read {count} pictures", unread).format(
                count=number(unread)
            )
        )
        self.back.setVisible(listed)
        self.take_in.setVisible(listed)
        self.read.setVisible(listed and unread > 0)
