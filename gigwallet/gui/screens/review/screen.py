"""Screenshots: what waits to be read, what waits for a person's eyes, what nobody knows yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from gigwallet.app.screens import read_screens, review_fields
from gigwallet.app.screens.find_copies import LooksLike
from gigwallet.app.screens.review_fields import (
    Saying,
    Settled,
    ToReview,
)
from gigwallet.app.screens.screen_pixels import ScreenPicture
from gigwallet.app.screens.state_screens import ReadOutcome
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.review import wording
from gigwallet.gui.screens.review.asides import Asides
from gigwallet.gui.screens.review.desk import Desk
from gigwallet.gui.screens.review.pairs import CopyQuestion, WorkQuestion
from gigwallet.gui.screens.review.queue import NOTHING, Queue, picture_or_none
from gigwallet.gui.screens.review.teaching import Teaching
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import EmptyState, ProgressStrip
from gigwallet.words import _, ngettext, number

_FEW = 5

Q = TypeVar("Q", LooksLike, ExhibitId)


class ReviewScreen(ScreenWidget):
    """Reading runs in a lane of its own: it may take an evening, and nothing waits behind it."""

    shows: ClassVar[frozenset[str]] = frozenset({"screens", "exhibits", "engagements"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._queue = NOTHING
        self._at = 0
        self._wanted: tuple[str, str] | None = None  # exhibit and field to come back to
        self._pictured: tuple[str, int] | None = None
        self._busy = False
        self._put_off: set[LooksLike | ExhibitId] = set()
        self.undo = self.header.add_action("refresh-cw", self._take_back)
        self.known = self.header.add_action(
            "list-checks", lambda: context.navigate("known_screens")
        )
        self.read = self.header.add_action("play", self._read)
        self.asides = Asides(self)
        self.progress = ProgressStrip(self)
        self.desk = Desk(self)
        self.empty = EmptyState("image", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.desk)
        self.teaching = Teaching(context, self)
        self._pages.addWidget(self.teaching)
        self.copy_question = CopyQuestion(context, self)
        self.work_question = WorkQuestion(context, self)
        for question in (self.copy_question, self.work_question):
            self._pages.addWidget(question)
            question.closed.connect(self._back)
            question.answered.connect(self._answered)
        self.body.addWidget(self.asides)
        self.body.addWidget(self.progress)
        self.body.addWidget(self._pages, 1)
        self.asides.compare_wanted.connect(self._ask_copy)
        self.asides.place_wanted.connect(self._ask_work)
        self.asides.teach_wanted.connect(self._teach)
        self.asides.labels_wanted.connect(lambda: context.navigate("known_screens"))
        self.empty.pressed.connect(self._next_step)
        self.desk.said.connect(self._decide)
        self.desk.moved.connect(self._move)
        self.desk.take_back.connect(self._take_back)
        self.teaching.closed.connect(self._taught)

    def retranslate(self) -> None:
        self.undo.setText(_("Take back"))
        self.known.setText(_("Known app screens"))
        for each in (self.asides, self.teaching, self.copy_question, self.work_question):
            each.retranslate()
        self.progress.retranslate()
        self.desk.retranslate()
        self._say()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: Queue.of(wallet), self._show, lane=Lane.CPU)

    def open(self, **arguments: object) -> None:
        """``read``: begin to read what waits."""
        if arguments.get("read"):
            self._read()
        self._focus()

    # What waits ------------------------------------------------------------------------------

    def _show(self, queue: Queue) -> None:
        self._queue = queue
        self._at = self._place_of_wanted()
        self._wanted = None
        self._show_item()
        self._say()

    def _place_of_wanted(self) -> int:
        """The field that is asked now, or was taken back, wherever it stands in the new queue."""
        items = self._queue.items
        present = self.desk.item
        wanted = self._wanted or (
            (str(present.exhibit), present.field.name) if present is not None else None
        )
        for place, each in enumerate(items):
            if (str(each.exhibit), each.field.name) == wanted:
                return place
        return min(self._at, max(0, len(items) - 1))

    def _show_item(self) -> None:
        items = self._queue.items
        if self._is_asking:
            return  # what came meanwhile is shown once that is done
        self._pages.setCurrentWidget(self.desk if items else self.empty)
        if not items:
            return
        item = items[self._at]
        if self.desk.item is None or not self._same(self.desk.item, item):
            self.desk.show_item(item, self._at + 1, self._queue.counts.waiting)
        self._show_picture(item)
        self._focus()

    @staticmethod
    def _same(one: ToReview, other: ToReview) -> bool:
        return (one.exhibit, one.field) == (other.exhibit, other.field)

    def _show_picture(self, item: ToReview) -> None:
        wanted = (str(item.exhibit), item.field.page)
        if wanted == self._pictured:
            return
        self._pictured = wanted
        self.desk.await_picture()
        wallet = self.context.opened
        self.context.run(
            lambda _job: (wanted, picture_or_none(wallet, item.exhibit, item.field.page)),
            self._take_picture,
            lane=Lane.CPU,
        )

    def _take_picture(self, answer: tuple[tuple[str, int], ScreenPicture | None]) -> None:
        which, picture = answer
        if which == self._pictured:
            self.desk.show_picture(picture)

    def _move(self, step: int) -> None:
        if self._queue.items:
            self._at = (self._at + step) % len(self._queue.items)
            self._show_item()

    # What the person says --------------------------------------------------------------------

    def _decide(self, item: ToReview, saying: Saying) -> None:
        if self._busy:
            return
        self._busy = True
        wallet = self.context.opened
        ticket = self.context.run(
            lambda _job: review_fields.decide(
                wallet, item.exhibit, item.field.name, saying, page=item.field.page
            ),
            lambda settled: self._decided(item, settled),
            refused=lambda refusal: self._refused(item, refusal),
        )
        ticket.ended.connect(self._free)

    def _free(self) -> None:
        self._busy = False

    def _place_of(self, item: ToReview) -> int | None:
        """Where it stands now: the person may have moved on, or the queue be another one."""
        places = [(each.exhibit, each.field.name, each.field.page) for each in self._queue.items]
        wanted = (item.exhibit, item.field.name, item.field.page)
        return places.index(wanted) if wanted in places else None

    def _decided(self, item: ToReview, settled: Settled) -> None:
        """The next field comes at once. The queue is asked for anew, behind it, only where the
        answer changed more than its own field, or little is left: a vault may hold thousands."""
        items, place = list(self._queue.items), self._place_of(item)
        if place is not None:
            del items[place]
            self._at -= place < self._at
        counts = self._queue.counts
        left = replace(counts, waiting=max(0, counts.waiting - 1), confirmed=counts.confirmed + 1)
        self._queue = replace(self._queue, items=tuple(items), counts=left)
        self._at = min(self._at, max(0, len(items) - 1))
        self._show_item()
        self._say()
        if settled.others:
            self.context.notify(
                ngettext(
                    "{count} other field of this screen follows from it.",
                    "{count} other fields of this screen follow from it.",
                    settled.others,
                ).format(count=number(settled.others))
            )
        others = settled.outcome.changed - self.shows
        if others:
            self.context.tell_changed(others)
        if settled.others or len(items) < _FEW:
            self.refresh(self.shows)

    def _refused(self, item: ToReview, refusal: GigWalletError) -> None:
        """Said beside the field that it is about, also where the person has moved on."""
        place = self._place_of(item)
        if place is not None and place != self._at:
            self._at = place
            self._show_item()
        self.desk.refuse(worded(refusal))

    def _take_back(self) -> None:
        if self._busy:
            return
        wallet = self.context.opened
        self.context.run(
            lambda _job: review_fields.take_back(wallet),
            self._taken_back,
            changes=frozenset({"screens", "trips", "pay_lines", "statements", "tallies"}),
        )

    def _taken_back(self, which: tuple[ExhibitId, str] | None) -> None:
        if which is None:
            self.context.notify(_("There is no answer that could be taken back."), "warn")
            return
        self._wanted = (str(which[0]), which[1])

    # Reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        if not self.progress.isHidden():
            return
        wallet = self.context.opened

        def work(job: Job) -> ReadOutcome:
            return read_screens.read_waiting(wallet, job)

        ticket = self.context.run(work, self._tell_read, lane=Lane.READING)
        self.progress.follow(ticket, _("Reading pictures on this machine"))
        ticket.ended.connect(self._read_ended)
        self._say()

    def _read_ended(self) -> None:
        """Also after a cancel: what was read until then is there."""
        if self.context.wallet is not None:
            self.refresh(self.shows)

    def _tell_read(self, outcome: ReadOutcome) -> None:
        self.context.notify(wording.read(outcome), "warn" if outcome.unreadable else "good")

    def _next_step(self) -> None:
        if self._queue.unread:
            self._read()
        else:
            self.context.navigate("inbox", choose=True)

    # Questions about whole pictures --------------------------------------------------------------

    @property
    def _is_asking(self) -> bool:
        """Whether something else than a field is before the person."""
        return self._pages.currentWidget() not in (self.empty, self.desk)

    def _ask_copy(self) -> None:
        pair = self._next_of(self._queue.copies)
        if pair is not None:
            self._pages.setCurrentWidget(self.copy_question)
            self.copy_question.ask(pair)
            self._say()

    def _ask_work(self) -> None:
        exhibit = self._next_of(self._queue.unplaced)
        if exhibit is not None:
            self._pages.setCurrentWidget(self.work_question)
            self.work_question.ask(exhibit)
            self._say()

    def _next_of(self, asked: Sequence[Q]) -> Q | None:
        """The first that was not asked yet; once all were put off, the first again."""
        if self._put_off.issuperset(asked):
            self._put_off.difference_update(asked)
        found = next((each for each in asked if each not in self._put_off), None)
        if found is not None:
            self._put_off.add(found)
        return found

    def _answered(self) -> None:
        """The queue was asked for anew by what changed; the page of the fields is there again."""
        self._back()

    def _back(self) -> None:
        self._pages.setCurrentWidget(self.empty)
        self._show_item()
        self._say()

    # Teaching --------------------------------------------------------------------------------

    def _teach(self) -> None:
        self._pages.setCurrentWidget(self.teaching)
        self.teaching.begin(list(self._queue.unknown))
        self._say()

    def _taught(self, key: str) -> None:
        if key:
            self.context.notify(_("This screen is known from now on. Its pictures are read anew."))
        self._back()
        if key:
            self._read()

    # Words -----------------------------------------------------------------------------------

    def _focus(self) -> None:
        if self._pages.currentWidget() is self.teaching:
            self.teaching.setFocus()
        elif self.isVisible() and self._queue.items:
            self.desk.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        counts, unread = self._queue.counts, self._queue.unread
        reading = not self.progress.isHidden()
        self.header.say(_("Screenshots"), wording.counted(counts))
        self.read.setText(
            ngettext("Read {count} picture", "Read {count} pictures", unread).format(
                count=number(unread)
            )
        )
        for button, wanted in (
            (self.read, unread and not reading),
            (self.undo, counts.confirmed),
            (self.known, True),
        ):
            button.setVisible(bool(wanted) and not self._is_asking)
        self.asides.show_queue(self._queue, asking=self._is_asking)
        self.empty.say(*wording.nothing_here(self._queue, reading=reading))
