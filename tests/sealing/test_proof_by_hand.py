"""The recipes of docs/proof-format.md, run as they stand: no line of GigWallet checks here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sealing.test_proofs import EARLIER, GROWTH, HEAD, RECORD, TREE

PAGE = (Path(__file__).parents[2] / "docs" / "proof-format.md").read_text("utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is missing")


def _shell(recipe: str, file: Path) -> subprocess.CompletedProcess[str]:
    script = recipe.replace("proof.txt", file.name)
    return subprocess.run(
        ["bash", "-c", script], cwd=file.parent, capture_output=True, text=True, check=False
    )


def _python(recipe: str, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "-c", recipe, str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _put(folder: Path, text: str, name: str = "it.txt") -> Path:
    (folder / name).write_bytes(text.encode())
    return folder / name


def test_the_page_has_the_recipes() -> None:
    assert (len(SHELL), len(PYTHON)) == (2, 2)


@needs_openssl
@pytest.mark.parametrize("text", [HEAD, RECORD, GROWTH, RECORD.replace("\n", "\r\n")])
def test_openssl_confirms_the_signature_and_the_name_of_the_key(text: str, tmp_path: Path) -> None:
    done = _shell(SHELL[0], _put(tmp_path, text))

    assert "Signature Verified Successfully" in done.stdout
    assert "the key is that of gigwallet/" in done.stdout


@needs_openssl
def test_openssl_refuses_another_size_and_another_key(tmp_path: Path) -> None:
    for changed in (HEAD.replace("\n13\n", "\n14\n"), HEAD.replace("+AQ", "+Aa")):
        done = _shell(SHELL[0], _put(tmp_path, changed))
        assert "Verified Successfully" not in done.stdout


def test_sha256sum_opens_the_commitment(tmp_path: Path) -> None:
    found, wanted = _shell(SHELL[1], _put(tmp_path, RECORD)).stdout.splitlines()
    false, same = _shell(
        SHELL[1], _put(tmp_path, RECORD.replace("截图", "截屏"))
    ).stdout.splitlines()

    assert found.split()[0] == wanted.split()[0] == same.split()[0]
    assert false.split()[0] != wanted.split()[0]


def test_the_path_is_walked_with_nothing_but_the_standard_library(tmp_path: Path) -> None:
    done = _python(PYTHON[0], _put(tmp_path, RECORD.replace("\n", "\r\n") + "\r\n"))

    assert done.stdout.splitlines() == [
        "entry 5 stood in the log of 13 entries",
        "entry 11 stood in the log of 13 entries",
    ]
    for old, new in (("index 5\n", "index 4\n"), ("owner", "0wner"), ("\n13\n", "\n29\n")):
        assert _python(PYTHON[0], _put(tmp_path, RECORD.replace(old, new))).returncode == 1


def test_growth_is_walked_with_nothing_but_the_standard_library(tmp_path: Path) -> None:
    done = _python(PYTHON[1], _put(tmp_path, GROWTH))

    assert done.stdout == "the log of 6 entries is the beginning of the log of 13\n"
    bent = GROWTH.replace(EARLIER.split("\n")[2], HEAD.split("\n")[2], 1)
    assert _python(PYTHON[1], _put(tmp_path, bent)).returncode == 1


def test_the_example_of_the_page_is_a_real_checkpoint() -> None:
    example = re.findall(r"```\n(gigwallet/.*?)```", PAGE, re.DOTALL)[0]

    assert example == HEAD
    assert TREE.size == 13
