"""Writes a letter's files; runs in the process that is kept apart, in the letter's own language."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.order import LetterOrder, spec_of
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.letters import writing as letters
from gigwallet.documents.letters.writing import ComposedLetter
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.step import Step
from gigwallet.words import _, labels, ngettext, number, period

PREVIEW_WIDTH = 1000


def first_words(
    said: Engagement, basis: LetterBasis | None, language: str, english: str
) -> dict[str, str]:
    """The fields that are prose, worded in the letter's language for the person to edit; English
    as ``english`` (a place) has it."""
    with speaking(language, english):
        firms = dict.fromkeys(each for each in (said.contracting_firm, said.paying_firm) if each)
        platform = labels.platform(said.platform)
        words = {
            "recipients": "\n".join(firms) or platform,
            "respondent_name": next(iter(firms), "") or platform,
            "second_name": next(iter([*firms][1:]), ""),
            "platform": platform,
        }
        if basis is None:
            return words
        names = [each.scheme.name for each in basis.rules]
        return {
            **words,
            "work_done": "\n".join(_work_done(basis)),
            "rule_name": ", ".join(names) or _("the offers shown before each order"),
            "enclosures": _("The annexes: the calculation, row by row"),
            "rule_proof": ", ".join(each.proof for each in basis.rules if each.proof),
        }


def _work_done(basis: LetterBasis) -> list[str]:
    counts = [(each.period, each.orders) for each in basis.tallies if each.orders is not None]
    counts += [
        (month, done)
        for month, done in basis.trips_done
        if not any(
            tally.period.overlaps(month) for tally in basis.tallies if tally.orders is not None
        )
    ]
    return [
        ngettext("{when}: {count} order", "{when}: {count} orders", count).format(
            when=period(when), count=number(count)
        )
        for when, count in sorted(counts)
    ]


def compose(order: LetterOrder, resources: Path, draft: bool = False) -> ComposedLetter:
    """The sealed PDF. Refusals: as ``documents.letters.compose``."""
    return letters.compose(spec_of(order, resources), resources, draft=draft)


def compose_docx(order: LetterOrder, resources: Path) -> bytes:
    """The Word document. Refusals: as ``documents.letters.docx``."""
    return letters.docx(spec_of(order, resources), resources)


def compose_text(order: LetterOrder, resources: Path) -> tuple[str, tuple[Step, ...]]:
    """The plain text, with a note where it is longer than the form that it is for takes."""
    text = letters.text(spec_of(order, resources), resources)
    most = letters.form(resources, order.jurisdiction, order.letter).longest
    count = len("".join(text.split()))
    if most and count > most:
        return text, (Step("letter_too_long", {"count": str(count), "most": str(most)}),)
    return text, ()


def compose_reading(order: LetterOrder, other: LetterOrder, resources: Path) -> ComposedLetter:
    """The letter beside the same in the signer's own language."""
    return letters.compose_reading(spec_of(order, resources), spec_of(other, resources), resources)
