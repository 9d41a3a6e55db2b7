"""veraPDF as a judge of what we write."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_JARS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation")


def verapdf(*files: Path) -> subprocess.CompletedProcess[str]:
    """Whether files are PDF/A-3b: exit code 0, and a line with PASS for each.
    ``GIGWALLET_VERAPDF`` names the jar that holds the judge; ``.ci/run`` fetches one."""
    jar, java = os.environ.get("GIGWALLET_VERAPDF", ""), shutil.which("java")
    if not jar or java is None:
        pytest.skip("veraPDF is not here")
    path = [jar, *(f"/usr/share/java/{name}.jar" for name in _JARS)]
    judge = Path(__file__).parent / "VeraPdf.java"
    return subprocess.run(
        [java, "-cp", os.pathsep.join(path), str(judge), "3b", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
