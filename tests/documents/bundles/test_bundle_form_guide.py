"""The page that says how a form of evidence file is added shows one that can be followed."""

from __future__ import annotations

import re
from pathlib import Path

from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.profile import BundlePart, IndexColumn, Material

_GUIDE = Path(__file__).parents[3] / "docs" / "adding" / "bundle_form.md"


def test_the_form_of_the_guide_can_be_read() -> None:
    found = re.search(r"```toml\n(.*?)```", _GUIDE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    profile = profile_reading.read(found[1].replace("\n   ", "\n"), "guide")

    assert profile.parts[0] is BundlePart.COVER
    assert [each.column for each in profile.columns][-1] is IndexColumn.PAGES


def test_the_guide_names_every_part_column_and_material() -> None:
    words = set(re.findall(r"`([a-z_]+)`", _GUIDE.read_text("utf-8")))

    assert {str(each) for kind in (BundlePart, IndexColumn, Material) for each in kind} <= words
