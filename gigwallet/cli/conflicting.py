"""A conflict of two copies as commands tell it."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.app.seals.telling import Saying
from gigwallet.app.vaults.keep_conflicts import Conflict, Holds
from gigwallet.cli import sayings
from gigwallet.words import _, records

# The others are called as their table.
_TABLES = {"case": "case_file", "pairing": "pay_pairing", "opinion": "pay_opinion"}


def told(conflict: Conflict) -> dict[str, object]:
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "record": conflict.record,
        "holds": conflict.holds.value,
        "ours": sayings.told(conflict.ours) if conflict.ours else None,
        "theirs": sayings.told(conflict.theirs) if conflict.theirs else None,
    }


def spoken(conflicts: Sequence[Conflict]) -> list[str]:
    """Each with what both copies say; nothing where there is none."""
    lines = []
    for each in conflicts:
        ours, theirs = _apart(each.ours, each.theirs)
        lines.append(
            _("{kind}, said differently by both copies ({id}):").format(
                kind=records.kind(_TABLES.get(each.kind, each.kind)), id=each.id
            )
        )
        lines.append(_side(_("this copy"), ours, each.holds is Holds.OURS))
        lines.append(_side(_("the other copy"), theirs, each.holds is Holds.THEIRS))
    if lines:
        lines.append(
            _(
                "What holds now is marked with *. Settle each with gigwallet conflicts VAULT "
                "--settle ID --keep ours (this copy) or --keep theirs (the other copy)."
            )
        )
    return lines


def _apart(ours: Saying | None, theirs: Saying | None) -> tuple[str, str]:
    """What both say, without what they say alike; its beginning, which names the record, stays."""
    deleted = _("The record was deleted.")
    if ours is None or theirs is None:
        return ours.text if ours else deleted, theirs.text if theirs else deleted
    between = _("; ")  # as ``records.told`` writes it
    here, there = ours.text.split(between), theirs.text.split(between)
    return between.join(_without(here, there)), between.join(_without(there, here))


def _without(parts: list[str], other: list[str]) -> list[str]:
    return [parts[0], *(each for each in parts[1:] if each not in other[1:])]


def _side(name: str, text: str, holds: bool) -> str:
    return f"  {'*' if holds else ' '} {name}: {text}"
