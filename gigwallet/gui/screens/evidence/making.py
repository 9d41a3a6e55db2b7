"""The evidence in the making: what is chosen, kept a moment later, and laid out a moment later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gigwallet.app.bundles import build_bundle, evidence_board, keep_arrangement, preview_bundle
from gigwallet.app.bundles.build_bundle import BundleDraft, BundleItem, Written
from gigwallet.app.bundles.evidence_board import BoardExhibit
from gigwallet.app.bundles.keep_arrangement import Arranged
from gigwallet.app.bundles.numbers import numbers
from gigwallet.app.bundles.preview_bundle import NOTHING_KNOWN, CountedBundle, Looks
from gigwallet.app.bundles.profiles import ProfileChoice, profiles
from gigwallet.app.letters import in_bundle as letter_in_bundle
from gigwallet.app.letters.in_bundle import PutIn, WantedLetter
from gigwallet.app.letters.shelf import KnownLetter, known_letters
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import ExhibitChoices
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId
from gigwallet.domain.step import Step
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.evidence.more_card import More
from gigwallet.gui.shell import ShellContext

_KEEP_MS = 600
_COUNT_MS = 250

Key = tuple[ExhibitId, tuple[FactId, ...]]


@dataclass(frozen=True, slots=True)
class _Found:
    arranged: Arranged | None
    exhibits: dict[ExhibitId, BoardExhibit]
    numbers: tuple[str, ...] = ()
    forms: tuple[ProfileChoice, ...] = ()
    letters: tuple[KnownLetter, ...] = ()
    wanted: WantedLetter | None = None
    put_in: PutIn = field(default_factory=PutIn)


class Making(QObject):
    """Knows one draft at a time. Edits are kept in the vault and counted when the hand rests; what
    was asked about a draft that is no longer this one is not told."""

    found = Signal()  # exhibits and draft have come
    numbered = Signal()  # what each exhibit will be called
    edited = Signal()  # the draft is another now
    lettered = Signal()  # a letter was chosen, or is in the draft, or cannot be yet
    counted = Signal()  # its pages are known
    counting = Signal(object)  # Ticket

    def __init__(self, context: ShellContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.arranged: Arranged | None = None
        self.exhibits: dict[ExhibitId, BoardExhibit] = {}
        self.forms: tuple[ProfileChoice, ...] = ()
        self.letters: tuple[KnownLetter, ...] = ()  # in the language of the draft
        self.wanted: WantedLetter | None = None  # the letter that was chosen
        self.blockers: tuple[Step, ...] = ()  # why it is not in the draft
        self.refusal: GigWalletError | None = None
        self._numbers: dict[Key, str] = {}
        self._count: CountedBundle | None = None
        self._looks: Looks = NOTHING_KNOWN
        self._asked = 0
        self._ticket: Ticket | None = None
        self._unkept = False
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self.keep_now)
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._soon.timeout.connect(self._lay_out)

    @property
    def draft(self) -> BundleDraft | None:
        return self.arranged.draft if self.arranged else None

    @property
    def read_only(self) -> bool:
        wallet = self._context.wallet
        return wallet is None or wallet.vault.read_only

    @property
    def count(self) -> CountedBundle | None:
        """Of this very draft; None while it is being laid out."""
        return self._count if self._count and self._count.draft == self.draft else None

    @property
    def whole(self) -> bool:
        """Whether the letter that was chosen is in the draft, where one was."""
        return self.draft is not None and (self.wanted is None) == (self.draft.letter is None)

    @property
    def numbers(self) -> tuple[str, ...]:
        """What each item of the draft will be called, empty where it is left out; for a moment
        after an edit still what it was called before."""
        items = self.draft.items if self.draft else ()
        return tuple(self._numbers.get(_key(each), "") if each.included else "" for each in items)

    @property
    def form(self) -> ProfileChoice | None:
        """The form that the draft has."""
        draft = self.draft
        return next((each for each in self.forms if draft and each.name == draft.profile), None)

    @property
    def guess(self) -> int | None:
        """About how many pages the draft has, while it is being laid out; None before the first
        count."""
        if self._count is None or self.draft is None:
            return None
        return self._count.guess(
            self.exhibits[each.shown].known.exhibit.sha256
            for each in self.draft.items
            if each.included and each.shown in self.exhibits
        )

    def ask(self, engagement: EngagementId | None, period: Period | None, language: str) -> None:
        """Everything anew: the exhibits, and the draft of what was chosen."""
        self.keep_now()
        wallet, spoken, wanted = self._context.opened, self._context.language, self.wanted
        self._asked += 1
        asked = self._asked
        self._context.run(
            lambda job: _found(wallet, engagement, period, language, spoken, wanted, job),
            lambda found: self._take(found) if asked == self._asked else None,
        )

    def edit(self, items: tuple[BundleItem, ...]) -> None:
        if self.arranged is None or items == self.arranged.draft.items:
            return
        self._put(replace(self.arranged.draft, items=items))

    def choose(self, choices: ExhibitChoices) -> None:
        if self.arranged is not None:
            self._put(replace(self.arranged.draft, choices=choices))

    def choose_form(self, name: str) -> None:
        """Kept with the rest."""
        if self.arranged is not None:
            self._put(replace(self.arranged.draft, profile=name))

    def choose_more(self, more: More) -> None:
        """It is kept nowhere."""
        if self.arranged is not None:
            self._put(more.onto(self.arranged.draft))

    def choose_letter(self, wanted: WantedLetter | None) -> None:
        """None takes it out again. It is kept nowhere."""
        wallet, draft = self._context.opened, self.draft
        self.wanted, self.blockers = wanted, ()
        if draft is None:
            return
        if draft.letter is not None:
            self._put(replace(draft, letter=None))
        self.lettered.emit()
        if wanted is not None:
            self._context.run(
                lambda job: letter_in_bundle.put_in(wallet, draft, wanted, job),
                lambda found: self._put_in(wanted, found),
            )

    def unlock(self, password: str) -> None:
        """One more password to try on PDFs that are locked."""
        if self.arranged is not None:
            draft = self.arranged.draft
            self._put(replace(draft, passwords=(*draft.passwords, password)))

    def keep_now(self) -> None:
        """What was edited and not kept yet."""
        wanted, self._unkept = self._unkept, False
        self._keep.stop()
        wallet, arranged = self._context.wallet, self.arranged
        if wanted and wallet is not None and arranged is not None and not self.read_only:
            self._context.run(lambda _job: keep_arrangement.keep(wallet, arranged), self._kept)

    def draw(self, page: int, then: Callable[[bytes], object]) -> Ticket | None:
        """One page of what was counted."""
        wallet, count = self._context.opened, self.count
        if count is None or not 1 <= page <= count.pages:
            return None

        def drawn(job: Job) -> bytes:
            with wallet.reader() as reader:
                return preview_bundle.draw_page(reader, count, page)

        return self._context.run(
            drawn, lambda picture: then(picture) if self.count is count else None, lane=Lane.CPU
        )

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
        if self.arranged is not None and draft != self.arranged.draft:
            self.arranged = replace(self.arranged, draft=draft)
            self._unkept = True
            self._keep.start()
            self.edited.emit()
            self._soon.start()
            wallet = self._context.opened
            self._context.run(
                lambda _job: numbers(wallet, draft), lambda found: self._name(draft, found)
            )

    def _put_in(self, wanted: WantedLetter, found: PutIn) -> None:
        if wanted is self.wanted and self.draft is not None:
            self.blockers = found.blockers
            self._put(replace(self.draft, letter=found.letter))
            self.lettered.emit()

    def _name(self, draft: BundleDraft, found: tuple[str, ...]) -> None:
        if draft is self.draft:
            self._numbers = {
                _key(each): number for each, number in zip(draft.items, found, strict=True)
            }
            self.numbered.emit()

    def _take(self, found: _Found) -> None:
        """What was chosen for this file, and the passwords that were given, are kept nowhere; they
        hold as long as the screen does."""
        former = self.draft
        self.arranged, self.exhibits, self.forms = found.arranged, found.exhibits, found.forms
        self.letters = found.letters
        if former is not None and self.arranged is not None:
            draft = replace(self.arranged.draft, choices=former.choices, passwords=former.passwords)
            if former.engagement == draft.engagement:
                draft = More.of(former).onto(draft)
            self.arranged = replace(self.arranged, draft=draft)
        if self.draft is not None:
            self._name(self.draft, found.numbers)
        if self.wanted is found.wanted:
            self._with_letter(found)
        else:  # another was chosen meanwhile
            self.choose_letter(self.wanted)
        self.found.emit()
        self._soon.start(0)

    def _with_letter(self, found: _Found) -> None:
        """A letter that is not written in the language of the file is chosen no longer."""
        self.blockers = found.put_in.blockers
        if found.put_in == PutIn():
            self.wanted = None
        if self.arranged is not None:
            draft = replace(self.arranged.draft, letter=found.put_in.letter)
            self.arranged = replace(self.arranged, draft=draft)

    def _kept(self, kept: Arranged) -> None:
        """The case has an id from now on; what was edited meanwhile stays."""
        own = self.arranged
        if own is not None and own.chosen.items is kept.chosen.items:
            self.arranged = replace(own, case=kept.case, chosen=kept.chosen)

    def _lay_out(self) -> None:
        wallet, draft, looks = self._context.wallet, self.draft, self._looks
        if self._ticket is not None:
            self._ticket.cancel()
        self.refusal = None
        if wallet is None or draft is None or not any(each.included for each in draft.items):
            self.counted.emit()
            return

        def count(job: Job) -> CountedBundle:
            with wallet.reader() as reader:
                return preview_bundle.count(reader, draft, looks, job)

        ticket = self._context.run(count, self._laid_out, refused=self._refused, lane=Lane.CPU)
        self._ticket = ticket
        ticket.ended.connect(lambda: self._over(ticket))
        self.counting.emit(ticket)

    def _laid_out(self, count: CountedBundle) -> None:
        self._looks = count.looks
        self._count = count
        if self.count is not None:
            self.counted.emit()

    def _refused(self, refusal: GigWalletError) -> None:
        self.refusal = refusal
        self.counted.emit()

    def _over(self, ticket: Ticket) -> None:
        if self._ticket is ticket:
            self._ticket = None


def _key(item: BundleItem) -> Key:
    return item.exhibit, item.rows


def _found(
    wallet: Wallet,
    engagement: EngagementId | None,
    period: Period | None,
    language: str,
    spoken: str,
    wanted: WantedLetter | None,
    job: Job,
) -> _Found:
    if engagement is None:
        return _Found(None, evidence_board.board(wallet))
    forms = profiles(wallet.resources, spoken)
    arranged = keep_arrangement.arranged(wallet, engagement, period, language, job)
    draft = arranged.draft
    about = evidence_board.board(wallet, draft.reconciliation)
    letters = tuple(
        each for each in known_letters(wallet.resources, spoken) if draft.language in each.languages
    )
    put_in = PutIn()
    if wanted is not None and wanted.letter in {each.id for each in letters}:
        put_in = letter_in_bundle.put_in(wallet, draft, wanted, job)
    return _Found(arranged, about, numbers(wallet, draft), forms, letters, wanted, put_in)
