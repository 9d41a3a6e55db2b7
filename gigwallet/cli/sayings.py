"""What was once said of a record: two lines for people, one object for programs."""

from __future__ import annotations

from gigwallet.app.seals.telling import Saying
from gigwallet.domain.recorded import HowKnown
from gigwallet.words import _, labels, records


def spoken(each: Saying) -> tuple[str, str]:
    """Two lines: when, by whom and how; and below it what was said."""
    head = _("Entry {entry}, {when}, by {who}: {what}").format(
        entry=each.entry,
        when=records.utc(each.at),
        who=records.actor(each.actor),
        what=records.deed(each.kind),
    )
    known = {member.value: member for member in HowKnown}
    if each.how in known:
        head = f"{head} ({labels.label(known[each.how])})"
    return head, f"    {each.text}"


def told(each: Saying) -> dict[str, object]:
    return {
        "entry": each.entry,
        "number": each.number,
        "at": each.at.isoformat(),
        "actor": each.actor,
        "how": each.how,
        "kind": each.kind,
        "erased": each.erased,
        "text": each.text,
    }
