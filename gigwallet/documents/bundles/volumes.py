"""Parts a bundle into volumes, files that stand alone, each with the index of all of them, and lays
further ones beside those that were served."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gigwallet.documents.bundles import composing as bundle
from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.case import COMPUTATIONS, Span, Volume, VolumeFile
from gigwallet.documents.bundles.composing import BundleSpec, Part
from gigwallet.documents.bundles.places import Places
from gigwallet.documents.bundles.profile import BundleProfile, PageNumbers
from gigwallet.domain.errors import GigWalletError

# What a file weighs beside its exhibits: faces and lists, then each page.
_BYTES_OF_A_FILE = 450_000
_BYTES_OF_A_PAGE = 3_000
_MOST_TURNS = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one volume; 0: as much as there is."""

    pages: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays together: an exhibit, or the computations."""

    number: str
    pages: int
    size: int


def divided(
    spec: BundleSpec, resources: Path, parts: Sequence[Part], limits: Limits, name: str = ""
) -> tuple[BundleSpec, ...]:
    """The bundle as volumes within the limits, each with the whole index; itself where one file
    will do. An exhibit is never parted: one that is beyond the limits has a volume of its own,
    which is beyond them too. ``name`` is what the file was to be called (``names_of``).

    Where what was served stays, or has grown beyond the limits, what is new is further volumes
    beside it. Refusal: ``served_nothing_new``, where that is nothing."""
    profile = profile_reading.load(resources, spec.profile)
    if spec.served is None or not spec.served.stays:
        if not limits.pages and not limits.size:
            return (spec,)
        whole = bundle.lay(spec, resources, parts)
        if _fits(whole.laid.total, spec, limits):
            return (spec,)
    if spec.served is not None:
        spec = _further(replace(spec, served=replace(spec.served, stays=True)), profile)
        whole = bundle.lay(spec, resources, parts)
    pieces = list(_pieces(spec, profile, whole))
    around = whole.laid.total - sum(piece.pages for piece in pieces)
    for _ in range(_MOST_TURNS):
        held = _packed(pieces, limits, around)
        volumes, longest = _settled(spec, profile, resources, parts, held, name)
        if not limits.pages or longest <= limits.pages:
            break
        around += longest - limits.pages
    return volumes


def names_of(name: str, volumes: Collection[int]) -> list[str]:
    """``evidence.pdf``, or where there are several ``evidence-1.pdf``, ``evidence-2.pdf``; empty
    where it has no name."""
    if len(volumes) == 1 or not name:
        return [name] * len(volumes)
    path = Path(name)
    return [f"{path.stem}-{number}{path.suffix}" for number in volumes]


def _further(spec: BundleSpec, profile: BundleProfile) -> BundleSpec:
    """One volume with all that is new, to be laid out once."""
    served = spec.served
    earlier = {one.number for one in served.exhibits} if served else set()
    late = {one.number for one in spec.exhibits} - earlier
    if not late and not spec.computations:
        raise GigWalletError("served_nothing_new")
    held = late | {COMPUTATIONS} if spec.computations else late
    (one,) = _volumes(spec, profile, [sorted(held)], {}, [1], "")
    return one


def _fits(pages: int, spec: BundleSpec, limits: Limits) -> bool:
    size = sum({one.original_sha256: one.size for one in spec.exhibits if not one.extract}.values())
    size += _BYTES_OF_A_FILE + pages * _BYTES_OF_A_PAGE
    return not (limits.pages and pages > limits.pages) and not (limits.size and size > limits.size)


def _pieces(spec: BundleSpec, profile: BundleProfile, whole: bundle.Ready) -> Iterator[_Piece]:
    """What this file holds, in the order in which it is printed."""
    places = Places(whole.laid.pages, PageNumbers())

    def piece(number: str, size: int) -> _Piece:
        span = places.span(number)
        return _Piece(number, span.last - span.first + 1, size)

    held = spec.held
    reckoned = not spec.computations
    for group in spec.groups:
        for one in (each for each in group.exhibits if each in held):
            yield piece(one.number, 0 if one.extract is not None else one.size)
        if profile.reckons(group.key) and not reckoned:
            reckoned = True
            yield piece(COMPUTATIONS, 0)
    if not reckoned:
        yield piece(COMPUTATIONS, 0)


def _packed(pieces: Sequence[_Piece], limits: Limits, around: int) -> list[list[str]]:
    """What each volume holds. ``around`` are the pages that each has beside them."""
    volumes: list[list[str]] = [[]]
    pages, size = around, _BYTES_OF_A_FILE + around * _BYTES_OF_A_PAGE
    for piece in pieces:
        weight = piece.size + piece.pages * _BYTES_OF_A_PAGE
        too_long = limits.pages and pages + piece.pages > limits.pages
        too_big = limits.size and size + weight > limits.size
        if volumes[-1] and (too_long or too_big):
            volumes.append([])
            pages, size = around, _BYTES_OF_A_FILE + around * _BYTES_OF_A_PAGE
        volumes[-1].append(piece.number)
        pages, size = pages + piece.pages, size + weight
    return volumes


def _settled(
    spec: BundleSpec,
    profile: BundleProfile,
    resources: Path,
    parts: Sequence[Part],
    held: Sequence[Sequence[str]],
    name: str,
) -> tuple[tuple[BundleSpec, ...], int]:
    """The volumes, laid out until their indexes print the pages that they have; and how long the
    longest is that holds more than one thing."""
    spans: Mapping[str, Span] = {}
    lengths = [1] * len(held)
    for _ in range(_MOST_TURNS):
        volumes = tuple(_volumes(spec, profile, held, spans, lengths, name))
        laid = [bundle.lay(volume, resources, parts).laid for volume in volumes]
        found = {
            number: Places(each.pages, profile.numbers, volume.volume).span(number)
            for volume, each, own in zip(volumes, laid, held, strict=True)
            for number in own
        }
        now = [each.total for each in laid]
        if found == spans and now == lengths:
            shared = [pages for pages, own in zip(now, held, strict=True) if len(own) > 1]
            return volumes, max(shared, default=0)
        spans, lengths = found, now
    raise RuntimeError("the pages of the volumes did not settle")


def _volumes(
    spec: BundleSpec,
    profile: BundleProfile,
    held: Sequence[Sequence[str]],
    spans: Mapping[str, Span],
    lengths: Sequence[int],
    name: str,
) -> Iterator[BundleSpec]:
    """``spans`` are those of what these volumes hold; of what was served they are known."""
    before = spec.served.files if spec.served else ()
    served = spec.served.exhibits if spec.served else ()
    everywhere = {one.number: Span(one.volume, *one.pages) for one in served} | dict(spans)
    numbers = range(len(before) + 1, len(before) + len(held) + 1)
    first = 1 + sum(one.pages for one in before) if profile.numbers.continuing else 1
    files = list(before)
    for number, called, pages in zip(numbers, names_of(name, numbers), lengths, strict=True):
        files.append(VolumeFile(number, called, first, pages))
        first += pages if profile.numbers.continuing else 0
    total = sum(one.pages for one in files)
    for file, own in zip(files[len(before) :], held, strict=True):
        volume = Volume(
            number=file.number,
            of=len(files),
            first=file.first,
            total=total,
            holds=frozenset(own),
            spans=everywhere,
            files=tuple(files),
            begins=numbers[0],
        )
        yield replace(spec, volume=volume)
