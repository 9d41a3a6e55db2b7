"""How a rule is spelt in its file: what the form and a draft write alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal


def quoted(text: str) -> str:
    """As TOML and JSON both read it; the one character that only JSON allows is left out."""
    return json.dumps(text.replace("\x7f", ""), ensure_ascii=False)


def figure(value: Decimal) -> str:
    return f'"{value:f}"'


def line_head(name: str, label: str, category: str) -> Iterator[str]:
    yield "\n[[version.line]]"
    yield f'id = "{name}"'
    yield f"label = {quoted(label)}"
    yield f'category = "{category}"'
