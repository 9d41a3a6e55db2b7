"""The sentences behind stable codes, one module per part of the program, discovered.

A module may define ``REFUSALS`` (why the program will not do it, and the next step), ``STEPS``
(explanations of a figure or a finding) and ``REASONS`` (why a line was skipped or rejected, or an
item not judged): code -> English text marked with ``N_``, with ``{facts}`` to fill in.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@cache
def collected(table: str) -> dict[str, str]:
    """All entries of ``table`` (REFUSALS, STEPS or REASONS); a code is defined once."""
    found: dict[str, str] = {}
    for module in iter_modules(__path__):
        entries: dict[str, str] = getattr(import_module(f"{__name__}.{module.name}"), table, {})
        twice = found.keys() & entries.keys()
        if twice:
            raise ValueError(f"worded twice in {table}: {sorted(twice)}")
        found.update(entries)
    return found
