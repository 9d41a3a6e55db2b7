"""Writes a bundle as one file or as volumes, each within its limits as far as that can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gigwallet.app.bundles.pieces import SECONDS, write_sealed
from gigwallet.app.pay.pay_basis import Written, WrittenVolume
from gigwallet.app.writing import written_apart
from gigwallet.documents.bundles import composing as bundle
from gigwallet.documents.bundles.composing import BundleSpec, Outline, Part
from gigwallet.documents.bundles.profile import BundleProfile
from gigwallet.documents.bundles.volumes import Limits, names_of
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.step import Step

MEGABYTE = 1_000_000
_MOST_TURNS = 3

Divide = Callable[[Any, Path, tuple[Part, ...], Limits, str], tuple[BundleSpec, ...]]


@dataclass(frozen=True, slots=True)
class DraftVolume:
    """A sealed file that lies ready, volume ``number``. ``beyond`` names the exhibit for which it
    is beyond a limit (empty where it is within them)."""

    number: int
    path: Path
    outline: Outline
    sha256: str
    beyond: str = ""


def limits_of(profile: BundleProfile, pages: int, megabytes: int) -> Limits:
    """What the person chose, else what the form says."""
    return Limits(pages or profile.volume_pages, (megabytes or profile.volume_megabytes) * MEGABYTE)


def paths_of(out: Path, made: Sequence[DraftVolume]) -> list[Path]:
    """``evidence.pdf``, or ``evidence-1.pdf``, ``evidence-2.pdf``."""
    return [out.with_name(name) for name in names_of(out.name, [each.number for each in made])]


def write_volumes(
    isolation: Isolation,
    resources: Path,
    folder: Path,
    divide: Divide,
    source: Any,  # Any: what ``divide`` makes the bundle of, pickled
    parts: tuple[Part, ...],
    limits: Limits,
    name: str,
    job: Job,
) -> list[DraftVolume]:
    """Into ``folder``; ``name`` is what the file will be called. One turns out larger than was
    reckoned now and then: the bundle is parted anew until each that holds more than one exhibit is
    small enough."""
    reckoned = limits
    for _ in range(_MOST_TURNS):
        specs: tuple[BundleSpec, ...] = written_apart(
            isolation, divide, source, resources, parts, reckoned, name, seconds=SECONDS
        )
        made = list(_written(isolation, resources, folder, specs, parts, limits, job))
        largest = max(
            (
                each.path.stat().st_size
                for each, spec in zip(made, specs, strict=True)
                if spec.volume is None or len(spec.held) > 1
            ),
            default=0,
        )
        if not limits.size or largest <= limits.size:
            break
        reckoned = replace(reckoned, size=reckoned.size * limits.size * 95 // largest // 100)
    return made


def written_as(
    made: Sequence[DraftVolume], paths: Sequence[Path], more: Sequence[Step] = ()
) -> Written:
    """What to tell of files that now lie at ``paths``; ``more`` are notes beside their own."""
    volumes = tuple(
        WrittenVolume(path, each.outline.pages, each.sha256)
        for path, each in zip(paths, made, strict=True)
    )
    notes: list[Step] = []
    for each in made:
        notes += [note for note in each.outline.notes if note not in notes]
    beyond = (
        Step("volume_beyond_limit", {"volume": str(each.number), "exhibit": each.beyond})
        for each in made
        if each.beyond
    )
    return Written(
        volumes[0].path,
        sum(each.pages for each in volumes),
        volumes[0].digest,
        (*notes, *beyond, *more),
        volumes if len(volumes) > 1 else (),
    )


def copies_note(profile: BundleProfile, opponents: int) -> tuple[Step, ...]:
    """How many to print, where the office wants paper."""
    if profile.copies is None:
        return ()
    handed_in, kept = profile.copies.handed_in(opponents), profile.copies.kept
    facts = {"all": str(handed_in + kept), "handed_in": str(handed_in), "kept": str(kept)}
    return (Step("bundle_copies", facts),)


def _written(
    isolation: Isolation,
    resources: Path,
    folder: Path,
    specs: Sequence[BundleSpec],
    parts: tuple[Part, ...],
    limits: Limits,
    job: Job,
) -> Iterator[DraftVolume]:
    for spec in specs:
        number = spec.volume.number if spec.volume else 1
        path = folder / f"volume-{number:03d}.whole"
        outline, sha256 = write_sealed(isolation, path, _pieces, spec, resources, parts, job=job)
        too_long = limits.pages and outline.pages > limits.pages
        too_big = limits.size and path.stat().st_size > limits.size
        beyond = spec.held[0].number if spec.held and (too_long or too_big) else ""
        yield DraftVolume(number, path, outline, sha256, beyond)


def _pieces(
    beat: Callable[..., None], spec: BundleSpec, resources: Path, parts: tuple[Part, ...]
) -> Iterator[Outline | bytes | str]:
    yield from bundle.compose_pieces(spec, resources, parts)
