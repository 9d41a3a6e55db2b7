"""All numbers of one jurisdiction, by name, from a folder that the caller passes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.parameters.loading import load_parameter
from gigwallet.rules.parameters.parameter import Parameter

TRUSTED_SHELF = "parameters"
WAITING_SHELF = "to_confirm"


class Parameters(Mapping[str, Parameter]):
    """Parameters by name. A name that only waits to be confirmed is there with no value: ``at``
    refuses every day, and the screen can still show what waits."""

    def __init__(self, members: Iterable[Parameter] = ()) -> None:
        self._members: dict[str, Parameter] = {}
        for member in members:
            known = self._members.get(member.name)
            self._members[member.name] = member if known is None else _joined(known, member)

    def __getitem__(self, name: str) -> Parameter:
        return self._members[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def to_confirm(self) -> tuple[Parameter, ...]:
        """Those with values that nobody has confirmed yet."""
        return tuple(each for each in self.values() if each.to_confirm)


def load_parameters(*folders: Path) -> Parameters:
    """Of the jurisdictions in ``folders``, each with its ``parameters`` and ``to_confirm``.

    A fault is raised with the name of its file added to the facts.
    """
    return Parameters(
        _load(path, shelf == TRUSTED_SHELF)
        for folder in folders
        for shelf in (TRUSTED_SHELF, WAITING_SHELF)
        for path in sorted((folder / shelf).glob("*.toml"))
    )


def _load(path: Path, trusted: bool) -> Parameter:
    file = "/".join(path.parts[-3:])
    try:
        return load_parameter(path.read_text(encoding="utf-8"), file, trusted=trusted)
    except GigWalletError as fault:
        fault.facts["file"] = file
        raise


def _joined(known: Parameter, other: Parameter) -> Parameter:
    """A trusted file and one that waits may speak of the same quantity; two trusted may not."""
    if (known.values and other.values) or known.unit != other.unit:
        raise GigWalletError("parameter_twice", parameter=known.name, file=other.file)
    first, second = (known, other) if known.values else (other, known)
    return replace(first, to_confirm=(*first.to_confirm, *second.to_confirm))
