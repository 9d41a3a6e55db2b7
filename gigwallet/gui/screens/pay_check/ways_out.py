"""Where the pay check leads: to the rules, to what was paid, to pairs, to the letter, to a file."""

from __future__ import annotations

from gigwallet.app.pay.export_pay_check import export_pay_check
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, SchemeId
from gigwallet.gui.screens.pay_check.asking import Check
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets.text import isolated
from gigwallet.words import _


class WaysOut:
    """``period`` and ``engagement`` are what is looked at; the screen sets them."""

    def __init__(self, context: ShellContext) -> None:
        self._context = context
        self.period: Period | str | None = None
        self.engagement: EngagementId | None = None

    def rule(self, rule: SchemeId | None) -> None:
        """None: all rules."""
        if rule is None:
            self.rules()
        else:
            self._context.navigate("pay_rules", scheme=rule)

    def rules(self) -> None:
        self._context.navigate("pay_rules", engagement=self.engagement)

    def receipts(self) -> None:
        """What was paid may tell the rule that nobody wrote down."""
        self._context.navigate("rule_in_pay", engagement=self.engagement)

    def pairing(self) -> None:
        """For the same period and work; what is said there holds here as well."""
        self._context.navigate("pairing", period=self.period, engagement=self.engagement)

    def letter(self, shown: EngagementId | None) -> None:
        """The letter is for one engagement: the chosen one, else that of what is ``shown``."""
        self._context.navigate("letters", engagement=self.engagement or shown, period=self.period)

    def save(self, check: Check) -> None:
        """All items of the period, not only those that the table is narrowed to."""
        wallet = self._context.opened
        name = f"pay-check-{check.period.first:%Y-%m}.xlsx" if check.period else "pay-check.xlsx"
        target = self._context.choose_target(
            _("Save the pay check as a spreadsheet"), name, "XLSX (*.xlsx);;CSV (*.csv)"
        )
        if target is not None:
            self._context.run(
                lambda _job: export_pay_check(wallet, check.outcome, target, replace=True),
                lambda path: self._context.notify(
                    _("{name} is saved. It is not encrypted.").format(name=isolated(path.name))
                ),
            )
