"""Whether a file of pay rules or of numbers of public law can be reckoned with; without a vault."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.floors.packs import numbers_for
from gigwallet.app.reading import read_text
from gigwallet.app.rules.keep_scheme import LONGEST_SCHEME
from gigwallet.domain.errors import GigWalletError
from gigwallet.rules import faults_in, load_scheme
from gigwallet.rules.parameters import load_jurisdiction, load_parameter, parameter_faults

WAITING = "to_confirm"


@dataclass(frozen=True, slots=True)
class Checked:
    """``kind`` is ``scheme``, ``parameter`` or ``jurisdiction``. ``faults`` are refusals with
    ``line``, ``column`` and ``key``; empty where all is well."""

    name: str
    illustrative: bool
    faults: tuple[GigWalletError, ...] = ()
    kind: str = "scheme"


def check_rules(path: Path, resources: Path) -> Checked:
    """What kind of file it is shows in the text. A pay rule may name any number of public law in
    ``resources``; a number in a folder ``to_confirm`` is checked as one that waits.

    Refusals: as ``read_text``. What is wrong inside the file is in the answer.
    """
    text = read_text(path, most=LONGEST_SCHEME)
    match _kind(text):
        case "parameter":
            return _parameter(text, path)
        case "jurisdiction":
            return _jurisdiction(text, path)
        case _:
            return _scheme(text, path, resources)


def _kind(text: str) -> str:
    try:
        said: Mapping[str, object] = tomllib.loads(text.removeprefix("\N{BYTE ORDER MARK}"))
    except (ValueError, RecursionError):
        return "scheme"
    if "version" in said or "currency" in said:
        return "scheme"
    if "value" in said or "unit" in said:
        return "parameter"
    return "jurisdiction" if "code" in said else "scheme"


def _parameter(text: str, path: Path) -> Checked:
    trusted = path.absolute().parent.name != WAITING
    faults = parameter_faults(text, trusted=trusted)
    name = path.stem if faults else load_parameter(text, trusted=trusted).name
    return Checked(name, illustrative=False, faults=faults, kind="parameter")


def _jurisdiction(text: str, path: Path) -> Checked:
    try:
        code = load_jurisdiction(text).code
    except GigWalletError as fault:
        return Checked(path.stem, illustrative=False, faults=(fault,), kind="jurisdiction")
    return Checked(code, illustrative=False, kind="jurisdiction")


def _scheme(text: str, path: Path, resources: Path) -> Checked:
    numbers = numbers_for(resources, (text,))
    faults = faults_in(text, numbers)
    if faults:
        return Checked(path.stem, illustrative=False, faults=faults)
    scheme = load_scheme(text, path.stem, numbers)
    return Checked(scheme.name, scheme.illustrative)
