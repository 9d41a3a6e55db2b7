"""A recording has a page with its facts and room for its transcript, and a picture of a video."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    Composed,
    ExhibitGroup,
    compose,
)
from gigwallet.documents.captions import load
from gigwallet.documents.exhibits.recording_pages import length_of
from gigwallet.documents.exhibits.showing import show
from gigwallet.domain.exhibit_choices import ExhibitChoices
from tests.pages.test_recording import video, wav

__all__ = ["video"]  # a fixture


@pytest.fixture(scope="module")
def made(
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
    video: bytes,
) -> Composed:
    exhibits = (
        make_exhibit("1", "audio/wav", "谈话.wav", wav()),
        make_exhibit("2", "video/mp4", "站点.mp4", video),
    )
    spec = replace(
        make_spec(),
        groups=(ExhibitGroup("", exhibits),),
        computations=(),
        choices=ExhibitChoices(attach_originals=True),
    )
    return compose(spec, resources)


def _said(made: Composed, number: str) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    first, last = made.exhibit_pages[number]
    return [reader.pages[page - 1].extract_text() for page in range(first, last + 1)]


def test_its_facts_and_the_lines_for_its_transcript_are_on_one_page(made: Composed) -> None:
    (page,) = _said(made, "1")

    for words in ("谈话.wav", "录音（WAV）", "0:00:02", "文字整理稿", "说话人", "整理人"):
        assert words in page


def test_a_video_shows_one_of_its_pictures(made: Composed) -> None:
    told, still = _said(made, "2")

    assert "录像（MP4）" in told
    assert "0:00:03" in told
    assert "文字整理稿" not in still
    first, last = made.exhibit_pages["2"]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert "/Exhibit" in pdf.pages[last - 1].obj.Resources.XObject
        assert last == first + 1


def test_the_manifest_has_what_machines_need(made: Composed) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        listing = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
        sound, film = listing["exhibits"]

        assert sound["recording"] == {
            "media_type": "audio/wav", "milliseconds": 2500, "still_at_milliseconds": None,
        }  # fmt: skip
        assert film["recording"]["milliseconds"] == 3000
        assert "stored_sha256" in film
        for entry in (sound, film):
            assert entry["attached_as"] in pdf.attachments


def test_what_is_no_recording_says_so() -> None:
    assert show(b"words", "audio/mpeg").refused == "recording_unreadable"


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(0, "0:00:00"), (59_999, "0:00:59"), (3_725_000, "1:02:05")]
)
def test_lengths_are_written_as_players_write_them(
    milliseconds: int, text: str, resources: Path
) -> None:
    assert length_of(milliseconds, load(resources, "en")) == text


def test_every_kind_has_a_name_in_both_languages(resources: Path) -> None:
    names = [
        {key for key in load(resources, language).texts if key.startswith("recording.kinds.")}
        for language in ("zh", "en")
    ]

    assert names[0] == names[1]
    assert len(names[0]) == 13
