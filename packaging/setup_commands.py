"""The commands of run.py: which parts each needs, and what it starts inside .venv."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from setup_environment import prepare_environment
from setup_places import (
    LOCKS,
    PARTS,
    ROOT,
    TRANSLATIONS,
    Refused,
    has_display,
    interpreter,
    say,
    surroundings,
)
from setup_system import prepare_system

_USAGE = """\
python3 packaging/run.py COMMAND

  demo [--headless] [--out DIR] [--lang zh|en]   open GigWallet on a vault of invented example files
  start [a command of gigwallet]                 open the window, or run a command (docs/cli.md)
  test [what pytest takes]                       run the tests
  check                                          ruff, mypy, import-linter, translations
  setup [--with organiser|development]       make or complete .venv, start nothing
  screenshots DIR                                make the pictures of the screens again
  translations [--check]                         bring the catalogues up to date, or check them
  lock [--upgrade]                               make the lock files again
  faults [--seconds N]                           kill, flip, cut and fill vaults; count losses
  fuzz [--seconds N] | fuzz laws [TIMES]         damage samples of all importers, or try the laws
  bench|attack [NAME ...]                        a benchmark, an attack (or their list)

The first one makes a Python environment in .venv; nothing is installed outside this folder, except
the system libraries that a bare Linux lacks, and those only by root or by the person.
"""


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is its own, or 2 when it could not be started."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "demo": _demo,
        "start": _start,
        "test": _test,
        "check": _check,
        "setup": _setup,
        "screenshots": _screenshots,
        "translations": _translations,
        "lock": _lock,
        "bench": lambda rest: _collection("benchmarks", rest),
        "faults": _faults,
        "fuzz": _fuzz,
        "attack": lambda rest: _collection("attacks", rest),
    }
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(_USAGE, end="")
        return 0 if arguments else 2
    command = commands.get(arguments[0])
    if command is None:
        print(f"{_USAGE}\nThere is no command {arguments[0]!r}.", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _ready(*parts: str) -> None:
    prepare_system()
    prepare_environment(("base", *parts))
    catalogues = sorted(TRANSLATIONS.glob("*/gigwallet.po"))
    if any(_is_stale(path.parent / "LC_MESSAGES" / "gigwallet.mo", path) for path in catalogues):
        _run(["packaging/setup_translations.py", "--compile"])


def _is_stale(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _demo(rest: list[str]) -> int:
    _ready()
    if "--headless" not in rest and not {"-h", "--help"} & set(rest) and not has_display():
        say("There is no display here, so the demo runs without a window and leaves its files.")
        rest = ["--headless", *rest]
    # -P: the person may stand in any folder (--out is meant from there), its files are not ours.
    return _become(["-P", "-m", "gigwallet", "demo", *rest], folder=None)


def _start(rest: list[str]) -> int:
    _ready()
    return _become(["-P", "-m", "gigwallet", *rest], folder=None)


def _test(rest: list[str]) -> int:
    _ready("development")
    # Many tests start the program anew: from bytecode that takes half the time.
    _run(["-m", "compileall", "-q", "gigwallet", "tests"])
    workers = min(os.cpu_count() or 1, 4)
    alone = ("-n", "--numprocesses", "--pdb", "-s", "--capture=no", "--collect-only", "--co")
    if workers > 1 and not any(word.startswith(alone) for word in rest):
        rest = ["-n", str(workers), *rest]
    return _become(["-m", "pytest", *rest], QT_QPA_PLATFORM=_platform())


def _check(rest: list[str]) -> int:
    _nothing_more("check", rest)
    _ready("development")
    mine = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("packaging/*.py"))
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checks = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy --strict": ["-m", "mypy", "--strict"],
        "mypy --strict packaging": ["-m", "mypy", "--strict", *mine],
        "lint-imports": ["-c", lint_imports],
        "translations": ["packaging/setup_translations.py", "--check"],
    }
    failed = []
    for name, arguments in checks.items():
        say(name)
        if _run(arguments) != 0:
            failed.append(name)
    say(f"Failed: {', '.join(failed)}." if failed else "Every check passed.")
    return 1 if failed else 0


def _setup(rest: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run.py setup")
    parser.add_argument("--with", dest="parts", action="append", default=[], choices=PARTS)
    _ready(*parser.parse_args(rest).parts)
    say(f"Ready: {interpreter()}")
    return 0


def _screenshots(rest: list[str]) -> int:
    _ready()
    return _become(["-P", "-m", "gigwallet", "screenshots", *rest], folder=None)


def _translations(rest: list[str]) -> int:
    _ready()
    return _become(["packaging/setup_translations.py", *rest])


def _lock(rest: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run.py lock")
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    upgrade = ["--upgrade"] if parser.parse_args(rest).upgrade else []
    _ready("development")
    for part in PARTS:
        say(f"Locking {part}")
        # Later parts keep to what base chose, so that all of them can be installed together.
        bound = [] if part == "base" else ["-c", "base.txt"]
        code = _run(
            [
                "-m", "uv", "pip", "compile", f"{part}.in", "-o", f"{part}.txt", "--quiet",
                "--universal", "--python-version", "3.11", "--generate-hashes",
                "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-config",
                *bound, *upgrade,
            ],
            folder=LOCKS,
            UV_CUSTOM_COMPILE_COMMAND="python3 packaging/run.py lock",
        )  # fmt: skip
        if code != 0:
            return code
    return 0


def _faults(rest: list[str]) -> int:
    _ready("development")
    return _become(["-m", "tests.faults", *rest], QT_QPA_PLATFORM=_platform())


def _fuzz(rest: list[str]) -> int:
    named = rest and not rest[0].startswith("-")
    return _collection("fuzz", rest if named else ["importers", *rest])


def _collection(folder: str, rest: list[str]) -> int:
    """Runs tests/<folder>/<name>.py, as a program or, when it holds tests, under pytest."""
    found = sorted(
        path.stem
        for path in (ROOT / "tests" / folder).glob("*.py")
        if path.stem != "conftest" and not path.stem.startswith("_")
    )
    if not found:
        raise Refused(f"There is nothing in tests/{folder} yet.")
    names = {name.removeprefix("test_"): name for name in found}
    if not rest:
        print("\n".join(names))
        return 0
    name = names.get(rest[0])
    if name is None:
        raise Refused(f"tests/{folder} has no {rest[0]!r}; it has {', '.join(names)}.")
    _ready("development")
    if name.startswith("test_"):
        started = ["-m", "pytest", f"tests/{folder}/{name}.py"]
    else:
        started = ["-m", f"tests.{folder}.{name}"]
    return _become([*started, *rest[1:]], QT_QPA_PLATFORM=_platform())


def _nothing_more(command: str, rest: list[str]) -> None:
    if rest:
        raise Refused(f"{command} takes nothing more; this is too much: {' '.join(rest)}")


def _platform() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "offscreen")


def _run(arguments: list[str], folder: Path = ROOT, **more: str) -> int:
    """Start .venv's Python and come back with its exit code."""
    command = [str(interpreter()), *arguments]
    return subprocess.run(command, cwd=folder, env=surroundings(**more), check=False).returncode


def _become(arguments: list[str], folder: Path | None = ROOT, **more: str) -> int:
    """Hand this process over to .venv's Python, so that signals and exit codes are its own."""
    command = [str(interpreter()), *arguments]
    sys.stdout.flush()
    if folder is not None:
        os.chdir(folder)
    if os.name != "nt":
        os.execve(command[0], command, surroundings(**more))  # noqa: S606  (no shell is wanted)
    process = subprocess.Popen(command, env=surroundings(**more))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # it got the same Ctrl-C, and knows better how to end
