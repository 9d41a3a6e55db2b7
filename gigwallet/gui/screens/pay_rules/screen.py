"""The screen: the person's rules, and the page on which one of them is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from gigwallet.app.records import keep_engagement, keep_exhibits, list_months
from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.keep_scheme import Shape
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, SchemeId
from gigwallet.domain.scheme import KnownScheme
from gigwallet.gui.screens.pay_rules import rule_reading
from gigwallet.gui.screens.pay_rules.edit_page import EditPage
from gigwallet.gui.screens.pay_rules.proofs import Proofs
from gigwallet.gui.screens.pay_rules.rule_cards import RuleList, rule_views
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import scrolled
from gigwallet.words import _
from gigwallet.words.naming import engagement_name

_CHANGES = frozenset({"schemes", "results"})
_NARROW = 900


@dataclass(frozen=True, slots=True)
class Held:
    """What the screen asks for at each refresh."""

    schemes: tuple[KnownScheme, ...]
    shapes: tuple[Shape, ...]
    engagements: tuple[KnownEngagement, ...]
    exhibits: tuple[KnownExhibit, ...]
    months: tuple[Period, ...]


class PayRulesScreen(ScreenWidget):
    """Two pages: the list, and one rule as a form or as text."""

    shows: ClassVar[frozenset[str]] = frozenset({"schemes", "engagements", "exhibits"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._held = Held((), (), (), (), ())
        self._replacing: SchemeId | None = None
        self._today = context.clock().astimezone().date()
        self._wanted_engagement: EngagementId | None = None
        self.back = self.header.add_action("chevron-left", self._to_list)
        self.infer = self.header.add_action("search", self._to_receipts)
        self.other = self.header.add_action("file-text", self._other_view)
        self.new = self.header.add_action("plus", self._new, primary=True)
        self.list = RuleList(self)
        self.edit = EditPage(context, self)
        self.form, self.text, self.examples = self.edit.form, self.edit.text, self.edit.examples
        self.proofs = Proofs(self.edit, context)
        self._pages = QStackedWidget(self)
        for page in (scrolled(self.list), self.edit):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages, 1)
        self.list.opened.connect(self._open_rule)
        self.list.removed.connect(self._remove)
        self.list.shape_chosen.connect(self._open_shape)
        self.list.new_wanted.connect(self._new)
        self.form.sent.connect(self._keep)
        self.text.sent.connect(self._keep)
        self.edit.turned.connect(self._say)

    def retranslate(self) -> None:
        self.back.setText(_("Back"))
        self.new.setText(_("New rule"))
        self.infer.setText(_("Find it in your receipts"))
        self.list.retranslate()
        self.edit.retranslate()
        self._show_held(self._held)
        self._say()

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
        """``scheme``: the id of a rule to open; ``draft``: the text of one that nobody keeps yet;
        ``engagement``: for which work a new one is."""
        named, draft = arguments.get("scheme"), arguments.get("draft")
        engagement = arguments.get("engagement")
        self._wanted_engagement = EngagementId(str(engagement)) if engagement else None
        if named:
            self._open_rule(str(named))
        elif draft:
            self._write(None)
            self.edit.show_rule(str(draft), self._wanted_engagement, None)
        else:
            self._to_list()

    @property
    def page(self) -> int:
        """0 the list, 1 the form, 2 the text."""
        return 0 if self._pages.currentIndex() == 0 else 2 if self.edit.as_text else 1

    def _show_held(self, held: Held) -> None:
        self._held = held
        works = {each.id: engagement_name(each.engagement) for each in held.engagements}
        files = {each.id: each.exhibit.label or each.exhibit.name for each in held.exhibits}
        self.list.show_rules(rule_views(held.schemes, works, files, self._today))
        self.list.show_shapes(held.shapes)
        self.form.offer(held.engagements, held.exhibits)
        self.proofs.know(held.exhibits)

    def _new(self) -> None:
        """An empty form for a rule of the person's own, from the first month that they recorded."""
        self._write(None)
        earliest = min((month.first for month in self._held.months), default=None)
        from_day = earliest or date(self._today.year, 1, 1)
        self.edit.show_answers([rule_reading.no_rule(from_day)], self._wanted_engagement, None)

    def _open_shape(self, key: str) -> None:
        """What the remarks of an example say, its form says as well."""
        shape = next(each for each in self._held.shapes if each.key == key)
        self._write(None)
        self.edit.show_rule(shape.text, self._wanted_engagement, None, remarks=False)

    def _open_rule(self, wanted: str) -> None:
        known = next((each for each in self._held.schemes if each.id == wanted), None)
        if known is not None:
            self._write(known.id)
            rule = known.scheme
            self.edit.show_rule(rule.text, rule.engagement_id, rule.proof)

    def _other_view(self) -> None:
        self.edit.show_other()

    def _keep(self) -> None:
        text = self.edit.written()
        if text is None:
            return
        wallet, replacing = self.context.opened, self._replacing
        engagement, proof = self.edit.chosen
        self.context.run(
            lambda _job: keep_scheme.add_scheme_text(wallet, text, engagement, proof, replacing),
            lambda _kept: self._kept(),
            changes=_CHANGES,
            refused=self.edit.refuse,
        )

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

    def _to_receipts(self) -> None:
        self.context.navigate("rule_in_pay", engagement=self._wanted_engagement)

    def _to_list(self) -> None:
        self._replacing = None
        self.edit.wait.stop()  # nobody looks at its examples any more, and the vault may close
        self._pages.setCurrentIndex(0)
        self._say()

    def _write(self, replacing: SchemeId | None) -> None:
        self._replacing = replacing
        self._pages.setCurrentIndex(1)

    def _say(self) -> None:
        titles = (_("Pay rules"), _("Your pay rule"), _("Your pay rule, as text"))
        below = (_("What an order should pay, from which day on, and what shows it"), "", "")
        self.header.say(titles[self.page], below[self.page])
        self.back.setVisible(self.page > 0)
        for action in (self.new, self.infer):
            action.setVisible(self.page == 0)
        self.other.setVisible(self.page > 0)
        self.other.setText(_("As text") if self.page == 1 else _("As a form"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.edit.set_narrow(event.size().width() < _NARROW)
