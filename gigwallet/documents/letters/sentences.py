"""The sentences of a letter that print a figure, each bound to the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gigwallet import words
from gigwallet.documents.letters.figures_file import Figure, Figures, Node, Sentence, Shape
from gigwallet.documents.letters.form import CAPITALS, WRITTEN_ON, FieldType, LetterForm
from gigwallet.documents.letters.model import Letter, Said, plain
from gigwallet.documents.letters.recomputing import with_proofs

_SHAPES = {
    FieldType.MONEY: Shape.MONEY,
    FieldType.DAY: Shape.DAY,
    FieldType.PERIOD: Shape.PERIOD,
}


def figures_of(
    letter: Letter, form: LetterForm, nodes: Mapping[str, Node], named: Mapping[str, str]
) -> Figures:
    """``named`` gives the node of each field that is a figure; in the language that is spoken."""
    sentences = tuple(
        Sentence(text, figures)
        for text, said in _told(letter)
        if (figures := tuple(_figures(said, form, named)))
    )
    return with_proofs(Figures(words.spoken(), nodes, sentences))


def _told(letter: Letter) -> Iterator[tuple[str, Sequence[Said]]]:
    yield letter.title, letter.title_said
    for part in letter.parts:
        yield plain(part.text), part.text
        for entry in part.entries:
            for line in entry.lines:
                yield f"{entry.label} {plain(line)}".strip(), line


def _figures(said: Sequence[Said], form: LetterForm, named: Mapping[str, str]) -> Iterator[Figure]:
    for each in said:
        field = each.field
        capitals = field.endswith(CAPITALS) and field not in form.fields
        bare = field.removesuffix(CAPITALS) if capitals else field
        if bare not in named:
            continue
        own = form.fields.get(bare)
        if own is None:
            shape = Shape.DAY if bare == WRITTEN_ON else None
        else:
            shape = Shape.CAPITALS if capitals else _SHAPES.get(own.type)
        if shape is not None:
            yield Figure(named[bare], shape, each.text, each.row, each.named)
