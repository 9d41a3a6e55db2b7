"""A time stamp: an authority's signed word that some bytes existed at or before a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from gigwallet.domain.step import Step

TimeStampId = NewType("TimeStampId", str)

ALGORITHMS = ("sha256", "sha512")


class StampGrade(StrEnum):
    """``ANCHORED`` is the only grade that says "existed at or before".

    ``SIGNED``: whole and signed, by a chain whose root the person has not given. ``DISPUTED``: one
    of the two readings takes it, the other does not. ``BROKEN``: it does not speak of these bytes,
    or is not signed as it says. ``UNCHECKED``: nothing here can read or judge it.
    """

    ANCHORED = "anchored"
    SIGNED = "signed"
    DISPUTED = "disputed"
    BROKEN = "broken"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Authority:
    """Who may be asked for the time. ``root`` holds PEM certificates: its root, and those between
    that and its own where its answers lack them; empty where the person has none."""

    name: str
    url: str
    root: str = ""
    algorithm: str = "sha256"


@dataclass(frozen=True, slots=True)
class StampToken:
    """What a token says. ``digest`` is hex; ``chain`` is PEM, the signer's certificate first;
    ``serial`` is the token's own number."""

    at: datetime
    algorithm: str
    digest: str
    serial: int
    policy: str
    accuracy: timedelta | None = None
    ordering: bool = False
    signer: str = ""
    certificate_until: datetime | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StampVerdict:
    """``token`` is None where nothing could be read."""

    grade: StampGrade
    token: StampToken | None
    findings: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A token as it was received. ``stamped`` are the bytes whose digest was sent: the text of
    checkpoint number ``checkpoint``. ``request`` and ``response`` are raw; ``chain`` and ``root``
    are PEM, ``root`` as it was given on that day."""

    checkpoint: int
    stamped: bytes
    algorithm: str
    authority: str
    url: str
    request: bytes
    response: bytes
    chain: str
    root: str
    stamped_at: datetime
    received_at: datetime
    certificate_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownTimeStamp:
    id: TimeStampId
    stamp: TimeStamp
