"""The short words of a document (column heads, stamps, notes), whole per language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Captions:
    """``captions("index.page", n=3)``: the text of a dotted key with its facts put in.

    A key that a language lacks is a bug and raises ``KeyError``; the tests compare the languages.
    """

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **facts: str | int) -> str:
        return self.texts[key].format_map(facts)

    def maybe(self, key: str) -> str | None:
        """The bare text of a key that may be missing."""
        return self.texts.get(key)


def load(resources: Path, language: str, profile: str = "") -> Captions:
    """The captions of ``language`` (``zh`` or ``en``), with the words that the ``profile`` of a
    bundle has of its own in their places."""
    said = _read(resources / "documents" / f"{language}.toml")
    if profile:
        said |= _read(resources / "bundles" / profile / f"{language}.toml")
    return Captions(language, said)


def _read(path: Path) -> dict[str, str]:
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def _flat(table: Mapping[str, object], above: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
