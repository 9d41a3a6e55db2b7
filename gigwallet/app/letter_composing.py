"""Writes a letter's pages; runs in the process that is kept apart, in the letter's own language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gigwallet.app.letter_annexes import proven
from gigwallet.app.letter_basis import LetterBasis
from gigwallet.documents import captions, letters
from gigwallet.documents.cells import speaking
from gigwallet.documents.letters import ComposedLetter, LetterSpec
from gigwallet.pages import rasterise
from gigwallet.words import _, labels, ngettext, number, period

JURISDICTION = "cn"
LETTER = "pay_shortfall"
PREVIEW_WIDTH = 1000


def first_words(basis: LetterBasis, language: str) -> dict[str, str]:
    """The fields that are prose, worded in the letter's language for the person to edit."""
    with speaking(language):
        said = basis.engagement
        firms = dict.fromkeys(each for each in (said.contracting_firm, said.paying_firm) if each)
        platform = labels.platform(said.platform)
        names = [each.scheme.name for each in basis.rules]
        return {
            "recipients": "\n".join(firms) or platform,
            "platform": platform,
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


def compose(
    basis: LetterBasis,
    fields: Mapping[str, str],
    language: str,
    written_on: date,
    specimen: bool,
    resources: Path,
) -> ComposedLetter:
    """The sealed letter. Refusals: as ``documents.letters.compose``."""
    with speaking(language):
        proof = proven(basis, captions.load(resources, language))
    amounts = {name: f"{amount} {amount.currency}" for name, amount in proof.amounts.items()}
    spec = LetterSpec(
        language=language,
        jurisdiction=JURISDICTION,
        letter=LETTER,
        fields={**fields, "period": str(basis.period), **amounts},
        annexes=proof.tables,
        written_on=written_on,
        figures=proof.figures,
        specimen=specimen,
    )
    return letters.compose(spec, resources)


def pictures(pdf: bytes, pages: int) -> tuple[bytes, ...]:
    """Each page as PNG, as a screen shows it before anything is written."""
    return tuple(rasterise(pdf, page, PREVIEW_WIDTH) for page in range(1, pages + 1))
