"""The checkout's own Python environment: made once from the lock files, remade if it broke.

A marker lies in .venv while it is being changed. Found at the next start it means that somebody
pulled the plug, and the environment is made again from nothing. A stamp holds what was installed
(digest of each lock file, version of Python), so that a second start has nothing to do.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from setup_places import CACHE, ENVIRONMENT, LOCKS, PARTS, ROOT, Refused, interpreter, say

_MARKER = ENVIRONMENT / "gigwallet-unfinished"
_STAMP = ENVIRONMENT / "gigwallet-installed.json"
_LOG = CACHE / "setup.log"

# Measured downloads on Linux (docs/fresh-machine.md); the sizes elsewhere are alike.
_SIZES = {"base": 265, "organiser": 25, "development": 50}

_NO_NETWORK = re.compile(
    r"Failed to establish a new connection|Name or service not known|name resolution"
    r"|getaddrinfo failed|NewConnectionError|NameResolutionError|ConnectTimeout"
    r"|Max retries exceeded|Network is unreachable|ReadTimeout|ProxyError"
    r"|Connection (?:refused|reset|aborted)"
)


def prepare_environment(parts: Iterable[str] = ("base",)) -> Path:
    """Make .venv hold these parts (of PARTS) exactly as locked; answers with its Python.

    Raises Refused when it cannot be made, with what to do next.
    """
    with _alone():
        if _MARKER.exists():
            say("The last setup was cut off; making .venv again from the start.")
            shutil.rmtree(ENVIRONMENT)
        version = _version_inside()
        if version is None:
            _make()
            version = _version_inside()
            if version is None:
                raise Refused(f"Python made {ENVIRONMENT}, but the Python in it does not start.")
        _install(set(parts), version)
    return interpreter()


def _version_inside() -> str | None:
    """The version of .venv's Python, or nothing when it is absent or does not start."""
    if not interpreter().exists():
        return None
    question = "import pip, sys; print('%d.%d.%d' % sys.version_info[:3])"
    done = subprocess.run(
        [interpreter(), "-I", "-c", question], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None


def _make() -> None:
    say("Making .venv, a Python environment of its own inside this folder (a few seconds).")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    ENVIRONMENT.mkdir(parents=True)
    _MARKER.touch()
    done = subprocess.run(
        [sys.executable, "-I", "-m", "venv", str(ENVIRONMENT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Refused(f"{done.stdout}{done.stderr}\nPython could not make .venv; see above.")


def _install(parts: set[str], version: str) -> None:
    stamp = _read_stamp()
    # A part that was there stays there: the next command may want it, and one pip run settles all.
    held = [part for part in PARTS if part in parts or part in stamp]
    wanted = {"python": version} | {part: _digest(part) for part in held}
    if stamp == wanted and not _MARKER.exists():
        return
    changed = [part for part in held if stamp.get(part) != wanted[part] or _MARKER.exists()]
    size = sum(_SIZES[part] for part in changed)
    say(
        f"Installing the locked packages ({', '.join(changed or held)}): up to {size} MB to fetch,"
        " one to five minutes the first time."
    )
    _MARKER.touch()
    _STAMP.unlink(missing_ok=True)
    command = [
        str(interpreter()), "-I", "-m", "pip", "install", "--require-hashes", "--only-binary=:all:",
        "--no-input", "--disable-pip-version-check", "--retries", "2", "--progress-bar", "off",
    ]  # fmt: skip
    for part in held:
        command += ["-r", str(_lock(part))]
    _run_quietly(command)
    _STAMP.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
    _MARKER.unlink()
    say("Installed.")


def _run_quietly(command: list[str]) -> None:
    CACHE.mkdir(exist_ok=True)
    started = time.monotonic()
    with _LOG.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            close_fds=False,  # pip holds the lock too, should this process be killed
        )
        try:
            while process.poll() is None:
                _show_waiting(time.monotonic() - started)
                time.sleep(0.5)
        except KeyboardInterrupt:
            process.kill()
            process.wait()
            raise
    _show_waiting(None)
    if process.returncode > 0:
        _MARKER.unlink()  # pip gave up by itself and left nothing half done
    if process.returncode != 0:
        _explain(_LOG.read_text(encoding="utf-8", errors="replace"))


def _show_waiting(seconds: float | None) -> None:
    """Count the seconds where a person looks on; nothing in a pipe. None wipes the count."""
    if sys.stdout.isatty():
        text = "" if seconds is None else f"{seconds:5.0f} s"
        print(f"\r{text:<10}", end="\r", flush=True)


def _explain(log: str) -> None:
    if "DO NOT MATCH THE HASHES" in log:
        raise Refused(
            "What was fetched is not what was locked, so nothing was installed: type the same"
            " command again, and if it stays so, take another mirror in pip's configuration."
        )
    if _NO_NETWORK.search(log):
        raise Refused(
            "The packages could not be fetched, because the network does not answer: connect this"
            " computer (or set a mirror that you reach in pip's configuration) and type the same"
            " command again."
        )
    tail = "\n".join(log.splitlines()[-15:])
    raise Refused(f"{tail}\npip could not install the packages; its last words are above.")


def _lock(part: str) -> Path:
    return LOCKS / f"{part}.txt"


def _digest(part: str) -> str:
    # Line ends are not content: git may have changed them on Windows.
    return hashlib.sha256(_lock(part).read_text(encoding="utf-8").encode()).hexdigest()


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()}


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the setup for this process; a second one waits until the first is done."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as handle:
        told = False
        while True:
            try:
                _lock_now(handle)
                break
            except OSError:
                if not told:
                    say("Another setup runs in this folder; waiting for it.")
                    told = True
                time.sleep(0.5)
        os.set_inheritable(handle.fileno(), True)
        yield


def _lock_now(handle: TextIO) -> None:
    """Take the lock of the operating system, which frees itself when the process ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
