"""The rows of loose files, gathered by account: what overlapping files say twice counts once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.app.intake.import_tracks import Tracks, is_sure_of_its_moment
from gigwallet.app.intake.read_loose import LooseEnd, LooseFile, Said, read_loose
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.reading import PERSON, EngagementHint, Row
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import EngagementId, ExhibitId, Source
from gigwallet.domain.track_point import TrackPoint
from gigwallet.tabular import placing

# A phone knows no platform: where it was is told to whichever account there is.
_PHONE = "\0"
_UNKNOWN = "format_unknown"


def _label(hint: EngagementHint) -> str:
    """The account that a row without a vault belongs to: as its table calls it, else the
    platform's."""
    return hint.label or hint.platform or (_PHONE if hint.whose == PERSON else "")


@dataclass(frozen=True, slots=True)
class LooseRow:
    """One row in its place, with every file that says it, the first first."""

    row: Row
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class LooseRows:
    """``rows`` of each account in the order in which the files said them first; ``covers`` is what
    the files claim to hold in full, of these accounts. ``rejected`` are lines that could not be
    understood, with their file's name; ``unknown`` are files in no known format, each as its
    refusal."""

    engagements: Mapping[str, Engagement]
    rows: Mapping[str, Sequence[LooseRow]]
    covers: tuple[CoveredSpan, ...] = ()
    rejected: tuple[tuple[str, RejectedLine], ...] = ()
    more_rejected: int = 0
    unknown: tuple[GigWalletError, ...] = ()


def gather(
    isolation: Isolation,
    paths: Sequence[Path],
    job: Job,
    *,
    zone: str = "",
    currency: str = "",
    unknown_aside: bool = False,
) -> LooseRows:
    """Everything in ``paths``, which may be any files that GigWallet reads. An account that no
    table defines is as its rows say; where all are silent, in ``zone`` and ``currency``.

    A file that cannot be read at all is refused, as in ``read_loose``. With ``unknown_aside`` one
    that is in no known format is not: a folder may hold notes that nobody named.
    """
    gathered = _Gathered(unknown_aside)
    for said in read_loose(isolation, paths, job):
        gathered.take(said)
    return gathered.placed(zone, currency)


_Key = tuple[str, type, str, str, int]


@dataclass(frozen=True, slots=True)
class _File:
    name: str = ""
    importer: str = ""
    version: str = ""

    def source(self, row: Row) -> Source:
        return Source(ExhibitId(self.name), row.locator, self.importer, self.version, row.raw)


