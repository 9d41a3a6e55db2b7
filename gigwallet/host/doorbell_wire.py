"""The line between a doorbell and who rings it: a socket file here, a named pipe on Windows.

Whoever is at the other end may be anybody: every line has a longest length and a last moment.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import time
from pathlib import Path

LONGEST = 16  # bytes of a line

if sys.platform == "win32":
    from multiprocessing import connection

    _PIPES = "\\\\.\\pipe\\"
    _PREFIX = "gigwallet-"

    class Line:
        """A pipe keeps messages apart, so none can arrive by halves."""

        def __init__(self, end: connection.Connection | connection.PipeConnection) -> None:
            self._end = end

        def hear(self, seconds: float) -> bytes:
            return self._end.recv_bytes(LONGEST) if self._end.poll(seconds) else b""

        def say(self, word: bytes) -> None:
            self._end.send_bytes(word)

        def close(self) -> None:
            self._end.close()

    class Bell:
        """Untested on a real machine. Only the same user (and the system) may open the pipe."""

        def __init__(self, name: str) -> None:
            self.name = name
            self._listener = connection.Listener(f"{_PIPES}{_PREFIX}{name}", "AF_PIPE")

        def accept(self) -> Line:
            try:
                return Line(self._listener.accept())
            except EOFError as gone:
                raise OSError("the caller went away") from gone

        def close(self) -> None:
            self._listener.close()

    def call(name: str) -> Line:
        return Line(connection.Client(f"{_PIPES}{_PREFIX}{name}", "AF_PIPE"))

    def bells(beginning: str) -> list[str]:
        wanted = f"{_PREFIX}{beginning}"
        return [
            each.removeprefix(_PREFIX)
            for each in os.listdir(_PIPES)  # noqa: PTH208  no folder that pathlib could walk
            if each.startswith(wanted)
        ]

else:
    import socket

    class Line:
        """A line ends with a line feed; one that does not end in time is empty."""

        def __init__(self, end: socket.socket) -> None:
            self._end = end

        def hear(self, seconds: float) -> bytes:
            deadline = time.monotonic() + seconds
            heard = b""
            while len(heard) <= LONGEST:
                left = deadline - time.monotonic()
                if left <= 0:
                    return b""
                self._end.settimeout(left)
                more = self._end.recv(LONGEST + 1 - len(heard))
                heard += more
                if heard.endswith(b"\n"):
                    return heard[:-1]
                if not more:
                    return b""
            return b""

        def say(self, word: bytes) -> None:
            self._end.settimeout(1.0)  # a reader who does not read is not waited for
            self._end.sendall(word + b"\n")

        def close(self) -> None:
            self._end.close()

    class Bell:
        def __init__(self, name: str) -> None:
            self.name = name
            self._path = _folder() / name
            self._path.unlink(missing_ok=True)  # of a process that had our number and was killed
            self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                self._listener.bind(str(self._path))
                self._listener.listen()
            except OSError:
                self._listener.close()
                raise

        def accept(self) -> Line:
            return Line(self._listener.accept()[0])

        def close(self) -> None:
            self._listener.close()
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def call(name: str) -> Line:
        """``OSError`` where nobody answers; a bell whose process was killed is taken down."""
        end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        end.settimeout(1.0)
        path = _folder() / name
        try:
            end.connect(str(path))
        except OSError as cause:
            end.close()
            if isinstance(cause, ConnectionRefusedError):
                path.unlink(missing_ok=True)
            raise
        return Line(end)

    def bells(beginning: str) -> list[str]:
        return sorted(each.name for each in _folder().iterdir() if each.name.startswith(beginning))

    def _folder() -> Path:
        """A folder that only this person can enter. ``OSError`` where there is none to be had."""
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        if runtime and Path(runtime).is_dir():
            folder = Path(runtime) / "gigwallet"
        else:
            folder = Path(tempfile.gettempdir()) / f"gigwallet-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
        if not mine or stat.S_IMODE(found.st_mode) & 0o077:
            # Somebody else made it first, where everybody may write: no bell hangs there.
            raise OSError("the folder for doorbells is not this person's own")
        return folder
