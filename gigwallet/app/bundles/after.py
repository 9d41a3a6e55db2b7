"""The bundle that was served before, which a new one continues."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.reading import named, read_bytes
from gigwallet.documents.bundles.case import Served
from gigwallet.documents.bundles.served import read_served
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import verify


def served_before(isolation: Isolation, path: Path | None) -> Served | None:
    """What the PDF at ``path`` says of itself. Refusals: ``served_altered``, those of
    ``read_served``, ``file_missing``, ``file_too_big``."""
    if path is None:
        return None
    try:
        served: Served = isolation.run(_intact, read_bytes(path))
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal
    return served


def _intact(pdf: bytes) -> Served:
    if verify(pdf).grade is Grade.ALTERED:
        raise GigWalletError("served_altered")
    return read_served(pdf)
