"""What is written out is all of a file or nothing, and never another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.app.exports.exporting import write_out


@pytest.mark.parametrize("private", [False, True])
def test_a_link_that_lies_where_the_draft_goes_leads_to_nothing(
    tmp_path: Path, private: bool
) -> None:
    (tmp_path / "own.txt").write_bytes(b"mine")
    (tmp_path / ".proof.txt.new").symlink_to(tmp_path / "own.txt")

    write_out(tmp_path / "proof.txt", b"proof", private=private)

    assert (tmp_path / "own.txt").read_bytes() == b"mine"
    assert (tmp_path / "proof.txt").read_bytes() == b"proof"
    assert not (tmp_path / "proof.txt").is_symlink()
