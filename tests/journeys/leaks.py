"""Looks for words that must not be there: in files, in the streams of a PDF, in its text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pypdf


def files_with(words: Iterable[str], folder: Path, *, but: Iterable[Path] = ()) -> list[str]:
    """``file: word`` for each file below ``folder`` whose bytes or PDF content hold a word."""
    left_out = tuple(but)
    wanted = [(word, _written(word)) for word in words]
    found: list[str] = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or any(file == each or each in file.parents for each in left_out):
            continue
        contents = list(_contents(file))
        found += [
            f"{file.relative_to(folder)}: {word}"
            for word, forms in wanted
            if any(form in content for form in forms for content in contents)
        ]
    return found


def _written(word: str) -> list[bytes]:
    return [word.encode("utf-8"), word.encode("utf-16-be"), word.encode("utf-16-le")]


def _contents(file: Path) -> Iterator[bytes]:
    data = file.read_bytes()
    yield data
    if data.startswith(b"%PDF"):
        yield from _streams(data)
        reader = pypdf.PdfReader(io.BytesIO(data))
        yield "\n".join(page.extract_text() for page in reader.pages).encode()


def _streams(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_raw_bytes()
                try:
                    yield each.read_bytes()
                except pikepdf.PdfError:
                    continue
            elif isinstance(each, pikepdf.String):
                yield str(each).encode()
