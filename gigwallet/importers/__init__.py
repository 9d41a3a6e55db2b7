"""What the files of a worker say: one folder per format, discovered.

Each folder exports ``IMPORTER`` (``gigwallet.domain.reading.Importer``). Importers know nothing of
the vault, of screens or of one another; what they share is ``gigwallet.tabular``.
"""

from gigwallet.importers.shelf.documents import Asked, Event, FileBegun, FileEnded, events
from gigwallet.importers.shelf.formats import (
    all_formats,
    all_importers,
    all_paper_importers,
    importers_for,
    paper_importers_for,
    recognise,
    recognise_paper,
)
from gigwallet.importers.shelf.opened import Opened
from gigwallet.importers.shelf.whole import ReadDocument, ReadFile, placed_with, read_document

__all__ = [
    "Asked",
    "Event",
    "FileBegun",
    "FileEnded",
    "Opened",
    "ReadDocument",
    "ReadFile",
    "all_formats",
    "all_importers",
    "all_paper_importers",
    "events",
    "importers_for",
    "paper_importers_for",
    "placed_with",
    "read_document",
    "recognise",
    "recognise_paper",
]
