"""What was read of screens and decided on them: kept, erased, merged, checked like all else."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.deciding import (
    CopyDecision,
    Decided,
    Decision,
    FieldKey,
    copy_decisions,
    standing_decisions,
)
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import (
    CustomerMark,
    FieldKind,
    MarkKind,
    ScreenField,
    ScreenReading,
    Standing,
    SumCheck,
)
from gigwallet.vault import Vault, check_open
from gigwallet.vault.copies.merging import merge
from gigwallet.vault.copies.other_copy import other_copy
from gigwallet.vault.history import history
from gigwallet.vault.shelves import screen_form
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

KEY = FieldKey("meituan/order", "base")
SIX = Decision(KEY, Standing.CONFIRMED, "6.00")
EIGHT = Decision(KEY, Standing.CORRECTED, "8.00")


def picture(number: int) -> bytes:
    return f"picture {number}".encode() * 20


def add_picture(vault: Vault, number: int) -> ExhibitId:
    return vault.exhibits.add(things.exhibit(picture(number)), picture(number))


def reading(value: str = "6.00", standing: Standing = Standing.REVIEW) -> ScreenReading:
    box = Box(700, 400, 120, 40)
    field = ScreenField(
        "base", "配送费", f"¥{value}", value, FieldKind.MONEY, "CNY",
        Box(40, 400, 780, 40), box, 0.91, standing, "screen_unsure",
    )  # fmt: skip
    page = Page(1080, 2400, (Piece("配送费", Box(40, 400, 90, 40), 0.999), Piece(value, box, 0.91)))
    return ScreenReading(
        Paper((page,), "engine 1"),
        "meituan/order",
        "1",
        "meituan",
        (field,),
        (SumCheck("total", "total", ("base", "tip"), None),),
        ("total",),
        (CustomerMark(MarkKind.PHONE, box),),
        "20:31",
    )


def stored(value: str = "6.00") -> StoredReading:
    return StoredReading(reading(value), "engine 1", "templates 1", look="00ff")


def said(vault: Vault, exhibit: ExhibitId) -> list[Decision]:
    return standing_decisions(vault.screens.decisions(exhibit))[0]


# Readings ---------------------------------------------------------------------------------------

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_SIDE = st.integers(0, 10_000)
_BOX = st.builds(Box, _SIDE, _SIDE, _SIDE, _SIDE)
_SURE = st.floats(0, 1)
_FIELD = st.builds(
    ScreenField, _TEXT, _TEXT, _TEXT, _TEXT, st.sampled_from(FieldKind), _TEXT, _BOX, _BOX, _SURE,
    st.sampled_from(Standing), _TEXT, st.integers(1, 9),
)  # fmt: skip
_PAGE = st.builds(
    Page, _SIDE, _SIDE, st.lists(st.builds(Piece, _TEXT, _BOX, _SURE), max_size=3).map(tuple)
)
_READINGS = st.builds(
    ScreenReading,
    st.builds(Paper, st.lists(_PAGE, max_size=2).map(tuple), _TEXT),
    _TEXT,
    _TEXT,
    _TEXT,
    st.lists(_FIELD, max_size=3).map(tuple),
    st.lists(
        st.builds(
            SumCheck, _TEXT, _TEXT, st.lists(_TEXT, max_size=2).map(tuple),
            st.sampled_from([True, False, None]), _TEXT,
        ),
        max_size=2,
    ).map(tuple),
    st.lists(_TEXT, max_size=2).map(tuple),
    st.lists(
        st.builds(CustomerMark, st.sampled_from(MarkKind), _BOX, st.integers(1, 9)), max_size=2
    ).map(tuple),
    _TEXT,
)  # fmt: skip


@given(_READINGS)
def test_any_reading_comes_back_as_it_was(given_reading: ScreenReading) -> None:
    assert screen_form.read(screen_form.written(given_reading)) == given_reading


@given(_SURE)
def test_a_confidence_comes_back_to_the_last_bit(sure: float) -> None:
    page = Page(1, 1, (Piece("8", Box(0, 0, 1, 1), sure),))
    again = screen_form.read(screen_form.written(ScreenReading(Paper((page,)))))

    assert math.copysign(1, again.paper.pages[0].pieces[0].confidence) == math.copysign(1, sure)
    assert again.paper.pages[0].pieces[0].confidence == sure


def test_half_a_sign_out_of_a_pdf_is_stored_as_a_mark(vault: Vault) -> None:
    page = Page(1, 1, (Piece("本单\ud800", Box(0, 0, 1, 1)),))
    exhibit = add_picture(vault, 0)
    vault.screens.put(exhibit, StoredReading(ScreenReading(Paper((page,))), "e", "t"))

    known = vault.screens.get(exhibit)
    assert known is not None
    assert known.reading.paper.texts == {1: "本单?"}


def test_the_last_reading_of_an_exhibit_counts_and_the_log_does_not_grow(vault: Vault) -> None:
    first, second = add_picture(vault, 0), add_picture(vault, 1)
    size = vault.log.size
    vault.screens.put(second, stored())
    vault.screens.put(first, StoredReading.failed("engine 1", "templates 1", "file_unreadable"))
    vault.screens.put(first, stored("7.00"))

    assert vault.screens.all() == [(first, stored("7.00")), (second, stored())]
    assert vault.screens.read_with()[first] == ("engine 1", "templates 1", "")
    assert vault.screens.looks() == {first: "00ff", second: "00ff"}
    assert vault.log.size == size
    vault.screens.forget([first])
    assert vault.screens.get(first) is None


def test_only_readings_with_an_open_field_are_looked_through_for_review(vault: Vault) -> None:
    open_, closed = add_picture(vault, 0), add_picture(vault, 1)
    vault.screens.put(open_, stored())
    whole = replace(reading(standing=Standing.ACCEPTED), missing=())
    settled = StoredReading(whole, "engine 1", "templates 1")
    vault.screens.put(closed, settled)

    assert [exhibit for exhibit, _ in vault.screens.to_review()] == [open_]


def test_nothing_is_read_of_or_decided_on_an_exhibit_that_is_not_there(vault: Vault) -> None:
    nowhere = ExhibitId("0" * 32)
    works: list[Callable[[], None]] = [
        lambda: vault.screens.put(nowhere, stored()),
        lambda: vault.screens.decide(nowhere, SIX),
        lambda: vault.screens.decide_copy(add_picture(vault, 0), CopyDecision(nowhere, True)),
    ]
    for work in works:
        with pytest.raises(GigWalletError) as refused:
            work()
        assert refused.value.code == "exhibit_missing"


# Decisions --------------------------------------------------------------------------------------


def test_the_last_decision_holds_and_the_earlier_ones_stay_readable(vault: Vault) -> None:
    exhibit = add_picture(vault, 0)
    vault.screens.decide(exhibit, SIX)
    vault.screens.decide(exhibit, EIGHT)

    assert said(vault, exhibit) == [EIGHT]
    kept = vault.screens.decisions(exhibit)
    assert [(each.decision, each.number, each.by) for each in kept] == [
        (SIX, 1, "owner"),
        (EIGHT, 2, "owner"),
    ]


def test_a_decision_that_was_taken_back_holds_no_longer(vault: Vault) -> None:
    exhibit = add_picture(vault, 0)
    vault.screens.decide(exhibit, SIX)
    vault.screens.take_back(exhibit, KEY, None)

    assert said(vault, exhibit) == []
    vault.screens.decide(exhibit, EIGHT)
    assert said(vault, exhibit) == [EIGHT]


def test_decisions_outlive_a_new_reading(vault: Vault) -> None:
    exhibit = add_picture(vault, 0)
    vault.screens.put(exhibit, stored())
    vault.screens.decide(exhibit, SIX)
    vault.screens.put(exhibit, stored("9.00"))

    assert said(vault, exhibit) == [SIX]


def test_what_was_said_of_copies_is_kept_by_pair(vault: Vault) -> None:
    one, two, three = (add_picture(vault, number) for number in range(3))
    vault.screens.decide_copy(three, CopyDecision(one, True))
    vault.screens.decide_copy(three, CopyDecision(two, False))
    vault.screens.decide_copy(three, CopyDecision(one, False))

    assert copy_decisions(vault.screens.decisions(three)) == {one: False, two: False}
    vault.screens.take_back(three, None, two)
    assert copy_decisions(vault.screens.decisions(three)) == {one: False}


def test_the_log_binds_every_decision_and_tells_who_made_it(vault: Vault) -> None:
    exhibit = add_picture(vault, 0)
    vault.screens.decide(exhibit, EIGHT)
    vault.anchor()

    assert check_open(vault).grade == "sound"
    assert [each.kind for each in history(vault.connection, exhibit)] == [
        "exhibit.added",
        "exhibit.decided",
    ]
    vault.connection.write("DROP TRIGGER screen_decision_is_kept")
    vault.connection.write("UPDATE main.screen_decision SET value = '9.00'")
    assert check_open(vault).grade == "damaged"


def test_an_erased_exhibit_leaves_neither_reading_nor_decision(vault: Vault) -> None:
    exhibit, other = add_picture(vault, 0), add_picture(vault, 1)
    for each in (exhibit, other):
        vault.screens.put(each, stored())
        vault.screens.decide(each, EIGHT)
    vault.exhibits.delete(exhibit)
    vault.anchor()

    assert vault.screens.get(exhibit) is None
    assert vault.screens.decisions(exhibit) == []
    assert said(vault, other) == [EIGHT]
    assert check_open(vault).grade == "sound"
    assert vault.connection.all("SELECT count(*) FROM screen_decision") == [(1,)]


# Two copies -------------------------------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path, clock: SetClock) -> Iterator[tuple[Vault, Vault]]:
    """Two copies of a vault with a picture that was read; both have been told nothing yet."""
    desk, stick = tmp_path / "desk", tmp_path / "stick"
    vault, _ = Vault.create(desk, bytearray(PASSPHRASE), clock, kdf=CHEAP)
    with vault:
        vault.screens.put(add_picture(vault, 0), stored())
    shutil.copytree(desk, stick)
    clock.move(timedelta(hours=1))
    with (
        Vault.open(desk, clock, passphrase=bytearray(PASSPHRASE)) as one,
        Vault.open(stick, clock, passphrase=bytearray(PASSPHRASE)) as other,
    ):
        yield one, other


def bring_in(vault: Vault, from_: Vault, clock: SetClock) -> None:
    from_.anchor()
    with other_copy(vault, from_.folder, clock) as other:
        merge(vault, other)


def both_ways(pair: tuple[Vault, Vault], clock: SetClock) -> None:
    one, other = pair
    bring_in(one, other, clock)
    bring_in(other, one, clock)
    for vault in pair:
        vault.anchor()
        assert check_open(vault).grade == "sound"


def first(vault: Vault) -> ExhibitId:
    return vault.exhibits.all()[0].id


def test_a_decision_comes_over_and_comes_once(pair: tuple[Vault, Vault], clock: SetClock) -> None:
    desk, stick = pair
    stick.screens.decide(first(stick), EIGHT)
    both_ways(pair, clock)
    both_ways(pair, clock)

    for vault in pair:
        assert [each.decision for each in vault.screens.decisions(first(vault))] == [EIGHT]
    (over,) = desk.screens.decisions(first(desk))
    (here,) = stick.screens.decisions(first(stick))
    assert over.at == here.at


def test_of_two_decisions_that_did_not_know_of_each_other_none_holds_on_either_copy(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    desk.screens.decide(first(desk), SIX)
    clock.move(timedelta(minutes=5))
    stick.screens.decide(first(stick), EIGHT)
    both_ways(pair, clock)

    for vault in pair:
        holding, torn = standing_decisions(vault.screens.decisions(first(vault)))
        assert not holding
        assert torn == {KEY}
    desk.screens.decide(first(desk), EIGHT)
    both_ways(pair, clock)
    assert [said(vault, first(vault)) for vault in pair] == [[EIGHT], [EIGHT]]


def test_copies_that_decided_alike_agree(pair: tuple[Vault, Vault], clock: SetClock) -> None:
    for vault in pair:
        vault.screens.decide(first(vault), EIGHT)
    both_ways(pair, clock)

    assert [said(vault, first(vault)) for vault in pair] == [[EIGHT], [EIGHT]]


def test_a_picture_that_both_took_in_by_themselves_has_the_decisions_of_both(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    tip = Decision(FieldKey("meituan/order", "tip"), Standing.ABSENT)
    twins = [add_picture(vault, 7) for vault in pair]
    desk.screens.decide(twins[0], SIX)
    stick.screens.put(twins[1], stored())
    stick.screens.decide(twins[1], tip)
    stick.screens.decide_copy(first(stick), CopyDecision(twins[1], False))
    both_ways(pair, clock)

    assert twins[0] != twins[1]
    assert set(said(desk, twins[0])) == {SIX, tip}
    assert copy_decisions(desk.screens.decisions(first(desk))) == {twins[0]: False}


def test_a_picture_of_the_other_copy_brings_its_reading_along(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, stick = pair
    added = add_picture(stick, 7)
    stick.screens.put(added, stored("7.50"))
    stick.screens.decide(added, SIX)
    both_ways(pair, clock)

    assert desk.screens.get(added) == stored("7.50")
    assert said(desk, added) == [SIX]


def test_an_erasure_takes_the_decisions_along_in_the_other_copy_too(
    pair: tuple[Vault, Vault], clock: SetClock
) -> None:
    desk, _ = pair
    for vault in pair:
        vault.screens.decide(first(vault), EIGHT)
    both_ways(pair, clock)
    gone = first(desk)
    desk.exhibits.delete(gone)
    both_ways(pair, clock)

    for vault in pair:
        assert vault.exhibits.all() == []
        assert vault.screens.decisions(gone) == []


_SAYINGS = st.lists(
    st.tuples(st.sampled_from([SIX, EIGHT, None]), st.integers(1, 3)), min_size=1, max_size=6
)


@given(_SAYINGS, st.randoms(use_true_random=False))
def test_what_holds_does_not_depend_on_the_order_in_which_sayings_came(
    sayings: list[tuple[Decision | None, int]], chance: object
) -> None:
    clock = SetClock()
    told = [Decided(KEY, None, what, number, clock.now(), "owner") for what, number in sayings]
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random

    assert standing_decisions(shuffled) == standing_decisions(told)
