"""The arithmetic behind every amount and day of a letter, from the source values up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from gigwallet.app.figure_graph import Graph
from gigwallet.app.letter_annexes import Proven, place_of
from gigwallet.app.letter_basis import LetterBasis
from gigwallet.app.letter_enclosing import Days, narrowed
from gigwallet.documents.figures_file import Node
from gigwallet.documents.letter_form import WRITTEN_ON, LetterForm
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.reconciliation import Bridge, bridge
from gigwallet.words import _

_NO_RULE = (DiscrepancyKind.DEDUCTION_NO_RULE, DiscrepancyKind.DUPLICATE_CHARGE)


def arithmetic(
    basis: LetterBasis, form: LetterForm, item: str, days: Days, proof: Proven
) -> tuple[dict[str, Node], dict[str, str]]:
    """The nodes, and for each field of the letter the node that it prints."""
    told = _Telling(basis)
    named = told.amounts(narrowed(basis, form, item).items, proof)
    named.update(_dated(told.graph, days, form, basis))
    named = {name: node for name, node in named.items() if name in proof.figures}
    for name, node in named.items():
        told.graph.shown(node, proof.figures[name])
    return told.graph.reachable(named.values()), named


class _Telling:
    def __init__(self, basis: LetterBasis) -> None:
        self.graph = Graph()
        self._basis = basis
        self._payouts = {
            each.id: self.graph.given(f"payout{place}", each.fact.amount, place_of(each))
            for place, each in enumerate(basis.payouts, start=1)
        }
        self._items = [
            _Item(self.graph, place, each, self._payouts)
            for place, each in enumerate(basis.items, start=1)
        ]

    def amounts(self, asked: tuple[Discrepancy, ...], proof: Proven) -> dict[str, str]:
        built = bridge(self._basis.items, self._basis.totals)
        graph, totals = self.graph, self._basis.totals
        found = {
            "expected": self._expected(built),
            "stated": self._stated(),
            "received": self._received(),
            "shortfall": graph.total(
                "shortfall",
                (each.at_least for each in self._items if _among(each.item, asked) and each.counts),
                proof.amounts.get("shortfall", totals.shortfall),
                _("the pay check"),
            ),
        }
        for name, kinds, by_rule in (
            ("deductions_no_rule", _NO_RULE, True),
            ("deductions_rule_differs", (DiscrepancyKind.DEDUCTION_RULE_DIFFERS,), True),
            ("unexplained", (DiscrepancyKind.UNRECONCILED,), False),
        ):
            own = [e for e in self._items if e.item.kind in kinds and (by_rule or not e.item.trace)]
            if own and name in proof.amounts:
                parts = (each.amount for each in own)
                found[name] = graph.total(name, parts, proof.amounts[name], _("the pay check"))
        if "claimed_in_all" in proof.amounts:
            both = (found["shortfall"], found["deductions_no_rule"])
            figure = proof.amounts["claimed_in_all"]
            found["claimed_in_all"] = graph.total("claimed", both, figure, _("the pay check"))
        if len(asked) == 1:
            found.update(self._one(asked[0]))
        found.update(self._bridge(found, proof))
        return found

    def _one(self, item: Discrepancy) -> dict[str, str]:
        """What a letter about one item shows of it."""
        own = next(each for each in self._items if each.item is item)
        names = zip(
            ("item_expected", "item_stated", "item_received"),
            (own.expected, own.stated, own.received),
            strict=True,
        )
        return {name: node for name, node in names if node is not None}

    def _expected(self, built: Bridge) -> str:
        parts = [
            each.expected
            for each in self._items
            if _among(each.item, built.work) and each.expected is not None
        ]
        where = _("the pay check")
        beyond = [e.amount for e in self._items if e.item.beyond_rule]
        whole = self.graph.total("expected", parts, built.expected, where)
        if not self.graph.nodes[whole].of and beyond:
            whole = self.graph.total("expected", [*parts, *beyond], built.expected, where)
        return whole

    def _stated(self) -> str:
        zero = Money.zero(self._basis.totals.currency)
        parts, printed = [], zero
        for place, each in enumerate(self._basis.statements, start=1):
            said = each.fact
            taken = sum((one.amount for one in said.deductions), zero)
            figure = said.net if said.net is not None else (said.gross or zero) + taken
            parts.append(self.graph.given(f"statement{place}", figure, place_of(each)))
            printed += figure
        return self._with_rest("stated", parts, printed, self._basis.totals.stated)

    def _received(self) -> str:
        zero = Money.zero(self._basis.totals.currency)
        printed = sum((each.fact.amount for each in self._basis.payouts), zero)
        parts = list(self._payouts.values())
        return self._with_rest("received", parts, printed, self._basis.totals.received)

    def _with_rest(self, name: str, parts: list[str], printed: Money, figure: Money) -> str:
        if printed != figure:
            rest = self.graph.given(f"{name}.rest", figure - printed, _("the pay check"))
            parts = [*parts, rest]
        return self.graph.total(name, parts, figure, _("the pay check"))

    def _bridge(self, found: Mapping[str, str], proof: Proven) -> dict[str, str]:
        whole = {
            "bridge_expected_less_stated": ("expected", "stated"),
            "bridge_stated_less_received": ("stated", "received"),
            "bridge_net": ("expected", "received"),
        }
        made = {}
        for name, figure in proof.amounts.items():
            if not name.startswith("bridge_"):
                continue
            if name in whole:
                pair = (found[whole[name][0]], found[whole[name][1]])
                made[name] = self.graph.least(name, figure, _("the pay check"), [pair])
            else:
                made[name] = self.graph.total(name, self._of_pier(name), figure, _("the pay check"))
        return made

    def _of_pier(self, name: str) -> Iterable[str]:
        """The items that a row of the bridge may add up; where they do not, its figure is given."""
        kind = name.removeprefix("bridge_").removeprefix("net_")
        if kind == "short":
            return [e.amount for e in self._items if e.item.amount.minor > 0 and e.is_work]
        if kind == "overpaid":
            return [e.amount for e in self._items if e.item.amount.minor < 0 and e.is_work]
        if kind == "not_covered":
            covered = DiscrepancyKind.NOT_COVERED
            return [e.expected for e in self._items if e.item.kind is covered and e.expected]
        if kind == "not_received":
            return [e.amount for e in self._items if e.received and e.item.amount.minor > 0]
        if kind == "deduction_rule_shown":
            return [e.taken for e in self._items if e.taken]
        kinds = {each.value for each in _NO_RULE} if kind == "deduction_no_rule" else {kind}
        return [e.amount for e in self._items if e.item.kind.value in kinds]


class _Item:
    """The nodes of one item of the pay check."""

    def __init__(
        self, graph: Graph, place: int, item: Discrepancy, payouts: Mapping[str, str]
    ) -> None:
        name, where = f"item{place}", item.ref
        self.item = item
        self.expected: str | None = None
        self.stated: str | None = None
        self.received: str | None = None
        if item.expected is not None:
            terms = [
                graph.term(f"{name}.term{count}", line, where)
                for count, line in enumerate(item.trace, start=1)
            ]
            self.expected = graph.total(f"{name}.expected", terms, item.expected, where)
        if item.stated is not None:
            self.stated = graph.given(f"{name}.stated", item.stated, where)
        if item.received is not None:
            own = [payouts[fact] for fact in item.facts if fact in payouts]
            self.received = graph.total(f"{name}.received", own, item.received, where)
        self.taken: str | None = None
        if item.kind is DiscrepancyKind.DEDUCTION_RULE_SHOWN and item.stated is not None:
            self.taken = graph.given(f"{name}.taken", -item.stated, where)
        pairs = [
            (self.expected, self.stated),
            (self.expected, self.received),
            (self.stated, self.received),
            (self.expected, None),
            (self.stated, None),
        ]
        self.amount = graph.least(f"{name}.amount", item.amount, where, pairs)
        tried = [*pairs, (self.amount, None)]
        self.at_least = graph.least(f"{name}.least", item.at_least, where, tried)

    @property
    def counts(self) -> bool:
        return bool(self.item.at_least)

    @property
    def is_work(self) -> bool:
        """Whether it says what an order or a period should have paid."""
        work = self.item.expected is not None and self.item.received is None
        plain = self.item.kind not in (DiscrepancyKind.NOT_COVERED, DiscrepancyKind.UNRECONCILED)
        return work and plain and not self.item.kind.value.startswith(("deduction", "duplicate"))


def _among(item: Discrepancy, items: Iterable[Discrepancy]) -> bool:
    return any(each is item for each in items)


def _dated(graph: Graph, days: Days, form: LetterForm, basis: LetterBasis) -> dict[str, str]:
    found = {WRITTEN_ON: graph.day(WRITTEN_ON, days.written_on, _("the day of this letter"))}
    found["period"] = graph.span(
        "period",
        graph.day("period.first", days.period.first, _("the pay check")),
        graph.day("period.last", days.period.last, _("the pay check")),
    )
    for name in ("since", "rule_from", "answer_by"):
        text = days.fields.get(name, "").strip()
        if name not in form.fields or not text:
            continue
        day = date.fromisoformat(text)
        if name == "answer_by" and day == days.written_on + timedelta(days=days.answer_days):
            found[name] = graph.later(
                name, WRITTEN_ON, days.answer_days, day, _("chosen for the answer")
            )
        else:
            known = name == "since" and basis.engagement.first_day == day
            where = _("the account") if known else _("the pay rule, or as chosen")
            found[name] = graph.day(name, day, where)
    return found
