"""Which importer knows a file: the formats of this package, discovered."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from gigwallet import importers
from gigwallet.domain.paper import Paper
from gigwallet.domain.reading import FileHead, Format, Importer, PaperImporter
from gigwallet.domain.taught import NOTHING, Learner, Taught

F = TypeVar("F", Importer, PaperImporter)


@cache
def all_formats() -> tuple[Format, ...]:
    """Every folder of this package exports one, ordered by name."""
    own = __name__.split(".")[-2]  # the folder that this module lies in is no format
    folders = sorted(
        each.name for each in iter_modules(importers.__path__) if each.ispkg and each.name != own
    )
    return tuple(import_module(f"{importers.__name__}.{each}").IMPORTER for each in folders)


@cache
def all_importers() -> tuple[Importer, ...]:
    """Those that read files by their bytes."""
    return tuple(each for each in all_formats() if isinstance(each, Importer))


@cache
def all_paper_importers() -> tuple[PaperImporter, ...]:
    """Those that read what is printed."""
    return tuple(each for each in all_formats() if isinstance(each, PaperImporter))


def recognise(file: FileHead, taught: Taught = NOTHING) -> Importer | None:
    """The importer that claims this file; no two claim the same. Those that know only what a person
    taught are asked last: nothing that is known anyway is read by columns alone."""
    return next((each for each in importers_for(taught) if each.recognises(file)), None)


def recognise_paper(name: str, paper: Paper, taught: Taught = NOTHING) -> PaperImporter | None:
    """The importer that claims this paper; at most one does, besides those that were taught."""
    return next(
        (each for each in paper_importers_for(taught) if each.recognises_paper(name, paper)), None
    )


@lru_cache(maxsize=2)
def importers_for(taught: Taught) -> tuple[Importer, ...]:
    """In the order in which they are asked."""
    return _in_order(all_importers(), taught)


@lru_cache(maxsize=2)
def paper_importers_for(taught: Taught) -> tuple[PaperImporter, ...]:
    """In the order in which they are asked."""
    return _in_order(all_paper_importers(), taught)


def _in_order(everyone: tuple[F, ...], taught: Taught) -> tuple[F, ...]:
    last = [isinstance(each, Learner) and each.asked_last for each in everyone]
    knowing = [each.knowing(taught) if isinstance(each, Learner) else each for each in everyone]
    ordered = sorted(zip(last, knowing, strict=True), key=lambda each: each[0])
    return tuple(each for _, each in ordered)
