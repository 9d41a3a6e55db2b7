"""The bundle that was served before, which a new one continues."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gigwallet.app.reading import named
from gigwallet.documents.bundles.case import Served
from gigwallet.documents.bundles.served import ServedFile, read_served
from gigwallet.documents.bundles.served_volumes import served_by
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation
from gigwallet.domain.verdict import Grade
from gigwallet.sealing import bundles

_SECONDS = 120.0
_BYTES_A_SECOND = 4 << 20

__all__ = ["Served", "served_before", "served_files"]


def served_before(isolation: Isolation, paths: Sequence[Path]) -> Served | None:
    """What the PDFs at ``paths`` say of themselves: the one that was served, or all its volumes; a
    folder stands for the evidence PDFs in it. None where there is no path. Refusals:
    ``served_altered``, ``served_unreadable``, those of ``served_by``, ``file_missing``."""
    if not paths:
        return None
    found: list[ServedFile] = []
    for file in served_files(paths):
        try:
            found.append(_read(isolation, file))
        except GigWalletError as refusal:
            # Other PDFs may lie beside volumes in a folder; a volume is missed by its number.
            if refusal.code != "served_unreadable" or file in paths:
                raise named(refusal, file.name) from refusal
    try:
        return served_by(found)
    except GigWalletError as refusal:
        raise named(refusal, paths[0].name) from refusal


def served_files(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, where folders are among them."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob("*.[pP][dD][fF]")) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _read(isolation: Isolation, file: Path) -> ServedFile:
    """Where it lies: a file that was served may be of any length."""
    try:
        seconds = _SECONDS + file.stat().st_size / _BYTES_A_SECOND
    except OSError as gone:
        raise GigWalletError("file_missing") from gone
    served: ServedFile = isolation.run(_intact, file.absolute(), file.name, seconds=seconds)
    return served


def _intact(pdf: Path, name: str) -> ServedFile:
    """One that was saved anew has lost its seal, and may have lost pages with it; a signature that
    came behind the seal is no change."""
    found = read_served(pdf, name)
    if bundles.verify(pdf).grade not in (Grade.SELF_CONSISTENT, Grade.ANCHORED):
        raise GigWalletError("served_altered")
    return found
