"""What keeps a letter from being laid out, in words."""

from __future__ import annotations

from gigwallet.domain.step import Step
from gigwallet.words import ngettext
from gigwallet.words.refusals import explain

_EMPTY = frozenset({"letter_field_missing", "letter_field_empty", "letter_worker_missing"})
# More empty fields than these are counted instead of named: the form itself marks them.
_MOST_NAMED = 3


def lacks_words(blockers: tuple[Step, ...]) -> bool:
    """Whether a field that is empty is one of the reasons."""
    return any(each.code in _EMPTY for each in blockers)


def blocking(blockers: tuple[Step, ...]) -> list[str]:
    """Why it cannot be saved yet, with empty fields counted where they are many."""
    empty = [each for each in blockers if each.code in _EMPTY]
    if len(empty) <= _MOST_NAMED:
        return [explain(each) for each in blockers]
    said = ngettext(
        "{count} field marked with * is still empty.",
        "{count} fields marked with * are still empty.",
        len(empty),
    ).format(count=len(empty))
    return [*(explain(each) for each in blockers if each.code not in _EMPTY), said]
