"""From examples that a person confirmed to a template that holds nothing of theirs: no values, no
names, only labels, forms and sums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gigwallet.domain.paper import Page, Paper, Piece
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.equations import Equation, equation_of, equations_among
from gigwallet.ocr.fields.reading import read_screen
from gigwallet.ocr.fields.spelling import plain, skeleton
from gigwallet.ocr.fields.teaching import (
    About,
    Example,
    Marked,
    label_text,
    quantity_text,
    refuse,
    value_text,
    writings,
)
from gigwallet.ocr.fields.template import (
    FieldRule,
    LineRule,
    ScreenKind,
    SumKind,
    SumRule,
    Template,
    Wording,
)
from gigwallet.ocr.fields.writing import Sign, Writing

ENOUGH = 3
_ANCHORS = 3
_BARE = (FieldKind.DAY, FieldKind.MOMENT, FieldKind.CLOCK)
_BASIS = "Taught by a person from {count} screens."
_LONG_NUMBER = 10
_MOST = {
    FieldKind.COUNT: 10_000,
    FieldKind.DURATION: 31 * 86_400,
    FieldKind.DISTANCE: 2_000_000,
}
# In the order in which they happen.
_RISING = ("accepted_at", "arrived_pickup_at", "picked_up_at", "arrived_dropoff_at", "completed_at")


def draft(example: Example, about: About, known: Sequence[Template] = ()) -> Template:
    """A template of one example, good for proposing where its fields stand on the next one. Refuses
    as ``learn`` does, but for what only several examples can tell."""
    return _template((example,), about, known)


def learn(examples: Sequence[Example], about: About, known: Sequence[Template] = ()) -> Template:
    """The template that all ``examples`` agree on. ``known`` are the templates that there are: what
    is learnt must be told from them, and their words (订单详情) may serve as anchors too.

    Refuses, naming the field and the example: ``teaching_needs_more``, ``teaching_same_picture``,
    ``teaching_label_needed``, ``teaching_label_private``, ``teaching_label_twice``,
    ``teaching_kinds_differ``, ``teaching_not_its_form``, ``teaching_forms_differ``,
    ``teaching_sum_differs``, ``teaching_nothing_common``, ``teaching_does_not_fit``.
    """
    if len(examples) < ENOUGH:
        raise refuse("teaching_needs_more", count=len(examples), needed=ENOUGH)
    said = [tuple(sorted((m.name, value_text(m)) for m in each.fields)) for each in examples]
    if len(set(said)) < len(said):
        raise refuse("teaching_same_picture")
    template = _template(examples, about, known)
    for number, example in enumerate(examples, start=1):
        _reads_again(template, example, number, known)
    return template


def _template(examples: Sequence[Example], about: About, known: Sequence[Template]) -> Template:
    names = list(dict.fromkeys(m.name for each in examples for m in each.fields))
    rules: list[FieldRule] = []
    for name in names:
        told = [
            (number, each, marked)
            for number, each in enumerate(examples, start=1)
            for marked in each.fields
            if marked.name == name
        ]
        rules.append(_rule(name, told, about, len(examples)))
    _labels_apart(rules)
    sums, turned = _sums(examples, rules, about)
    rules = [
        replace(each, writing=replace(each.writing, sign=Sign.MINUS))
        if each.name in turned
        else each
        for each in rules
    ]
    common = [each for each in rules if each.labels and _everywhere(each.name, examples)]
    if not common:
        raise refuse("teaching_nothing_common")
    totals = {each.total for each in sums}
    common.sort(key=lambda each: each.name not in totals)
    # Of every label one letter may be misread one day: a few must be there, the others may.
    must = tuple(each.labels for each in common[:_ANCHORS])
    facts = {each.fact: each.name for each in rules if each.fact}
    return Template(
        platform=about.platform,
        name=about.name,
        version="1",
        kind=about.kind,
        currency=about.currency,
        zone=about.zone,
        languages=(about.language,),
        wording=Wording.SEEN,
        basis=_BASIS.format(count=len(examples)),
        must=must,
        may=_words_in_common(examples, rules, known),
        fields=tuple(rules),
        lines=tuple(LineRule(f"{{{each.name}}}") for each in rules if not each.labels),
        sums=sums,
        ordered=tuple(facts[each] for each in _RISING if each in facts),
        trip=about.trip,
        today=about.kind is ScreenKind.DAY,
        taught=True,
    )


def _everywhere(name: str, examples: Sequence[Example]) -> bool:
    return all(any(m.name == name for m in each.fields) for each in examples)


def _rule(
    name: str, told: Sequence[tuple[int, Example, Marked]], about: About, count: int
) -> FieldRule:
    first = told[0][2]
    if len({marked.kind for _, _, marked in told}) > 1:
        raise refuse("teaching_kinds_differ", field=name)
    labels = tuple(dict.fromkeys(_label(name, number, each, m) for number, each, m in told))
    labels = tuple(each for each in labels if each)
    if not labels and first.kind not in _BARE:
        raise refuse("teaching_label_needed", field=name)
    sure = any(marked.total for _, _, marked in told)
    return FieldRule(
        name=name,
        writing=_writing(name, told, about),
        labels=_once(labels),
        required=len(told) == count and (sure or not first.part),
        fact=first.fact,
        pay=first.pay,
        quantity=_quantity(name, told),
        most=_MOST.get(first.kind),
    )


def _once(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that OCR cannot tell apart are one."""
    return tuple({skeleton(each): each for each in reversed(labels)}.values())[::-1]


