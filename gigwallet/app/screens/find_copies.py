"""Pictures that look like others saved once more: proposed to the person, never dropped."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import Decided, copy_decisions
from gigwallet.domain.paper import Paper
from gigwallet.domain.recorded import ExhibitId
from gigwallet.ocr.fields.status_bar import status_bar

_NEAR = 12  # of 64 bits
_LETTERS_ALIKE = 0.9
_FIGURES_ALIKE = 0.9
_LEAST_FIGURES, _MANY_FIGURES = 3, 8
_STUCK = re.compile(r"(?<=\d\d)(?=\d\d:\d\d)")  # OCR may lose the blank between day and time
_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class LooksLike:
    """``exhibit`` came later than ``original``. ``sure``: every figure on both is the same; else
    most are, and the rest may have been misread on one of them."""

    exhibit: ExhibitId
    original: ExhibitId
    sure: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a picture is compared: how it looks, and what it says below the status bar."""

    look: int
    letters: str
    figures: Counter[str]
    figures_key: int

    @classmethod
    def of(cls, look: str, paper: Paper) -> Likeness:
        lines: list[str] = []
        for page in paper.pages:
            bar = status_bar(page)
            lines += [piece.text for piece in page.pieces if piece not in bar]
        said = "\n".join(lines)
        plain = _STUCK.sub(" ", unicodedata.normalize("NFKC", said).casefold())
        letters = "".join(each for each in plain if each.isalpha())
        figures = Counter(_FIGURES.findall(plain))
        return cls(int(look, 16), letters, figures, hash(frozenset(figures.items())))

    def compared(self, other: Likeness) -> bool | None:
        """None where they are different pictures; else whether that is sure. The look of a long
        list tells little: where many figures are all the same, they are enough."""
        told = self.figures_key == other.figures_key and self.figures.total() >= _MANY_FIGURES
        if not told and (self.look ^ other.look).bit_count() > _NEAR:
            return None
        if self.figures.total() < _LEAST_FIGURES or other.figures.total() < _LEAST_FIGURES:
            return None
        if self._alike(other.figures) < _FIGURES_ALIKE:
            return None
        match = SequenceMatcher(None, self.letters, other.letters, autojunk=False)
        if match.real_quick_ratio() < _LETTERS_ALIKE or match.ratio() < _LETTERS_ALIKE:
            return None
        return self.figures == other.figures

    def _alike(self, figures: Counter[str]) -> float:
        shared = (self.figures & figures).total()
        return 2 * shared / (self.figures.total() + figures.total())


def copies(wallet: Wallet) -> list[LooksLike]:
    """Pairs that nobody has judged yet, in the order in which the later ones came."""
    found = []
    said: dict[ExhibitId, list[Decided]] = {each.id: [] for each in wallet.vault.exhibits.all()}
    for exhibit, decided in wallet.vault.screens.all_decisions():
        said.setdefault(exhibit, []).append(decided)
    judged = {exhibit: copy_decisions(sayings) for exhibit, sayings in said.items()}
    seen = [
        (exhibit, Likeness.of(stored.look, stored.reading.paper))
        for exhibit, stored in wallet.vault.screens.all()
        if stored.look and exhibit in judged and not any(judged[exhibit].values())
    ]
    for (original, one), (exhibit, other) in combinations(seen, 2):
        if original in judged[exhibit] or exhibit in judged[original]:
            continue
        sure = one.compared(other)
        if sure is not None:
            found.append(LooksLike(exhibit, original, sure))
    return found
