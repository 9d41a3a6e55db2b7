"""What we ship may be shipped: permissive, or weak copyleft used unmodified; no GPL, no AGPL."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

# By what the packages say of themselves: SPDX expressions, classifiers, or a licence field.
ALLOWED = {
    "0BSD",
    "Apache Software License",
    "Apache-2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "LGPL-3.0-only",
    "MIT",
    "MIT License",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
    "PSF-2.0",
    "Public Domain",
    "Python Software Foundation License",
    "Unlicense",
    "Zlib",
}

# Packages whose metadata do not say it in one of these words; their licence files were read.
REVIEWED = {
    "sqlcipher3": "Zlib",  # and, inside its wheel: SQLCipher BSD-3-Clause, OpenSSL Apache-2.0
    "pi-heif": "BSD-3-Clause",  # inside its wheel: libheif and libde265 LGPL-3.0, apart
    "pypdfium2": "BSD-3-Clause",  # or Apache-2.0; PDFium BSD-3-Clause; lists its parts' licences
    "gpxpy": "Apache-2.0",  # says it in full: "Apache License, Version 2.0"
    "protobuf": "BSD-3-Clause",  # says "3-Clause BSD License"
    "pywin32-ctypes": "BSD-3-Clause",  # installed on Windows only
}


def _locked(path: Path) -> list[str]:
    return re.findall(r"^([a-z0-9.-]+)==", path.read_text("utf-8"), re.MULTILINE)


def _says(name: str) -> list[str]:
    """The alternatives under which a distribution is offered; several mean a choice."""
    metadata = importlib.metadata.metadata(name)
    expression = metadata.get("License-Expression")
    if expression is None:
        classified = [
            text.split("::")[-1].strip()
            for text in metadata.get_all("Classifier") or []
            if text.startswith("License ::") and not text.endswith("OSI Approved")
        ]
        # Several classifiers say "these all apply", which AND says in an expression.
        expression = " AND ".join(classified) or metadata.get("License") or ""
    return [
        text.strip(" ()") if "MPL 2.0" not in text else text for text in expression.split(" OR ")
    ]


def test_every_shipped_package_may_be_shipped(locks: Path) -> None:
    unclear = {}
    for name in _locked(locks / "base.txt"):
        if name in REVIEWED:
            continue
        try:
            alternatives = _says(name)
        except importlib.metadata.PackageNotFoundError:
            pytest.importorskip("PySide6")  # a marker kept it out, as on another Python or system
            continue
        if not any(set(each.split(" AND ")) <= ALLOWED for each in alternatives):
            unclear[name] = alternatives

    assert unclear == {}


def test_a_reviewed_licence_is_an_allowed_one() -> None:
    assert set(REVIEWED.values()) <= ALLOWED


def test_no_strong_copyleft_is_among_the_allowed() -> None:
    assert not [name for name in ALLOWED if re.search(r"\bA?GPL|Affero", name)]


def test_qt_is_used_under_the_lesser_licence() -> None:
    assert "LGPL-3.0-only" in _says("PySide6-Essentials")
