"""From examples that a person confirmed to a template that holds nothing of theirs: no values, no
names, only labels, forms and sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigwallet.domain.paper import Piece
from gigwallet.ocr.fields.learnt_fields import field_rule, refuse_labels_twice
from gigwallet.ocr.fields.learnt_sums import sum_rules
from gigwallet.ocr.fields.loading import load_template
from gigwallet.ocr.fields.reading import read_screen
from gigwallet.ocr.fields.spelling import skeleton
from gigwallet.ocr.fields.teaching import About, Example, refuse, value_text
from gigwallet.ocr.fields.template import FieldRule, LineRule, ScreenKind, Template, Wording
from gigwallet.ocr.fields.template_text import template_text
from gigwallet.ocr.fields.writing import Sign

ENOUGH = 3
_ANCHORS = 3
_BASIS = "Taught by a person from {count} screens."
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
    # What is kept is its text: so it must be one that the strict reader takes.
    return load_template(template_text(template), template.key)


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
        rules.append(field_rule(name, told, about, len(examples)))
    refuse_labels_twice(rules)
    sums, turned = sum_rules(examples, rules, about)
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