def _label(name: str, number: int, example: Example, marked: Marked) -> str:
    """The label, which must be a word of the app: figures and people are somebody's data."""
    if marked.label is None:
        return ""
    text = label_text(marked)
    if not skeleton(text):
        raise refuse("teaching_label_needed", field=name)
    alone = Paper((Page(1, 1, (replace(marked.label, text=text),)),))
    if any(each.isdigit() for each in text) or customer_marks(alone, None):
        raise refuse("teaching_label_private", field=name, example=number)
    return text


def _writing(name: str, told: Sequence[tuple[int, Example, Marked]], about: About) -> Writing:
    """The first way of writing that all examples share."""
    texts = [value_text(marked, about.currency) for _, _, marked in told]
    first = told[0][2]
    if first.kind is FieldKind.REF:
        return Writing(FieldKind.REF, shape=_shape(texts))
    ways = list(writings(first, about.currency))
    for writing in ways:
        if all(writing.value(text) for text in texts):
            return writing
    for number, text in zip((number for number, _, _ in told), texts, strict=True):
        if not any(writing.value(text) for writing in ways):
            raise refuse("teaching_not_its_form", field=name, example=number)
    raise refuse("teaching_forms_differ", field=name)


def _shape(texts: Sequence[str]) -> str:
    """The form of a number, never its figures: how long, and of what."""
    bare = [re.sub(r"\s", "", plain(text)) for text in texts]
    hash_sign = "#" if all(each.startswith("#") for each in bare) else ""
    bare = [each.removeprefix("#") for each in bare]
    lengths = {len(each) for each in bare}
    atom = "9" if all(re.fullmatch("[0-9]+", each) for each in bare) else "x"
    if all(re.fullmatch("[0-9A-Za-z]+", each) for each in bare):
        if lengths == {max(lengths)} and max(lengths) >= _LONG_NUMBER:
            return f"{hash_sign}{atom}{{{max(lengths)}}}"
        return f"{hash_sign}{atom}{{1,{max(12, *lengths)}}}"
    return ""


def _quantity(name: str, told: Sequence[tuple[int, Example, Marked]]) -> FieldRule | None:
    """Kilometres, minutes or a count in the brackets of the label, on every example."""
    texts = [quantity_text(marked) for _, _, marked in told]
    if not all(texts):
        return None
    for kind in (FieldKind.DISTANCE, FieldKind.DURATION, FieldKind.COUNT, FieldKind.PERCENT):
        if all(Writing(kind).value(text) for text in texts):
            return FieldRule(f"{name}_quantity"[:40], Writing(kind), most=_MOST.get(kind))
    return None


