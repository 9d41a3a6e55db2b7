"""``search`` and ``exhibits``: from a label to a hit, beside an open window, with exit codes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.cli.commands import search
from tests.app import people
from tests.cli.conftest import Cli


@pytest.fixture
def exhibit(cli: Cli, vault: Path, tmp_path: Path) -> str:
    out = io.BytesIO()
    Image.new("RGB", (30, 30), "white").save(out, "PNG")
    picture = people.put(tmp_path, "站点公告.png", out.getvalue())
    assert cli("import", vault, picture).code == 0
    (told,) = cli("exhibits", vault, "--json").result["exhibits"]
    return str(told["id"])


def test_what_you_call_an_original_is_what_finds_it(cli: Cli, vault: Path, exhibit: str) -> None:
    words = ("exhibits", vault, "describe", exhibit[:6], "--label", "满单奖规则", "--note", "七月")
    assert cli(*words).code == 0
    assert "满单奖规则 (站点公告.png)" in cli("exhibits", vault).out

    answer = cli("search", vault, "单奖", "七", "--json")

    assert answer.code == 0
    (hit,) = answer.result["hits"]
    assert (hit["kind"], hit["id"], hit["title"]) == ("exhibit", exhibit, "满单奖规则")
    assert (hit["title_matches"], hit["matches"], hit["page"]) == ([[1, 3]], [[11, 12]], None)
    assert answer.result["more"] is False
    lines = cli("search", vault, "单奖").out.splitlines()
    assert lines[0].startswith(exhibit)
    assert "满单奖规则" in lines[0]


def test_nothing_found_is_told_apart_by_its_exit_code(cli: Cli, vault: Path) -> None:
    answer = cli("search", vault, "没有这个")

    assert (answer.code, answer.out) == (1, "Nothing was found.\n")
    assert cli("search", vault, "武汉", "--limit", "1").code == 0
    assert cli("search", vault, "--limit", "1", "武汉").code == 0
    assert cli("search", vault, "武汉", "--rebuild", "--json").result["indexed"] > 0


def test_a_vault_that_is_open_elsewhere_is_searched_too(cli: Cli, vault: Path) -> None:
    with open_vault(vault, passphrase=bytearray(people.PASSPHRASE)):
        assert cli("search", vault, "武汉").code == 0
        assert cli("search", vault, "武汉", "--rebuild", "--json").errors == ["vault_in_use"]


def test_what_cannot_be_meant_is_refused(cli: Cli, vault: Path, exhibit: str) -> None:
    assert cli("search", vault, " ", "--json").errors == ["usage"]
    assert cli("search", vault, "a", "--limit", "0", "--json").errors == ["bad_argument"]
    assert cli("exhibits", vault, "describe", exhibit, "--json").errors == ["usage"]
    wrong = cli("exhibits", vault, "describe", "zz", "--label", "x", "--json")
    assert (wrong.code, wrong.errors) == (2, ["exhibit_unknown"])


def test_hits_are_marked_where_somebody_looks(
    cli: Cli, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_is_looked_at", lambda: True)

    assert "\x1b[1m武汉\x1b[22m" in cli("search", vault, "武汉").out
