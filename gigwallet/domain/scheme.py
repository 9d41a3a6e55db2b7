"""A scheme: the pay rule of one engagement, as the person has it, with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigwallet.domain.recorded import EngagementId, ExhibitId, SchemeId


@dataclass(frozen=True, slots=True)
class Scheme:
    """``text`` is the TOML that rules/ evaluates; ``digest`` its SHA-256 (hex). An ``illustrative``
    scheme can be tried but produces no letter. ``proof`` is the exhibit that shows the rule."""

    name: str
    text: str
    digest: str
    illustrative: bool
    first_day: date
    last_day: date | None = None
    engagement_id: EngagementId | None = None
    proof: ExhibitId | None = None


@dataclass(frozen=True, slots=True)
class KnownScheme:
    """A stored scheme."""

    id: SchemeId
    scheme: Scheme
