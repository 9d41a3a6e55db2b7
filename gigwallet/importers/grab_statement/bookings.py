"""The sections with one line per booking, whose day and time stand on two printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.paper import Box, Piece
from gigwallet.domain.recorded import Locator
from gigwallet.importers.grab_statement import wording
from gigwallet.pages.lines import Line, bare
from gigwallet.tabular import amounts
from gigwallet.tabular.tables import BadCell

_NOTHING = ("-", "–", "—")
# Date and time take two lines; a booking may be split over one more.
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Booking:
    """``moment`` as printed."""

    ref: str
    moment: str
    amount: Money
    text: str
    where: Locator


@dataclass(frozen=True, slots=True)
class TornBooking:
    reason: str
    column: str
    where: Locator


@dataclass(frozen=True, slots=True)
class Section:
    """``title`` is the line above the head of its columns."""

    title: str
    bookings: tuple[Booking | TornBooking, ...]


def sections(lines: list[Line], currency: str) -> list[Section]:
    heads = [at for at, line in enumerate(lines) if _is_head(line)]
    found = []
    for at, following in zip(heads, [*heads[1:], len(lines) + 1], strict=False):
        # The line before the next head is its title.
        end = max(following - 1, at + 1)
        title = lines[at - 1].text if at else ""
        rows = _rows(lines[at], lines[at + 1 : end])
        found.append(Section(title, tuple(_booking(lines[at], row, currency) for row in rows)))
    return found


def _is_head(line: Line) -> bool:
    said = bare(line.text)
    return bare(wording.BOOKING_HEAD) in said and said.endswith(bare(wording.SUBTOTAL_HEAD))


def _rows(head: Line, lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each booking: its number stands on the last of them where the section begins
    with a line without one, on the first otherwise."""
    body = [line for line in lines if not _is_title(head, line)]
    closes = bool(body) and _number(body[0]) is None
    row: list[Line] = []
    for line in body:
        if _number(line) is not None and not closes and row:
            yield row
            row = []
        row.append(line)
        if (_number(line) is not None and closes) or len(row) > _MOST_LINES:
            yield row
            row = []
    if row:
        yield row


def _is_title(head: Line, line: Line) -> bool:
    """Text without any digit is no part of a booking: a remark, a page's head or foot."""
    return not any(letter.isdigit() for letter in line.text)


def _number(line: Line) -> str | None:
    return next((w.text for w in line.words if wording.BOOKING.fullmatch(w.text)), None)


def _booking(head: Line, row: list[Line], currency: str) -> Booking | TornBooking:
    box: Box = row[0].box
    for line in row[1:]:
        box = box.around(line.box) if line.page == row[0].page else box
    where = Locator(page=row[0].page, pointer=box.pointer)
    ref = next((number for line in row if (number := _number(line))), None)
    if ref is None:
        return TornBooking("missing_value", wording.BOOKING_HEAD, where)
    words = [word for line in row for word in line.words if word.text != ref]
    edge = _left_of_bookings(head)
    try:
        amount = _amount([word for word in words if word.box.left > edge], currency)
    except BadCell as bad:
        return TornBooking(bad.reason, bad.column, where)
    moment = " ".join(word.text for word in words if word.box.left <= edge)
    return Booking(ref, moment, amount, " ".join(line.text for line in row), where)


def _left_of_bookings(head: Line) -> int:
    return head.spot(wording.BOOKING_HEAD)[0].box.left


def _amount(words: Iterable[Piece], currency: str) -> Money:
    """The subtotal at the end, which is the sum of the wallets before it."""
    read: list[Money] = []
    for word in words:
        if word.text in _NOTHING:
            continue
        try:
            read.append(amounts.money(word.text, currency))
        except ValueError as bad:
            raise BadCell("bad_amount", wording.SUBTOTAL_HEAD) from bad
    if len(read) < 2:
        raise BadCell("missing_value", wording.SUBTOTAL_HEAD)
    *wallets, subtotal = read
    if sum(each.minor for each in wallets) != subtotal.minor:
        raise BadCell("bad_amount", wording.SUBTOTAL_HEAD)
    return subtotal
