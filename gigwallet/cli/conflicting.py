"""A conflict of two copies as commands tell it."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.app.keep_conflicts import Conflict, Holds
from gigwallet.app.telling import Saying
from gigwallet.cli import sayings
from gigwallet.words import _, records

_TABLES = {"case": "case_file"}  # the others are called as their table


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
        lines.append(
            _("{kind}, said differently by both copies ({id}):").format(
                kind=records.kind(_TABLES.get(each.kind, each.kind)), id=each.id
            )
        )
        lines.append(_side(_("this copy"), each.ours, each.holds is Holds.OURS))
        lines.append(_side(_("the other copy"), each.theirs, each.holds is Holds.THEIRS))
    if lines:
        lines.append(
            _("What holds now is marked. Settle each with gigwallet conflicts VAULT --settle ID.")
        )
    return lines


def _side(name: str, saying: Saying | None, holds: bool) -> str:
    text = saying.text if saying else _("The record was deleted.")
    return f"  {'*' if holds else ' '} {name}: {text}"
