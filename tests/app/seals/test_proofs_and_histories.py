"""What a rider hands to a stranger, and what the record remembers of itself."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.app.records import add_record, keep_worker, typed_records
from gigwallet.app.seals import tell_history
from gigwallet.app.seals.make_checkpoint import checkpoint, checkpoints, export_checkpoint
from gigwallet.app.seals.prove_record import preview, prove, prove_growth
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.vaults.check_vault import check_open, check_vault
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.crypto import merkle
from gigwallet.crypto.checkpoint import signed_text
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled, Job, Progress
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, HowKnown
from gigwallet.domain.verdict import Grade, Verdict
from gigwallet.domain.worker import Worker
from gigwallet.sealing.proof import ProofEntry, written_record
from tests.app import people
from tests.cheap_keys import CHEAP
from tests.vault import things

PICTURE = b"\x89PNG the very pixels"


@pytest.fixture
def trip(wallet: Wallet, meituan: EngagementId) -> FactId:
    """The third of nine trips, said twice."""
    ids = wallet.vault.trips.add(things.trips(meituan, 9)).added
    again = replace(wallet.vault.trips.get(ids[2]).fact, surge=Decimal("1.5"))
    wallet.vault.trips.revise(ids[2], again, HowKnown.TYPED)
    return ids[2]


@pytest.fixture
def exhibit(wallet: Wallet) -> ExhibitId:
    made = things.exhibit(PICTURE, "合同截图.png", label="合同", note="签于七月")
    return wallet.vault.exhibits.add(made, PICTURE)


def _codes(verdict: Verdict) -> list[str]:
    return [step.code for step in verdict.findings]


# Proofs --------------------------------------------------------------------------------------


def test_a_stranger_checks_a_trip_without_the_vault(
    wallet: Wallet, trip: FactId, tmp_path: Path, around: Surroundings
) -> None:
    made = prove(wallet, trip, tmp_path / "trip.txt")

    verdict = verify_file(made.path, around=around)

    assert verdict.grade is Grade.SELF_CONSISTENT
    assert _codes(verdict) == ["proof_holds", "proof_entry", "proof_entry"]
    assert "¥6.50" in verdict.findings[1].facts["text"]
    assert "1.5" in verdict.findings[2].facts["text"]
    assert [each.text for each in made.shows] == [
        step.facts["text"] for step in verdict.findings[1:]
    ]
    assert made.size == wallet.vault.log_head.size == wallet.vault.log.size


def test_a_proof_tells_nothing_of_the_vault_and_of_other_records(
    wallet: Wallet, trip: FactId, exhibit: ExhibitId, tmp_path: Path
) -> None:
    vault = wallet.vault
    text = prove(wallet, trip, tmp_path / "trip.txt").path.read_text("utf-8")

    others = [each for each in vault.trips.all() if each.id != trip]
    assert vault.vault_id not in text
    assert not any(each.id in text or each.fact.ref in text for each in others)
    assert exhibit not in text
    assert "合同" not in text
    shown = [entry.seq for entry in vault.log.entries() if entry.object == trip]
    for entry in vault.log.entries():
        if entry.seq not in shown:
            assert entry.commitment.hex() not in text
    for seq, salt in vault.connection.all("SELECT seq, salt FROM log_salt"):
        assert (salt.hex() in text) == (seq in shown)


def test_two_recipients_share_what_the_page_says_and_no_more(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    """The key, the head and hashes near the root link two proofs of one vault (docs/proof-format.md
    says so); salts, ids, commitments and contents do not."""
    first, second = wallet.vault.trips.add(things.trips(meituan, 2)).added
    texts = [
        prove(wallet, each, tmp_path / f"{number}.txt").path.read_text("utf-8")
        for number, each in enumerate((first, second))
    ]
    words = [set(re.findall(r"[0-9a-f]{32,}", text)) for text in texts]

    assert words[0] & words[1] == {meituan}
    assert texts[0].split("\n\n")[-2].split("\n")[0] == texts[1].split("\n\n")[-2].split("\n")[0]


def test_only_the_saying_that_was_named_is_shown(
    wallet: Wallet, trip: FactId, tmp_path: Path, around: Surroundings
) -> None:
    first, second = [each.entry for each in preview(wallet, trip)]

    made = prove(wallet, trip, tmp_path / "trip.txt", entries=[second])

    assert [each.entry for each in made.shows] == [second]
    assert _codes(verify_file(made.path, around=around)) == ["proof_holds", "proof_entry"]
    with pytest.raises(GigWalletError) as refused:
        prove(wallet, trip, tmp_path / "other.txt", entries=[first + 1000])
    assert refused.value.code == "entry_unknown"


def test_the_proof_of_an_exhibit_knows_its_very_file(
    wallet: Wallet, exhibit: ExhibitId, trip: FactId, tmp_path: Path, around: Surroundings
) -> None:
    made = prove(wallet, exhibit, tmp_path / "exhibit.txt")
    right = people.put(tmp_path, "right.png", PICTURE)
    wrong = people.put(tmp_path, "wrong.png", PICTURE + b".")

    same = verify_file(made.path, original=right, around=around)
    other = verify_file(made.path, original=wrong, around=around)

    assert (same.grade, _codes(same)[-1]) == (Grade.SELF_CONSISTENT, "original_is_this")
    assert (other.grade, _codes(other)[-1]) == (Grade.ALTERED, "original_differs")
    assert hashlib.sha256(PICTURE).hexdigest() in same.findings[-1].facts["sha256"]
    with pytest.raises(GigWalletError) as refused:
        verify_file(prove(wallet, trip, tmp_path / "t.txt").path, original=right, around=around)
    assert refused.value.code == "original_not_in_proof"


def test_a_deleted_record_can_still_be_shown_to_have_been_there(
    wallet: Wallet, trip: FactId, tmp_path: Path, around: Surroundings
) -> None:
    wallet.vault.trips.delete(trip)

    made = prove(wallet, trip, tmp_path / "trip.txt")
    verdict = verify_file(made.path, around=around)

    assert verdict.grade is Grade.SELF_CONSISTENT
    assert _codes(verdict)[1:] == ["proof_entry_erased", "proof_entry_erased", "proof_entry"]
    assert "¥6.50" not in made.path.read_text("utf-8")


def test_the_log_remembers_what_was_disclosed(wallet: Wallet, trip: FactId, tmp_path: Path) -> None:
    made = prove(wallet, trip, tmp_path / "trip.txt")

    last = list(wallet.vault.log.entries())[-1]
    row = wallet.vault.connection.one("SELECT body FROM event WHERE seq = ?", (last.seq,))
    assert last.kind == "checkpoint.made"
    assert row is not None
    assert trip.encode() in row[0]
    assert last.seq == made.size - 1


def test_nothing_is_signed_for_a_file_that_is_there_already_or_an_id_that_is_not(
    wallet: Wallet, trip: FactId, tmp_path: Path
) -> None:
    size = wallet.vault.log.size
    there = people.put(tmp_path, "there.txt", "mine")
    for what, path, code in (
        (trip, there, "file_exists"),
        ("f" * 32, tmp_path / "new.txt", "record_unknown"),
        ("", tmp_path / "new.txt", "record_unknown"),
    ):
        with pytest.raises(GigWalletError) as refused:
            prove(wallet, what, path)
        assert refused.value.code == code

    assert wallet.vault.log.size == size
    assert there.read_text() == "mine"


# Checkpoints ---------------------------------------------------------------------------------


def test_an_exported_checkpoint_anchors_what_is_shown_later(
    wallet: Wallet, trip: FactId, tmp_path: Path, around: Surroundings
) -> None:
    kept = tmp_path / "kept.txt"
    made = export_checkpoint(wallet, kept)
    grown = prove_growth(wallet, kept, tmp_path / "growth.txt")

    assert kept.read_text("utf-8") == made.text
    assert (grown.earlier, grown.later) == (made.size, made.size + 1)
    assert verify_file(kept, around=around).grade is Grade.SELF_CONSISTENT
    assert verify_file(kept, against=kept, around=around).grade is Grade.ANCHORED
    growth = verify_file(grown.path, against=kept, around=around)
    assert (growth.grade, _codes(growth)) == (Grade.ANCHORED, ["growth_holds", "checkpoint_known"])
    assert [each.why for each in checkpoints(wallet)] == ["exported", "proof"]
    assert checkpoint(wallet).no == 2


def test_a_checkpoint_of_another_vault_is_refused_and_told(
    wallet: Wallet, tmp_path: Path, around: Surroundings
) -> None:
    passphrase = bytearray(people.PASSPHRASE)
    other = create_vault(tmp_path / "other", passphrase, kdf=CHEAP, around=around)
    with other.wallet as theirs:
        kept = tmp_path / "kept.txt"
        export_checkpoint(theirs, kept)
    with pytest.raises(GigWalletError) as refused:
        prove_growth(wallet, kept, tmp_path / "growth.txt")
    torn = people.put(tmp_path, "torn.txt", kept.read_text("utf-8")[:-4])
    with pytest.raises(GigWalletError) as unreadable:
        check_open(wallet, against=torn)

    assert refused.value.code == "checkpoint_not_of_this_log"
    assert unreadable.value.code == "checkpoint_unreadable"
    assert check_open(wallet, against=kept).grade == "damaged"


# The check -----------------------------------------------------------------------------------


def test_a_check_in_the_window_reads_while_a_shift_may_start(wallet: Wallet, trip: FactId) -> None:
    """It has a connection of its own, so the writer's is free the whole time."""
    seen = []

    def write(progress: Progress) -> None:
        if progress.what == "log" and not seen:
            wallet.vault.engagements.add(people.MEITUAN)
            seen.append(wallet.vault.log.size)

    report = check_open(wallet, Job(write, every=1))

    assert seen
    assert report.grade == "sound"
    assert check_open(wallet).counts["entries"] == report.counts["entries"] + 1


