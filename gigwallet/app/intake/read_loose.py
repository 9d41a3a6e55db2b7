"""Reading files without a vault: what intake would store, one thing after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from gigwallet.app.intake.import_folding import Folded, Folding
from gigwallet.app.intake.import_reading import LARGEST_FILE, STEP_SECONDS, Watched, checking
from gigwallet.app.intake.import_worker import Picture, shown
from gigwallet.app.reading import named, walked
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.list_shots import shows_list
from gigwallet.app.screens.loose_shots import read_together
from gigwallet.app.screens.read_apart import ReadApart, read_apart
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Beat, Isolation
from gigwallet.domain.reading import Row
from gigwallet.domain.screen import ScreenReading
from gigwallet.importers import Asked, FileBegun, FileEnded, Opened, app_screen, events

_ROWS_AT_ONCE = 200
_SCREEN_SECONDS = 600.0  # on the clock, where others work too; its work is bounded by its pages
_ASKS_PASSWORD = frozenset({"archive_password_needed", "archive_password_wrong"})
# What these are is read from their pixels or words, by what may be a screen of an app.
_FOR_SCREENS = ("any_exhibit", "app_screen")


@dataclass(frozen=True, slots=True)
class LooseFile:
    """A file begins; ``path`` is what the person named."""

    path: Path
    begun: FileBegun = field(default_factory=lambda: FileBegun(""))


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A file ends: all that it came to, with ``hidden`` rows of payers that nobody confirmed,
    and the screen that a picture shows. ``error`` is set where it was refused, also after rows and
    also before it began: then it came to nothing. ``trouble`` says why a picture or a paper that
    would be kept could not be read, ``private`` that it shows what a person spends."""

    path: Path
    folded: Folded = field(default_factory=lambda: Folded(FileBegun("")))
    hidden: int = 0
    screen: ScreenReading | None = None
    error: GigWalletError | None = None
    trouble: GigWalletError | None = None
    private: bool = False


Said = LooseFile | list[Row] | LooseEnd


@dataclass(frozen=True, slots=True)
class _Shot:
    """A picture that shows a part of a list: it is told once all pictures are read."""

    begun: LooseFile
    end: LooseEnd
    reading: ScreenReading


def read_loose(
    isolation: Isolation,
    paths: Sequence[Path],
    job: Job,
    *,
    passwords: Mapping[str, bytearray] | None = None,
    every_payer: bool = False,
) -> Iterator[Said]:
    """Each file begins, says its rows in batches, and ends. Rows whose payer a person would have
    to confirm come only where the dictionary knows the payer, or with ``every_payer``: a bill shows
    other spending too. Shots of lists come last, each read with the others of its list. Nothing
    is stored. Refusals stand in the file's end."""
    shots: list[_Shot] = []
    for path in walked(paths, apart=True):
        job.checkpoint()
        try:
            for said in _file(isolation, path, job, passwords or {}, every_payer):
                if isinstance(said, _Shot):
                    shots.append(said)
                else:
                    yield said
        except GigWalletError as refusal:
            yield LooseEnd(path, error=named(refusal, path.name))
    yield from _together(shots)


def _together(shots: Sequence[_Shot]) -> Iterator[Said]:
    templates = known_screens.built_in()
    names = [shot.begun.begun.name for shot in shots]
    found = read_together(names, [shot.reading for shot in shots], templates)
    for shot, reading in zip(shots, found, strict=True):
        yield shot.begun
        yield replace(shot.end, screen=app_screen.unnamed(reading, templates))


def _file(
    isolation: Isolation,
    path: Path,
    job: Job,
    passwords: Mapping[str, bytearray],
    every_payer: bool,
) -> Iterator[Said | _Shot]:
    if Watched(path).size > LARGEST_FILE:
        raise GigWalletError("file_too_big", name=path.name, most_mb=LARGEST_FILE >> 20)
    try:
        yield from _told(isolation, path, job, None, every_payer)
    except GigWalletError as refusal:
        given = passwords.get(path.name, passwords.get(""))
        # It asks before it says anything; a password is handed over only where one is asked for.
        if refusal.code not in _ASKS_PASSWORD or given is None:
            raise
        yield from _told(isolation, path, job, bytes(given), every_payer)


