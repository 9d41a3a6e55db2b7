"""The arithmetic behind every amount and day of a letter, from the source values up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from gigwallet.app.letters.annexes import Numbers, place_of
from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.enclosing import Days
from gigwallet.app.letters.figure_graph import Graph
from gigwallet.app.letters.figure_sources import ItemNodes, StatementNodes, numbered
from gigwallet.documents.letters.form import WRITTEN_ON
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.reconciliation import Bridge, bridge
from gigwallet.words import _

_NO_RULE = (DiscrepancyKind.DEDUCTION_NO_RULE, DiscrepancyKind.DUPLICATE_CHARGE)


class Telling:
    """The figures of a pay check as arithmetic. ``numbers`` are those of its exhibits in a bundle;
    a letter that goes alone has none."""

    def __init__(self, basis: LetterBasis, numbers: Numbers | None = None) -> None:
        known = numbers or {}
        self.basis, self.graph, self._numbers = basis, Graph(basis.totals.currency), known
        self.payouts = {
            each.id: self.graph.given(
                f"payout{place}",
                each.fact.amount,
                place_of(each),
                numbered(each.exhibits, known),
            )
            for place, each in enumerate(basis.payouts, start=1)
        }
        self.arrived = {
            each.id: self.graph.moment(
                f"payout{place}.at", each.fact.at, place_of(each), numbered(each.exhibits, known)
            )
            for place, each in enumerate(basis.payouts, start=1)
        }
        self.statements = [
            StatementNodes(self.graph, place, each, known)
            for place, each in enumerate(basis.statements, start=1)
        ]
        self.items = [
            ItemNodes(self.graph, place, each, self.payouts, self.statements, known)
            for place, each in enumerate(basis.items, start=1)
        ]

    def of(self, items: Iterable[Discrepancy]) -> list[ItemNodes]:
        """The nodes of these items, in their order."""
        known = {id(each.item): each for each in self.items}
        return [known[id(item)] for item in items if id(item) in known]

    def amounts(
        self, asked: tuple[Discrepancy, ...], figures: Mapping[str, Money]
    ) -> dict[str, str]:
        """The node of each amount among ``figures`` where the items ``asked`` are counted."""
        built = bridge(self.basis.items, self.basis.totals)
        graph, totals = self.graph, self.basis.totals
        found = {
            "expected": self._expected(built),
            "stated": self._stated(),
            "received": self._received(),
            "shortfall": graph.total(
                "shortfall",
                (each.at_least for each in self.of(asked) if each.counts),
                figures.get("shortfall", totals.shortfall),
                _("the pay check"),
            ),
        }
        for name, kinds, by_rule in (
            ("deductions_no_rule", _NO_RULE, True),
            ("deductions_rule_differs", (DiscrepancyKind.DEDUCTION_RULE_DIFFERS,), True),
            ("unexplained", (DiscrepancyKind.UNRECONCILED,), False),
        ):
            own = [e for e in self.items if e.item.kind in kinds and (by_rule or not e.item.trace)]
            if own and name in figures:
                parts = (each.amount for each in own)
                found[name] = graph.total(name, parts, figures[name], _("the pay check"))
        if "claimed_in_all" in figures:
            both = (found["shortfall"], found["deductions_no_rule"])
            whole = figures["claimed_in_all"]
            found["claimed_in_all"] = graph.total("claimed", both, whole, _("the pay check"))
        if len(asked) == 1:
            found.update(self._one(asked[0]))
        found.update(self._bridge(found, figures))
        return {name: node for name, node in found.items() if name in figures}

    def days(self, days: Days, about: tuple[Discrepancy, ...] = ()) -> dict[str, str]:
        """The node of each day of a letter, which may be ``about`` one item."""
        graph, basis = self.graph, self.basis
        found = {WRITTEN_ON: graph.day(WRITTEN_ON, days.written_on, _("the day of this letter"))}
        found["period"] = self.checked(days.period)
        if about:
            [own] = self.of(about)
            found["order_day"] = graph.nodes[own.days].of[0]
        for name in ("since", "rule_from", "answer_by"):
            text = days.fields.get(name, "").strip()
            if not text:
                continue
            day = date.fromisoformat(text)
            if name == "answer_by" and day == days.written_on + timedelta(days=days.answer_days):
                where = _("chosen for the answer")
                found[name] = graph.later(name, WRITTEN_ON, days.answer_days, day, where)
                continue
            known = name == "since" and basis.engagement.first_day == day
            where = _("the account") if known else _("the pay rule, or as chosen")
            proofs = [
                each.scheme.proof
                for each in basis.rules
                if name == "rule_from" and each.scheme.proof and each.scheme.first_day == day
            ]
            found[name] = graph.day(name, day, where, numbered(proofs, self._numbers))
        return found

    def checked(self, period: Period) -> str:
        """The days that the pay check is about."""
        return self.graph.days("period", period, _("the pay check"))

    def of_pier(self, kind: str) -> Iterator[ItemNodes]:
        """The items that a row of the bridge may add up."""
        kinds = {each.value for each in _NO_RULE} if kind == "deduction_no_rule" else {kind}
        for each in self.items:
            amount = each.item.amount.minor
            if kind == "short":
                fits = amount > 0 and each.is_work
            elif kind == "overpaid":
                fits = amount < 0 and each.is_work
            elif kind == "not_received":
                fits = each.received is not None and amount > 0
            elif kind == "not_covered":
                fits = each.item.kind is DiscrepancyKind.NOT_COVERED and each.expected is not None
            elif kind == "deduction_rule_shown":
                fits = each.taken is not None
            else:
                fits = each.item.kind.value in kinds
            if fits:
                yield each

    def _one(self, item: Discrepancy) -> dict[str, str]:
        """What a letter about one item shows of it."""
        [own] = self.of([item])
        names = zip(
            ("item_expected", "item_stated", "item_received"),
            (own.expected, own.stated, own.received),
            strict=True,
        )
        return {name: node for name, node in names if node is not None}

    def _expected(self, built: Bridge) -> str:
        parts = [each.expected for each in self.of(built.work) if each.expected is not None]
        where = _("the pay check")
        beyond = [e.amount for e in self.items if e.item.beyond_rule]
        whole = self.graph.total("expected", parts, built.expected, where)
        if not self.graph.nodes[whole].of and beyond:
            whole = self.graph.total("expected", [*parts, *beyond], built.expected, where)
        return whole

    def _stated(self) -> str:
        printed = sum(
            (each.figure for each in self.statements), Money.zero(self.basis.totals.currency)
        )
        parts = [each.node for each in self.statements]
        return self._with_rest("stated", parts, printed, self.basis.totals.stated)

    def _received(self) -> str:
        zero = Money.zero(self.basis.totals.currency)
        arrived = sum((each.fact.amount for each in self.basis.payouts), zero)
        parts = list(self.payouts.values())
        return self._with_rest("received", parts, arrived, self.basis.totals.received)

    def _with_rest(self, name: str, parts: list[str], printed: Money, figure: Money) -> str:
        if printed != figure:
            rest = self.graph.given(f"{name}.rest", figure - printed, _("the pay check"))
            parts = [*parts, rest]
        return self.graph.total(name, parts, figure, _("the pay check"))

    def _bridge(self, found: Mapping[str, str], figures: Mapping[str, Money]) -> dict[str, str]:
        whole = {
            "bridge_expected_less_stated": ("expected", "stated"),
            "bridge_stated_less_received": ("stated", "received"),
            "bridge_net": ("expected", "received"),
        }
        made = {}
        for name, figure in figures.items():
            if not name.startswith("bridge_"):
                continue
            if name in whole:
                pair = (found[whole[name][0]], found[whole[name][1]])
                made[name] = self.graph.least(name, figure, _("the pay check"), [pair])
            else:
                parts = self._parts_of(name.removeprefix("bridge_").removeprefix("net_"))
                made[name] = self.graph.total(name, parts, figure, _("the pay check"))
        return made

    def _parts_of(self, kind: str) -> Iterator[str]:
        """What a row of the bridge may add up; where it does not, its figure is given."""
        for each in self.of_pier(kind):
            node = {"not_covered": each.expected, "deduction_rule_shown": each.taken}
            if (part := node.get(kind, each.amount)) is not None:
                yield part
