"""What a person may point at on a paper: each printed value, and the words that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gigwallet.domain.paper import Box, Paper, Piece
from gigwallet.domain.taught import PaperRole
from gigwallet.importers.own_paper.finding import Found, Lines, find, saying
from gigwallet.importers.own_paper.learning import Pointed, places_of
from gigwallet.importers.own_paper.phrases import Phrase, phrases_of, plain
from gigwallet.importers.own_paper.values import DAYS, Value, Writing
from gigwallet.pages.lines import around
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.currencies import currency_of
from gigwallet.tabular.day_column import DayOrder

# Where a value may begin inside a text: after a blank, after a colon that is no clock's, and where
# digits follow Chinese, which sets no blanks.
_BEGINS = re.compile(
    r"(?<=\s)\S|(?<=[:\uff1a])(?<!\d:)\S|(?<=[\u4e00-\u9fff])(?=[\d\u00a5\uffe5$])"
)
_EDGE = " :\uff1a=.\u2026_"
_LINES_ABOVE = 6
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """A printed text and its place. ``roles``: what it can be the value of, however it is
    written; none for a mere text. ``across`` as in ``Pointed``."""

    page: int
    box: Box
    text: str
    roles: frozenset[PaperRole]
    across: int = 0


class Printed:
    """One paper, ready to be pointed at."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._lines = phrases_of(paper)
        spots = [(phrase, spot) for line in self._lines for phrase in line
                 for spot in _values(phrase, self._width(phrase.page))]  # fmt: skip
        self.values = tuple(spot for _phrase, spot in spots)
        self._valued = {id(phrase) for phrase, spot in spots if spot.text == phrase.text}
        self._phrases = {spot: phrase for phrase, spot in spots}
        self._beside: dict[Spot, str] = {}
        self._naming: dict[str, Lines] = {}
        self.texts = tuple(
            Spot(phrase.page, phrase.box, phrase.text, frozenset(), 0)
            for line in self._lines
            for phrase in line
            if _has_letters(phrase.text) and not _has_digits(phrase.text)
        )

    def within(self, page: int, box: Box) -> Spot | None:
        """All words whose middle lies in ``box``, as one text; None where there are none."""
        chosen = [
            (phrase, [word for word in phrase.words if _inside(word.box, box)])
            for line in self._lines
            for phrase in line
            if phrase.page == page
        ]
        words = [word for _phrase, found in chosen for word in found]
        if not words:
            return None
        text = plain(" ".join(word.text for word in words))
        last = next(phrase for phrase, found in reversed(chosen) if found)
        return Spot(page, around(words), text, roles_of(text), _across(last, self._width(page)))

    def labels(self, spot: Spot, role: PaperRole) -> tuple[str, ...]:
        """Words beside the value that lead back to it, the likeliest first. None: whatever stands
        near it is printed twice, or is no word."""
        near = [text for text in dict.fromkeys(self._near(spot)) if _is_label(text)]
        found = [(self._leads(text, spot, role), text) for text in near[:_MOST_LABELS]]
        # What it is the first value of comes before what it is the third of: fewer lines and
        # columns can come in between.
        return tuple(text for nth, text in sorted(found, key=lambda each: each[0]) if nth)

    def beside(self, spot: Spot) -> str:
        """The nearest words, for telling two equal values apart; empty where there are none."""
        if spot not in self._beside:
            near = (text for text in self._near(spot) if _is_label(text))
            self._beside[spot] = next(near, "")
        return self._beside[spot]

    def _near(self, spot: Spot) -> Iterator[str]:
        first = self._phrases.get(spot) or self._holding(spot)
        if first is None:
            return
        line = self._lines[first.line]
        before, _found, after = first.text.partition(spot.text)
        yield before.strip(_EDGE)
        yield _up_to_a_value(before).strip(_EDGE)
        left = [each for each in line if each.box.right <= spot.box.left and self._is_text(each)]
        left.sort(key=lambda each: (_has_digits(each.text), -each.box.right))
        above = list(self._above(first.line, spot))
        # A cell under its head: the text to its left is a cell of the same row, with its own head.
        # Where more values stand under that head, the text to the left is the name of the row.
        if above and left and self._under(left[0], above[0]) and self._is_alone(spot, above[0]):
            yield from (each.text for each in (*above, *left))
        else:
            yield from (each.text.strip(_EDGE) for each in (*left, *above))
        yield after.strip(_EDGE)
        right = (each for each in line if each.box.left >= spot.box.right and self._is_text(each))
        yield from (each.text for each in right)

    def _above(self, line: int, spot: Spot) -> Iterator[Phrase]:
        for upper in reversed(self._lines[max(0, line - _LINES_ABOVE) : line]):
            for phrase in upper:
                under = phrase.page == spot.page and _over(phrase.box, spot.box)
                if under and self._is_text(phrase):
                    yield phrase

    def _holding(self, spot: Spot) -> Phrase | None:
        """The first phrase of a place that was drawn around."""
        phrases = (phrase for line in self._lines for phrase in line if phrase.page == spot.page)
        return next((each for each in phrases if _touch(each.box, spot.box)), None)

    def _is_alone(self, spot: Spot, head: Phrase) -> bool:
        below = self._lines[head.line + 1 : head.line + 1 + _LINES_ABOVE]
        values = [
            phrase
            for line in below
            for phrase in line
            if phrase.page == spot.page
            and id(phrase) in self._valued
            and _over(phrase.box, head.box)
        ]
        return len(values) <= 1

    def _under(self, cell: Phrase, head: Phrase) -> bool:
        """Whether ``cell`` has a head of its own on the line of ``head``."""
        return any(_over(each.box, cell.box) for each in self._lines[head.line])

    def _leads(self, label: str, spot: Spot, role: PaperRole) -> int:
        """Which value it is, seen from the label (1 is the nearest); 0 where it is none of it."""
        pointed, naming = Pointed(role, label, spot.text), self._saying(label)
        for writing in _writings(spot.text, role):
            wanted = writing.value(plain(spot.text), role)
            if wanted is None:
                continue
            for field in places_of(pointed):
                said = find(self._lines, field, writing, naming=naming)
                if isinstance(said, Found) and said.value == wanted:
                    return field.nth
        return 0

    def _saying(self, label: str) -> Lines:
        if label not in self._naming:
            self._naming[label] = saying(self._lines, label)
        return self._naming[label]

    def _is_text(self, phrase: Phrase) -> bool:
        return id(phrase) not in self._valued and _has_letters(phrase.text)

    def _width(self, page: int) -> int:
        return self._paper.pages[page - 1].width


