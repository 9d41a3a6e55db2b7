"""Pickling of plain values only: what an untrusted process may hand back."""

from __future__ import annotations

import dataclasses
import enum
import io
import pickle
from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from typing import Any

_STANDARD = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("builtins", "bytearray"),
        ("collections", "OrderedDict"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("decimal", "Decimal"),
    }
)


def _taker(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """How the arguments that make such a value are taken out of it; None for what is no dataclass,
    or is not made by its fields in order."""
    if not dataclasses.is_dataclass(kind):
        return None
    fields = dataclasses.fields(kind)
    if not fields or not all(each.init and not each.kw_only for each in fields):
        return None
    if len(fields) == 1:
        name = fields[0].name
        return lambda value: (getattr(value, name),)
    return attrgetter(*(each.name for each in fields))


class _Pickler(pickle.Pickler):
    """Values are made again by their own constructors: quicker than field by field, and what they
    refuse in one process they refuse in the other."""

    def reducer_override(self, value: object) -> Any:  # Any: as pickle declares it
        kind = type(value)
        try:
            take = _TAKERS[kind]
        except KeyError:
            take = _TAKERS[kind] = _taker(kind)
        return NotImplemented if take is None else (kind, take(value))


_TAKERS: dict[type, Callable[[object], tuple[object, ...]] | None] = {}


def dumps(value: object) -> bytes:
    """``value`` for ``loads``."""
    out = io.BytesIO()
    _Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # Any: as pickle declares it
        if (module, name) in _STANDARD:
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _enum_member  # as Python before 3.11.4 pickles a member: getattr(class, name)
        if module.startswith("gigwallet.") and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return found
        raise pickle.UnpicklingError(f"not a plain value: {module}.{name}")


def _enum_member(kind: object, name: object) -> enum.Enum:
    if isinstance(kind, type) and issubclass(kind, enum.Enum) and isinstance(name, str):
        member = kind.__members__.get(name)
        if member is not None:
            return member
    raise pickle.UnpicklingError("not a plain value: an attribute")


def _is_value(found: type) -> bool:
    return dataclasses.is_dataclass(found) or issubclass(found, enum.Enum)


def loads(data: bytes) -> Any:  # Any: whatever value was pickled
    """The pickled value, made of standard values, our dataclasses and our enums.

    Raises ``pickle.UnpicklingError`` for anything else, before it is called.
    """
    return _PlainUnpickler(io.BytesIO(data)).load()
