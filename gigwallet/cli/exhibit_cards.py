"""An exhibit's card as the command line tells it: how it came, and what meets it."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.domain.exhibit import Route, TakenFrom
from gigwallet.domain.verdict import CardMeeting, ExhibitCard
from gigwallet.words import N_, _, labels, ngettext

_FOLDER = "folder"
_ORIGINS = {
    "platform": N_("record of the platform"),
    "account": N_("record of a bank or wallet"),
    "phone": N_("positions of a phone"),
    "own": N_("table kept by the submitter, so not independent"),
}
# More are counted; the list for machines has all of them.
_MOST = 8


def spoken(card: ExhibitCard) -> Iterator[str]:
    """Three lines: the way and the person, the times, the records of another origin."""
    yield _("Way in: {route}; device: {device}; taken in by: {by}").format(
        route=_route(card.route), device=_device(card), by=card.taken_in_by or _("no name given")
    )
    yield _("Taken: {taken}; kept since: {added}").format(
        taken=_taken(card), added=_moment(card.added_at)
    )
    yield _("Independent corroboration: {met}").format(met=_met(card.corroboration))


def _route(said: str) -> str:
    if said == _FOLDER:
        return _("file from a folder")
    try:
        return labels.label(Route(said))
    except ValueError:
        return said or _("not said")


def _device(card: ExhibitCard) -> str:
    said = [card.device] if card.device else []
    if card.program:
        said.append(_("the file says: made by {program}").format(program=card.program))
    if said:
        return ", ".join(said)
    return _("named in the original, left out here") if card.device_left_out else _("not known")


def _taken(card: ExhibitCard) -> str:
    if not card.taken_at:
        return _("not known")
    try:
        sign = labels.label(TakenFrom(card.taken_from))
    except ValueError:
        sign = card.taken_from or _("not said")
    return _("{moment} (told by: {sign})").format(moment=_moment(card.taken_at), sign=sign)


def _moment(said: str) -> str:
    return said.replace("T", " ") or _("not said")


def _met(met: tuple[CardMeeting, ...] | None) -> str:
    if met is None:
        return _("not looked for")
    if not met:
        return _("none")
    more = len(met) - _MOST
    told = [_meeting(each) for each in met[:_MOST]]
    if more > 0:
        told.append(
            ngettext("{count} more record", "{count} more records", more).format(count=more)
        )
    said = "; ".join(told)
    # A table of the same person's is no independent word.
    return _("none; {met}").format(met=said) if all(each.origin == "own" for each in met) else said


def _meeting(each: CardMeeting) -> str:
    known = _ORIGINS.get(each.origin)
    origin = _(known) if known else each.origin
    if not each.exhibits:
        return _("{files} not in this bundle ({origin}; points: {points})").format(
            files=each.files, origin=origin, points=each.points
        )
    return _("exhibit {number} ({origin}; points: {points})").format(
        number=", ".join(each.exhibits[:_MOST]), origin=origin, points=each.points
    )
