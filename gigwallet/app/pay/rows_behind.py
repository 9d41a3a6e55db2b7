"""The rows behind a figure: each as its file has it, and the pixels where it was read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gigwallet.app.records import list_facts
from gigwallet.app.screens.screen_pixels import cut_out
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import ExhibitId, FactId, Source


@dataclass(frozen=True, slots=True)
class RowBehind:
    """One place that states a fact. ``cells``: the row as written, by its own headings; ``pixels``:
    a PNG of where it stands on a picture or page, empty where it stands in a file without them.
    ``file`` is empty for what the person typed."""

    exhibit_id: ExhibitId | None
    file: str
    member: str
    line: int | None
    page: int | None
    cells: Mapping[str, str]
    pixels: bytes


def rows_behind(
    wallet: Wallet, facts: Sequence[FactId], job: Job
) -> dict[FactId, tuple[RowBehind, ...]]:
    """Of each fact every place that states it. Refusal: ``fact_missing``."""
    names = {each.id: each.exhibit.name for each in wallet.vault.exhibits.all()}
    return {
        fact: tuple(_row(wallet, source, names) for source in list_facts.find(wallet, fact).sources)
        for fact in job.watch(facts)
    }


def _row(wallet: Wallet, source: Source, names: Mapping[ExhibitId, str]) -> RowBehind:
    exhibit, place = source.exhibit_id, source.locator
    box = Box.of(place.pointer)
    pixels = b""
    if exhibit is not None and box is not None:
        pixels = cut_out(wallet, exhibit, place.page or 1, box)
    return RowBehind(
        exhibit,
        names.get(exhibit, "") if exhibit is not None else "",
        place.member,
        place.line,
        place.page,
        source.raw,
        pixels,
    )
