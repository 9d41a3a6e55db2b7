"""Secret bytes with a short life: held in memory that can be overwritten, never shown."""

from __future__ import annotations

from types import TracebackType


def wipe(buffer: bytearray) -> None:
    """Overwrite ``buffer`` with zeros, keeping its length."""
    buffer[:] = bytes(len(buffer))


class Secret:
    """A key. The bytes it was made from are wiped; its own are wiped by ``close``.

    Python copies ``bytes`` and ``str`` freely and cannot erase them, so this is best effort: what
    reaches a library as ``bytes`` may outlive it. Ending the process is what is certain.
    """

    __slots__ = ("_bytes", "_wiped")

    def __init__(self, material: bytearray) -> None:
        self._bytes = bytearray(material)
        self._wiped = False
        wipe(material)

    def bytes(self) -> bytes:
        """A copy for a library that insists; ``ValueError`` after ``close``."""
        if self._wiped:
            raise ValueError("this secret has been wiped")
        return bytes(self._bytes)

    def raw_key_literal(self) -> bytearray:
        """``x'<64 hex>'``, the only form that SQLCipher takes as a key and not as a passphrase.

        It is built byte by byte so that no unwipeable copy of the key's text arises; the caller
        wipes it. ``ValueError`` unless the secret is 32 bytes.
        """
        if self._wiped:
            raise ValueError("this secret has been wiped")
        if len(self._bytes) != 32:
            raise ValueError("a raw key is 32 bytes")
        digits = b"0123456789abcdef"
        literal = bytearray(b"x'" + bytes(64) + b"'")
        for place, byte in enumerate(self._bytes):
            literal[2 + 2 * place] = digits[byte >> 4]
            literal[3 + 2 * place] = digits[byte & 15]
        return literal

    def close(self) -> None:
        self._wiped = True
        wipe(self._bytes)

    def __enter__(self) -> Secret:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not copied or sent")