def test_a_check_stops_when_it_is_asked_to(wallet: Wallet, trip: FactId) -> None:
    job = Job(lambda progress: job.cancel() if progress.what == "log" else None, every=1)

    with pytest.raises(Cancelled):
        check_open(wallet, job)

    assert check_open(wallet).grade == "sound"


def test_parts_of_the_originals_are_together_all_of_them(
    wallet: Wallet, tmp_path: Path, around: Surroundings
) -> None:
    for number in range(12):
        data = b"picture %d" % number
        wallet.vault.exhibits.add(things.exhibit(data), data)
    wallet.vault.anchor()
    reports = [check_open(wallet, originals=(part, 3)) for part in (1, 2, 3)]

    assert sum(each.counts["originals"] for each in reports) == 12
    assert [each.grade for each in reports] == ["sound"] * 3
    for each in reports:
        left = {step.code: step.facts["count"] for step in each.findings}
        assert int(left.get("originals_not_read", 0)) == 12 - each.counts["originals"]
    wallet.close()
    passphrase = bytearray(people.PASSPHRASE)
    folder = tmp_path / "vault"
    (folder / "attachments").rename(folder / "gone")
    quick = check_vault(folder, passphrase=passphrase, originals=(1, 1000), around=around)
    assert {step.code: step.facts["count"] for step in quick.findings}[
        "exhibit_file_missing"
    ] == "12"


