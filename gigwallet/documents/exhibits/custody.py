"""By whom an exhibit was taken in, and which other records speak of the same."""

from __future__ import annotations

from dataclasses import dataclass

# What the submitter wrote down alone.
OWN = "own"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A record of another ``origin`` that speaks of the same work or money at ``points`` points of
    a pay check, whether or not it agrees on the amount. ``numbers`` are those it has in the bundle;
    none: ``files`` such records that the bundle does not show and does not name."""

    origin: str
    points: int
    numbers: tuple[str, ...] = ()
    files: int = 1


@dataclass(frozen=True, slots=True)
class Custody:
    """``by``: as the person says, may be empty. ``met`` None: not looked for, empty: none found."""

    by: str = ""
    met: tuple[Meeting, ...] | None = None


NOTHING_SAID = Custody()
