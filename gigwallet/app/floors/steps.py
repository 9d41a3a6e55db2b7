"""What a person reads beside pay below a floor: which law, its numbers, and what to mind."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.app.floors.outcome import FloorPeriod, Source, Texts
from gigwallet.app.floors.packs import Pack
from gigwallet.app.floors.sources import Sources
from gigwallet.domain.step import Step
from gigwallet.rules.prices import decimal


def floor_steps(pack: Pack, told: FloorPeriod, sources: Sources) -> Iterator[Step]:
    """The words of a jurisdiction are its own data: a step carries them in each language."""
    yield Step(
        "pay_floor_law",
        {**_in_each("place", pack.jurisdiction.title), **_in_each("title", pack.floor.title)},
    )
    for number in sources.told():
        code = "pay_floor_number_unchecked" if number.unchecked else "pay_floor_number"
        yield Step(code, _number(number))
    yield from told.steps
    for caution in pack.floor.cautions:
        yield Step("pay_floor_caution", _in_each("caution", caution))


def _number(number: Source) -> dict[str, str]:
    return {
        "label": number.label,
        "amount": f"{decimal(number.amount):f}",
        "unit": number.unit,
        "source": number.source,
        "grade": number.confidence,
        "checked_day": number.checked_on.isoformat(),
    }


def _in_each(name: str, said: Texts) -> dict[str, str]:
    return {f"{name}@{language}": words for language, words in said.items()}
