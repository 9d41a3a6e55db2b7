"""What the files of a worker say: one folder per format, discovered.

Each folder exports ``IMPORTER`` (``gigwallet.domain.reading.Importer``). Importers know nothing of
the vault, of screens or of one another; what they share is ``gigwallet.tabular``.
"""

from gigwallet.importers.shelf import (
    ReadDocument,
    ReadFile,
    all_formats,
    all_importers,
    all_paper_importers,
    read_document,
    recognise,
    recognise_paper,
)

__all__ = [
    "ReadDocument",
    "ReadFile",
    "all_formats",
    "all_importers",
    "all_paper_importers",
    "read_document",
    "recognise",
    "recognise_paper",
]
