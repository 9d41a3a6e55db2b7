"""The worker whose vault this is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worker:
    """Who: as it should stand at the head and the foot of a letter. All fields may be empty."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    email: str = ""
