"""When a file has lost so much that nothing of it should be stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    if beyond_trust(rejected, lines):
        raise GigWalletError("file_damaged", name=name, rejected=rejected, lines=lines)
    return read


def beyond_trust(rejected: int, lines: int) -> bool:
    """Whether so many of so many lines are damage all over, and not one torn end."""
    return rejected >= _AT_LEAST and rejected * _ONE_IN >= lines


def trusted_stream(name: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """As ``trusted``, holding none of them: the refusal comes after the last. Whoever takes them
    keeps nothing of a file that is refused in the end."""
    rejected = lines = 0
    for each in readings:
        rejected += isinstance(each, Rejection)
        lines += isinstance(each, Row | Skip | Rejection)
        yield each
    if beyond_trust(rejected, lines):
        raise GigWalletError("file_damaged", name=name, rejected=rejected, lines=lines)
