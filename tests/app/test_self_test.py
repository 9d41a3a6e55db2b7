"""The self-test passes on a sound installation and names what fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gigwallet.app.self_test import self_test
from gigwallet.app.wallet import Surroundings
from gigwallet.host.isolation import SameProcess


def test_a_sound_installation_passes(around: Surroundings) -> None:
    assert [(each.check, each.detail) for each in self_test(around=around) if not each.ok] == []


def test_what_is_lacking_is_named(around: Surroundings, tmp_path: Path) -> None:
    broken = replace(around, resources=tmp_path)

    assert {each.check for each in self_test(around=broken) if not each.ok} == {
        "resources",
        "pictures",
        "sealed_pdf",
    }


def test_reading_files_in_this_very_process_fails(around: Surroundings) -> None:
    unsafe = replace(around, isolation=SameProcess())

    assert [each.check for each in self_test(around=unsafe) if not each.ok] == ["isolation"]
