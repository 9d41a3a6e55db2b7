"""The evidence in the making: what is chosen, and kept a moment later or when the vault closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gigwallet.app.bundles import build_bundle, keep_arrangement
from gigwallet.app.bundles.build_bundle import BundleDraft, BundleItem, Written
from gigwallet.app.bundles.chronology import Dated
from gigwallet.app.bundles.evidence_board import BoardExhibit
from gigwallet.app.bundles.file_choices import FileChoices
from gigwallet.app.bundles.keep_arrangement import Arranged, BoardView
from gigwallet.app.bundles.profiles import ProfileChoice
from gigwallet.app.letters.in_bundle import PutIn, WantedLetter
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit_choices import ExhibitChoices
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.evidence.counting import Counting
from gigwallet.gui.screens.evidence.finding import Found, Names, Scope, find, named
from gigwallet.gui.screens.evidence.lettering import Lettering
from gigwallet.gui.screens.evidence.more_card import More
from gigwallet.gui.screens.evidence.numbering import Numbering
from gigwallet.gui.shell import ShellContext

_KEEP_MS = 600


class Making(QObject):
    """Knows one draft at a time, with its ``pages``, its ``numbers`` and its ``letter``."""

    found = Signal()  # exhibits and draft have come
    edited = Signal()  # the draft is another now

    def __init__(self, context: ShellContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.pages = Counting(context, self)
        self.numbers = Numbering(context, self)
        self.letter = Lettering(context, self._put_letter, self)
        self.arranged: Arranged | None = None
        self.exhibits: dict[ExhibitId, BoardExhibit] = {}
        self.forms: tuple[ProfileChoice, ...] = ()
        self.view = BoardView()
        self.events: tuple[Dated, ...] = ()
        self._asked = 0
        self._edits = 0
        self._unkept = False  # or not heard of yet
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self.keep_now)

    @property
    def draft(self) -> BundleDraft | None:
        return self.arranged.draft if self.arranged else None

    @property
    def read_only(self) -> bool:
        wallet = self._context.wallet
        return wallet is None or wallet.vault.read_only

    @property
    def whole(self) -> bool:
        """Whether the letter that was chosen is in the draft, where one was."""
        return self.draft is not None and (self.letter.wanted is None) == (
            self.draft.letter is None
        )

    @property
    def form(self) -> ProfileChoice | None:
        """The form that the draft has."""
        draft = self.draft
        return next((each for each in self.forms if draft and each.name == draft.profile), None)

    @property
    def guess(self) -> int | None:
        """About how many pages the draft has, while they are being counted; None before the first
        count."""
        if self.draft is None:
            return None
        return self.pages.guess(
            self.exhibits[each.shown].known.exhibit.sha256
            for each in self.draft.items
            if each.included and each.shown in self.exhibits
        )

    def ask(self, scope: Scope) -> None:
        """Everything anew: the exhibits, and the draft of what was chosen."""
        self.keep_now()
        wallet = self._context.opened
        wanted = self.letter.wanted if self.letter.fresh or self.read_only else None
        self._asked += 1
        asked, edits = self._asked, self._edits

        def take(found: Found) -> None:
            if asked == self._asked and edits == self._edits:
                self._take(found, wanted)
            elif asked == self._asked:
                self.ask(scope)  # what was edited meanwhile is kept first

        self._context.run(lambda job: find(wallet, scope, wanted, job), take)

    def name_anew(self, spoken: str, then: Callable[[], object]) -> None:
        """Forms and letters as they are called in another language; the draft stays as it is."""
        wallet, draft = self._context.wallet, self.draft
        if wallet is None or draft is None:
            return

        def take(names: Names) -> None:
            self.forms, self.letter.known = names
            then()

        self._context.run(lambda _job: named(wallet, draft.language, spoken), take)

    def edit(self, items: tuple[BundleItem, ...]) -> None:
        if self.arranged is not None:
            self._put(replace(self.arranged.draft, items=items))

    def choose(self, choices: ExhibitChoices) -> None:
        if self.arranged is not None:
            self._put(replace(self.arranged.draft, choices=choices))

    def choose_form(self, name: str) -> None:
        if self.arranged is not None:
            self._put(replace(self.arranged.draft, profile=name))

    def choose_more(self, more: More) -> None:
        if self.arranged is not None:
            self._put(more.onto(self.arranged.draft))

    def choose_letter(self, wanted: WantedLetter | None) -> None:
        """None takes it out again."""
        if self.draft is not None:
            self.letter.choose(wanted, self.draft)

    def choose_view(self, seen: BoardView) -> None:
        """It is said of no file: kept at once, beside them all."""
        self.view = seen
        wallet, draft = self._context.opened, self.draft
        if draft is not None and not self.read_only:
            engagement = draft.engagement
            self._context.run(lambda _job: keep_arrangement.keep_view(wallet, engagement, seen))

    def unlock(self, password: str) -> None:
        """One more password to try on PDFs that are locked. It is kept nowhere."""
        if self.arranged is not None:
            draft = self.arranged.draft
            self._put(replace(draft, passwords=(*draft.passwords, password)))

    def keep_now(self) -> None:
        """What was edited and not kept yet."""
        self._keep.stop()
        wallet, arranged = self._context.wallet, self.arranged
        if self._unkept and wallet is not None and arranged is not None and not self.read_only:
            self._context.run(
                lambda _job: keep_arrangement.keep(wallet, arranged),
                lambda kept: self._kept(arranged, kept),
            )

    def owe(self, last: list[Callable[[Wallet], object]]) -> None:
        """The vault closes now: what is not kept yet is added to the last that is done in it."""
        if self._unkept and self.arranged is not None and not self.read_only:
            last.append(partial(_keep, arranged=self.arranged))

    def write(self, target: Path, then: Callable[[Written], object]) -> Ticket | None:
        wallet, draft = self._context.opened, self.draft
        if draft is None:
            return None
        return self._context.run(
            lambda job: build_bundle.write(wallet, draft, target, replace=True, job=job),
            then,
            lane=Lane.CPU,  # minutes for thousands: the vault's own lane stays free for a shift
        )

    def _put(self, draft: BundleDraft) -> None:
        if self.arranged is None:
            return
        changed = draft != self.arranged.draft
        if not changed and self.letter.wanted == self.arranged.letter:
            return
        self.arranged = replace(self.arranged, draft=draft, letter=self.letter.wanted)
        self._edits += 1
        self._unkept = True
        self._keep.start()
        if changed:
            self.pages.follow(draft)
            self.edited.emit()
            self.numbers.ask(draft)

    def _put_letter(self, found: PutIn) -> None:
        if self.draft is not None:
            self._put(replace(self.draft, letter=found.letter))

    def _take(self, found: Found, wanted: WantedLetter | None) -> None:
        """Passwords that were given hold as long as the screen does; in a vault that keeps nothing
        now, so does what was chosen."""
        former, self.arranged, self.exhibits = self.draft, found.arranged, found.exhibits
        self.forms, self.letter.known = found.forms, found.letters
        self.events = found.events
        self._unkept = False
        if former is not None and self.arranged is not None:
            draft = replace(self.arranged.draft, passwords=former.passwords)
            if self.read_only and former.engagement == draft.engagement:
                draft = FileChoices.of(former, None).onto(draft)
            self.arranged = replace(self.arranged, draft=draft)
        if former is None or self.draft is None or former.engagement != self.draft.engagement:
            self.view = found.view
        if self.draft is not None and found.numbers is not None:
            self.numbers.take(self.draft, found.numbers)
        elif self.draft is not None:
            self.numbers.ask(self.draft)
        if self.letter.fresh and self.letter.wanted is not wanted:
            self.choose_letter(self.letter.wanted)  # another was chosen meanwhile
        elif self.arranged is not None:
            self.letter.take(self.arranged.letter, found.put_in.blockers)
            if wanted is not None:  # it was not the one that was kept
                self._unkept = True
                self._keep.start()
        self.found.emit()
        self.pages.follow(self.draft, at_once=True)

    def _kept(self, said: Arranged, kept: Arranged) -> None:
        """The case has an id from now on; what was edited meanwhile stays, and is not kept yet."""
        own = self.arranged
        if own is not None and own.chosen.items is kept.chosen.items:
            self._unkept = own is not said
            self.arranged = replace(own, case=kept.case, chosen=kept.chosen)


def _keep(wallet: Wallet, arranged: Arranged) -> None:
    keep_arrangement.keep(wallet, arranged)
