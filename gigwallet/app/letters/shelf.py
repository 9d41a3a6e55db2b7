"""The letters there are: by name, with what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.documents.letters import form as letter_form
from gigwallet.documents.letters.form import FieldType, LetterForm
from gigwallet.domain.errors import GigWalletError
from gigwallet.words import labels

FIRST = "cn/pay_shortfall"
# The pay check or the chosen days, not the person, fill these in.
WORKED_OUT = frozenset({"period"})


@dataclass(frozen=True, slots=True)
class KnownField:
    """What the person may fill in; ``kind`` is how it is written (``documents.letter_form``)."""

    key: str
    label: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """``id`` is ``cn/pay_shortfall``; ``reviewed_by`` is empty where nobody who would sign it has
    read it. ``languages`` are those in which it is written."""

    id: str
    called: str
    about: str
    reviewed_by: str
    needs_pay_check: bool
    languages: tuple[str, ...]
    fields: tuple[KnownField, ...]


def known_letters(resources: Path, language: str) -> tuple[KnownLetter, ...]:
    """All that ship, China's first, named in ``language`` where they are written in it."""
    forms = letter_form.load_all(resources)
    ordered = sorted(forms, key=lambda one: one.jurisdiction != FIRST.partition("/")[0])
    return tuple(_known(each, language) for each in ordered)


def letter_named(resources: Path, name: str) -> LetterForm:
    """``cn/late_payment``, or ``late_payment`` where one place has such. Refusal:
    ``letter_unknown`` with the names there are."""
    forms = letter_form.load_all(resources)
    found = [each for each in forms if name in (_id(each), each.name)]
    if len(found) != 1:
        raise GigWalletError("letter_unknown", name=name, known=", ".join(map(_id, forms)))
    return found[0]


def _known(form: LetterForm, language: str) -> KnownLetter:
    text = form.texts.get(language) or next(iter(form.texts.values()))
    return KnownLetter(
        _id(form),
        text.called,
        text.about,
        form.reviewed_by,
        bool(form.asks_for),
        tuple(form.texts),
        tuple(
            KnownField(
                each.key,
                text.labels.get(each.key) or labels.field(each.key),
                each.type.value,
                each.required,
            )
            for each in form.fields.values()
            if each.type is not FieldType.MONEY and each.key not in WORKED_OUT
        ),
    )


def _id(form: LetterForm) -> str:
    return f"{form.jurisdiction}/{form.name}"
