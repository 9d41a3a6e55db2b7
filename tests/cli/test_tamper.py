"""Checkpoints, proofs, histories and checks by command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.app import people
from tests.cli.conftest import Cli


@pytest.fixture
def tally(cli: Cli, vault: Path) -> str:
    """The id of a typed count."""
    made = cli("add", "tally", vault, "--month", "2025-07", "--orders", "922", "--json")
    assert made.code == 0
    listed = cli("typed", vault, "--json").result["typed"]
    return str(listed[0]["id"])


def test_a_checkpoint_is_written_listed_and_verified(cli: Cli, vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept.txt"
    made = cli("checkpoint", vault, "--out", out, "--json")
    again = cli("checkpoint", vault, "--out", out, "--json")
    listed = cli("checkpoint", vault, "--list", "--json")
    printed = cli("checkpoint", vault)

    assert made.code == 0
    assert made.result["checkpoint"]["text"] == out.read_text("utf-8")
    assert again.errors == ["file_exists"]
    assert [each["no"] for each in listed.result["checkpoints"]] == [1]
    assert printed.out == out.read_text("utf-8")
    assert cli("verify", out, "--json").result["grade"] == "self_consistent"
    assert cli("verify", out, "--against", out, "--json").result["grade"] == "anchored"
    assert cli("checkpoint", vault, "--list", "--out", out).code == 2


def test_a_record_is_proven_and_its_history_told(
    cli: Cli, vault: Path, tally: str, tmp_path: Path
) -> None:
    out = tmp_path / "proof.txt"
    told = cli("history", vault, tally, "--json")
    made = cli("prove", vault, tally, "--out", out, "--yes", "--json")
    verified = cli("verify", out, "--json")

    assert [each["kind"] for each in told.result["sayings"]] == ["fact.added"]
    assert "922" in told.result["sayings"][0]["text"]
    assert made.code == 0
    assert "922" in made.result["shows"][0]["text"]
    assert verified.result["grade"] == "self_consistent"
    assert verified.result["findings"][1]["facts"]["text"] == made.result["shows"][0]["text"]
    spoken = cli("prove", vault, tally, "--out", tmp_path / "second.txt", "--yes")
    assert "922" in spoken.out
    assert "922" in cli("history", vault, tally).out
    out.write_text(out.read_text("utf-8").replace("922", "923"), "utf-8")
    altered = cli("verify", out, "--json")
    assert (altered.code, altered.result["grade"]) == (1, "altered")


def test_what_a_proof_will_show_is_told_and_nothing_is_written_before_a_yes(
    cli: Cli, vault: Path, tally: str, tmp_path: Path
) -> None:
    out = tmp_path / "proof.txt"

    unasked = cli("prove", vault, tally, "--out", out, "--json")

    assert (unasked.code, unasked.result["written"]) == (1, False)
    assert "922" in unasked.result["shows"][0]["text"]
    assert not out.exists()
    told = cli("prove", vault, tally, "--out", out, "--lang", "en")
    assert "922" in told.err
    assert "add --yes" in told.out
    assert cli("prove", vault, tally, "--out", out, "--yes", "--json").result["written"]


def test_growth_since_a_checkpoint_is_proven(cli: Cli, vault: Path, tmp_path: Path) -> None:
    kept, out = tmp_path / "kept.txt", tmp_path / "growth.txt"
    cli("checkpoint", vault, "--out", kept)
    cli("add", "tally", vault, "--month", "2025-08", "--orders", "3")

    made = cli("prove", vault, "--since", kept, "--out", out, "--json")

    assert made.code == 0
    assert made.result["earlier"] < made.result["later"]
    assert cli("verify", out, "--against", kept, "--json").result["grade"] == "anchored"


def test_an_older_folder_is_found_with_a_checkpoint_only(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    shutil.copytree(vault, tmp_path / "older")
    cli("checkpoint", vault, "--out", tmp_path / "kept.txt")

    alone = cli("check", tmp_path / "older", "--json")
    against = cli("check", tmp_path / "older", "--against", tmp_path / "kept.txt", "--json")

    assert (alone.code, alone.result["grade"]) == (0, "sound")
    assert (against.code, against.result["grade"]) == (2, "damaged")
    assert "older_than_checkpoint" in {each["code"] for each in against.result["findings"]}


def test_a_check_counts_rows_of_each_table_and_reads_the_part_it_is_asked_to(
    cli: Cli, vault: Path, tally: str
) -> None:
    whole = cli("check", vault, "--json")
    part = cli("check", vault, "--originals", "1/3", "--json")

    assert whole.result["tables"]["tally"] == 1
    assert sum(whole.result["tables"].values()) == whole.result["counts"]["rows"]
    assert part.code == 0
    for wrong in ("0/3", "4/3", "x", "1/0", "1/9999", "/"):
        assert cli("check", vault, "--originals", wrong, "--json").errors == ["bad_argument"]


def test_what_cannot_be_is_refused(cli: Cli, vault: Path, tally: str, tmp_path: Path) -> None:
    out = tmp_path / "x.txt"
    for words, code in (
        (("prove", vault, "--out", out), "usage"),
        (("prove", vault, tally, "--since", out, "--out", out), "usage"),
        (("prove", vault, "zz", "--out", out), "record_unknown"),
        (("prove", vault, tally, "--entry", "9999", "--out", out), "entry_unknown"),
        (("prove", vault, "--since", out, "--out", tmp_path / "y.txt"), "file_missing"),
        (("history", vault, "zz"), "record_unknown"),
        (("history", vault, ""), "record_unknown"),
    ):
        assert cli(*words, "--json").errors == [code]
    assert not out.exists()


def test_a_vault_that_lost_entries_is_gone_on_with_only_on_demand(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    whole = cli("accept-loss", vault, "--json")
    shutil.copy(vault / "vault.db", tmp_path / "older")
    cli("add", "worker", vault, "--name", "样例骑手")
    shutil.copy(tmp_path / "older", vault / "vault.db")
    refused = cli("add", "worker", vault, "--name", "某某", "--json")
    unasked = cli("accept-loss", vault, "--json")
    done = cli("accept-loss", vault, "--yes", "--json")

    assert (whole.code, whole.result["accepted"]) == (0, False)
    assert refused.errors == ["log_head_mismatch"]
    assert (unasked.code, unasked.errors) == (2, ["loss_unconfirmed"])
    assert (done.code, done.result["accepted"]) == (0, True)
    assert done.result["entries"] < done.result["expected"]
    assert cli("add", "worker", vault, "--name", "某某").code == 0
    assert cli("check", vault).code == 0


def test_the_beginning_of_an_id_names_its_record(
    cli: Cli, vault: Path, tally: str, tmp_path: Path
) -> None:
    told = cli("history", vault, tally[:10], "--json")
    made = cli("prove", vault, tally[:10], "--out", tmp_path / "tally.txt", "--yes", "--json")

    assert told.result["id"] == tally
    assert [each["text"] for each in made.result["shows"]]


def test_a_file_that_is_not_held_by_the_anchor_that_was_given_is_no_success(
    cli: Cli, vault: Path, tally: str, tmp_path: Path
) -> None:
    kept, record = tmp_path / "kept.txt", tmp_path / "record.txt"
    cli("checkpoint", vault, "--out", kept)
    cli("prove", vault, tally, "--out", record, "--yes")

    alone = cli("verify", record, "--json")
    against = cli("verify", record, "--against", kept, "--json")

    assert (alone.code, alone.result["grade"]) == (0, "self_consistent")
    assert (against.code, against.result["grade"]) == (1, "self_consistent")
    assert cli("verify", record, "--root", kept, "--json").errors == ["usage"]


def test_what_is_damaged_stands_first_and_what_was_read_is_said(
    cli: Cli, vault: Path, tally: str, tmp_path: Path
) -> None:
    cli("typed", vault, "--remove", tally)
    cli("import", vault, people.put(tmp_path, "bill.csv", people.plain_bill()))
    (stored,) = (vault / "attachments").glob("*/*")
    stored.write_bytes(stored.read_bytes()[:-1] + b"?")

    codes = [each["code"] for each in cli("check", vault, "--json").result["findings"]]

    assert codes == ["exhibit_damaged", "erased_entries"]
    assert "0 of 1 originals" in cli("check", vault).out
