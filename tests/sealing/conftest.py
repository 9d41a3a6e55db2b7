"""A small sealed bundle with three exhibits, and where their pictures lie in it."""

from __future__ import annotations

import hashlib
import io
import random
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    ExhibitGroup,
    Party,
    write,
)


@pytest.fixture(scope="session")
def pictures() -> dict[str, bytes]:
    """Noise, so that each picture is some kilobytes and unlike the others."""
    made = {}
    for number in ("1-1", "1-2", "2-1"):
        noise = random.Random(number)  # noqa: S311  invented pixels
        out = io.BytesIO()
        Image.frombytes("RGB", (60, 90), noise.randbytes(60 * 90 * 3)).save(out, "JPEG")
        made[number] = out.getvalue()
    return made


@pytest.fixture(scope="session")
def sealed(pictures: dict[str, bytes]) -> bytes:
    exhibits = tuple(
        BundleExhibit(
            number,
            f"Screenshot {number}",
            "app",
            "",
            "image/jpeg",
            f"{number}.jpg",
            hashlib.sha256(data).hexdigest(),
            len(data),
            data,
        )
        for number, data in pictures.items()
    )
    spec = BundleSpec(
        "A sealed bundle",
        "en",
        date(2025, 9, 10),
        (Party("Submitted by", ("Sample Rider",)),),
        (ExhibitGroup("", exhibits),),
    )
    return write(spec, Path(__file__).parents[2] / "resources")
