"""How domain values lie in columns: amounts as whole minor units, moments as four columns."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, Generic, TypeVar

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_MICROSECOND = timedelta(microseconds=1)


def milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND


def moment(at: int) -> datetime:
    return _EPOCH + at * _MILLISECOND


@dataclass(frozen=True, slots=True)
class Form:
    """One field as ``suffixes`` columns: ``pack`` to cells, ``unpack`` from them. ``bare`` is
    ``unpack`` where the first cell is not NULL; None: ``unpack`` takes NULL itself.

    Any: a form is chosen per field; the layout's domain type says what is packed.
    """

    suffixes: tuple[str, ...]
    pack: Callable[[Any], tuple[Any, ...]]
    unpack: Callable[..., Any]
    bare: Callable[..., Any] | None = None


def _same(value: Any) -> Any:  # Any: text and whole numbers pass as they are
    return value


def _alone(value: Any) -> tuple[Any, ...]:  # Any: as in Form
    return (value,)


def _or_none(form: Form) -> Form:
    """The same form where the field may be None: then every cell is NULL."""
    nothing = (None,) * len(form.suffixes)

    def pack(value: Any) -> tuple[Any, ...]:  # Any: as in Form
        return nothing if value is None else form.pack(value)

    def unpack(*cells: Any) -> Any:  # Any: as in Form
        return None if cells[0] is None else form.unpack(*cells)

    return Form(form.suffixes, pack, unpack, form.unpack)


def _real(value: float) -> float:
    """SQLite keeps neither NaN nor the sign of zero."""
    if not math.isfinite(value):
        raise ValueError("a measurement is a finite number")
    return float(value) + 0.0


PLAIN = Form(("",), _alone, _same)
# Text that many rows have alike: kept once, however many there are.
ALIKE = Form(("",), _alone, sys.intern)
FLAG = _or_none(Form(("",), lambda value: (int(value),), bool))
REAL = _or_none(Form(("",), lambda value: (_real(value),), _same))
DECIMAL = _or_none(Form(("",), lambda value: (str(value),), Decimal))
DAY = _or_none(Form(("",), lambda value: (value.isoformat(),), date.fromisoformat))
DURATION = _or_none(
    Form(("_us",), lambda value: (value // _MICROSECOND,), lambda cell: cell * _MICROSECOND)
)
MONEY = _or_none(
    Form(
        ("_minor", "_currency"),
        lambda value: (value.minor, value.currency),
        lambda minor, currency: Money(minor, sys.intern(currency)),
    )
)
PERIOD = _or_none(
    Form(
        ("_first", "_last"),
        lambda value: (value.first.isoformat(), value.last.isoformat()),
        lambda first, last: Period(date.fromisoformat(first), date.fromisoformat(last)),
    )
)
POINT = _or_none(
    Form(
        ("_lat", "_lng"),
        lambda value: (_real(value[0]), _real(value[1])),
        lambda lat, lng: (lat, lng),
    )
)
MOMENT = Form(("",), lambda value: (milliseconds(value),), moment)
MOMENT_OR_NONE = _or_none(MOMENT)

_QUALITIES = {quality.value: quality for quality in TimeQuality}

INSTANT = _or_none(
    Form(
        ("_utc", "_zone", "_quality", "_text"),
        lambda value: (milliseconds(value.utc), value.zone, value.quality.value, value.text),
        lambda at, zone, quality, text: Instant(
            moment(at), sys.intern(zone), _QUALITIES[quality], text
        ),
    )
)


def one_of(members: type[StrEnum]) -> Form:
    known = {member.value: member for member in members}
    return Form(("",), lambda value: (value.value,), known.__getitem__)


class Layout(Generic[T]):
    """A frozen dataclass as the columns of ``table``; ``special`` gives forms by field name, the
    others are plain. Column names are the field's name with the form's suffixes."""

    def __init__(self, kind: type[T], table: str, special: dict[str, Form]) -> None:
        self.kind = kind
        self.table = table
        names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]  # T is always a dataclass here
        forms = [(name, special.get(name, PLAIN)) for name in names]
        self.columns = tuple(name + suffix for name, form in forms for suffix in form.suffixes)
        self._taken: Callable[[T], tuple[Any, ...]] = (
            attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
        )
        self._writers: list[tuple[str, tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = []
        # Cells from and to; how they are read (None: as they are); whether NULL is None.
        self._readers: list[tuple[int, int, Callable[..., Any] | None, bool]] = []
        self._forms: list[tuple[str, tuple[str, ...], Form]] = []
        start = 0
        for name, form in forms:
            columns = tuple(name + suffix for suffix in form.suffixes)
            self._forms.append((name, columns, form))
            self._writers.append((name, columns, form.pack))
            self._read(start, start + len(columns), form)
            start += len(columns)

    def pack(self, value: T) -> dict[str, object]:
        """The cells of ``value`` by column; a field that is None has none."""
        cells: dict[str, object] = {}
        for part, (name, columns, pack) in zip(self._taken(value), self._writers, strict=True):
            if part is None:
                continue
            if pack is _alone:
                cells[name] = part
            else:
                cells.update(zip(columns, pack(part), strict=True))
        return cells

    def _read(self, start: int, end: int, form: Form) -> None:
        plain = form.unpack is _same
        if plain and self._readers and self._readers[-1][2] is None:
            start = self._readers.pop()[0]  # neighbours that are read as they are, at once
        reading = None if plain else form.bare or form.unpack
        self._readers.append((start, end, reading, form.bare is not None))

    def unpack(self, cells: Sequence[object]) -> T:
        values: list[object] = []
        for start, end, reading, optional in self._readers:
            if reading is None:
                values += cells[start:end]
            elif optional and cells[start] is None:
                values.append(None)
            else:
                values.append(reading(*cells[start:end]))
        return self.kind(*values)

    def unpacking(self, cells: Callable[[str], Sequence[object] | None]) -> Callable[[int], T]:
        """As ``unpack``, of the rows of columns: ``cells`` gives each by its name, None where it is
        empty in all rows. Of the many columns few are filled."""
        kind = self.kind
        nothing: list[object] = [None] * len(self._forms)
        none: list[None] = []
        filled: list[tuple[int, Callable[..., Any] | None, tuple[Sequence[object], ...]]] = []
        for place, (_, names, form) in enumerate(self._forms):
            columns = [cells(name) for name in names]
            first = columns[0]
            if first is not None:
                none = none if len(none) == len(first) else [None] * len(first)
                whole = tuple(none if each is None else each for each in columns)
                reading = None if form.unpack is _same else form.unpack
                filled.append((place, reading, whole))

        def made(row: int) -> T:
            values: list[object] = nothing.copy()
            for place, reading, columns in filled:
                if reading is None:
                    values[place] = columns[0][row]
                else:
                    values[place] = reading(*[each[row] for each in columns])
            return kind(*values)

        return made

    def unpack_many(self, rows: Sequence[Sequence[object]]) -> Iterator[T]:
        """As ``unpack`` of each row, column by column: of the many columns few are filled, and what
        is empty in all rows costs nothing."""
        if not rows:
            return iter(())
        columns = list(zip(*rows, strict=True))
        fields: list[Iterable[object]] = []
        for start, end, reading, optional in self._readers:
            cells = columns[start:end]
            if reading is None:
                fields += cells
            elif not optional:
                fields.append(map(reading, *cells))
            elif cells[0].count(None) == len(rows):
                fields.append(cells[0])
            else:
                fields.append(
                    [None if row[0] is None else reading(*row) for row in zip(*cells, strict=True)]
                )
        return map(self.kind, *fields)