@dataclass(slots=True)
class _Gathered:
    """The n-th of equal rows of one file is the n-th of another, and positions are kept as tracks
    of a day, as in a vault."""

    unknown_aside: bool
    unknown: list[GigWalletError] = field(default_factory=list)
    engagements: dict[str, Engagement] = field(default_factory=dict)
    rows: dict[_Key, tuple[Row, list[Source]]] = field(default_factory=dict)
    hints: dict[str, dict[EngagementHint, None]] = field(default_factory=dict)
    covers: list[CoveredSpan] = field(default_factory=list)
    rejected: list[tuple[str, RejectedLine]] = field(default_factory=list)
    more_rejected: int = 0
    _file: _File = field(default_factory=_File)
    _names: dict[str, Path] = field(default_factory=dict)
    _seen: Counter[tuple[str, type, str, str]] = field(default_factory=Counter)
    _tracks: Tracks = field(default_factory=Tracks)
    # Positions whose day is known only once the zone of their account is.
    _unsure: list[tuple[_File, Row]] = field(default_factory=list)

    def take(self, said: Said) -> None:
        match said:
            case LooseFile(path=path, begun=begun):
                self._file = _File(self._name(path), begun.importer, begun.version)
                self._seen = Counter()
            case LooseEnd(error=error) if error is not None:
                if error.code != _UNKNOWN or not self.unknown_aside:
                    raise error
                self.unknown.append(error)
            case LooseEnd(folded=folded):
                for track in self._tracks.rest():
                    self._add(track)
                self.engagements |= {each.label: each.engagement for each in folded.defined}
                self.rejected += [(self._file.name, each) for each in folded.rejected]
                self.more_rejected += folded.more_rejected
                exhibits = (ExhibitId(self._file.name),)
                self.covers += [
                    CoveredSpan(EngagementId(_label(each.hint)), each.period, each.what, exhibits)
                    for each in folded.covers
                ]
            case list() as batch:
                for row in batch:
                    self._take_row(row)

    def _name(self, path: Path) -> str:
        """Files of one name in several folders are told apart by their folders."""
        for parts in range(1, len(path.parts) + 1):
            name = "/".join(path.parts[-parts:])
            if self._names.setdefault(name, path) == path:
                return name
        return str(path)

    def _take_row(self, row: Row) -> None:
        if not isinstance(row.fact, TrackPoint):
            self._add(row)
        elif is_sure_of_its_moment(row.fact):
            for track in self._tracks.add(row, row.fact):
                self._add(track)
        else:
            self._unsure.append((self._file, row))

    def _add(self, row: Row) -> None:
        label = _label(row.hint)
        self.hints.setdefault(label, {})[row.hint] = None
        key = (label, type(row.fact), row.family, row.natural_key)
        self._seen[key] += 1
        self.rows.setdefault((*key, self._seen[key]), (row, []))[1].append(self._file.source(row))

    def placed(self, zone: str, currency: str) -> LooseRows:
        hints = self.hints | {_label(row.hint): {row.hint: None} for _, row in self._unsure}
        known = {
            label: self.engagements.get(label) or _said(list(said), zone, currency)
            for label, said in hints.items()
        }
        places = self._places(known)
        known |= {place: self.engagements.get(place, known[each]) for each, place in places.items()}
        self._pack_unsure({label: known[place] for label, place in places.items()})
        found: dict[str, list[LooseRow]] = {}
        for (label, *_), (row, sources) in self.rows.items():
            place = places[label]
            placed = LooseRow(placing.place(row, known[place]), tuple(sources))
            found.setdefault(place, []).append(placed)
        accounts = {label: known[label] for label in found}
        covers = tuple(
            replace(each, engagement_id=EngagementId(places[each.engagement_id]))
            for each in self.covers
            if places.get(each.engagement_id) in found
        )
        return LooseRows(
            accounts,
            found,
            covers,
            tuple(self.rejected),
            self.more_rejected,
            tuple(self.unknown),
        )

    def _places(self, labels: Iterable[str]) -> Mapping[str, str]:
        """An export that names a platform is of the account that a table defines for it; a bank's
        file, which names none, of the only account there is. Nobody guesses between two."""
        places = {}
        for label in labels:
            of = [own for own, each in self.engagements.items() if each.platform == label != ""]
            places[label] = of[0] if len(of) == 1 and label not in self.engagements else label
        own = list(dict.fromkeys(each for each in places.values() if each not in ("", _PHONE)))
        places |= {"": own[0]} if "" in places and len(own) == 1 else {}
        places |= {_PHONE: own[0] if own else ""} if _PHONE in places else {}
        return places

    def _pack_unsure(self, known: Mapping[str, Engagement]) -> None:
        tracks: defaultdict[tuple[_File, str], Tracks] = defaultdict(Tracks)
        for file, row in self._unsure:
            placed = placing.place(row, known[_label(row.hint)])
            if isinstance(placed.fact, TrackPoint):
                self._file = file
                for track in tracks[file, _label(row.hint)].add(placed, placed.fact):
                    self._add(track)
        for (file, _), each in tracks.items():
            self._file = file
            for track in each.rest():
                self._add(track)
        self._unsure = []


def _said(hints: Sequence[EngagementHint], zone: str, currency: str) -> Engagement:
    """One who rides in two cities has a zone and a currency, but no city."""
    return Engagement(
        platform=hints[0].platform,
        city=placing.agreed(hints).city,
        zone=next((each.zone for each in hints if each.zone), zone),
        currency=next((each.currency for each in hints if each.currency), currency),
    )
