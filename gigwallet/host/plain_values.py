"""Unpickling that makes plain values only: what an untrusted process may hand back."""

from __future__ import annotations

import dataclasses
import enum
import io
import pickle
from importlib import import_module
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
