"""Brings a bundle to the disk piece by piece; what is foreign is read apart, a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from gigwallet.app.intake.locked_papers import refuse_locked
from gigwallet.app.surviving import survived
from gigwallet.app.writing import streamed_apart
from gigwallet.documents.bundles.composing import (
    ExhibitFile,
    Outline,
    Part,
    batches,
    unshown,
    write_part,
)
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation

SECONDS = 900.0


def parts(
    isolation: Isolation,
    originals: Sequence[ExhibitFile],
    loaded: Callable[[ExhibitFile], ExhibitFile],
    job: Job,
    folder: Path,
) -> Iterator[Part]:
    """What the exhibits show, in files of ``folder``. Only a few originals are read at
    a time (``loaded`` gives one its content) and none of them is written: the parts hold what the
    bundle will hold. One that ends the process is not shown. Refusals: those of
    ``refuse_locked``."""
    done = 0
    numbers = count()
    for batch in batches(originals):
        job.report(done, len(originals), "reading")
        job.checkpoint()
        read = tuple(map(loaded, batch))
        for part in survived(isolation, write_part, read, unshown, seconds=SECONDS):
            refuse_locked(batch, part.stored)
            yield part.moved_to(folder / f"{next(numbers):04d}.pdf")
        done += len(batch)


def write_sealed(
    isolation: Isolation,
    out: Path,
    function: Callable[..., Iterator[Outline | bytes | str]],
    *arguments: Any,  # Any: the arguments of ``function``, pickled
    job: Job,
) -> tuple[Outline, str]:
    """Writes to ``out`` what ``function`` composes apart, sealed; its SHA-256 (hex)."""
    job.report(0, None, "writing")
    outline: Outline | None = None
    sha256 = ""
    with out.open("wb") as file:
        for piece in streamed_apart(isolation, function, *arguments, seconds=SECONDS):
            job.checkpoint()
            if isinstance(piece, Outline):
                outline = piece
            elif isinstance(piece, str):
                sha256 = piece
            else:
                file.write(piece)
    if outline is None or not sha256:
        raise RuntimeError("a bundle without an outline or an end")
    return outline, sha256
