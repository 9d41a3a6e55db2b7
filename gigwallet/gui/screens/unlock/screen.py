"""The screen before the vault: which page comes when, and the calls that open and make a vault."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults import judge_folder, known_vaults
from gigwallet.app.vaults.create_vault import Created, create_vault
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.unlock.code_pages import CodePage, ConfirmPage
from gigwallet.gui.screens.unlock.create_page import CreatePage
from gigwallet.gui.screens.unlock.open_page import OpenPage
from gigwallet.gui.screens.unlock.opening import Opening
from gigwallet.gui.screens.unlock.page import Page
from gigwallet.gui.screens.unlock.work_page import WorkPage
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.front import FrontBar
from gigwallet.gui.widgets import ScrollColumn
from gigwallet.words.paragraph import paragraph
from gigwallet.words.refusals import explain

_REST_MS = 300  # a path is looked at when its typing rests


class UnlockScreen(ScreenWidget):
    """Open, or make: passphrase, recovery code, two groups back, then the first question."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self.header.hide()
        self._created: Created | None = None
        self.open_page = OpenPage(context.choose_folder, self)
        self.create_page = CreatePage(context.choose_folder, self)
        self.code_page = CodePage(context, self)
        self.confirm_page = ConfirmPage(self)
        self.work_page = WorkPage(self)
        self._pages: tuple[Page, ...] = (
            self.open_page,
            self.create_page,
            self.code_page,
            self.confirm_page,
            self.work_page,
        )
        self._stack = QStackedWidget(self)
        for page in self._pages:
            self._stack.addWidget(_centred(page))
        self._front = FrontBar(context, self)
        self._opening = Opening(self.open_page, context, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._lay_out()
        self._connect()
        self._begin()

    def _begin(self) -> None:
        """Someone who has no vault yet is shown first how to make one."""
        there = [each for each in known_vaults.known() if each.used is not None]
        locked = self.context.locked_folder
        if locked is not None:
            self._offer(locked)
        elif there:
            self._offer(there[0].folder)
        else:
            self._go(self.create_page)

    def _offer(self, folder: Path) -> None:
        page = self.open_page
        page.folder.set_folder(folder)
        page.remember.setChecked(known_vaults.is_remembered(folder))
        self._go(page)

    def _lay_out(self) -> None:
        self.body.addWidget(self._front)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._rest.timeout.connect(self._judge_folder)
        self.create_page.folder.line.textChanged.connect(lambda _text: self._rest.start())
        for page in (self.open_page, self.create_page):
            page.wants_restore.connect(lambda: self.context.navigate("restore"))
        self.open_page.wants_new.connect(lambda: self._go(self.create_page))
        self.create_page.asked.connect(self._create)
        self.create_page.wants_back.connect(lambda: self._go(self.open_page))
        self.code_page.written_down.connect(self._ask_back)
        self.confirm_page.wants_back.connect(lambda: self._go(self.code_page))
        self.confirm_page.confirmed.connect(self._forget_code)
        self.work_page.asked.connect(self._keep_work)

    def retranslate(self) -> None:
        self._front.retranslate()
        for page in self._pages:
            page.retranslate()

    def open(self, **arguments: object) -> None:
        """`folder`: the vault that is to be opened; `passphrase_file`: what opens it at once;
        `new`: none, one is to be made."""
        folder, file = arguments.get("folder"), arguments.get("passphrase_file")
        if arguments.get("new"):
            self.create_page.folder.set_folder(known_vaults.next_folder())
            self._go(self.create_page)
        elif folder:
            self._offer(Path(str(folder)))
        if isinstance(file, Path):
            self._opening.open_from_file(Path(str(folder)), file)
        self.page.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self._stack.currentIndex()]

    def _go(self, page: Page) -> None:
        self._stack.setCurrentIndex(self._pages.index(page))
        page.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _wait_for(page: Page, ticket: Ticket) -> None:
        """However it ends, the page can be used again."""
        page.wait(True)
        ticket.ended.connect(lambda: page.wait(False))

    def _judge_folder(self) -> None:
        folder = self.create_page.folder.folder()
        if folder is not None:
            self.context.run(
                lambda _job: judge_folder.warnings(folder), self._warn, lane=Lane.NETWORK
            )

    def _warn(self, warnings: tuple[Step, ...]) -> None:
        self.create_page.warn(paragraph(map(explain, warnings)))

    def _create(self) -> None:
        page = self.create_page
        folder = page.folder.folder() or Path()
        secret = bytearray(page.passphrase.text().encode())

        def work(_job: object) -> Created:
            try:
                return create_vault(folder, secret)
            finally:
                secret[:] = bytes(len(secret))

        ticket = self.context.run(
            work,
            self._show_code,
            refused=page.refuse,
            unclaimed=lambda late: late.wallet.close(),
        )
        self._wait_for(page, ticket)

    def _show_code(self, created: Created) -> None:
        self._created = created
        self.context.hold(created.wallet)
        self.create_page.passphrase.clear()
        self.create_page.again.clear()
        self.code_page.show_code(created.wallet, created.recovery_code)
        self._go(self.code_page)

    def _ask_back(self) -> None:
        if self._created is not None:
            self.confirm_page.ask_for(self._created.recovery_code)
            self._go(self.confirm_page)

    def _forget_code(self) -> None:
        self.code_page.forget()
        self.confirm_page.forget()
        self._go(self.work_page)

    def _keep_work(self) -> None:
        if self._created is None:
            return
        wallet = self._created.wallet
        answered = self.work_page.engagement()
        self.context.run(
            lambda _job: add_engagement(wallet, answered),
            lambda _known: self.context.unlock(wallet),
            refused=self._refuse_work,
        )

    def _refuse_work(self, refusal: GigWalletError) -> None:
        self.work_page.refuse(refusal)


def _centred(page: QWidget) -> QWidget:
    holder = ScrollColumn()  # a page with a warning on it is longer than a small window
    column = holder.column
    column.setSpacing(0)  # the longest page is whole in the smallest window
    column.addStretch(2)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(page)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(3)
    return holder
