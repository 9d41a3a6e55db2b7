"""The page on which a rule is written: form or text, with what shows it and what it pays beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.keep_scheme import SchemeForm
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.gui.background import Lane
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.pay_rules import examples, rule_reading
from gigwallet.gui.screens.pay_rules.examples_card import ExamplesCard
from gigwallet.gui.screens.pay_rules.proof_pane import ProofPane
from gigwallet.gui.screens.pay_rules.rule_form import RuleForm
from gigwallet.gui.screens.pay_rules.text_page import TextPage
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import scrolled
from gigwallet.words import _

_TRIED_AFTER_MS = 150  # long enough not to work out each letter, short enough to feel live


class EditPage(QWidget):
    """``turned`` when it shows the other of form and text."""

    turned = Signal()

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._tried = 0
        self.form = RuleForm(context.clock().astimezone().date(), self)
        self.text = TextPage(self)
        self.proof = ProofPane(self)
        self.examples = ExamplesCard(self)
        self._views = QStackedWidget(self)
        for view in (self.form, self.text):
            self._views.addWidget(view)
        self._beside = QWidget(self)
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.proof, 1)
        column.addWidget(scrolled(self.examples), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._views, 1)
        row.addWidget(self._beside)
        self.wait = QTimer(self, singleShot=True, interval=_TRIED_AFTER_MS)
        self.wait.timeout.connect(self.try_out)
        for part in (self.form, self.text, self.examples):
            part.changed.connect(self._overtake)

    def retranslate(self) -> None:
        for part in (self.form, self.text, self.proof, self.examples):
            part.retranslate()
        self.try_out()

    @property
    def as_text(self) -> bool:
        return self._views.currentWidget() is self.text

    @property
    def chosen(self) -> tuple[EngagementId | None, ExhibitId | None]:
        """For which work the rule is, and what shows it."""
        return self.form.engagement, self.form.chosen_proof

    def show_rule(
        self,
        text: str,
        engagement: EngagementId | None,
        proof: ExhibitId | None,
        *,
        remarks: bool = True,
    ) -> None:
        """In the form where it can hold the rule, else as text."""
        forms = keep_scheme.read_forms(text, remarks=remarks)
        if forms:
            texts = [rule_reading.texts_of(each) for each in forms]
            self.show_answers(texts, engagement, proof)
            return
        self.form.work.choose(engagement)
        self.form.proof.choose(proof or "")
        self.text.show_text(text)
        self._show(self.text)

    def show_answers(
        self,
        versions: Sequence[Mapping[str, str]],
        engagement: EngagementId | None,
        proof: ExhibitId | None,
    ) -> None:
        self.form.show_answers(versions, engagement, proof)
        self._show(self.form)
        self.form.focus_first()

    def show_other(self) -> None:
        """From the form to its text, and back where the form can hold what the text says."""
        if not self.as_text:
            forms, errors = self.form.read()
            if not forms:
                self.form.show_errors(errors)
                return
            self.text.show_text(keep_scheme.write_scheme(*forms))
            self._show(self.text)
            return
        forms = keep_scheme.read_forms(self.text.text())
        if not forms:
            self._context.notify(
                _("This text says more than the form can show, or is not complete yet."), "warn"
            )
            return
        self.show_answers([rule_reading.texts_of(each) for each in forms], *self.chosen)

    def written(self) -> str | None:
        """The text of the rule, as the form or the person wrote it; None where the form is not
        complete, which is then said at its fields."""
        if self.as_text:
            return self.text.text()
        forms, errors = self.form.read()
        self.form.show_errors(errors)
        return keep_scheme.write_scheme(*forms) if forms else None

    def refuse(self, refusal: GigWalletError) -> None:
        """A refusal of what was written, where it can be mended."""
        if self.as_text:
            self.text.show_refusal(refusal)
        else:
            self._context.notify(self._why_not(refusal), "bad")

    def _overtake(self) -> None:
        """What is being worked out is about what stood there before."""
        self._tried += 1
        self.wait.start()

    def try_out(self) -> None:
        """Work out the examples anew; an answer that was overtaken is dropped."""
        rule = self._rule_now()
        if rule is None:
            return
        asked, resources = self.examples.asked(), self._context.opened.resources
        self._tried += 1
        tried = self._tried
        if isinstance(rule, str):
            self._context.run(
                lambda _job: keep_scheme.faults(rule, resources),
                lambda found: self.text.show_faults(found) if tried == self._tried else None,
                lane=Lane.CPU,
            )
        self._context.run(
            lambda _job: examples.work_out(rule, asked, resources),
            lambda found: self.examples.show_examples(found) if tried == self._tried else None,
            refused=lambda refusal: (
                self.examples.say_why_not(self._why_not(refusal)) if tried == self._tried else None
            ),
            lane=Lane.CPU,
        )

    def _rule_now(self) -> SchemeForm | str | None:
        """What is being written; None where the form is not complete, which is then said."""
        if self.as_text:
            return self.text.text()
        form, errors = self.form.read_shown()
        if form is None:
            first = next(iter(errors.values()), _("Fill in the form to see what the rule pays."))
            self.examples.say_why_not(first)
        return form

    def _why_not(self, refusal: GigWalletError) -> str:
        """Someone who fills in the form sees no lines and keys of a text."""
        if self.as_text or "line" not in refusal.facts:
            return worded(refusal)
        if refusal.code == "scheme_last_open":
            return _("Leave the last “up to” empty: the last step has no end.")
        if refusal.code == "scheme_steps_rise":
            return _("Each step must end above the one before it.")
        return _("Something is still missing. The examples appear as soon as the rule is complete.")

    def _show(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        self.turned.emit()
        self.try_out()

    def set_narrow(self, narrow: bool) -> None:
        self._beside.setFixedWidth(280 if narrow else 380)
