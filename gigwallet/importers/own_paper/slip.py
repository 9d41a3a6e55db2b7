"""A payslip as a statement: its period, gross, deductions and net, if they agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Paper
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementHint, PrintedTotal, Reading, Rejection, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.statement import Deduction, Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.taught import PaperField, PaperRole, PaperTemplate, Taught
from gigwallet.importers.own_paper.finding import Found, NotFound, find
from gigwallet.importers.own_paper.phrases import phrases_of, says
from gigwallet.importers.own_paper.values import Writing
from gigwallet.pages.scans import believed
from gigwallet.words import N_


class OwnPaper:
    """Knows the templates that it was handed, none by itself. A value that is not where it was, or
    a sum that does not hold, makes no statement: nothing is guessed."""

    name = "own_paper"
    version = "1"
    title = N_("Payslip of your firm")
    where = ""
    asked_last = True

    def __init__(self, templates: tuple[PaperTemplate, ...] = ()) -> None:
        # The one with more anchors says more about its paper.
        self._templates = sorted(templates, key=lambda each: -len(each.anchors))

    def knowing(self, taught: Taught) -> OwnPaper:
        """The same importer for what this person taught."""
        return OwnPaper(taught.papers)

    def recognises_paper(self, name: str, paper: Paper) -> bool:
        return self._template(paper) is not None

    def read_paper(self, name: str, paper: Paper) -> Iterator[Reading]:
        template = self._template(paper)
        if template is None:
            raise GigWalletError("format_unknown", name=name)
        slip = Slip(template, paper)
        yield from believed(paper, slip.readings(), adds_up=slip.proven)

    def _template(self, paper: Paper) -> PaperTemplate | None:
        return next((each for each in self._templates if _is_of(paper, each)), None)


def _is_of(paper: Paper, template: PaperTemplate) -> bool:
    """Every anchor is printed, and the labels of pay and period too. A deduction may be absent."""
    labels = [each.label for each in template.fields if each.role is not PaperRole.DEDUCTION]
    return all(says(paper, text) for text in (*template.anchors, *labels))


class Slip:
    """One paper as its template reads it."""

    def __init__(self, template: PaperTemplate, paper: Paper) -> None:
        self._template = template
        self._found: dict[PaperField, Found] = {}
        self._missing: dict[PaperField, NotFound] = {}
        lines, writing = phrases_of(paper), Writing.of(template)
        self._page = next((line[0].where for line in lines if line), Locator(page=1))
        widths = [page.width for page in paper.pages]
        for field in template.fields:
            said = find(lines, field, writing, widths)
            if isinstance(said, Found):
                self._found[field] = said
            else:
                self._missing[field] = said

    @property
    def proven(self) -> bool:
        """Whether gross, deductions and net are all read and agree: the only proof for a scan."""
        return self._money(PaperRole.GROSS) is not None and self.residue == 0

    def readings(self) -> Iterator[Reading]:
        yield from self._totals()
        problems = list(self._problems())
        yield from problems
        period, net = self.period, self._money(PaperRole.NET)
        gross = self._money(PaperRole.GROSS)
        if period is None or (net is None and gross is None):
            return
        if any(each.column not in self._beside for each in problems):
            return
        yield self._statement(period, gross, net)
        if (hours := self._hours()) is not None:
            yield self._tally(period, *hours)

    @property
    def _beside(self) -> frozenset[str]:
        """Labels of what a statement can do without."""
        spare = (PaperRole.ORDERS, PaperRole.HOURS)
        return frozenset(each.label for each in self._template.fields if each.role in spare)

    @property
    def period(self) -> Period | None:
        """From what the paper prints: a span, a month, or two days."""
        spans = self._values(PaperRole.PERIOD) + self._values(PaperRole.MONTH)
        whole = next((each for each in spans if isinstance(each, Period)), None)
        if whole is not None:
            return whole
        first = next((d for d in self._values(PaperRole.FIRST_DAY) if isinstance(d, date)), None)
        last = next((d for d in self._values(PaperRole.LAST_DAY) if isinstance(d, date)), None)
        return Period(first, last) if first and last and first <= last else None

    def _problems(self) -> Iterator[Rejection]:
        for field, why in self._missing.items():
            absent = why.where is None and field.role is PaperRole.DEDUCTION
            # Not printed this time: then the sum has to hold without it.
            if not (absent and self.residue is not None):
                yield Rejection(why.reason, why.where or self._page, field.label)
        if self.period is None and not any(field.role in _OF_PERIOD for field in self._missing):
            yield Rejection("bad_time", self._page, self._label(*_OF_PERIOD))
        if self.residue:
            yield Rejection("paper_sum_differs", self._where(), self._label(PaperRole.NET))

    @property
    def residue(self) -> int | None:
        """Gross less deductions less net in minor units; None where one was not taught or read."""
        gross, net = self._money(PaperRole.GROSS), self._money(PaperRole.NET)
        if gross is None or net is None:
            return None
        return gross.minor + sum(each.amount.minor for each in self._deductions()) - net.minor

    def _deductions(self) -> tuple[Deduction, ...]:
        """Taken off, whether or not a minus is printed."""
        return tuple(
            Deduction(field.label, -abs(said.value))
            for field, said in self._found.items()
            if field.role is PaperRole.DEDUCTION and isinstance(said.value, Money)
        )

    def _statement(self, period: Period, gross: Money | None, net: Money | None) -> Row:
        orders = next((n for n in self._values(PaperRole.ORDERS) if isinstance(n, int)), None)
        statement = Statement(
            platform=self._template.platform,
            kind=self._template.kind,
            period=period,
            currency=self._template.currency,
            orders=orders,
            gross=gross,
            deductions=self._deductions(),
            net=net,
        )
        key = f"{self._template.platform}|{period}|{gross}|{net}|{self._template.currency}"
        return Row(
            statement, "own_papers", key, self._where(), self._raw, net or gross, {}, self._hint
        )

    def _tally(self, period: Period, worked: timedelta, where: Locator) -> Row:
        tally = Tally(self._template.platform, period, worked=worked)
        key = f"{self._template.platform}|{period}|{worked}"
        return Row(tally, "own_paper_hours", key, where, {}, None, {}, self._hint)

    def _hours(self) -> tuple[timedelta, Locator] | None:
        for field, said in self._found.items():
            if field.role is PaperRole.HOURS and isinstance(said.value, timedelta):
                return said.value, said.where
        return None

    def _totals(self) -> Iterator[PrintedTotal]:
        for field, said in self._found.items():
            if isinstance(said.value, Money):
                yield PrintedTotal(field.label, amount=said.value)

    def _values(self, role: PaperRole) -> list[object]:
        return [said.value for field, said in self._found.items() if field.role is role]

    def _money(self, role: PaperRole) -> Money | None:
        return next((each for each in self._values(role) if isinstance(each, Money)), None)

    def _label(self, *roles: PaperRole) -> str:
        return next((each.label for each in self._template.fields if each.role in roles), "")

    def _where(self) -> Locator:
        """Where it prints what is paid out, else what was earned."""
        for role in (PaperRole.NET, PaperRole.GROSS):
            for field, said in self._found.items():
                if field.role is role:
                    return said.where
        return self._page

    @property
    def _raw(self) -> dict[str, str]:
        return {field.label: said.text for field, said in self._found.items()}

    @property
    def _hint(self) -> EngagementHint:
        return EngagementHint(
            platform=self._template.platform,
            zone=self._template.zone,
            currency=self._template.currency,
        )


_OF_PERIOD = frozenset({PaperRole.PERIOD, PaperRole.MONTH, PaperRole.FIRST_DAY, PaperRole.LAST_DAY})
