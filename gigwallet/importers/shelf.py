"""Which importer knows a file: the formats of this package, discovered."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from gigwallet import importers
from gigwallet.domain.paper import Paper
from gigwallet.domain.reading import FileHead, Format, Importer, PaperImporter


@cache
def all_formats() -> tuple[Format, ...]:
    """Every folder of this package exports one, ordered by name."""
    folders = sorted(each.name for each in iter_modules(importers.__path__) if each.ispkg)
    return tuple(import_module(f"{importers.__name__}.{each}").IMPORTER for each in folders)


@cache
def all_importers() -> tuple[Importer, ...]:
    """Those that read files by their bytes."""
    return tuple(each for each in all_formats() if isinstance(each, Importer))


@cache
def all_paper_importers() -> tuple[PaperImporter, ...]:
    """Those that read what is printed."""
    return tuple(each for each in all_formats() if isinstance(each, PaperImporter))


def recognise(file: FileHead) -> Importer | None:
    """The importer that claims this file; no two claim the same."""
    return next((each for each in all_importers() if each.recognises(file)), None)


def recognise_paper(name: str, paper: Paper) -> PaperImporter | None:
    """The importer that claims this paper; at most one does."""
    return next(
        (each for each in all_paper_importers() if each.recognises_paper(name, paper)), None
    )
