"""The money columns of a report as a tree: leaves count, a branch only for what they leave open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.domain.pay_line import PayCategory
from gigwallet.importers.uber_fleet_reports.vocabulary import SPACED, Words, is_path
from gigwallet.tabular.tables import BadCell, Record

Path = tuple[str, ...]
_WIDE = frozenset({"earnings", "balance", "payouts"})


@dataclass(frozen=True, slots=True)
class PathAmount:
    """What one path says of one line. ``residue``: it is a branch, for what its leaves left."""

    path: Path
    amount: Decimal
    residue: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """``columns``: path -> the canonical names it is written under; ``labels`` as in the file;
    ``words``: what its steps mean."""

    columns: Mapping[Path, tuple[str, ...]]
    labels: Mapping[Path, str]
    words: Words

    @classmethod
    def of(cls, header: Iterable[tuple[str, str]], words: Words) -> Tree:
        """``header``: canonical name and written label of each column."""
        named = list(header)
        paths = {name: tuple(name.removeprefix(SPACED).split(":")) for name, _ in named
                 if is_path(name)}  # fmt: skip
        roots = {path[0] for path in paths.values()}
        paths |= {name: (name,) for name, _ in named if name in roots}
        columns: dict[Path, tuple[str, ...]] = {}
        labels: dict[Path, str] = {}
        for name, label in named:
            if name in paths:
                columns[paths[name]] = (*columns.get(paths[name], ()), name)
                labels.setdefault(paths[name], label)
        return cls(columns, labels, words)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for each in self.columns.values() for name in each)

    def branches(self) -> list[Path]:
        return [path for path in self.columns if self.below(path)]

    def leaves(self) -> list[Path]:
        return [path for path in self.columns if not self.below(path)]

    def strays(self) -> list[Path]:
        """Columns below another root than nearly all others: a word there is damaged. Only roots
        that are known words, as in the older summary, may be several."""
        counts = Counter(path[0] for path in self.columns if path[0] not in self.words.parts)
        ours = counts.most_common(1)[0][0] if counts else ""
        return [path for path in self.labels if path[0] in counts and path[0] != ours]

    def below(self, path: Path) -> list[Path]:
        size = len(path)
        return [each for each in self.columns if len(each) > size and each[:size] == path]

    def values(self, line: Record, read: Mapping[str, Decimal]) -> dict[Path, Decimal]:
        """The amount of each path that is filled in; both spellings of one must agree."""
        found: dict[Path, Decimal] = {}
        for path, names in self.columns.items():
            said = {read[name] for name in names if name in read}
            if len(said) > 1:
                raise BadCell("total_differs", self.labels[path])
            if said:
                found[path] = said.pop()
        return found

    def open_of(self, values: Mapping[Path, Decimal], branch: Path) -> Decimal | None:
        """What a branch says beyond its leaves; None where it says nothing."""
        if branch not in values:
            return None
        return values[branch] - sum(
            (self._explained(values, child) for child in self._children(branch)), Decimal()
        )

    def amounts(self, values: Mapping[Path, Decimal]) -> list[PathAmount]:
        """The leaves that are not zero, and what each branch leaves open."""
        found = [
            PathAmount(path, values[path], residue=False)
            for path in self.leaves()
            if values.get(path)
        ]
        for branch in self.branches():
            left = self.open_of(values, branch)
            if left:
                found.append(PathAmount(branch, left, residue=True))
        return found

    def _children(self, path: Path) -> list[Path]:
        """The next steps below, whether or not they are columns of their own."""
        return list(dict.fromkeys(each[: len(path) + 1] for each in self.below(path)))

    def _explained(self, values: Mapping[Path, Decimal], path: Path) -> Decimal:
        if path in values:
            return values[path]
        return sum((self._explained(values, each) for each in self._children(path)), Decimal())

    def steps(self, path: Path) -> tuple[str, ...]:
        """The names of a path's steps in one language, its root aside; an unknown step is its
        own."""
        known = self.words.parts
        named = tuple(known.get(step, step) for step in path)
        return named[1:] if len(named) > 1 and path[0] not in known else named

    def category(self, path: Path) -> PayCategory:
        """What the last step that is known says; "fare" only says that a promotion, a refund or a
        tax is for a fare."""
        known = self._known(path)
        own = [step for step in known if step not in _WIDE]
        telling = [step for step in own if step != "fare"] or own or known
        return self.words.categories[telling[-1]] if telling else PayCategory.OTHER

    def is_understood(self, path: Path) -> bool:
        """Whether it is told what kind of money a leaf is: pay, a refund, cash, or a transfer.
        Below "payouts" the lines themselves tell cash from transfers."""
        known = self._known(path)
        return bool(known) and known[-1] != "balance"

    def _known(self, path: Path) -> list[str]:
        return [step for step in self.steps(path) if step in self.words.categories]