@lru_cache(maxsize=4096)
def roles_of(text: str) -> frozenset[PaperRole]:
    """What ``text`` can be the value of, in one way of writing or another."""
    if not _has_digits(text):
        return frozenset()
    return frozenset(role for role in PaperRole for writing in _writings(text, role)
                     if writing.value(plain(text), role) is not None)  # fmt: skip


def _writings(text: str, role: PaperRole) -> Iterator[Writing]:
    """The ways in which a value of ``role`` may be written."""
    if role in DAYS:
        yield from (Writing("EUR", Style.POINT, order) for order in DayOrder)
    else:
        currency = currency_of(text) or "EUR"
        yield from (Writing(currency, style, DayOrder.YMD) for style in Style)


def _values(phrase: Phrase, width: int) -> Iterator[Spot]:
    """The phrase as one value, or what follows its label, or each of its words that is a value."""
    text = phrase.text
    begins = [0, *(found.start() for found in _BEGINS.finditer(text))]
    across = _across(phrase, width)
    for begin in begins if _has_digits(text) else ():
        roles = roles_of(text[begin:])
        if roles and (roles <= DAYS or _up_to_a_value(text[:begin]) == text[:begin]):
            begin, end = _trimmed(text, begin, begins) if roles <= DAYS else (begin, len(text))
            box = _part(phrase, begin, end)
            yield Spot(phrase.page, box, text[begin:end], roles_of(text[begin:end]), across)
            return
    for word in phrase.words if _has_digits(text) else ():
        said = plain(word.text).strip("()")
        if roles := roles_of(said):
            yield Spot(phrase.page, word.box, said, roles, across)


def _up_to_a_value(text: str) -> str:
    """What stands before the first word that could be a value."""
    for word in re.finditer(r"\S+", text):
        if roles_of(word.group().strip("()")):
            return text[: word.start()]
    return text


def _is_label(text: str) -> bool:
    """A label is kept in the template, where no value of a person may be."""
    return _has_letters(text) and _up_to_a_value(text) == text


def _trimmed(text: str, begin: int, begins: list[int]) -> tuple[int, int]:
    """Days without the words before and after them."""
    whole = _days(text[begin:])
    later = [each for each in begins if each > begin and _days(text[each:]) == whole]
    begin = max(later, default=begin)
    ends = [found.start() for found in re.finditer(r"\s", text) if found.start() > begin]
    sooner = [each for each in ends if _days(text[begin:each]) == whole]
    return begin, min(sooner, default=len(text))


def _days(text: str) -> tuple[Value | None, ...]:
    orders = (Writing("EUR", Style.POINT, order) for order in DayOrder)
    return tuple(each.value(text, role) for each in orders for role in sorted(DAYS))


def _part(phrase: Phrase, begin: int, end: int) -> Box:
    """Where a part of the phrase's text stands: whole words by their boxes, of a word its share."""
    boxes, at = [], 0
    for word in phrase.words:
        length = len(plain(word.text))
        first, last = max(begin, at), min(end, at + length)
        if first < last:
            boxes.append(_share(word, (first - at) / length, (last - at) / length))
        at += length + 1
    box = boxes[0] if boxes else phrase.box
    for each in boxes[1:]:
        box = box.around(each)
    return box


def _share(word: Piece, first: float, last: float) -> Box:
    left, right = round(word.box.width * first), round(word.box.width * last)
    return Box(word.box.left + left, word.box.top, max(right - left, 1), word.box.height)


def _across(phrase: Phrase, width: int) -> int:
    return round((phrase.box.left + phrase.box.width / 2) * 1000 / max(width, 1))


def _inside(word: Box, box: Box) -> bool:
    across, down = word.left + word.width / 2, word.top + word.height / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _touch(one: Box, other: Box) -> bool:
    return _over(one, other) and one.top < other.bottom and other.top < one.bottom


def _over(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _has_digits(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
