"""The main window: sidebar, page, notices, keyboard, files dropped anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.vaults.back_up import reminder
from gigwallet.gui import errors, icons
from gigwallet.gui.shell import reading_order
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.help import HelpDialog
from gigwallet.gui.shell.idle import IdleLock
from gigwallet.gui.shell.leaving import KEYS as QUICK_EXIT
from gigwallet.gui.shell.loading import Loading
from gigwallet.gui.shell.safety import Safety
from gigwallet.gui.shell.screen import Screen, ScreenWidget, keys_of
from gigwallet.gui.shell.settling import Settling
from gigwallet.gui.shell.sidebar import Sidebar
from gigwallet.gui.shell.switching import KEYS as SWITCH
from gigwallet.gui.shell.switching import Switching
from gigwallet.gui.widgets import FilterBox, NoticeBar, dropped_files
from gigwallet.words import _
from gigwallet.words.paragraph import paragraph
from gigwallet.words.refusals import explain

_FIRST_WITH_VAULT = "today"
_WITHOUT_VAULT = "unlock"
_PREFERRED = QSize(1280, 820)
_SHARE_OF_SCREEN = 0.94  # the frame of the window needs room as well


class MainWindow(QMainWindow):
    """Shows one screen at a time. Screens are made when first visited and dropped at locking.

    The title is the program's name and nothing else: windows are listed, shared and photographed.
    """

    def __init__(self, context: ShellContext, screens: Sequence[Screen]) -> None:
        super().__init__()
        self._context = context
        context.setParent(self)
        self._screens = {screen.name: screen for screen in screens}
        self._made: dict[str, ScreenWidget] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._open = ""
        self.setWindowTitle("GigWallet")
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(1000, 620))  # narrower, the pay check would be cut
        self.setWindowIcon(icons.icon("wallet", "accent"))
        room = self.screen().availableSize() * _SHARE_OF_SCREEN
        self.resize(_PREFERRED.boundedTo(room))
        self._listed = [screen for screen in screens if screen.in_sidebar]
        self._sidebar = Sidebar(self._listed, self)
        self._notice = NoticeBar(self)
        self._pages = QStackedWidget(self)
        self._safety = Safety(self, context)  # hears of a lock first: questions go before screens
        self._switching = Switching(self, context)
        self._lay_out()
        self._bind_keys()
        self._sidebar.chosen.connect(lambda name: self.show_screen(name, {}))
        self._sidebar.lock_pressed.connect(context.lock)
        self._sidebar.switch_pressed.connect(self._switching.ask)
        self._sidebar.leave_pressed.connect(context.leave_now)
        context.switching_wanted.connect(self._switching.ask)
        self._switching.owner.connect(self._sidebar.show_owner)
        context.navigated.connect(self.show_screen)
        context.noticed.connect(self._notice.say)
        context.facts_changed.connect(self._spread)
        context.language_changed.connect(self._retranslate)
        context.wallet_changed.connect(self._meet_wallet)
        context.crashed.connect(self.show_crash)
        self._idle = IdleLock(self, lambda: context.background.busy)
        self._idle.idle.connect(context.lock)
        context.lock_after_changed.connect(self._idle.set_minutes)
        Settling(context)
        self._loading = Loading(context, [each for one in screens for each in one.needs])
        self._meet_wallet()

    @property
    def open_screen(self) -> str:
        return self._open

    @property
    def notice(self) -> NoticeBar:
        return self._notice

    @property
    def idle(self) -> IdleLock:
        return self._idle

    @property
    def safety(self) -> Safety:
        return self._safety

    @property
    def sidebar(self) -> Sidebar:
        return self._sidebar

    def widget_of(self, name: str) -> ScreenWidget:
        """The widget of a screen, made when it was not there yet."""
        if name not in self._made:
            made = self._screens[name].factory(self._context)
            self._made[name] = made
            self._pages.addWidget(made)
            made.retranslate()
            made.refresh(made.shows)
        return self._made[name]

    def show_screen(self, name: str, arguments: dict[str, object]) -> None:
        """Open a screen. One that needs a vault leads to the unlock page while none is open."""
        if self._screens[name].needs_vault and self._context.wallet is None:
            name, arguments = _WITHOUT_VAULT, {}
        self._loading.forget()
        if name not in self._made and not self._loading.ready(self._screens[name].needs):
            self._sidebar.show_open(name)
            self._loading.then(lambda: self.show_screen(name, arguments))
            return
        widget = self.widget_of(name)
        self._open = name
        self._pages.setCurrentWidget(widget)
        self._sidebar.show_open(name)
        if name in self._stale:
            widget.refresh(self._stale.pop(name))
        widget.setFocus()  # Tab now starts at the head of the page
        widget.open(**arguments)

    def show_crash(self, bug: BaseException) -> None:
        errors.CrashDialog(errors.report(bug), self).open()

    def show_help(self) -> None:
        HelpDialog(self._listed, self).open()

    def forget_screens(self) -> None:
        """Drop every screen with what it shows; each is made anew at its next visit."""
        for widget in self._made.values():
            self._pages.removeWidget(widget)
            widget.deleteLater()
        self._made.clear()
        self._stale.clear()

    def _lay_out(self) -> None:
        middle = self._middle = QWidget(self)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        strip = QHBoxLayout()
        strip.setContentsMargins(28, 12, 28, 0)
        strip.addWidget(self._notice)
        column.addLayout(strip)
        column.addWidget(self._pages, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)

    def _bind_keys(self) -> None:
        for name, keys in keys_of(self._listed).items():
            self._key(keys, partial(self.show_screen, name, {}))
        self._key("Ctrl+I", lambda: self.show_screen("inbox", {"choose": True}))
        self._key("Ctrl+L", self._context.lock)
        self._key(SWITCH, self._switching.ask)
        self._key(QUICK_EXIT, self._context.leave_now)
        self._key("Ctrl+F", self._focus_search)
        self._key("Ctrl+Q", self.close)
        self._key("F1", self.show_help)

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(action)

    def _focus_search(self) -> None:
        fields = self._made[self._open].findChildren(FilterBox)
        shown = next((field for field in fields if field.isVisible()), None)
        if shown is not None:
            shown.setFocus()

    def _meet_wallet(self) -> None:
        """After unlocking or locking: no screen may outlive the vault whose facts it shows."""
        wallet = self._context.wallet
        unlocked = wallet is not None
        if wallet is not None:
            self._sidebar.show_vault(wallet.specimen, wallet.vault.read_only)
        self.forget_screens()
        self._notice.forget()
        self._sidebar.setVisible(unlocked)
        self.show_screen(_FIRST_WITH_VAULT if unlocked else _WITHOUT_VAULT, {})
        if wallet is not None:
            self._loading.begin()
            due = reminder(wallet)
            steps = [*wallet.notices, *([due] if due is not None else [])]
            if steps:
                self._notice.say(lambda: paragraph(map(explain, steps)), "warn")

    def _spread(self, changed: frozenset[str]) -> None:
        """Ask only the screens that show it; those out of sight wait for the next visit."""
        for name, widget in self._made.items():
            concerned = changed & widget.shows
            if not concerned:
                continue
            if name == self._open:
                widget.refresh(concerned)
            else:
                self._stale[name] = self._stale.get(name, frozenset()) | concerned

    def _retranslate(self, _code: str) -> None:
        self._sidebar.retranslate()
        self._notice.retranslate()
        for widget in self._made.values():
            widget.retranslate()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab reach the window from wherever they are pressed."""
        following = reading_order.step(self._middle, forward)
        if following is None:
            return False
        reason = Qt.FocusReason
        following.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        if self._context.wallet is None:
            self._context.notify(_("Open your vault first, then drop the files again."), "warn")
            return
        self.show_screen("inbox", {"files": dropped_files(event.mimeData())})

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._idle.watch()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work, wait for the lanes, close the vault: in this order."""
        self._safety.close()
        self._context.shut_down()
        event.accept()
