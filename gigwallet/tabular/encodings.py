"""Which characters the bytes of a table mean: UTF-8 strictly, then GB 18030, UTF-16 by its mark."""

from __future__ import annotations

import codecs

REPLACED = "\N{REPLACEMENT CHARACTER}"

# One broken character among so many sound ones is damage; more than that is another encoding.
_SOUND_PER_BROKEN = 10
_TEXT_PER_BROKEN = 200
# More of them are a binary file, or UTF-16 without its mark.
_STRAY_NULS = 8


def decoded(data: bytes, complete: bool = True) -> str | None:
    """The text, without a byte order mark, or None where the bytes are no text.

    A few broken bytes in a UTF-8 file show up as U+FFFD, so that their lines can be rejected and
    the rest kept. ``complete=False`` forgives a character that is cut off at the end.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name, complete)
    if data.count(0) > max(_STRAY_NULS, len(data) // _TEXT_PER_BROKEN):
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    text = _strictly(data, "utf-8", complete)
    if text is not None:
        return text
    damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count(REPLACED)
    sound = sum(letter > "\x7f" for letter in damaged) - broken
    if broken * _SOUND_PER_BROKEN <= sound:
        return damaged
    text = _strictly(data, "gb18030", complete)
    if text is not None:
        return text
    return damaged if broken * _TEXT_PER_BROKEN <= len(damaged) else None


def _strictly(data: bytes, encoding: str, complete: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=complete)
    except UnicodeDecodeError:
        return None