def _told(
    isolation: Isolation, path: Path, job: Job, password: bytes | None, every_payer: bool
) -> Iterator[Said | _Shot]:
    read = isolation.stream(
        tell,
        os.fspath(path.absolute()),
        path.name,
        password,
        every_payer,
        seconds=STEP_SECONDS,
        on_beat=checking(job),
    )
    begun: LooseFile | None = None  # of a picture: when it is told depends on what it shows
    picture: Picture | None = None
    with closing(read):
        for said in read:
            job.checkpoint()
            match said:
                case FileBegun():
                    begun, picture = LooseFile(path, said), None
                    if said.importer in _FOR_SCREENS:
                        continue
                case Picture():
                    picture = said
                    continue
                case Told() if begun is not None and picture is not None:
                    yield from _of_picture(isolation, picture, begun, _end(path, said))
                    begun = None
                    continue
                case _:
                    pass
            if begun is not None:
                yield begun
                begun = None
            if isinstance(said, Told):
                yield _end(path, said)
            elif isinstance(said, list):
                yield said


def _of_picture(
    isolation: Isolation, picture: Picture, begun: LooseFile, end: LooseEnd
) -> Iterator[Said | _Shot]:
    """What the screen says, as far as the program's own templates know it."""
    own = known_screens.built_in()
    try:
        read: ReadApart = isolation.run(
            read_apart,
            picture.data,
            picture.media_type,
            picture.name,
            own,
            seconds=_SCREEN_SECONDS,
        )
    except GigWalletError as refusal:
        yield begun
        yield replace(end, trouble=named(refusal, picture.name))
        return
    if shows_list(read.reading, own):
        yield _Shot(begun, end, read.reading)
        return
    yield begun
    screen = app_screen.unnamed(read.reading, own)
    yield replace(end, screen=screen, private=read.private)


def _end(path: Path, said: Told) -> LooseEnd:
    error = said.folded.error and GigWalletError(said.folded.error[0], **said.folded.error[1])
    return LooseEnd(path, said.folded, said.hidden, None, error)


# In the other process ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """The end of a file there. ``hidden`` rows were not handed out."""

    folded: Folded = field(default_factory=lambda: Folded(FileBegun("")))
    hidden: int = 0


def tell(
    beat: Beat, path: str, name: str, password: bytes | None, every_payer: bool
) -> Iterator[FileBegun | Picture | list[Row] | Told]:
    """Rows of payers whom nobody knows stay here."""
    source = Opened.of_path(Path(path), beat)
    asked = Asked(name, password, contents=shown, beat=beat)
    begun, folding, content = FileBegun(name), Folding(FileBegun(name)), bytearray()
    batch: list[Row] = []
    hidden = 0
    for event in events(source, asked):
        if isinstance(event, Row):
            folding.add(event)
            if event.payer and not (every_payer or event.suggested):
                hidden += 1
                continue
            batch.append(event)
            if len(batch) == _ROWS_AT_ONCE:
                yield batch
                batch = []
        elif isinstance(event, FileBegun):
            begun, folding, content, hidden = event, Folding(event), bytearray(), 0
            yield begun
        elif isinstance(event, bytes):
            content += event
        elif isinstance(event, FileEnded):
            if batch:
                yield batch
                batch = []
            if begun.importer in _FOR_SCREENS and event.error is None and shown(begun):
                data = bytes(content) if begun.member else source.held(name)
                yield Picture(begun.member, begun.name, begun.media_type, data)
            yield Told(replace(folding.ended(event.error), begun=begun), hidden)
        else:
            folding.add(event)
