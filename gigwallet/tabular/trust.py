"""When a file has lost so much that nothing of it should be stored."""

from __future__ import annotations

from collections.abc import Iterable

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Reading, Rejection, Row, Skip

# A cut-off end or a line torn by hand stays below; bytes lost all over a file do not.
_AT_LEAST = 8
_ONE_IN = 5


def trusted(name: str, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings of an export that a machine wrote, or ``file_damaged`` where one line in five
    cannot be understood: the others are then not worth their sums either."""
    read = tuple(readings)
    rejected = sum(isinstance(each, Rejection) for each in read)
    lines = sum(isinstance(each, Row | Skip | Rejection) for each in read)
    if rejected >= _AT_LEAST and rejected * _ONE_IN >= lines:
        raise GigWalletError("file_damaged", name=name, rejected=rejected, lines=lines)
    return read
