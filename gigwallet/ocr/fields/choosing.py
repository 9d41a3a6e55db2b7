"""Which template a screen fits: by what is written on it, with a margin; never forced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.paper import Page
from gigwallet.ocr.fields.lines import split_line
from gigwallet.ocr.fields.spelling import distance, skeleton
from gigwallet.ocr.fields.template import Template

# Another template must explain fewer pieces by this much, or nobody is chosen.
_MARGIN = 1.0
_LEAST = 3.0
_MUST, _MAY, _LABEL, _PACKAGE = 2.0, 1.0, 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Fit:
    template: Template
    score: float


def choose(page: Page, name_hint: str, templates: Sequence[Template]) -> Template | None:
    """The one template that fits best, None where none does or two fit alike. Where a person taught
    a screen that is also shipped, what the person taught is meant."""
    fits = ranked(page, name_hint, templates)
    if not fits or fits[0].score < _LEAST:
        return None
    rivals = [fit for fit in fits[1:] if fits[0].score - fit.score < _MARGIN]
    if not rivals:
        return fits[0].template
    near = [fits[0], *rivals]
    taught = [fit for fit in near if fit.template.taught]
    return taught[0].template if len(taught) == 1 else None


def ranked(page: Page, name_hint: str, templates: Sequence[Template]) -> list[Fit]:
    """Those that may be meant at all, best first."""
    bones = {skeleton(piece.text) for piece in page.pieces} - {""}
    fits = [
        Fit(template, score)
        for template in templates
        if (score := _score(template, page, bones, name_hint.casefold())) > 0
    ]
    return sorted(fits, key=lambda fit: (-fit.score, fit.template.key))


def _score(template: Template, page: Page, bones: set[str], name: str) -> float:
    if any(_on_screen(text, bones) for text in template.never):
        return 0
    if not all(any(_on_screen(text, bones) for text in group) for group in template.must):
        return 0
    score = _MUST * len(template.must)
    score += _MAY * sum(_on_screen(text, bones) for text in template.may)
    fields = [*template.fields, *(each for entry in template.entries for each in entry.fields)]
    score += _LABEL * sum(
        any(_on_screen(label, bones) for label in field.labels) for field in fields
    )
    for entry in template.entries:
        if entry.line and any(split_line(entry.line, entry.fields, p.text) for p in page.pieces):
            score += _MUST
    if any(package.casefold() in name for package in template.packages):
        score += _PACKAGE
    return score


def _on_screen(text: str, bones: set[str]) -> bool:
    """Whether a piece says it, alone or at its beginning (距离加价 (3.2公里)); one letter in six
    may be misread."""
    bone = skeleton(text)
    if bone in bones or (len(bone) >= 4 and any(each.startswith(bone) for each in bones)):
        return True
    most = len(bone) // 6
    return most > 0 and any(distance(bone, each, most) <= most for each in bones)
