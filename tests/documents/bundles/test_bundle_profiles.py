"""The forms of bundles are data: each that lies there is whole, and says where it is wrong."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest

from gigwallet.documents import captions
from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.profile import BundlePart, Material
from gigwallet.domain.errors import GigWalletError

RESOURCES = Path(__file__).parents[3] / "resources"
NAMES = profile_reading.names(RESOURCES)
PLAIN = (RESOURCES / "bundles" / "eu_plain" / "profile.toml").read_text(encoding="utf-8")


def test_those_that_offices_ask_for_are_there() -> None:
    wanted = {"cn_arbitration", "cn_court", "gb_ew", "us_exhibits", "eu_plain", "au_f89"}

    assert wanted <= set(NAMES)


def test_one_form_is_the_first_choice_where_people_are_paid_in_a_currency() -> None:
    said = [code for one in profile_reading.load_all(RESOURCES) for code in one.currencies]

    assert len(said) == len(set(said))


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_place_for_all_material(name: str) -> None:
    profile = profile_reading.load(RESOURCES, name)

    assert {BundlePart.COVER, BundlePart.INDEX, BundlePart.EXHIBITS} <= set(profile.parts)
    assert BundlePart.DIGESTS in profile.parts
    if profile.groups:
        assert all(profile.group_of(one) for one in set(Material) - {Material.COMPUTATIONS})


@pytest.mark.parametrize("name", NAMES)
def test_its_words_are_whole_in_each_language(name: str) -> None:
    """And each stands in for one that all bundles have, with the same facts to put in."""
    own = {
        language: captions._read(RESOURCES / "bundles" / name / f"{language}.toml")
        for language in ("zh", "en")
    }
    usual = captions.load(RESOURCES, "en").texts
    profile = profile_reading.load(RESOURCES, name)

    assert own["zh"].keys() == own["en"].keys()
    assert {"called", "about"} <= own["zh"].keys()
    for key, text in own["zh"].items():
        assert _facts(text) == _facts(own["en"][key]), key
        spoken = key in ("called", "about") or key.startswith("certification.")
        assert spoken or key in usual, key
    for language in ("zh", "en"):
        said = captions.load(RESOURCES, language, name)
        assert all(said(f"groups.{group.key}") for group in profile.groups)
        if BundlePart.CERTIFICATION in profile.parts:
            assert said("certification.heading")


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_form_that_is_not_there_is_refused_with_those_that_are() -> None:
    for name in ("us_federal", "../bundles/eu_plain", ""):
        with pytest.raises(GigWalletError) as refused:
            profile_reading.load(RESOURCES, name)

        assert refused.value.code == "bundle_profile_missing"
        assert "eu_plain" in str(refused.value.facts["known"])


@pytest.mark.parametrize(
    ("was", "becomes", "at", "key"),
    [
        ("place = 60", "plaice = 60", "plaice", "plaice"),
        ("place = 60", "place = -1", "place =", "place"),
        ('language = "en"', 'language = "fr"', "language", "language"),
        ('paper = "a4"', 'paper = "a3"', "paper", "edges.paper"),
        ("left = 25", "left = 2", "left", "edges.left"),
        ("left = 25", "left = true", "left", "edges.left"),
        ("left = 25\n", "", "edges]", "edges.left"),
        ('numbering = "grouped"', 'numbering = "roman"', "numbering", "numbering"),
        ('"statement", "exhibits"', '"statement", "index"', '"index", "comp', "parts"),
        ('"statement", "exhibits"', '"statement"', "parts", "parts"),
        ('key = "purpose"', 'key = "smell"', 'key = "smell"', "index.column.key"),
        ('takes = ["rules"]', 'takes = ["work"]', 'takes = ["work"]\n\n[[group]]\nkey = "sta', ""),
        ('takes = ["other"]', 'takes = ["magic"]', '"magic"', "group.takes"),
        ('share = "1.7"', "share = 1.7", "share = 1.7", "index.column.share"),
        ("signed = false", 'signed = "no"', "signed", "index.signed"),
        ("place = 60", "place = ?", "?", ""),
    ],
)
def test_what_cannot_be_followed_is_refused_where_it_stands(
    was: str, becomes: str, at: str, key: str
) -> None:
    assert PLAIN.count(was) == 1
    text = PLAIN.replace(was, becomes)
    before = text[: text.rindex(at)]

    with pytest.raises(GigWalletError) as refused:
        profile_reading.read(text, "eu_plain")

    facts = refused.value.facts
    assert refused.value.code == "bundle_profile_wrong"
    assert facts["line"] == before.count("\n") + 1
    assert facts["column"] == len(before) - before.rfind("\n")
    assert str(facts["key"]).startswith(key)


def test_every_key_of_every_form_is_one_that_is_read() -> None:
    """A key that is taken out of a form is missed or has a default; one put in is refused."""
    for name in NAMES:
        text = (RESOURCES / "bundles" / name / "profile.toml").read_text(encoding="utf-8")
        for table in tomllib.loads(text):
            with pytest.raises(GigWalletError):
                profile_reading.read(f"{table}_of_old = 1\n{text}", name)
