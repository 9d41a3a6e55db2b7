"""The form of a pay rule: the common shapes in plain questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from gigwallet.app.rules.keep_scheme import SchemeForm
from gigwallet.app.rules.read_rule_picture import Printed
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.gui.screens.pay_rules import filling, rule_reading, rule_words
from gigwallet.gui.screens.pay_rules.row_cells import rows
from gigwallet.gui.screens.pay_rules.rows_edit import RowsEdit
from gigwallet.gui.screens.pay_rules.version_bar import VersionBar
from gigwallet.gui.screens.pay_rules.versions import Versions
from gigwallet.gui.widgets import DayEdit, MoneyEdit, NumberEdit, Segments
from gigwallet.gui.widgets.answers import Answers
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.gui.widgets.questions import QuestionForm
from gigwallet.words import _, day
from gigwallet.words.naming import engagement_name

_OF_SHAPE = {
    "flat": ("flat_price",),
    "tiers": ("whole", "over", "step_to"),
    "start": ("start_price", "start_km", "start_add", "start_each", "start_apart"),
    "distance": ("band_to",),
}


class RuleForm(QuestionForm):
    """Shows one version of the rule at a time. Currency and zone are those of the engagement that
    the rule is for."""

    proof_chosen = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engagements: tuple[KnownEngagement, ...] = ()
        self._exhibits: tuple[KnownExhibit, ...] = ()
        self._kept: dict[str, str] = {}  # answers without a field of their own
        self.versions = Versions([{}])
        self._filling = False
        self.bar = VersionBar(self)
        self.work, self.proof = ChoiceBox(self), ChoiceBox(self)
        self._shape, self._whole = Segments(self), Segments(self)
        self._over, self._rate, self._rounding = (ChoiceBox(self) for _n in range(3))
        self._first = DayEdit(date(today.year, 1, 1), self)
        self._last, self._city, self._level = (QLineEdit(self) for _n in range(3))
        for line in (self._last, self._city, self._level):
            line.setMaximumWidth(180)
        self._flat, self._start, self._start_add = (MoneyEdit(parent=self) for _n in range(3))
        self._start_km, self._start_each = NumberEdit("km", self), NumberEdit("km", self)
        self._start_each.line.setMaximumWidth(80)
        self._start_count = ChoiceBox(self)
        self._start_apart = QCheckBox(self)
        self._commission = NumberEdit("%", self)
        self._due, self._due_number = ChoiceBox(self), NumberEdit(parent=self)
        self._due_number.line.setMaximumWidth(80)
        self._illustrative = QCheckBox(self)
        self.steps, self.bands, self.windows, self.deductions = (
            RowsEdit(cells, least, self) for cells, least in rows()
        )
        for box in (self._over, self._rate, self._rounding, self.work, self.proof):
            box.setMaximumWidth(400)
        self._ask_all()
        self._shape.chosen.connect(lambda _key: self._follow())
        for signal in (
            self._shape.chosen, self._whole.chosen, self._over.chosen, self._rate.chosen,
            self._rounding.chosen, self._due.chosen, self._first.changed, self._due_number.changed,
            self.work.chosen, self.steps.changed, self.bands.changed, self.windows.changed,
            self.deductions.changed, self._illustrative.toggled, self._start_count.chosen,
            self._start_apart.toggled,
        ):  # fmt: skip
            signal.connect(lambda *_: self.changed.emit())
        self.work.chosen.connect(lambda _key: self._follow())
        self.proof.chosen.connect(lambda _key: self.proof_chosen.emit())
        self.bar.turned.connect(self._turn_to)
        self.bar.added.connect(self._add_version)
        self.bar.removed.connect(self._remove_version)
        self._first.changed.connect(self._name_versions)
        for line in (self._city, self._level):
            line.textChanged.connect(lambda _text: self._name_versions())

    def retranslate(self) -> None:
        for name, (label, hint) in rule_words.questions().items():
            self.field(name).say(label, hint)
        self._shape.set_choices(rule_words.shapes())
        self._whole.set_choices(rule_words.tier_kinds())
        self._over.set_options(rule_words.spans())
        self._rate.set_options(rule_words.rate_days())
        self._rounding.set_options(rule_words.roundings())
        self._due.set_options(rule_words.pay_days())
        self._start_count.set_options(rule_words.stretch_counts())
        self._start_apart.setText(_("Yes: the starting price, and what the way beyond adds"))
        self._illustrative.setText(_("Yes, only an example: it can be tried but makes no letter"))
        self.steps.say(_("Add a step"))
        self.bands.say(_("Add a distance"))
        self.windows.say(_("Add hours"))
        self.deductions.say(_("Add a deduction"))
        self.send.setText(_("Keep this rule"))
        self.bar.retranslate()
        self._name_versions()
        self.offer(self._engagements, self._exhibits)
        self._follow()

    def offer(
        self, engagements: tuple[KnownEngagement, ...], exhibits: tuple[KnownExhibit, ...]
    ) -> None:
        """For whom the rule may be, and which pictures or papers may show it."""
        self._engagements, self._exhibits = engagements, exhibits
        self.work.set_options([(each.id, engagement_name(each.engagement)) for each in engagements])
        shows = [each for each in exhibits if _may_show_a_rule(each)]
        self.proof.set_options(
            [
                ("", _("None yet")),
                *(
                    (each.id, f"{each.exhibit.label or each.exhibit.name}, {_came_in(each)}")
                    for each in sorted(shows, key=lambda each: each.exhibit.added_at, reverse=True)
                ),
            ]
        )
        self.field("engagement").setVisible(len(engagements) > 1)

    def show_answers(
        self,
        versions: Sequence[Mapping[str, str]],
        engagement: EngagementId | None,
        proof: ExhibitId | None,
    ) -> None:
        """Fill the form with a rule, given as the answers that make each of its versions; the
        last one is shown."""
        self.clear_errors()
        self.work.choose(engagement)
        self.proof.choose(proof or "")
        self.versions = Versions(versions)
        self._show_version()

    def fill_in(self, read: Sequence[Printed]) -> None:
        """What was read in the screenshot and confirmed, into the version that is shown."""
        self._keep_answers()
        self.versions.keep(filling.filled(self.versions.texts, read))
        self._show_version()

    def read(self) -> tuple[tuple[SchemeForm, ...], Mapping[str, str]]:
        """The rule, a form for each version, or none and what is wrong at which field; the version
        that is wrong is then shown."""
        self._keep_answers()
        shown = self.versions.shown
        forms, errors = self.versions.read(*self.money_and_zone)
        if self.versions.shown != shown:
            self._show_version()
        return forms, errors

    def read_shown(self) -> tuple[SchemeForm | None, Mapping[str, str]]:
        """The version that is shown, by itself."""
        answers = Answers({**self._kept, **self.answers().texts})
        form = rule_reading.scheme_form(answers, *self.money_and_zone)
        return form, answers.errors

    @property
    def money_and_zone(self) -> tuple[str, str]:
        chosen = next((each for each in self._engagements if each.id == self.work.key()), None)
        if chosen is None:
            return "CNY", "Asia/Shanghai"
        return chosen.engagement.currency, chosen.engagement.zone

    @property
    def engagement(self) -> EngagementId | None:
        key: EngagementId | None = self.work.key()
        return key

    @property
    def chosen_proof(self) -> ExhibitId | None:
        return ExhibitId(self.proof.key()) if self.proof.key() else None

    def _ask_all(self) -> None:
        self.ask("name", QLineEdit(self))
        self.ask("engagement", self.work)
        self.ask("proof", self.proof)
        self.add_widget(self.bar)
        self.ask("first_day", self._first)
        self.ask("last_day", self._last)
        self.ask("city", self._city)
        self.ask("level", self._level)
        self.ask("shape", self._shape)
        self.ask("flat_price", self._flat)
        self.ask("whole", self._whole)
        self.ask("over", self._over)
        self.ask_several(("step_to", "step_price"), self.steps, self.steps.texts)
        self.ask("start_price", self._start)
        self.ask("start_km", self._start_km)
        self.ask("start_add", self._start_add)
        self.ask_several(
            ("start_each", "start_count"),
            self._beside(self._start_each, self._start_count),
            lambda: {
                "start_each": self._start_each.text(),
                "start_count": str(self._start_count.key() or ""),
            },
        )
        self.ask("start_apart", self._start_apart)
        self.ask_several(
            ("band_to", "band_kind", "band_price", "band_each"), self.bands, self.bands.texts
        )
        self.ask_several(
            ("window_label", "window_start", "window_end", "window_by", "window_value"),
            self.windows,
            self.windows.texts,
        )
        self.ask("commission", self._commission)
        self.ask_several(
            ("deduction_label", "deduction_per", "deduction_amount"),
            self.deductions,
            self.deductions.texts,
        )
        self.ask_several(
            ("pay_day", "pay_day_kind"),
            self._beside(self._due, self._due_number),
            lambda: {
                "pay_day_kind": str(self._due.key() or ""),
                "pay_day": self._due_number.text(),
            },
        )
        self.ask("rate_date", self._rate)
        self.ask("rounding", self._rounding)
        self.ask("illustrative", self._illustrative)

    def _fill(self, texts: Mapping[str, str]) -> None:
        kept = ("label", "commission_label", "apart")
        self._kept = {name: texts.get(name, "") for name in kept}
        self.line("name").setText(texts["name"])
        self._first.set_day(date.fromisoformat(texts["first_day"]))
        self._last.setText(texts["last_day"])
        self._city.setText(texts["city"])
        self._level.setText(texts["level"])
        self._shape.choose(texts["shape"])
        self._flat.line.setText(texts.get("flat_price", ""))
        self._start.line.setText(texts.get("start_price", ""))
        self._start_km.line.setText(texts.get("start_km", ""))
        self._start_add.line.setText(texts.get("start_add", ""))
        self._start_each.line.setText(texts.get("start_each", "1"))
        self._start_count.choose(texts.get("start_count", "exact"))
        self._start_apart.setChecked(bool(texts.get("start_apart")))
        self._whole.choose(texts.get("whole", "marginal"))
        self._over.choose(texts.get("over", "month"))
        self._commission.line.setText(texts["commission"])
        self._due.choose(texts["pay_day_kind"])
        self._due_number.line.setText(texts["pay_day"])
        self._rate.choose(texts["rate_date"])
        self._rounding.choose(texts["rounding"])
        self._illustrative.setChecked(bool(texts["illustrative"]))
        for lines in (self.steps, self.bands, self.windows, self.deductions):
            lines.set_texts(texts)

    def _keep_answers(self) -> None:
        self.versions.keep({**self._kept, **self.answers().texts})

    def _show_version(self) -> None:
        self._filling = True
        self._fill(self.versions.texts)
        self._filling = False
        self._name_versions()
        self._follow()
        self.changed.emit()

    def _name_versions(self) -> None:
        if self._filling:
            return
        self._keep_answers()
        self.bar.show_versions(self.versions.names(), self.versions.shown)

    def _turn_to(self, place: int) -> None:
        self._keep_answers()
        self.versions.shown = place
        self.clear_errors()
        self._show_version()

    def _add_version(self) -> None:
        """From the day after the one that is shown, where that has an end; else from the first of
        its next month, for the person to set."""
        form, _errors = self.read_shown()
        first = self._first.day()
        after = form.last_day if form is not None else None
        month = Period.of_month(first.year, first.month)
        self._keep_answers()
        self.versions.add((after or month.last) + timedelta(days=1))
        self._show_version()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_version(self) -> None:
        self.versions.remove()
        self._show_version()
        self.bar.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Only the questions of the chosen shape are asked."""
        for money in (self._flat, self._start, self._start_add):
            money.set_currency(self.money_and_zone[0])
        for shape, names in _OF_SHAPE.items():
            for name in names:
                self.field(name).setVisible(shape == self._shape.choice())
        self._due_number.setVisible(bool(self._due.key()))

    def _beside(self, first: QWidget, second: QWidget) -> QWidget:
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(first)
        row.addWidget(second)
        row.addStretch(1)
        both.setFocusProxy(first)
        return both


def _may_show_a_rule(known: KnownExhibit) -> bool:
    kind = known.exhibit.media_type
    return kind.startswith("image/") or kind == "application/pdf"


def _came_in(known: KnownExhibit) -> str:
    return day(known.exhibit.added_at.date())