# Histories -----------------------------------------------------------------------------------


def test_a_history_tells_who_said_what_when_and_how(
    wallet: Wallet, trip: FactId, clock: people.SetClock
) -> None:
    clock.move(timedelta(days=2))
    again = replace(wallet.vault.trips.get(trip).fact, ref="MT 更正")
    wallet.vault.trips.revise(trip, again, HowKnown.TYPED, by="王律师")

    told = tell_history.history(wallet, trip)

    assert [(each.number, each.kind, each.actor, each.how) for each in told] == [
        (1, "fact.added", "owner", "imported"),
        (2, "fact.revised", "owner", "typed"),
        (3, "fact.revised", "王律师", "typed"),
    ]
    assert told[2].at - told[0].at == timedelta(days=2)
    assert "MT 000002" in told[0].text
    assert "MT 更正" in told[2].text
    assert "¥6.50" in told[0].text


def test_a_history_of_what_was_deleted_says_that_it_was_and_when(
    wallet: Wallet, meituan: EngagementId, clock: people.SetClock
) -> None:
    tally = add_record.add_tally(wallet, meituan, things.TALLY).id
    clock.move(timedelta(hours=1))
    typed_records.remove(wallet, tally)

    told = tell_history.history(wallet, tally)

    assert [(each.kind, each.erased) for each in told] == [
        ("fact.added", True),
        ("fact.erased", False),
    ]
    assert told[1].at - told[0].at == timedelta(hours=1)
    assert "922" not in str(told)


