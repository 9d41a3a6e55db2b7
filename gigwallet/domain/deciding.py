"""What a person decided after looking at the pixels of a screen: of a field, or of a copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenField, Standing


@dataclass(frozen=True, slots=True)
class FieldKey:
    """Which field of a screen, so that a decision survives that the picture is read anew:
    ``nth`` counts the fields of that name on that page, from 1, as the reading lists them."""

    template: str
    name: str
    page: int = 1
    nth: int = 1


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


def keyed(template: str, fields: tuple[ScreenField, ...]) -> list[tuple[FieldKey, ScreenField]]:
    """Every field of a reading with its key."""
    seen: dict[tuple[str, int], int] = {}
    found = []
    for each in fields:
        nth = seen[each.name, each.page] = seen.get((each.name, each.page), 0) + 1
        found.append((FieldKey(template, each.name, each.page, nth), each))
    return found


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
