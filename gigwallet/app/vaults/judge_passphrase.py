"""Says how hard a passphrase is to guess, and what in it makes it easy."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.crypto import strength

GOOD = 3  # from this score on nothing is advised


@dataclass(frozen=True, slots=True)
class Strength:
    """``score`` from 0 (one of the first guesses) to 4 (out of reach); ``code`` and ``advice`` are
    codes of steps, worded at the edge, the weightiest advice first."""

    score: int
    code: str
    advice: tuple[str, ...]


def judge(passphrase: str) -> Strength:
    """A hint while typing, no promise: nothing is refused for it. Takes well under 50 ms, and
    nothing of the passphrase is kept."""
    judged = strength.judge(passphrase)
    found = judged.found if judged.score < GOOD else ()
    return Strength(
        judged.score,
        f"strength_{judged.score}",
        tuple(f"guessable_{each}" for each in found),
    )
