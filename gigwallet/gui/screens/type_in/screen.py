"""The screen: what do you want to write down, one form for it, and what was kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from gigwallet.app.floors import choose_floor
from gigwallet.app.records import add_record, keep_engagement, typed_records
from gigwallet.app.records.add_record import AddedRecord
from gigwallet.app.records.typed_records import TypedRecord
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.payout import Payout
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.gui.screens.type_in.choices import CHOICES, Choices
from gigwallet.gui.screens.type_in.count_form import CountForm
from gigwallet.gui.screens.type_in.engagement_form import EngagementForm
from gigwallet.gui.screens.type_in.kept import Kept
from gigwallet.gui.screens.type_in.money_form import MoneyForm
from gigwallet.gui.screens.type_in.shift_form import ShiftForm
from gigwallet.gui.screens.type_in.slip_form import SlipForm
from gigwallet.gui.screens.type_in.typed_list import TypedList
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import Field, ScrollColumn
from gigwallet.gui.widgets.steady import DropDown
from gigwallet.words import _
from gigwallet.words.naming import engagement_name, record_words

Record = Tally | Statement | Payout | Shift
RecordForm = CountForm | SlipForm | MoneyForm | ShiftForm

Floors = tuple[tuple[choose_floor.FloorChoice, ...], dict[EngagementId, str]]

# What a kind of record is stored by, and which facts it changes.
_KEEP: dict[str, tuple[Callable[[Wallet, EngagementId, Record], AddedRecord], str]] = {
    "tally": (add_record.add_tally, "tallies"),  # type: ignore[dict-item]  # each form gives its own
    "statement": (add_record.add_statement, "statements"),  # type: ignore[dict-item]  # as above
    "payout": (add_record.add_payout, "payouts"),  # type: ignore[dict-item]  # as above
    "shift": (add_record.add_shift, "shifts"),  # type: ignore[dict-item]  # as above
}


class TypeInScreen(ScreenWidget):
    shows: ClassVar[frozenset[str]] = frozenset({"engagements", *typed_records.KINDS.values()})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._engagements: list[KnownEngagement] = []
        self._wanted = ""
        self._revised: EngagementId | None = None
        self._chosen_floors: dict[EngagementId, str] = {}
        today = context.clock().astimezone().date()
        self._back = self.header.add_action("chevron-left", self._to_choices)
        self._work = DropDown(self)
        self._work.setMaximumWidth(420)
        self._work_field = Field(self._work, self)
        self.body.addWidget(self._work_field)
        self._choices = Choices(self)
        self.typed = TypedList(self)
        self._start = ScrollColumn(self)
        self._start.column.addWidget(self._choices)
        self._start.column.addWidget(self.typed)
        self._start.column.addStretch(1)
        self.engagement = EngagementForm(self)
        self.forms: dict[str, RecordForm] = {
            "tally": CountForm(today, self),
            "statement": SlipForm(today, self),
            "payout": MoneyForm(today, self),
            "shift": ShiftForm(today, self),
        }
        self.kept = Kept(self)
        self._pages = QStackedWidget(self)
        self.body.addWidget(self._pages, 1)
        for page in (self._start, self.engagement, *self.forms.values(), self.kept):
            self._pages.addWidget(page)
        self._connect()

    def retranslate(self) -> None:
        self._back.setText(_("Back"))
        self._work_field.say(_("For which work?"))
        self._choices.retranslate()
        self.typed.retranslate()
        self.kept.retranslate()
        for form in (self.engagement, *self.forms.values()):
            form.retranslate()
        self._show_engagements(self._engagements)
        self._say()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: keep_engagement.engagements(wallet), self._show_engagements)
        self.context.run(lambda _job: _floors(wallet), self._show_floors)
        self.context.run(lambda _job: typed_records.typed_records(wallet), self.typed.show_records)

    def open(self, **arguments: object) -> None:
        """``what``: engagement, tally, statement, payout or shift; ``engagement``: the id of one to
        change (with ``what="engagement"``) or to write for."""
        named = arguments.get("engagement")
        self._revised = EngagementId(str(named)) if named else None
        self._ask(str(arguments.get("what", "")))

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    def _connect(self) -> None:
        self._choices.chosen.connect(self._ask)
        self.typed.removal_wanted.connect(self._remove)
        self.engagement.sent.connect(self._keep_engagement)
        for what, form in self.forms.items():
            form.sent.connect(partial(self._keep, what))
        self._work.currentIndexChanged.connect(lambda _place: self._follow_work())
        self.kept.another.connect(self._to_choices)
        self.kept.onward.connect(lambda: self.context.navigate("pay_check"))

    def _ask(self, what: str) -> None:
        """Show the form for this; without any engagement, the one for the engagement first."""
        if what not in CHOICES:
            self._to_choices()
            return
        self._wanted = what
        first = what == "engagement" or not self._engagements
        form = self.engagement if first else self.forms[what]
        form.clear_errors()
        self._pages.setCurrentWidget(form)
        self._say()
        self._fill_revised()
        form.focus_first()

    def _to_choices(self) -> None:
        self._wanted = ""
        self._pages.setCurrentWidget(self._start)
        self._say()

    def _show_engagements(self, known: list[KnownEngagement]) -> None:
        kept = self._chosen()
        self._engagements = known
        self._work.clear()
        for each in known:
            self._work.addItem(engagement_name(each.engagement), each.id)
        if kept is not None:
            self._work.setCurrentIndex(max(0, self._work.findData(kept.id)))
        self._fill_revised()
        if self.page is self.engagement and self._wanted in self.forms and known:
            self._ask(self._wanted)
        self._say()

    def _show_floors(self, known: Floors) -> None:
        choices, self._chosen_floors = known
        self.engagement.offer_floors(choices)
        self._fill_revised()

    def _fill_revised(self) -> None:
        place = self._work.findData(self._revised) if self._revised else -1
        if place < 0:
            return
        self._work.setCurrentIndex(place)
        if self.page is self.engagement:
            self.engagement.show_engagement(self._engagements[place].engagement)
            self.engagement.choose_floor(self._chosen_floors.get(self._engagements[place].id, ""))

    def _chosen(self) -> KnownEngagement | None:
        place = self._work.currentIndex()
        return self._engagements[place] if 0 <= place < len(self._engagements) else None

    def _follow_work(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            for form in self.forms.values():
                if isinstance(form, SlipForm | MoneyForm):
                    form.set_currency(chosen.engagement.currency)

    def _keep_engagement(self) -> None:
        answers = self.engagement.answers()
        said = self.engagement.read(answers)
        self.engagement.show_errors(answers.errors)
        if said is None:
            return
        wallet, revised, floor = self.context.opened, self._revised, self.engagement.floor

        def keep(_job: object) -> Engagement:
            choose_floor.judge_floor(wallet.resources, floor, said.currency)
            if revised is None:
                made = keep_engagement.add_engagement(wallet, said)
            else:
                made = revised
                keep_engagement.revise_engagement(wallet, made, said)
            if floor != choose_floor.chosen_floor(wallet, made):
                choose_floor.choose_floor(wallet, made, floor)
            return said

        self.context.run(keep, self._engagement_kept, changes=frozenset({"engagements"}))

    def _engagement_kept(self, said: Engagement) -> None:
        """Go on to what was asked for, or say that it was kept."""
        self._revised = None
        self.context.notify(_("Kept: {what}").format(what=engagement_name(said)))
        if self._wanted == "engagement":
            self._show_kept(lambda: engagement_name(said))

    def _keep(self, what: str) -> None:
        chosen, form = self._chosen(), self.forms[what]
        if chosen is None:
            return
        answers = form.answers()
        record = form.read(answers, chosen.engagement)
        form.show_errors(answers.errors)
        if record is None:
            return
        wallet, (store, changed) = self.context.opened, _KEEP[what]
        self.context.run(
            lambda _job: store(wallet, chosen.id, record),
            lambda added: self._record_kept(what, record, added),
            changes=frozenset({changed}),
        )

    def _record_kept(self, what: str, record: Record, added: AddedRecord) -> None:
        self.forms[what].empty()
        self._show_kept(lambda: record_words(record), known=added.known)

    def _remove(self, typed: TypedRecord) -> None:
        said = record_words(typed.record)
        if not self.context.confirm(
            _("Remove “{what}”?").format(what=said),
            _("It is erased from the vault. The log keeps that something was, not what."),
            _("Remove"),
            danger=True,
        ):
            return
        wallet = self.context.opened
        self.context.run(
            lambda _job: typed_records.remove(wallet, typed.id),
            lambda _removed: self.context.notify(_("Removed: {what}").format(what=said)),
            changes=frozenset({typed_records.KINDS[typed.kind]}),
        )

    def _show_kept(self, words: Callable[[], str], known: bool = False) -> None:
        self.kept.say(words, known)
        self._pages.setCurrentWidget(self.kept)
        self._say()

    def _say(self) -> None:
        """Title, the line below it, and which of the two upper controls have a meaning here."""
        choosing = self.page is self._start
        form = next((name for name, each in self.forms.items() if each is self.page), "")
        title = CHOICES.get("engagement" if self.page is self.engagement else form)
        self.header.say(
            _(title.title) if title else _("Type it in"),
            _("What you know yourself counts too. It is marked as typed by you.")
            if choosing
            else _("For whom do you ride? Everything else hangs on this.")
            if self.page is self.engagement
            else "",
        )
        self._back.setVisible(not choosing)
        self._work_field.setVisible(bool(form) and len(self._engagements) > 1)


def _floors(wallet: Wallet) -> Floors:
    """What there is to choose, and what was chosen for each engagement."""
    known = keep_engagement.engagements(wallet)
    chosen = {each.id: choose_floor.chosen_floor(wallet, each.id) for each in known}
    return choose_floor.floor_choices(wallet.resources), chosen
