"""Small bundles of invented pictures, as tests of forms, volumes and later additions want them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
from PIL import Image

from gigwallet.documents import captions
from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.case import Event, Opening, Served
from gigwallet.documents.bundles.composing import BundleExhibit, BundleSpec, compose
from gigwallet.documents.bundles.grouping import grouped
from gigwallet.documents.bundles.served import read_served
from gigwallet.documents.bundles.served_volumes import served_by
from gigwallet.documents.bundles.spec import Party
from gigwallet.documents.drawing.tables import Column, Row, Table

RESOURCES = Path(__file__).parents[2] / "resources"
DAY = date(2025, 9, 10)


def picture(
    shade: int, title: str = "", day: date | None = None, size: tuple[int, int] = (0, 0)
) -> BundleExhibit:
    """Each ``shade`` is another file of one page. One with a ``size`` is noise, which no file packs
    any smaller."""
    out = io.BytesIO()
    plain = Image.new("RGB", (30, 60), (shade, 90, 160))
    noise = Random(shade).randbytes(size[0] * size[1] * 3)  # noqa: S311  not a secret
    (Image.frombytes("RGB", size, noise) if noise else plain).save(out, "PNG")
    data = out.getvalue()
    return BundleExhibit(
        number="",
        title=title or f"Screenshot {shade}",
        source="rider app",
        purpose="shows the orders of a day",
        media_type="image/png",
        original_name=f"{shade}.png",
        original_sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        data=data,
        day=day,
    )


def reckoning(numbers: tuple[str, ...] = ()) -> Table:
    return Table(
        "A", "A. Due", (Column("What"), Column("Orders", figures=True)),
        (Row(("July", 922), numbers), Row(("August", 804))), exhibits_title="Exhibits",
    )  # fmt: skip


def bundle_of(
    name: str,
    exhibits: Sequence[tuple[str, BundleExhibit]],
    *,
    language: str = "",
    served: Served | None = None,
    tables: tuple[Table, ...] = (),
) -> BundleSpec:
    """A bundle in the form ``name``; each exhibit comes with its group."""
    profile = profile_reading.load(RESOURCES, name)
    words = captions.load(RESOURCES, language or profile.language, name)
    groups, _ = grouped(profile, words, exhibits, reckoned=bool(tables), served=served)
    return BundleSpec(
        "Orders of the summer",
        language or profile.language,
        DAY,
        (Party(words("cover.applicant"), ("Lin",)), Party(words("cover.opponent"), ("A", "B"))),
        groups,
        computations=tables,
        statement=("Taken on my own phone.",),
        profile=name,
        opening=Opening("pay", "2025/12", 2),
        chronology=(Event(date(2025, 7, 31), "The statement for July came"),),
        served=served,
    )


def served_as(*pdfs: bytes) -> Served:
    """What the other side has: these files, called 1.pdf, 2.pdf."""
    return served_by([read_served(pdf, f"{n}.pdf") for n, pdf in enumerate(pdfs, start=1)])


def written(spec: BundleSpec) -> bytes:
    return compose(spec, RESOURCES).pdf


def listing(pdf: bytes) -> Any:  # Any: JSON
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return json.loads(opened.attachments["manifest.json"].get_file().read_bytes())


def spans(pdf: bytes) -> dict[str, tuple[int, int]]:
    return {one["number"]: tuple(one["pages"]) for one in listing(pdf)["exhibits"]}


def material(name: str, count: int, first: int = 0) -> list[tuple[str, BundleExhibit]]:
    """So many pictures, in turn for each group of the form."""
    profile = profile_reading.load(RESOURCES, name)
    keys = [group.key for group in profile.groups if not profile.reckons(group.key)] or [""]
    return [
        (keys[n % len(keys)], picture(first + n, day=date(2025, 7, 1 + n % 28)))
        for n in range(count)
    ]
