"""How wide the columns of a table are in the room that there is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

NARROWEST = 130  # of a column that gives way; below this its words say too little
TIGHTEST = 96  # rather this than a table that scrolls sideways over its last row


def fit(
    room: int,
    wanted: Sequence[int],
    growing: Collection[int],
    giving: Collection[int],
    spare: Collection[int],
) -> list[int]:
    """A width for each column, 0 for one that is left out.

    Room left over goes to the growing columns (to the last one where none grows). Where there is
    too little, spare columns are left out, the last first, as far as giving way does not help;
    then the giving ones give way, the widest first, and where that is not enough to the tightest.
    What is still too wide scrolls.
    """
    least = [min(wide, NARROWEST) if at in giving else wide for at, wide in enumerate(wanted)]
    shown = list(range(len(wanted)))
    for at in sorted(spare, reverse=True):
        if sum(least[each] for each in shown) <= room:
            break
        shown.remove(at)
    widths = [wide if at in shown else 0 for at, wide in enumerate(wanted)]
    over = room - sum(widths)
    takers = [at for at in shown if at in growing] or shown[-1:]
    if over > 0 and takers:
        for nth, at in enumerate(takers):
            widths[at] += over // len(takers) + (nth < over % len(takers))
    givers = [at for at in shown if at in giving]
    for tight in (least, [min(wide, TIGHTEST) for wide in wanted]):
        for at in sorted(givers, key=lambda each: widths[each], reverse=True):
            cut = max(0, min(widths[at] - tight[at], -over))
            widths[at] -= cut
            over += cut
    return widths
