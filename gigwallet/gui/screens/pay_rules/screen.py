"""The screen: the person's rules, a form for one with live examples beside it, or its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from gigwallet.app import keep_engagement, keep_exhibits, keep_scheme, list_months
from gigwallet.app.keep_scheme import SchemeForm, Shape
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId, SchemeId
from gigwallet.domain.scheme import KnownScheme
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.pay_rules import examples, rule_reading
from gigwallet.gui.screens.pay_rules.examples_card import ExamplesCard
from gigwallet.gui.screens.pay_rules.rule_cards import RuleList, rule_views
from gigwallet.gui.screens.pay_rules.rule_form import RuleForm
from gigwallet.gui.screens.pay_rules.text_page import TextPage
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.words import _
from gigwallet.words.naming import engagement_name

_TRIED_AFTER_MS = 150  # long enough not to work out each letter, short enough to feel live
_CHANGES = frozenset({"schemes", "results"})


@dataclass(frozen=True, slots=True)
class Held:
    """What the screen asks for at each refresh."""

    schemes: tuple[KnownScheme, ...]
    shapes: tuple[Shape, ...]
    engagements: tuple[KnownEngagement, ...]
    exhibits: tuple[KnownExhibit, ...]
    months: tuple[Period, ...]


class PayRulesScreen(ScreenWidget):
    """Three pages: the list, the form, the text."""

    shows: ClassVar[frozenset[str]] = frozenset({"schemes", "engagements", "exhibits"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._held = Held((), (), (), (), ())
        self._replacing: SchemeId | None = None
        self._tried = 0
        self._today = context.clock().astimezone().date()
        self._wanted_engagement: EngagementId | None = None
        self.back = self.header.add_action("chevron-left", self._to_list)
        self.other = self.header.add_action("file-text", self._other_view)
        self.new = self.header.add_action("plus", self._new, primary=True)
        self.list = RuleList(self)
        self.form = RuleForm(self._today, self)
        self.examples = ExamplesCard(self)
        self.text = TextPage(self)
        self._pages = QStackedWidget(self)
        self._views = QStackedWidget(self)
        for view in (self.form, self.text):
            self._views.addWidget(view)
        for page in (_scrolled(self.list), self._editing_page()):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self._wait = QTimer(self, singleShot=True, interval=_TRIED_AFTER_MS)
        self._connect()

    def retranslate(self) -> None:
        self.back.setText(_("Back"))
        self.new.setText(_("New rule"))
        for part in (self.list, self.form, self.examples, self.text):
            part.retranslate()
        self._show_held(self._held)
        self._say()
        self._try()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(
            lambda _job: Held(
                tuple(keep_scheme.schemes(wallet)),
                tuple(keep_scheme.shapes(wallet.resources)),
                tuple(keep_engagement.engagements(wallet)),
                tuple(keep_exhibits.exhibits(wallet)),
                list_months.months(wallet),
            ),
            self._show_held,
        )

    def open(self, **arguments: object) -> None:
        """``scheme``: the id of a rule to open; ``engagement``: for which work a new one is."""
        named, engagement = arguments.get("scheme"), arguments.get("engagement")
        self._wanted_engagement = EngagementId(str(engagement)) if engagement else None
        if named:
            self._open_rule(str(named))
        else:
            self._to_list()

    @property
    def page(self) -> int:
        """0 the list, 1 the form, 2 the text."""
        return self._pages.currentIndex() and 1 + self._views.currentIndex()

    def _connect(self) -> None:
        self.list.opened.connect(self._open_rule)
        self.list.removed.connect(self._remove)
        self.list.shape_chosen.connect(self._open_shape)
        self.list.new_wanted.connect(self._new)
        self.form.sent.connect(self._keep_form)
        self.text.sent.connect(self._keep_text)
        self.form.changed.connect(self._wait.start)
        self.text.changed.connect(self._wait.start)
        self.examples.changed.connect(self._wait.start)
        self._wait.timeout.connect(self._try)

    def _editing_page(self) -> QWidget:
        """Form or text, with what the rule pays beside it."""
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._views, 1)
        self._beside = _scrolled(self.examples)
        row.addWidget(self._beside)
        return page

    def _show_held(self, held: Held) -> None:
        self._held = held
        works = {each.id: engagement_name(each.engagement) for each in held.engagements}
        files = {each.id: each.exhibit.label or each.exhibit.name for each in held.exhibits}
        self.list.show_rules(rule_views(held.schemes, works, files, self._today))
        self.list.show_shapes(held.shapes)
        self.form.offer(held.engagements, held.exhibits)

    def _new(self) -> None:
        """An empty form for a rule of the person's own, from the first month that they recorded."""
        self._replacing = None
        earliest = min((month.first for month in self._held.months), default=None)
        from_day = earliest or date(self._today.year, 1, 1)
        self._show_answers(rule_reading.no_rule(from_day), self._wanted_engagement, None)

    def _open_shape(self, key: str) -> None:
        shape = next(each for each in self._held.shapes if each.key == key)
        self._replacing = None
        self._show_rule(shape.text, self._wanted_engagement, None)

    def _open_rule(self, wanted: str) -> None:
        known = next((each for each in self._held.schemes if each.id == wanted), None)
        if known is not None:
            self._replacing = known.id
            rule = known.scheme
            self._show_rule(rule.text, rule.engagement_id, rule.proof)

    def _show_rule(
        self, text: str, engagement: EngagementId | None, proof: ExhibitId | None
    ) -> None:
        """The form where it can hold the rule, else the text."""
        form = keep_scheme.read_form(text)
        if form is not None:
            self._show_form(form, engagement, proof)
            return
        self.form.work.choose(engagement)
        self.form.proof.choose(proof or "")
        self.text.show_text(text)
        self._turn_to(2)
        self._try()

    def _show_form(
        self, form: SchemeForm, engagement: EngagementId | None, proof: ExhibitId | None
    ) -> None:
        self._show_answers(rule_reading.texts_of(form), engagement, proof)

    def _show_answers(
        self, texts: Mapping[str, str], engagement: EngagementId | None, proof: ExhibitId | None
    ) -> None:
        self.form.show_answers(texts, engagement, proof)
        self._turn_to(1)
        self.form.focus_first()
        self._try()

    def _other_view(self) -> None:
        """From the form to its text, and back where the form can hold what the text says."""
        if self.page == 1:
            form, errors = self.form.read()
            if form is None:
                self.form.show_errors(errors)
                return
            self.text.show_text(keep_scheme.write_scheme(form))
            self._turn_to(2)
            return
        form = keep_scheme.read_form(self.text.text())
        if form is None:
            self.context.notify(
                _("This text says more than the form can show, or is not complete yet."), "warn"
            )
            return
        self._show_form(form, self.form.engagement, self.form.chosen_proof)

    def _try(self) -> None:
        """Work out the examples anew; an answer that was overtaken is dropped."""
        rule = self._rule_now()
        if rule is None:
            return
        asked = self.examples.asked()
        self._tried += 1
        tried = self._tried
        self.context.run(
            lambda _job: examples.work_out(rule, asked),
            lambda found: self.examples.show_examples(found) if tried == self._tried else None,
            refused=lambda refusal: self.examples.say_why_not(self._why_not(refusal)),
            lane=Lane.CPU,
        )

    def _why_not(self, refusal: GigWalletError) -> str:
        """Someone who fills in the form sees no lines and keys of a text."""
        if self.page != 1 or "line" not in refusal.facts:
            return worded(refusal)
        if refusal.code == "scheme_last_open":
            return _("Leave the last “up to” empty: the last step has no end.")
        if refusal.code == "scheme_steps_rise":
            return _("Each step must end above the one before it.")
        return _("Something is still missing. The examples appear as soon as the rule is complete.")

    def _rule_now(self) -> SchemeForm | str | None:
        """What is being written; None where the form is not complete, which is then said."""
        if self.page != 1:
            return self.text.text() if self.page else None
        form, errors = self.form.read()
        if form is None:
            first = next(iter(errors.values()), _("Fill in the form to see what the rule pays."))
            self.examples.say_why_not(first)
        return form

    def _keep_form(self) -> None:
        form, errors = self.form.read()
        self.form.show_errors(errors)
        if form is None:
            return
        wallet, replacing = self.context.opened, self._replacing
        engagement, proof = self.form.engagement, self.form.chosen_proof
        self.context.run(
            lambda _job: keep_scheme.save_form(wallet, form, engagement, proof, replacing),
            lambda _kept: self._kept(),
            changes=_CHANGES,
        )

    def _keep_text(self) -> None:
        wallet, replacing, text = self.context.opened, self._replacing, self.text.text()
        engagement, proof = self.form.engagement, self.form.chosen_proof
        self.context.run(
            lambda _job: keep_scheme.add_scheme_text(wallet, text, engagement, proof, replacing),
            lambda _kept: self._kept(),
            changes=_CHANGES,
            refused=self._refuse_text,
        )

    def _refuse_text(self, refusal: GigWalletError) -> None:
        self.text.show_refusal(refusal)

    def _kept(self) -> None:
        self.context.notify(_("The pay rule is kept. The pay check now uses it."))
        self._to_list()

    def _remove(self, wanted: str) -> None:
        agreed = self.context.confirm(
            _("Remove this pay rule?"),
            _("What it said stays in the vault's log, but no pay check uses it any more."),
            _("Remove"),
            danger=True,
        )
        if agreed:
            wallet = self.context.opened
            self.context.run(
                lambda _job: keep_scheme.remove_scheme(wallet, SchemeId(wanted)), changes=_CHANGES
            )

    def _to_list(self) -> None:
        self._replacing = None
        self._turn_to(0)

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(min(page, 1))
        self._views.setCurrentIndex(max(0, page - 1))
        self._say()
        self._wait.start()

    def _say(self) -> None:
        titles = (_("Pay rules"), _("Your pay rule"), _("Your pay rule, as text"))
        below = (_("What an order should pay, from which day on, and what shows it"), "", "")
        self.header.say(titles[self.page], below[self.page])
        self.back.setVisible(self.page > 0)
        self.new.setVisible(self.page == 0)
        self.other.setVisible(self.page > 0)
        self.other.setText(_("As text") if self.page == 1 else _("As a form"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.setFixedWidth(270 if event.size().width() < 900 else 350)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
