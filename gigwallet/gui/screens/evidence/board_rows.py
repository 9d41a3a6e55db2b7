"""What a row of the board says of an exhibit, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gigwallet.app.bundles.build_bundle import BundleItem
from gigwallet.app.bundles.evidence_board import BoardExhibit, Origin
from gigwallet.app.intake.known_formats import format_title
from gigwallet.domain.recorded import ExhibitId, FactId
from gigwallet.words import N_, _, day, labels, ngettext, number
from gigwallet.words import period as period_words

_GROUPS = {
    1: N_("Work done"),
    2: N_("Pay rules"),
    3: N_("Pay as stated"),
    4: N_("Money received"),
    5: N_("Other material"),
}
_ORIGINS = {
    Origin.PLATFORM: N_("record of the platform"),
    Origin.ACCOUNT: N_("record of a bank or wallet"),
    Origin.PHONE: N_("positions of a phone"),
    Origin.OWN: N_("table of your own"),
}
_UNREAD = ("", "any_exhibit")  # kept as it is: nothing of it was read


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An exhibit in its place. ``place`` counts the items of the draft from 0; it and ``item`` are
    None for a file that cannot be printed. ``numbered`` and ``pages`` are empty where it is left
    out, ``pages`` also while they are being counted."""

    about: BoardExhibit
    item: BundleItem | None = None
    place: int | None = None
    numbered: str = ""
    pages: tuple[int, int] | None = None

    @property
    def key(self) -> tuple[ExhibitId, tuple[FactId, ...]]:
        return self.about.known.id, self.item.rows if self.item else ()

    @property
    def pictured(self) -> ExhibitId:
        """Whose small picture stands for it: a redacted copy, where that goes out."""
        return self.item.shown if self.item is not None else self.about.known.id

    @property
    def included(self) -> bool:
        return self.item is not None and self.item.included

    @property
    def met(self) -> bool:
        return bool(self.about.supports)


def rows(
    items: Sequence[BundleItem],
    numbers: Sequence[str],
    about: Mapping[ExhibitId, BoardExhibit],
    pages: Mapping[str, tuple[int, int]],
) -> tuple[BoardRow, ...]:
    """The items in their order, then every other file of the vault, the last one to come first."""
    placed = [
        BoardRow(about[item.exhibit], item, place, numbered, pages.get(numbered))
        for place, (item, numbered) in enumerate(zip(items, numbers, strict=True))
        if item.exhibit in about
    ]
    printed = {each.about.known.id for each in placed}
    others = [BoardRow(each) for id, each in about.items() if id not in printed]
    return (*placed, *reversed(others))


def title(row: BoardRow) -> str:
    said = row.about.known.exhibit
    return row.item.title if row.item else said.label or said.name


def group(row: BoardRow) -> str:
    return group_words(row.item.group) if row.item else ""


def group_words(group: int) -> str:
    return _(_GROUPS[group]) if group in _GROUPS else _("Group {n}").format(n=number(group))


def kind(row: BoardRow) -> str:
    said = row.about.known.exhibit
    if said.importer not in _UNREAD:
        return format_title(said.importer)
    if said.media_type.startswith("image/"):
        return _("Picture")
    return "PDF" if said.media_type == "application/pdf" else _("File")


def when(row: BoardRow) -> str:
    """The time that it speaks of; else when it was taken; else when it came in."""
    said = row.about.known.exhibit
    if row.about.span is not None:
        return period_words(row.about.span)
    if said.taken_at is not None:
        return _("taken {day}").format(day=day(said.taken_at.day))
    return _("came in {day}").format(day=day(said.added_at.date()))


def about_line(row: BoardRow, *, with_group: bool = False) -> str:
    """Kind, time and way in, in one line; the group first where it stands nowhere else."""
    parts = [kind(row), when(row), labels.label(row.about.known.exhibit.route)]
    if row.item is not None and row.item.rows:
        lines = len(row.item.rows)
        counted = ngettext("{count} line of it", "{count} lines of it", lines)
        parts.insert(1, counted.format(count=number(lines)))
    if with_group and row.item is not None:
        parts.insert(0, group(row))
    return " \N{MIDDLE DOT} ".join(parts)


def met_line(row: BoardRow, names: Mapping[ExhibitId, str]) -> str:
    """Which records of another origin speak of the same: never whether they are right."""
    supports = row.about.supports
    if not supports:
        return _("Met by no other record")
    found = [
        _("{name} ({points})").format(name=names.get(each.exhibit, ""), points=number(each.points))
        for each in supports[:2]
    ]
    if len(supports) > 2:
        found.append(_("{count} more").format(count=number(len(supports) - 2)))
    return _("Met by {records}").format(records=_(", ").join(found))


def met_sentences(row: BoardRow, names: Mapping[ExhibitId, str]) -> list[str]:
    """One sentence for each record that meets it, with whose record that is."""
    return [
        ngettext(
            "{name}, a {origin}, meets it in {count} place.",
            "{name}, a {origin}, meets it in {count} places.",
            each.points,
        ).format(
            name=names.get(each.exhibit, ""),
            origin=_(_ORIGINS[each.origin]),
            count=number(each.points),
        )
        for each in row.about.supports
    ]


def marks(row: BoardRow) -> list[str]:
    """What else there is to know at a glance."""
    found = []
    if not row.about.known.present:
        found.append(_("File missing"))
    if row.about.copy:
        found.append(_("Redacted copy"))
    elif row.item is not None and row.item.hidden is not None:
        found.append(_("Its redacted copy goes out"))
    elif row.about.redacted is not None:
        found.append(_("Has a redacted copy, and goes out as it is"))
    return found


def spoken(row: BoardRow, names: Mapping[ExhibitId, str]) -> str:
    """The whole row for a screen reader."""
    if row.item is None:
        state = _("not printed")
    else:
        state = row.numbered if row.included else _("left out")
    parts: Iterable[str] = (
        state,
        title(row),
        group(row),
        about_line(row),
        row.item.purpose if row.item else "",
        met_line(row, names),
        *marks(row),
    )
    return ". ".join(part for part in parts if part)


def can_be_drawn(row: BoardRow) -> bool:
    """Whether there are pixels or pages to see of it."""
    media = row.about.known.exhibit.media_type
    return media.startswith("image/") or media == "application/pdf"
