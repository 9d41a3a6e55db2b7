"""What a campaign of faults reports: rounds, what was seen, and what broke a promise."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """``broken`` must stay empty; ``seen`` counts what happened instead."""

    campaign: str
    rounds: int = 0
    broken: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def saw(self, what: str) -> None:
        self.rounds += 1
        self.seen[what] = self.seen.get(what, 0) + 1

    def broke(self, how: str) -> None:
        self.rounds += 1
        self.broken.append(how)

    def add(self, other: Outcome) -> None:
        """More rounds of the same campaign."""
        self.rounds += other.rounds
        self.broken += other.broken
        for what, times in other.seen.items():
            self.seen[what] = self.seen.get(what, 0) + times


# In a folder of its own, so many rounds, with these dice.
Campaign = Callable[[Path, int, random.Random], Outcome]
