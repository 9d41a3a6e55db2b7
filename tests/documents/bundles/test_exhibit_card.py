"""An exhibit's card says way in, device, who, when and what meets it, and no more than is known."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image

from gigwallet import pages
from gigwallet.app.bundles.evidence_board import Origin
from gigwallet.documents import captions
from gigwallet.documents.bundles.composing import BundleExhibit
from gigwallet.documents.bundles.exhibit_card import as_record, card_lines
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.exhibits.custody import Custody, Meeting
from gigwallet.documents.exhibits.showing import show
from gigwallet.documents.exhibits.views import Shown
from gigwallet.domain.exhibit import Route, TakenFrom
from gigwallet.domain.exhibit_choices import ExhibitChoices
from gigwallet.domain.instants import Instant
from tests.documents.cases import RESOURCES, bundle_of, listing, material, picture, written

MOMENT = Instant(datetime(2025, 7, 2, 10, 20, tzinfo=UTC), "Asia/Shanghai")
NOTHING = Shown(())
MET = (Meeting("account", 12, ("2", "5")), Meeting("phone", 3, files=2))


def _said(
    one: BundleExhibit, shown: Shown = NOTHING, language: str = "en", again: bool = False
) -> str:
    words = captions.load(RESOURCES, language)
    with speaking(language):
        lines = list(card_lines(one, shown, words, {"1", "2"}, again=again))
    told = "\n".join("".join(run.text for run in line) for line in lines)
    return told.replace("\N{NO-BREAK SPACE}", " ")


def _kept(met: tuple[Meeting, ...] | None) -> BundleExhibit:
    return replace(
        picture(1),
        number="1",
        taken_at=MOMENT,
        taken_from=TakenFrom.STATUS_BAR,
        added_at=MOMENT,
        route=Route.PASTED,
        custody=Custody("Lin\nDevice: forged", met),
    )


def test_each_fact_is_said_and_what_is_not_known_is_said_to_be_so() -> None:
    assert _said(_kept(MET), replace(NOTHING, device="Xiaomi 14")) == (
        "Way in pasted from the clipboard  ·  Device Xiaomi 14  ·  "
        "Taken in by Lin Device: forged\n"
        "Taken 2025-07-02 18:20 (UTC+08:00) (told by the status bar shown)  ·  "
        "Kept since 2025-07-02 18:20 (UTC+08:00)\n"
        "Independent corroboration exhibit 2, 5 (record of a bank or wallet; points: 12); "
        "2 not in this bundle (positions of a phone; points: 3)"
    )
    assert _said(picture(1)) == (
        "Way in file from a folder  ·  Device not known  ·  Taken in by no name was given\n"
        "Taken not known\n"
        "Independent corroboration not looked for"
    )
    assert _said(_kept(None)).endswith(
        "not looked for: nothing that could be compared was read from this file"
    )


@pytest.mark.parametrize(("language", "none"), [("en", "none: "), ("zh", "无：")])
def test_none_found_is_another_word_than_not_looked_for(language: str, none: str) -> None:
    found, unread = (_said(_kept(met), language=language) for met in ((), None))

    assert none in found
    assert none not in unread


def test_only_exhibits_of_this_file_are_links() -> None:
    words = captions.load(RESOURCES, "zh")
    runs = [run for line in card_lines(_kept(MET), NOTHING, words, {"2"}) for run in line]

    assert {run.text: run.link for run in runs if run.text in ("2", "5")} == {
        "2": "exhibit-2",
        "5": "",
    }


def test_many_meetings_are_cut_in_print_and_whole_for_machines() -> None:
    one = _kept(tuple(Meeting("platform", 1, (str(number),)) for number in range(30)))

    assert "; 22 more (manifest.json)" in _said(one)
    record = as_record(one, NOTHING)
    assert len(record["corroboration"]) == 30
    assert (record["taken_at"], record["taken_from"]) == ("2025-07-02T18:20+08:00", "status_bar")


def test_what_was_served_does_not_grow() -> None:
    assert _said(_kept(MET), again=True).endswith(
        "Independent corroboration as stated when it was served; anew in manifest.json"
    )


def test_a_table_of_the_same_person_is_no_independent_word() -> None:
    one = replace(picture(1), custody=Custody("Lin", (Meeting("own", 4, ("2",)),)))

    assert "corroboration none; exhibit 2 (table kept by the submitter" in _said(one)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_origin_route_and_sign_has_a_caption(language: str) -> None:
    words = captions.load(RESOURCES, language)

    for value in Origin:
        assert words(f"origin.{value}")
    for route in Route:
        assert words(f"route.{route}")
    for sign in TakenFrom:
        assert words(f"taken_from.{sign}")


class TestTheDevice:
    """It is one of the hidden details: it is printed where these stay in."""

    def _photo(self, make: str | bytes, model: str) -> bytes:
        exif = Image.Exif()
        exif[0x010F], exif[0x0110], exif.get_ifd(0x8769)[0xA431] = make, model, "SERIAL-77"
        out = io.BytesIO()
        Image.new("RGB", (20, 30), (90, 90, 90)).save(out, "JPEG", exif=exif)
        return out.getvalue()

    def test_is_named_where_the_person_keeps_hidden_details(self) -> None:
        photo = self._photo("Xiaomi", "14 Ultra")

        kept = show(photo, "image/jpeg", ExhibitChoices(keep_metadata=True))
        left_out = show(photo, "image/jpeg")

        assert (kept.device, kept.device_left_out) == ("Xiaomi 14 Ultra", False)
        assert (left_out.device, left_out.device_left_out) == ("", True)
        assert "named in the original; left out here" in _said(picture(1), left_out)
        assert as_record(picture(1), left_out)["device_left_out"] is True

    @pytest.mark.parametrize(
        ("make", "model", "said"),
        [
            ("Apple", "Apple iPhone 15", "Apple iPhone 15"),
            ("", "", ""),
            ("小米\u202e\n\tB".encode(), "x" * 300, "小米 B " + "x" * 48),
        ],
        ids=["make twice", "nothing", "hostile"],
    )
    def test_is_one_short_line_of_make_and_model(
        self, make: str | bytes, model: str, said: str
    ) -> None:
        assert pages.describe_picture(self._photo(make, model)).device == said


def test_the_card_stands_on_the_page_and_in_the_list_for_machines() -> None:
    one = replace(picture(1), custody=Custody("Lin", (Meeting("own", 4, ("2",)),)))
    spec = bundle_of("eu_plain", [("", one), ("", picture(2))], language="en")

    pdf = written(spec)
    cards = [each["card"] for each in listing(pdf)["exhibits"]]
    last = pages.page_text(pdf, pages.page_count(pdf))

    assert cards[0] == {
        "route": "folder",
        "taken_in_by": "Lin",
        "corroboration": [{"origin": "own", "points": 4, "exhibits": ["2"]}],
    }
    assert cards[1] == {"route": "folder", "corroboration": None}
    assert "table kept by the submitter, so not independent; points: 4" in " ".join(last.split())
    assert hashlib.sha256(one.data).hexdigest() in last  # type: ignore[arg-type]  # bytes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_a_folder_it_is_said_once_why_nothing_was_looked_for(language: str) -> None:
    words = captions.load(RESOURCES, language)
    pdf = written(bundle_of("eu_plain", material("eu_plain", 4), language=language))

    count = pages.page_count(pdf)
    told = "".join("".join(pages.page_text(pdf, page).split()) for page in range(1, count + 1))

    assert told.count("".join(words("manifest.intro_folder").split())) == 1
    assert "".join(words("card.not_looked").split()) not in told
