"""The letter that a person wants in an evidence PDF, with the words that they gave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gigwallet.domain.recorded import EngagementId


@dataclass(frozen=True, slots=True)
class WantedLetter:
    """``letter`` is ``cn/pay_shortfall``; ``fields`` are the person's words for this engagement, in
    this language."""

    letter: str
    engagement: EngagementId | None = None
    language: str = ""
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    item: str = ""
