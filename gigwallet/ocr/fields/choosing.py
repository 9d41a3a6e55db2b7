"""Which template a screen fits: by what is written on it, with a margin; never forced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.paper import Page
from gigwallet.ocr.fields.lines import split_line
from gigwallet.ocr.fields.spelling import distance, plain, skeleton
from gigwallet.ocr.fields.template import Template

# Another template must explain fewer pieces by this much, or nobody is chosen.
_MARGIN = 1.0
_LEAST = 3.0
_LEAST_BEGINNING = 4
# What a label has behind it in its own piece: a quantity in brackets, or its value.
_WITHOUT_REST = re.compile(r"[(\[【〔:].*$")
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


def nearly(page: Page, templates: Sequence[Template]) -> bool:
    """Whether some of what a template must show is there, so that what lacks may be unread."""
    shown = _Shown(page)
    return any(
        any(shown.says(text) for group in template.must for text in group)
        and not any(shown.says(text) for text in template.never)
        for template in templates
    )


def ranked(page: Page, name_hint: str, templates: Sequence[Template]) -> list[Fit]:
    """Those that may be meant at all, best first."""
    shown = _Shown(page)
    name = name_hint.casefold()
    named = {each.platform for each in templates if _named(each, name)}
    fits = [
        Fit(template, score)
        for template in templates
        # A file that carries the name of one app is no screen of another.
        if not named or template.platform in named or not template.packages
        if (score := _score(template, shown, name)) > 0
    ]
    return sorted(fits, key=lambda fit: (-fit.score, fit.template.key))


def _named(template: Template, name: str) -> bool:
    return any(package.casefold() in name for package in template.packages)


def _score(template: Template, shown: _Shown, name: str) -> float:
    if any(shown.says(text) for text in template.never):
        return 0
    if not all(any(shown.says(text) for text in group) for group in template.must):
        return 0
    score = _MUST * len(template.must)
    score += _MAY * sum(shown.says(text) for text in template.may)
    fields = [*template.fields, *(each for entry in template.entries for each in entry.fields)]
    score += _LABEL * sum(any(shown.says(label) for label in field.labels) for field in fields)
    for entry in template.entries:
        lines = (split_line(entry.line, entry.fields, text) for text in shown.texts if entry.line)
        score += _MUST * any(line is not None for line in lines)
    if _named(template, name):
        score += _PACKAGE
    return score


class _Shown:
    """The texts of a page, asked for many words."""

    def __init__(self, page: Page) -> None:
        self.texts = tuple(piece.text for piece in page.pieces)
        ends = [text for each in self.texts for text in (each, _WITHOUT_REST.sub("", plain(each)))]
        self._bones = {skeleton(text) for text in ends} - {""}
        self._said: dict[str, bool] = {}

    def says(self, text: str) -> bool:
        """Whether a piece says it, alone or at its beginning (距离加价 (3.2公里)); one letter in
        six may be misread."""
        bone = skeleton(text)
        if bone not in self._said:
            self._said[bone] = self._looked_up(bone)
        return self._said[bone]

    def _looked_up(self, bone: str) -> bool:
        if bone in self._bones:
            return True
        if len(bone) >= _LEAST_BEGINNING and any(each.startswith(bone) for each in self._bones):
            return True
        most = len(bone) // 6
        return most > 0 and any(distance(bone, each, most) <= most for each in self._bones)
