"""Hardening, tried by what it keeps out: another process of the same user, and a core file."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gigwallet.host.isolation import WorkerProcess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells it by /proc")

ROOT = Path(__file__).parents[2]
_NOBODY = 65534
# Root may read everything, which says nothing: under root all of these become ordinary first. A
# change of the user makes a process undumpable by itself, which is taken back to see what we do.
_ORDINARY = f"""
import ctypes, os
if os.getuid() == 0:
    os.setgroups([])
    os.setresgid({_NOBODY}, {_NOBODY}, {_NOBODY})
    os.setresuid({_NOBODY}, {_NOBODY}, {_NOBODY})
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
"""
# Says where its secret lies in memory, then waits.
_HOLDER = f"""
import resource, sys
from gigwallet.host.hardening import harden
{_ORDINARY}
if sys.argv[1] == "hardened":
    harden()
secret = ctypes.create_string_buffer(b"CANARY-IN-MEMORY")
print(ctypes.addressof(secret), flush=True)
sys.stdin.read()
"""
_READER = f"""
import sys
{_ORDINARY}
process, address = int(sys.argv[1]), int(sys.argv[2])
try:
    with open(f"/proc/{{process}}/mem", "rb") as memory:
        memory.seek(address)
        print(memory.read(16).decode())
except OSError as refused:
    print(type(refused).__name__)
"""
_ATTACHER = f"""
import sys
{_ORDINARY}
libc = ctypes.CDLL(None, use_errno=True)
done = libc.ptrace(16, int(sys.argv[1]), None, None)
print("attached" if done == 0 else os.strerror(ctypes.get_errno()))
"""
_CRASH = """
import contextlib, os, resource, signal, sys
with contextlib.suppress(ValueError):  # the limit of this very test's process was lowered before
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
if sys.argv[1] == "hardened":
    from gigwallet.host.hardening import harden
    harden()
os.kill(os.getpid(), signal.SIGSEGV)
"""


def _start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *(str(each) for each in arguments)],
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(params=["hardened", "as it is"])
def holder(request: pytest.FixtureRequest) -> Iterator[tuple[str, int, int]]:
    """How it was started, its process, and where its secret lies."""
    with _start(_HOLDER, request.param) as process:
        assert process.stdout is not None
        yield request.param, process.pid, int(process.stdout.readline())
        process.send_signal(signal.SIGCONT)  # whoever attached has stopped it
        process.communicate("")


def test_no_other_process_of_the_same_user_reads_its_memory(holder: tuple[str, int, int]) -> None:
    how, process, address = holder
    read, _ = _start(_READER, process, address).communicate()
    if how == "as it is" and "CANARY" not in read:
        pytest.skip("this system lets nobody read another process anyway")

    assert read.strip() == ("PermissionError" if how == "hardened" else "CANARY-IN-MEMORY")


def test_no_other_process_of_the_same_user_attaches_to_it(holder: tuple[str, int, int]) -> None:
    how, process, _address = holder
    attached, _ = _start(_ATTACHER, process).communicate()
    if how == "as it is" and attached.strip() != "attached":
        pytest.skip("this system lets nobody attach to another process anyway")

    assert attached.strip() == ("Operation not permitted" if how == "hardened" else "attached")


@pytest.mark.parametrize("how", ["hardened", "as it is"])
def test_a_crash_leaves_no_core_file(tmp_path: Path, how: str) -> None:
    pattern = Path("/proc/sys/kernel/core_pattern").read_text("utf-8").strip()
    done = subprocess.run(
        [sys.executable, "-c", _CRASH, how],
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        check=False,
    )
    cores = list(tmp_path.iterdir())
    if how == "as it is" and not cores:
        pytest.skip(f"this system writes no core here anyway: {pattern}")

    assert done.returncode == -signal.SIGSEGV
    assert bool(cores) is (how == "as it is")


def _own_state() -> tuple[int, int]:
    import ctypes
    import resource

    return ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0]


def test_the_process_that_reads_a_persons_files_is_hardened_too() -> None:
    isolation = WorkerProcess()
    try:
        dumpable, core = isolation.run(_own_state)
    finally:
        isolation.close()

    assert (dumpable, core) == (0, 0)