def _labels_apart(rules: Sequence[FieldRule]) -> None:
    owner: dict[str, str] = {}
    for rule in rules:
        for label in rule.labels:
            if owner.setdefault(skeleton(label), rule.name) != rule.name:
                raise refuse("teaching_label_twice", label=label)


def _sums(
    examples: Sequence[Example], rules: Sequence[FieldRule], about: About
) -> tuple[tuple[SumRule, ...], frozenset[str]]:
    """The sums that hold on every example, and the parts that are taken off without a sign."""
    writing = {each.name: each.writing for each in rules}
    figures = [
        {
            marked.name: Decimal(writing[marked.name].value(value_text(marked, about.currency)))
            for marked in each.fields
            if marked.kind is FieldKind.MONEY
        }
        for each in examples
    ]
    marked = [m for each in examples for m in each.fields if m.kind is FieldKind.MONEY]
    totals = list(dict.fromkeys(m.name for m in marked if m.total))
    parts = list(dict.fromkeys(m.name for m in marked if m.part and not m.total))
    if not totals:
        return (), frozenset()
    if len(totals) == 1:
        found = equation_of(totals[0], parts, figures)
        if parts and found is None:
            raise refuse("teaching_sum_differs", **_worst(totals[0], parts, figures))
        equations = [found] if found and parts else []
    else:
        equations = list(equations_among(totals, parts, figures))
        lacking = [each for each in totals if each not in {made.total for made in equations}]
        if parts and lacking:
            raise refuse("teaching_sum_differs", **_worst(lacking[0], parts, figures))
    return _as_rules(equations)


def _as_rules(equations: Sequence[Equation]) -> tuple[tuple[SumRule, ...], frozenset[str]]:
    turned = frozenset(part for each in equations for part in each.minus)
    rules = tuple(SumRule(each.total, SumKind.SUM, each.total, each.parts) for each in equations)
    return rules, turned


def _worst(
    total: str, parts: Sequence[str], figures: Sequence[Mapping[str, Decimal]]
) -> dict[str, str | int]:
    """The first example on which the printed parts are not the total."""
    for number, example in enumerate(figures, start=1):
        told = sum((example.get(part, Decimal(0)) for part in parts), Decimal(0))
        if total in example and told != example[total]:
            return {"total": total, "example": number}
    return {"total": total, "example": 1}


def _words_in_common(
    examples: Sequence[Example], rules: Sequence[FieldRule], known: Sequence[Template]
) -> tuple[str, ...]:
    """Texts of all examples that other templates know too. Anything else that all of them show may
    be the name of the person."""
    own = {skeleton(label) for rule in rules for label in rule.labels}
    words = {
        skeleton(word): word
        for each in known
        if not each.taught
        for word in (*each.may, *(text for group in each.must for text in group))
    }
    shown = [{skeleton(piece.text) for piece in _pieces(each)} for each in examples]
    common = set.intersection(*shown) if shown else set()
    return tuple(sorted(words[bone] for bone in (common & words.keys()) - own))


def _pieces(example: Example) -> tuple[Piece, ...]:
    return example.paper.pages[0].pieces if example.paper.pages else ()


def _reads_again(
    template: Template, example: Example, number: int, known: Sequence[Template]
) -> None:
    """What was learnt must be chosen for each example, and give what the person marked."""
    others = tuple(each for each in known if each.key != template.key)
    reading = read_screen(example.paper, "", (*others, template))
    if reading.template != template.key:
        raise refuse("teaching_does_not_fit", example=number, field="")
    said = {each.name: each.value for each in reading.fields}
    for marked in example.fields:
        rule = template.rule(marked.name)
        if rule is None or said.get(marked.name) != rule.writing.value(
            value_text(marked, template.currency)
        ):
            raise refuse("teaching_does_not_fit", example=number, field=marked.name)
