"""The fields of a letter, read by their types and written in its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from gigwallet.documents.drawing.cells import written
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.letters.form import CAPITALS, WRITTEN_ON, FieldType, LetterForm
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.words.capitals import yuan_in_capitals

R = TypeVar("R")


class Values:
    """The fields of a letter, read by their types and written in its language."""

    def __init__(
        self, fields: Mapping[str, str], written_on: date, form: LetterForm, coverage: Coverage
    ) -> None:
        self.form = form
        self._fields, self._written_on, self._coverage = fields, written_on, coverage

    def present(self, key: str) -> bool:
        return key == WRITTEN_ON or bool(self._fields.get(key, "").strip())

    def lines(self, key: str) -> list[str]:
        """The written field, one entry per line."""
        return [self._coverage.drawable(line) for line in self._written(key).splitlines() if line]

    def text(self, key: str) -> str:
        """The written field in one line."""
        return " ".join(self.lines(key))

    def money(self, key: str) -> Money:
        amount, _, currency = self._fields[key].partition(" ")
        return self._read(key, lambda: Money.of(amount, currency))

    def is_money(self, key: str) -> bool:
        field = self.form.fields.get(key)
        return field is not None and field.type is FieldType.MONEY

    def _read(self, key: str, read: Callable[[], R]) -> R:
        try:
            return read()
        except (ValueError, ArithmeticError) as wrong:
            raise GigWalletError("letter_field_wrong", field=key) from wrong

    def _written(self, key: str) -> str:
        if key == WRITTEN_ON:
            return written(self._written_on)
        if key.endswith(CAPITALS) and key not in self.form.fields:
            bare = key.removesuffix(CAPITALS)
            return self._read(bare, lambda: yuan_in_capitals(self.money(bare)))
        text = self._fields.get(key, "").strip()
        if not text:
            return ""
        match self.form.fields[key].type:
            case FieldType.MONEY:
                return written(self.money(key))
            case FieldType.DAY:
                return self._read(key, lambda: written(date.fromisoformat(text)))
            case FieldType.PERIOD:
                return self._read(key, lambda: written(_period(text)))
            case _:
                return text


def _period(text: str) -> Period:
    first, last = text.split("/")
    return Period(date.fromisoformat(first), date.fromisoformat(last))
