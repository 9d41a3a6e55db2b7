"""Time stamps on the command line: shown first, sent on --yes, judged, written out, checked."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.sealing import authority as stand
from tests.sealing.authority import Server

pytestmark = stand.needs_openssl


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> stand.Authority:
    return stand.simple(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(real: stand.Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with stand.serving(real.answer) as running:
        yield running


@pytest.fixture
def asked(cli: Cli, vault: Path, server: Server, real: stand.Authority, tmp_path: Path) -> Cli:
    root = tmp_path / "root.pem"
    root.write_text(real.root_pem)
    cli("timestamp", "add-authority", vault, "--name", "样张机构", "--url", server.url,
        "--root", root, "--json")  # fmt: skip
    return cli


def test_at_first_there_is_nobody_to_ask(cli: Cli, vault: Path) -> None:
    assert cli("timestamp", "authorities", vault, "--json").result == {"authorities": []}
    answer = cli("timestamp", "request", vault, "--yes", "--json")
    assert (answer.code, answer.errors) == (2, ["no_authority"])


def test_nothing_is_sent_before_yes_and_then_exactly_what_was_shown(
    asked: Cli, vault: Path, server: Server
) -> None:
    shown = asked("timestamp", "show", vault, "--json").result
    unsent = asked("timestamp", "request", vault, "--json").result
    assert server.seen == []
    assert unsent["sent"] is False
    assert unsent["digest"] == shown["digest"]

    sent = asked("timestamp", "request", vault, "--yes", "--json")
    assert sent.code == 0
    assert [each.hex() for each in server.seen] == [sent.result["message"]]
    assert sent.result["digest"] == shown["digest"]
    assert sent.result["digest"] in sent.result["message"]
    assert sent.result["grade"] == "anchored"


def test_a_person_sees_address_digest_nonce_and_every_byte(asked: Cli, vault: Path) -> None:
    answer = asked("timestamp", "request", vault, "--lang", "en")
    result = asked("timestamp", "show", vault, "--json").result

    assert result["digest"] in answer.out
    assert result["url"] in answer.out
    assert "Nothing was sent" in answer.out
    assert "0000  50 4f 53 54 20" in answer.out


def test_a_stamp_is_listed_judged_and_written_out_for_openssl(
    asked: Cli, vault: Path, tmp_path: Path
) -> None:
    made = asked("timestamp", "request", vault, "--yes", "--json").result["time_stamp"]
    (listed,) = asked("timestamp", "list", vault, "--json").result["time_stamps"]
    judged = asked("timestamp", "verify", vault, made["id"][:8], "--json")
    out = asked("timestamp", "export", vault, made["id"], "--out", tmp_path / "out", "--json")

    assert listed == made
    assert (judged.code, judged.result["grade"]) == (0, "anchored")
    assert judged.result["findings"][0]["code"] == "stamp_existed"
    done = subprocess.run(shlex.split(out.result["command"]), cwd=tmp_path / "out", check=False)
    assert done.returncode == 0
    assert asked("timestamp", "verify", vault, "zz", "--json").errors == ["time_stamp_missing"]


def test_a_refusal_of_the_authority_is_told_and_nothing_is_kept(
    asked: Cli, vault: Path, server: Server
) -> None:
    server.behaviour = lambda _body: stand.rejection("quota")
    answer = asked("timestamp", "request", vault, "--yes", "--json")

    assert (answer.code, answer.errors) == (2, ["authority_refused"])
    assert asked("timestamp", "list", vault, "--json").result["time_stamps"] == []


def test_of_several_authorities_one_is_named(asked: Cli, vault: Path, server: Server) -> None:
    asked("timestamp", "add-authority", vault, "--name", "second", "--url", server.url, "--json")
    assert asked("timestamp", "show", vault, "--json").errors == ["usage"]
    shown = asked("timestamp", "show", vault, "--authority", "second", "--json")
    assert shown.result["authority"] == "second"
    asked("timestamp", "remove-authority", vault, "--name", "second", "--json")
    assert asked("timestamp", "show", vault, "--json").result["authority"] == "样张机构"
