"""``watch``: a phone's folder from the command line."""

from __future__ import annotations

import os
from pathlib import Path

from tests.app import people
from tests.app.people import plain_bill
from tests.cli.conftest import Cli

_LONG_AGO = 1_500_000_000


def test_what_is_new_in_the_folder_is_named_until_it_is_imported(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    phone = tmp_path / "phone"
    phone.mkdir()
    bill = people.put(phone, "bill.csv", plain_bill())
    os.utime(bill, (_LONG_AGO, _LONG_AGO))
    assert cli("watch", vault).out == "No folder is watched.\n"

    assert cli("watch", vault, phone, "--json").result["new"] == [str(bill)]
    cli("import", vault, bill)

    assert cli("watch", vault).out == f"Nothing new in {phone}.\n"


def test_an_unplugged_phone_is_something_to_look_at(cli: Cli, vault: Path, tmp_path: Path) -> None:
    phone = tmp_path / "phone"
    phone.mkdir()
    cli("watch", vault, phone)
    phone.rmdir()

    answer = cli("watch", vault, "--json")

    assert (answer.code, answer.result["there"]) == (1, False)
    assert cli("watch", vault, "--off").code == 0
    assert cli("watch", vault, "--json").result["folder"] is None


def test_a_folder_and_off_together_mean_nothing(cli: Cli, vault: Path, tmp_path: Path) -> None:
    assert cli("watch", vault, tmp_path, "--off", "--json").errors == ["usage"]
    assert cli("watch", vault, tmp_path / "no", "--json").errors == ["folder_missing"]
