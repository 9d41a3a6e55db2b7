"""What a person decided after looking at the pixels of a screen: of a field, or of a copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenField, Standing


@dataclass(frozen=True, slots=True)
class FieldKey:
    """Which field of a screen, so that a decision survives that the picture is read anew.

    The pixels never change, and the number in a name (``order.2.pay``) may, once an order is found
    that was missed before: so ``box`` (a ``Box.pointer``) says where its value stands; empty for a
    field that was not found."""

    template: str
    name: str
    page: int = 1
    box: str = ""

    @classmethod
    def of(cls, template: str, field: ScreenField) -> FieldKey:
        return cls(template, field.name, field.page, field.value_box.pointer)

    def means(self, template: str, field: ScreenField) -> bool:
        """Whether a field of a reading is the one that was decided on."""
        if (self.template, self.page) != (template, field.page):
            return False
        box = Box.of(self.box)
        if box is None:
            return self.name == field.name
        return _own(self.name) == _own(field.name) and _mostly(box, field.value_box)


@dataclass(frozen=True, slots=True)
class Decision:
    """``standing`` is CONFIRMED, CORRECTED or ABSENT. ``value`` is what the person saw: the plain
    text of the field's kind (see ``FieldKind``), empty for ABSENT."""

    field: FieldKey
    standing: Standing
    value: str = ""


@dataclass(frozen=True, slots=True)
class CopyDecision:
    """Whether the picture is ``of`` saved once more (``same``), or another one that looks alike."""

    of: ExhibitId
    same: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """One saying. ``number`` counts those on the same field (or pair) that were known when it was
    said, from 1: two with one number did not know of each other. ``decision`` is None where the
    saying before was taken back; ``field`` and ``other`` say what it is about."""

    field: FieldKey | None
    other: ExhibitId | None
    decision: Decision | CopyDecision | None
    number: int
    at: datetime
    by: str


def decided_on(
    template: str, fields: Iterable[ScreenField], decisions: Iterable[Decision]
) -> tuple[list[tuple[ScreenField, Decision | None]], list[Decision]]:
    """Every field of a reading with what was decided on it, and the decisions of this template
    that no field of the reading answers to any more."""
    left = [each for each in decisions if each.field.template == template]
    found: list[tuple[ScreenField, Decision | None]] = []
    for field in fields:
        said = next((each for each in left if each.field.means(template, field)), None)
        if said is not None:
            left.remove(said)
        found.append((field, said))
    return found, left


def _own(name: str) -> str:
    """The name of a field without that of the entry which it stands in."""
    return name.rpartition(".")[2]


def _mostly(one: Box, other: Box) -> bool:
    """Whether more than half of the smaller one lies in the other."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min(one.width * one.height, other.width * other.height)
    return width > 0 and height > 0 and 2 * width * height > least


def standing_decisions(said: list[Decided]) -> tuple[list[Decision], frozenset[FieldKey]]:
    """What holds now of ``said`` (in the order of saying), field by field; and the fields of which
    two copies said different things without knowing of each other: of those nothing holds until a
    person says it once more."""
    last: dict[FieldKey, list[Decided]] = {}
    for each in said:
        if each.field is None:
            continue
        known = last.get(each.field, [])
        if known and each.number < known[0].number:
            continue
        same = known if known and known[0].number == each.number else []
        last[each.field] = [*same, each]
    holding: list[Decision] = []
    torn: set[FieldKey] = set()
    for key, sayings in last.items():
        decisions = {each.decision for each in sayings}
        if len(decisions) > 1:
            torn.add(key)
        elif isinstance(decision := decisions.pop(), Decision):
            holding.append(decision)
    return holding, frozenset(torn)


def copy_decisions(said: list[Decided]) -> dict[ExhibitId, bool]:
    """Of each other exhibit that a person judged: whether it is the same picture. Where two copies
    of the vault disagree, it is not: nothing is left out then."""
    found: dict[ExhibitId, tuple[int, bool | None]] = {}
    for each in said:
        if each.other is None:
            continue
        same = each.decision.same if isinstance(each.decision, CopyDecision) else None
        number, known = found.get(each.other, (0, None))
        if each.number > number:
            found[each.other] = (each.number, same)
        elif each.number == number and known != same:
            found[each.other] = (number, False)
    return {other: same for other, (_, same) in found.items() if same is not None}
