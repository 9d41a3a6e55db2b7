"""A file that a PDF carries inside, where every reader finds the same one."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

_MOST = 20_000


def attached_once(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object | None:
    """The stream of the attached file ``name``; None where there is none. Raises ``ValueError``
    where several go by that name: a reader may know a file by its place in the list, or by one of
    the two names that it has itself. For a worker process: the PDF may be anybody's."""
    listed = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles")
    if listed is None:
        return None
    found = [held for key, held in _entries(listed) if name in (key, *_own_names(held))]
    if not found:
        return None
    if len(found) > 1 or _own_names(found[0]) != {name}:
        raise ValueError(f"several files are called {name}")
    streams = found[0].EF
    stream = streams.get("/F")
    if not isinstance(stream, pikepdf.Stream) or streams.get("/UF", stream) != stream:
        raise ValueError(f"{name} is not one file")
    return stream


def _entries(tree: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """All of a tree of names, as they stand in it: the library leaves doubles out."""
    waiting, seen = [tree], 0
    while waiting:
        node = waiting.pop(0)
        pairs = list(node.get("/Names", pikepdf.Array()))
        waiting.extend(node.get("/Kids", pikepdf.Array()))
        seen += 1 + len(pairs)
        if seen > _MOST:
            raise ValueError("too many files")
        for key, held in zip(pairs[::2], pairs[1::2], strict=False):
            yield str(key), held


def _own_names(held: pikepdf.Object) -> set[str]:
    if not isinstance(held, pikepdf.Dictionary):
        return set()
    return {str(held[key]) for key in ("/F", "/UF") if key in held}
