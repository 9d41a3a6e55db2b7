"""The same case gives the same bytes, wherever and whenever it is written."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gigwallet.documents.bundles.composing import BundleSpec, write

_CHILD = """
import hashlib, pickle, sys
from pathlib import Path
from gigwallet.documents.bundles.composing import write
spec = pickle.loads(sys.stdin.buffer.read())
print(hashlib.sha256(write(spec, Path(sys.argv[1]))).hexdigest())
"""


@pytest.mark.parametrize(
    "place",
    [
        {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {
            "TZ": "America/New_York",
            "PYTHONHASHSEED": "777",
            "LC_ALL": "C.UTF-8",
            "LANG": "zh_CN.UTF-8",
        },
    ],
)
def test_across_processes_time_zones_hash_seeds_and_locales(
    make_spec: Callable[..., BundleSpec], resources: Path, place: dict[str, str]
) -> None:
    spec = make_spec("zh", specimen=True)
    here = hashlib.sha256(write(spec, resources)).hexdigest()

    there = subprocess.run(
        [sys.executable, "-c", _CHILD, str(resources)],
        input=pickle.dumps(spec),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(resources.parent), **place},
    )

    assert there.stdout.decode().strip() == here


def test_twice_in_one_process(make_spec: Callable[..., BundleSpec], resources: Path) -> None:
    assert write(make_spec("en"), resources) == write(make_spec("en"), resources)
