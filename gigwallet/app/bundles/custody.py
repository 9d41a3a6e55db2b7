"""What a bundle says of each exhibit's way into it, and of other records that meet it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gigwallet.app.bundles.evidence_board import Origin, Support
from gigwallet.documents.bundles.composing import ExhibitGroup
from gigwallet.documents.exhibits.custody import Custody, Meeting
from gigwallet.domain.recorded import ExhibitId


def with_custody(
    groups: Sequence[ExhibitGroup],
    met: Mapping[str, Sequence[Support] | None],
    numbers: Mapping[ExhibitId, tuple[str, ...]],
    by: str,
) -> tuple[ExhibitGroup, ...]:
    """``met`` by number of exhibit; ``numbers`` are those that each file has in the bundle. A
    record that is not in it is counted, never named: its name may say what stays at home."""
    return tuple(
        replace(
            group,
            exhibits=tuple(
                replace(one, custody=Custody(by, _told(met.get(one.number), numbers)))
                for one in group.exhibits
            ),
        )
        for group in groups
    )


def _told(
    supports: Sequence[Support] | None, numbers: Mapping[ExhibitId, tuple[str, ...]]
) -> tuple[Meeting, ...] | None:
    return None if supports is None else tuple(_meetings(supports, numbers))


def _meetings(
    supports: Sequence[Support], numbers: Mapping[ExhibitId, tuple[str, ...]]
) -> Iterator[Meeting]:
    files: Counter[Origin] = Counter()
    points: Counter[Origin] = Counter()
    for each in supports:
        if each.exhibit in numbers:
            yield Meeting(each.origin.value, each.points, numbers[each.exhibit])
        else:
            files[each.origin] += 1
            points[each.origin] += each.points
    for origin in Origin:
        if files[origin]:
            yield Meeting(origin.value, points[origin], files=files[origin])
