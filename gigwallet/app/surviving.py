"""Foreign files read apart a few at a time; one that ends its process takes no others along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from gigwallet.app.writing import written_apart
from gigwallet.documents.bundles.composing import ExhibitFile
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation

R = TypeVar("R")
_DIED = "document_too_large"


def survived(
    isolation: Isolation,
    function: Callable[[Sequence[ExhibitFile]], R],
    files: Sequence[ExhibitFile],
    dead: Callable[[ExhibitFile], R],
    *,
    seconds: float,
) -> Iterator[R]:
    """What ``function`` makes of the files, run apart. Where the process dies of them, what it
    makes of each alone, and ``dead`` for the one that it dies of again."""
    try:
        yield written_apart(isolation, function, tuple(files), seconds=seconds)
        return
    except GigWalletError as refusal:
        if refusal.code != _DIED:
            raise
    for file in files:
        try:
            yield written_apart(isolation, function, (file,), seconds=seconds)
        except GigWalletError as refusal:
            if refusal.code != _DIED:
                raise
            yield dead(file)