def test_whatever_is_revised_has_a_history(
    wallet: Wallet, meituan: EngagementId, exhibit: ExhibitId
) -> None:
    vault = wallet.vault
    vault.exhibits.revise(exhibit, replace(vault.exhibits.get(exhibit).exhibit, label="劳动合同"))
    vault.engagements.revise(meituan, replace(people.MEITUAN, last_day=date(2025, 9, 30)))
    keep_worker.put_worker(wallet, Worker(name="样例骑手"))

    exhibits = tell_history.history(wallet, exhibit)
    engagements = tell_history.history(wallet, meituan)
    workers = tell_history.history(wallet, "worker")

    assert ["合同" in each.text for each in exhibits] == [True, True]
    assert "劳动合同" in exhibits[1].text
    assert "2025" not in engagements[0].text
    assert "2025" in engagements[1].text
    assert "样例骑手" in workers[0].text


def test_marks_that_could_trick_a_terminal_are_taken_out_of_histories(
    wallet: Wallet, exhibit: ExhibitId
) -> None:
    vault = wallet.vault
    evil = "a\x1b[2Jb\N{RIGHT-TO-LEFT OVERRIDE}c\nd"
    vault.exhibits.revise(exhibit, replace(vault.exhibits.get(exhibit).exhibit, note=evil))

    text = tell_history.history(wallet, exhibit)[1].text

    assert "\x1b" not in text
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text
    assert "\n" not in text


def test_what_a_stranger_signed_is_shown_and_never_trusted(
    tmp_path: Path, around: Surroundings
) -> None:
    """Anybody can sign anything: odd content is worded as it stands and does nothing else."""
    rows = [
        {"trip": {"platform": 7, "offered_minor": "x", "zone": "../../etc/passwd"}},
        {"trip": {"pickup_lat": {"f64": "zzzzzzzzzzzzzzzz"}, "pickup_lng": {"hex": "0"}}},
        {"payout": {"at_utc": 10**18, "at_zone": "Asia", "amount_minor": 1, "side": "received"}},
        {"exhibit": {"note": "\x1b[2J\ud800\N{RIGHT-TO-LEFT OVERRIDE}", "size": {"deep": [1]}}},
        {"surprise": {}},
        {},
    ]
    for number, each in enumerate(rows):
        content, salt = json.dumps(each), bytes(32)
        leaf = json.dumps(
            {
                "actor": "\x1b]0;\ud800",
                "at": 10**17,
                "commitment": hashlib.sha256(salt + content.encode()).hexdigest(),
                "kind": "\x07.\udfff",
                "object": "",
                "seq": 0,
            }
        )
        signed = signed_text(bytes(32), 1, merkle.leaf_hash(leaf.encode()))
        text = written_record([ProofEntry(leaf, salt.hex(), content, ())], signed)
        file = people.put(tmp_path, f"{number}.txt", text)

        verdict = verify_file(file, around=around)

        said = "".join(value for step in verdict.findings for value in step.facts.values())
        assert verdict.grade is Grade.SELF_CONSISTENT
        assert said.encode("utf-8").isascii() or said.isprintable()
        assert not any(mark in said for mark in "\x1b\x07\n\N{RIGHT-TO-LEFT OVERRIDE}")
