"""What the head of safekeeping says of each state, and what the lists of it may offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gigwallet import words
from gigwallet.app.vaults.back_up import LastBackup
from gigwallet.app.vaults.check_vault import CheckGrade, CheckReport
from gigwallet.app.vaults.keep_slots import KnownSlot
from gigwallet.app.vaults.tell_safety import LastCheck, Safety
from gigwallet.domain.step import Step
from gigwallet.gui.screens.safekeeping import check_words, facts, slot_words

NOW = datetime(2025, 9, 3, 9, 30, tzinfo=UTC)
SAFE = Safety(
    now=NOW,
    entries=40,
    backup=LastBackup(NOW - timedelta(days=3), "stick.gwbackup", 38),
    backup_due=None,
    check=LastCheck(NOW - timedelta(days=1), "sound", True),
    next_quarter=1,
    has_code=True,
    rehearsed_on=date(2025, 8, 1),
    head_at=NOW,
    entries_since=0,
    stamps=2,
    stamped_at=NOW - timedelta(days=9),
)
EMPTY = replace(
    SAFE,
    backup=None,
    backup_due=Step("backup_never", {"entries": "40"}),
    check=None,
    rehearsed_on=None,
    stamps=0,
    stamped_at=None,
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = words.language()
    words.set_language("en")
    yield
    words.set_language(before)


def _line(safety: Safety, key: str) -> facts.Line:
    return next(each for each in facts.lines(safety) if each.key == key)


def test_a_vault_that_is_kept_well_is_calm_at_a_glance() -> None:
    told = {each.key: (each.pill, each.tone) for each in facts.lines(SAFE)}

    assert told == {
        "backup": ("3 days ago", "good"),
        "check": ("Sound", "good"),
        "code": ("Tried 33 days ago", "good"),
        "head": ("Up to date", "good"),
        "stamps": ("2", "good"),
    }


def test_what_was_never_done_is_said_in_words_and_never_by_colour_alone() -> None:
    told = {each.key: (each.pill, each.tone) for each in facts.lines(EMPTY)}

    assert told["backup"] == ("None so far", "bad")
    assert told["check"] == ("None so far", "warn")
    assert told["code"] == ("Never tried", "warn")
    assert told["stamps"] == ("None", "")
    assert "40" in _line(EMPTY, "backup").sentence


def test_each_fact_has_one_next_step_and_the_place_where_it_is_done() -> None:
    for safety in (SAFE, EMPTY):
        for line in facts.lines(safety):
            assert line.step
            assert line.part in {"keys", "backup", "check", "proof"}


def test_a_backup_that_is_due_says_why_beside_the_last_one() -> None:
    due = replace(SAFE, backup_due=Step("backup_old", {"days": "20", "entries": "7"}))
    line = _line(due, "backup")

    assert line.tone == "warn"
    assert "stick.gwbackup" in line.sentence
    assert "7 entries" in line.sentence


def test_an_old_check_is_not_green_though_it_was_sound() -> None:
    old = replace(SAFE, check=LastCheck(NOW - timedelta(days=200), "sound", True))
    damaged = replace(SAFE, check=LastCheck(NOW - timedelta(days=200), "damaged", True))

    assert (_line(old, "check").pill, _line(old, "check").tone) == ("Sound", "warn")
    assert _line(damaged, "check").tone == "bad"


def test_a_check_of_a_part_says_that_it_was_one() -> None:
    part = replace(SAFE, check=LastCheck(NOW, "sound", False))

    assert "part of the originals" in _line(part, "check").sentence


def test_a_vault_without_a_code_asks_for_one_and_leads_to_where_it_is_made() -> None:
    line = _line(replace(SAFE, has_code=False), "code")

    assert (line.pill, line.tone, line.page) == ("None", "bad", "renew")


def test_entries_after_the_head_are_counted_and_are_no_alarm() -> None:
    line = _line(replace(SAFE, entries_since=3), "head")

    assert (line.pill, line.tone) == ("3 entries since", "")


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (-1, "Sep 4, 2025")]
)
def test_days_are_told_as_people_say_them(days: int, said: str) -> None:
    today = date(2025, 9, 3)

    assert facts.ago(today - timedelta(days=days), today) == said


def _slot(kind: str, identity: str = "1", label: str = "", used: bool = False) -> KnownSlot:
    return KnownSlot(identity, kind, label, NOW, used)


def test_the_last_passphrase_and_the_code_are_never_offered_for_removal() -> None:
    alone = [_slot("passphrase"), _slot("recovery", "2"), _slot("keyring", "3")]
    two = [*alone, _slot("passphrase", "4", "adviser")]

    assert [slot_words.may_be_removed(each, alone) for each in alone] == [False, False, False]
    assert [slot_words.may_be_removed(each, two) for each in two] == [True, False, False, True]


def test_the_way_that_opened_the_vault_stands_first() -> None:
    slots = [_slot("recovery", "1"), _slot("passphrase", "2"), _slot("passphrase", "3", used=True)]

    assert [each.id for each in slot_words.in_order(slots)] == ["3", "2", "1"]


def test_a_passphrase_goes_by_its_name() -> None:
    assert slot_words.title(_slot("passphrase", label="adviser")) == "Passphrase: adviser"
    assert slot_words.title(_slot("passphrase")) == "Passphrase"


def test_a_check_that_found_nothing_says_so_and_how_much_it_read() -> None:
    counts = {"entries": 40, "rows": 38, "exhibits": 8, "originals": 2}
    report = CheckReport(CheckGrade.SOUND, (), counts)

    assert check_words.findings(report) == ("Nothing was found: everything is as the log says.",)
    assert check_words.looked_at(report.counts) == "40 log entries · 38 records · 2 originals"
