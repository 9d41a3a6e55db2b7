"""Files of any size: nothing piles up, and what is stored is what a held file gave."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from gigwallet.app.intake import import_reading
from gigwallet.app.intake.import_files import commit, import_files, preview
from gigwallet.app.intake.import_folding import Folding
from gigwallet.app.intake.import_repeats import Repeats
from gigwallet.app.records import keep_exhibits, list_facts
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.reading import Rejection
from gigwallet.domain.recorded import EngagementId, Locator
from gigwallet.importers import FileBegun
from gigwallet.vault.attachments import MOST_WHOLE_BYTES
from tests.app.people import bill, bill_line, put

WAGE = frozenset({"美团众包"})

_BLANK = b" " * 99_999 + b"\n"
_MANY = 1_300  # more than two batches


def _long_bill(rows: int = _MANY, padding: int = 0) -> bytes:
    lines = [
        bill_line(f"2025-08-{1 + n % 28:02} {n // 28 % 24:02}:10:{n % 60:02}", "美团众包", "10.00")
        for n in range(rows)
    ]
    # Three alike, which no number tells to be one.
    unnumbered = bill_line("2025-08-01 00:10:00", "美团众包", "10.00", number="/")
    return bill(*lines[1:], *([unnumbered] * 3)) + _BLANK * (padding // len(_BLANK))


def test_rows_of_several_batches_are_all_stored_and_repeats_are_counted_across_them(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    (outcome,) = import_files(
        wallet, [put(tmp_path, "long.csv", _long_bill())], Job(), payers=WAGE
    ).files

    assert outcome.added.payouts == _MANY + 2
    (again,) = import_files(
        wallet, [put(tmp_path, "copy.csv", _long_bill() + b"\n")], Job(), payers=WAGE
    ).files
    assert (again.added.payouts, again.known) == (0, _MANY + 2)


def test_a_large_original_is_sealed_as_it_comes_and_is_the_same_to_the_byte(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    content = _long_bill(20, padding=MOST_WHOLE_BYTES + 99_999)
    (outcome,) = import_files(wallet, [put(tmp_path, "x.csv", content)], Job(), payers=WAGE).files

    assert outcome.error is None
    (known,) = keep_exhibits.exhibits(wallet)
    assert b"".join(wallet.vault.exhibits.stream(known.id)) == content


@pytest.mark.parametrize("packed", ["zip", "gz"])
def test_a_large_member_is_read_and_kept_without_being_held(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, packed: str
) -> None:
    """Larger than what an archive's member may be to be held, in a document that is a folder."""
    content = _long_bill(20, padding=40 * 1024 * 1024)
    out = io.BytesIO()
    if packed == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a/bill.csv", content)
    else:
        # A ratio as of real text: blanks alone would be a bomb.
        out.write(gzip.compress(content, 0))

    (outcome,) = import_files(
        wallet, [put(tmp_path, f"bill.csv.{packed}", out.getvalue())], Job(), payers=WAGE
    ).files

    assert (outcome.error, outcome.added.payouts, outcome.added.exhibits) == (None, 22, 2)
    kept = {each.exhibit.name: each.id for each in keep_exhibits.exhibits(wallet)}
    assert b"".join(wallet.vault.exhibits.stream(kept["bill.csv"])) == content


def test_a_file_that_changes_while_it_is_stored_leaves_nothing(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "bill.csv", _long_bill())
    read = preview(wallet, [file], Job())
    add = type(wallet.vault.payouts).add

    def written_meanwhile(*given: object) -> object:
        with file.open("ab") as stream:
            stream.write(b"\n")
        return add(*given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(type(wallet.vault.payouts), "add", written_meanwhile)
    (outcome,) = commit(wallet, read, WAGE, None, Job()).files

    assert outcome.error is not None
    assert outcome.error.code == "file_changed"
    assert not list_facts.payouts(wallet)
    assert not keep_exhibits.exhibits(wallet)


def test_a_person_who_cancels_in_the_middle_of_a_file_keeps_nothing_of_it(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = preview(wallet, [put(tmp_path, "bill.csv", _long_bill())], Job())
    job = Job()
    add = type(wallet.vault.payouts).add

    def cancelled_meanwhile(*given: object) -> object:
        job.cancel()
        return add(*given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(type(wallet.vault.payouts), "add", cancelled_meanwhile)
    with pytest.raises(Cancelled):
        commit(wallet, read, WAGE, None, job)

    assert not list_facts.payouts(wallet)
    assert not list((tmp_path / "vault" / "attachments").glob("*/*"))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_reading, "LARGEST_FILE", 100)

    (outcome,) = import_files(wallet, [put(tmp_path, "bill.csv", _long_bill())], Job()).files

    assert outcome.error is not None
    assert outcome.error.code == "file_too_big"


def test_a_key_is_numbered_as_often_as_it_comes() -> None:
    repeats = Repeats()

    once = [repeats.next(("place", "family", str(n))) for n in range(9_000)]
    again = [repeats.next(("place", "family", str(n % 3))) for n in range(6)]

    assert once == [1] * 9_000
    assert again == [2, 2, 2, 3, 3, 3]


def test_more_rejected_lines_than_anyone_reads_are_counted() -> None:
    folding = Folding(FileBegun("x"))
    for line in range(10_500):
        folding.add(Rejection("bad_time", Locator(line=10_500 - line)))

    folded = folding.ended(None)

    assert (len(folded.rejected), folded.more_rejected) == (10_000, 500)
    assert [each.line for each in folded.rejected[:2]] == [501, 502]


def test_a_refused_file_shows_nothing_of_what_it_said_before() -> None:
    folding = Folding(FileBegun("x", "x", "wechat_bill"))
    folding.add(Rejection("bad_time", Locator(line=1)))

    folded = folding.ended(("file_damaged", {}))

    assert (folded.rejected, folded.begun.importer) == ((), "")
    assert isinstance(folded.preview("x", frozenset(), None).error, GigWalletError)
