"""Whether a file of pay rules can be reckoned with; without a vault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.keep_scheme import LONGEST_SCHEME
from gigwallet.app.reading import read_text
from gigwallet.domain.errors import GigWalletError
from gigwallet.rules import load_scheme


@dataclass(frozen=True, slots=True)
class Checked:
    """``faults`` are refusals with ``line``, ``column`` and ``key``; empty where all is well."""

    name: str
    illustrative: bool
    faults: tuple[GigWalletError, ...] = ()


def check_rules(path: Path) -> Checked:
    """Refusals: as ``read_text``. What is wrong inside the file is in the answer."""
    text = read_text(path, most=LONGEST_SCHEME)
    try:
        scheme = load_scheme(text, path.stem)
    except GigWalletError as fault:
        return Checked(path.stem, illustrative=False, faults=(fault,))
    return Checked(scheme.name, scheme.illustrative)
