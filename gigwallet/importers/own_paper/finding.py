"""Where the value of a field stands: beside its label, below it, or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import Locator
from gigwallet.domain.taught import Beside, PaperField, PaperRole
from gigwallet.importers.own_paper.phrases import Phrase
from gigwallet.importers.own_paper.values import DAYS, Value, Writing

# How many printed lines below its label a value may stand.
_LINES_BELOW = 6
# How far from its place on the example a value may stand, in thousandths of the page's width.
_COLUMN = 100

Lines = tuple[tuple[Phrase, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` is the value as printed, ``middle`` where it stands from the left edge."""

    value: Value
    text: str
    where: Locator
    middle: float


@dataclass(frozen=True, slots=True)
class NotFound:
    """``reason`` is the stable code of a rejection; ``where`` its label, None where the paper does
    not print it."""

    reason: str
    where: Locator | None


def find(
    lines: Lines,
    field: PaperField,
    writing: Writing,
    widths: Sequence[int] = (),
    naming: Lines | None = None,
) -> Found | NotFound:
    """The value of ``field``. A label that is printed twice with two different values beside it
    tells nothing. ``widths`` of the pages, where the column matters too; ``naming`` are the phrases
    that say the label, for whoever looks for it more than once."""
    labels = list(_labels(lines if naming is None else naming, field.label, field.place))
    if not labels:
        return NotFound("paper_label_missing", None)
    found = []
    for label in labels:
        values = list(values_from(lines, label, field, writing))
        if len(values) >= field.nth and _in_column(values[field.nth - 1], field, widths):
            found.append(values[field.nth - 1])
    if not found:
        return NotFound("paper_value_missing", labels[0].where)
    if len({each.value for each in found}) > 1:
        return NotFound("paper_value_ambiguous", labels[0].where)
    return found[0]


def saying(lines: Lines, label: str) -> Lines:
    """The phrases that say ``label``, line by line: as ``naming`` of ``find``."""
    found = (tuple(each for each in line if each.before(label) is not None) for line in lines)
    return tuple(each for each in found if each)


def across(found: Found, widths: Sequence[int]) -> int:
    """Thousandths of the width of its page."""
    return round(found.middle * 1000 / max(widths[(found.where.page or 1) - 1], 1))


def _in_column(found: Found, field: PaperField, widths: Sequence[int]) -> bool:
    if not field.across or not widths:
        return True
    return abs(across(found, widths) - field.across) <= _COLUMN


def _labels(lines: Lines, label: str, place: Beside) -> Iterator[Phrase]:
    """Phrases that are the label and nothing else before those that only begin with it."""
    said = [(phrase, phrase.behind(label)) for line in lines for phrase in line]
    alone = [phrase for phrase, rest in said if rest == ""]
    with_value = [phrase for phrase, rest in said if rest]
    if place is Beside.LEFT:
        with_value = [phrase for line in lines for phrase in line if phrase.before(label)]
    valued = [phrase for phrase in with_value if any(map(str.isdigit, phrase.text))]
    yield from alone or valued or with_value
    if alone:
        yield from valued


def values_from(
    lines: Lines, label: Phrase, field: PaperField, writing: Writing
) -> Iterator[Found]:
    """Every value of the field's role, seen from ``label``, the nearest first."""
    if field.place is Beside.RIGHT:
        yield from _to_the_right(lines[label.line], label, field, writing)
    elif field.place is Beside.BELOW:
        yield from _below(lines, label, field.role, writing)
    else:
        yield from _to_the_left(lines[label.line], label, field, writing)


def _to_the_right(
    line: tuple[Phrase, ...], label: Phrase, field: PaperField, writing: Writing
) -> Iterator[Found]:
    rest = label.behind(field.label) or ""
    further = [each for each in line if each.box.left > label.box.left]
    if field.role in DAYS:
        yield from _growing(rest, label, further, field.role, writing)
        return
    if rest:
        yield from _in_text(rest, label, field.role, writing)
    for phrase in further:
        yield from _in_text(phrase.text, phrase, field.role, writing, beside=label)


def _growing(
    rest: str, label: Phrase, further: list[Phrase], role: PaperRole, writing: Writing
) -> Iterator[Found]:
    """A period may be several cells; the day on which it was paid, further on, is none of it."""
    for count in range(len(further) + 1):
        text = " ".join(filter(None, (rest, *(each.text for each in further[:count]))))
        found = list(_one(text, role, writing, (label, *further[:count])))
        if found:
            yield from found
            return


def _to_the_left(
    line: tuple[Phrase, ...], label: Phrase, field: PaperField, writing: Writing
) -> Iterator[Found]:
    inside = label.before(field.label) or ""
    before = [each for each in line if each.box.left < label.box.left]
    if field.role in DAYS:
        text = " ".join(filter(None, (*(each.text for each in before), inside)))
        yield from _one(text, field.role, writing, (*before, label))
        return
    if inside:
        yield from _in_text(inside, label, field.role, writing)
    for phrase in reversed(before):
        yield from _in_text(phrase.text, phrase, field.role, writing, beside=label)


def _below(lines: Lines, label: Phrase, role: PaperRole, writing: Writing) -> Iterator[Found]:
    """In the column of the label: what reaches under it, or whose middle does."""
    for line in lines[label.line + 1 : label.line + 1 + _LINES_BELOW]:
        for phrase in line:
            if phrase.page == label.page and _under(label.box, phrase.box):
                if role in DAYS:
                    yield from _one(phrase.text, role, writing, (label, phrase))
                else:
                    yield from _in_text(phrase.text, phrase, role, writing, beside=label)


def _under(label: Box, box: Box) -> bool:
    return label.left < box.right and box.left < label.right


def _in_text(
    text: str, phrase: Phrase, role: PaperRole, writing: Writing, beside: Phrase | None = None
) -> Iterator[Found]:
    """The phrase as one value, or each of its words that is one."""
    around = (phrase,) if beside is None else (beside, phrase)
    whole = writing.value(text, role)
    if whole is not None:
        yield Found(whole, text, _around(around), _middle(phrase.box))
        return
    for word in text.split():
        if (value := writing.value(word.strip("()"), role)) is not None:
            yield Found(value, word, _around(around), _middle(phrase.box))


def _one(
    text: str, role: PaperRole, writing: Writing, phrases: tuple[Phrase, ...]
) -> Iterator[Found]:
    if (value := writing.value(text, role)) is not None:
        yield Found(value, text, _around(phrases), _middle(phrases[-1].box))


def _middle(box: Box) -> float:
    return box.left + box.width / 2


def _around(phrases: tuple[Phrase, ...]) -> Locator:
    box = phrases[0].box
    for phrase in phrases[1:]:
        box = box.around(phrase.box)
    return Locator(page=phrases[0].page, pointer=box.pointer)
