"""A person decides before the pixels; facts and the other fields follow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.screens.review_fields import (
    Absent,
    Confirm,
    Correct,
    Saying,
    customer_marks,
    decide,
    fields_of,
    judge_copy,
    review_counts,
    take_back,
    to_review,
)
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.domain.screen import Standing
from gigwallet.host.isolation import WorkerProcess
from gigwallet.vault import check_open
from tests.app import people
from tests.app.painted_screens import CASH, ORDER, Remembering


@pytest.fixture(scope="session")
def reader() -> Iterator[Isolation]:
    worker = WorkerProcess()
    yield worker
    worker.close()


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, reader: Isolation) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=Remembering(reader))


@pytest.fixture
def cash(wallet: Wallet) -> ExhibitId:
    """A day of which one amount, the cash of 1240.00, waits for a person."""
    import_files(wallet, [CASH], Job())
    read_waiting(wallet, Job())
    return wallet.vault.exhibits.all()[0].id


@pytest.fixture
def order(wallet: Wallet, meituan: EngagementId) -> ExhibitId:
    """An order of which every part is proven by the sum: 7.58, with a tip of 1.00."""
    import_files(wallet, [ORDER], Job())
    read_waiting(wallet, Job())
    return wallet.vault.exhibits.all()[0].id


def paid(wallet: Wallet) -> dict[str, str]:
    """Every pay line that is kept, by its category."""
    return {
        each.fact.category.value: str(each.fact.amount) for each in wallet.vault.pay_lines.all()
    }


def standing(wallet: Wallet, exhibit: ExhibitId, name: str = "cash") -> Standing:
    fields = fields_of(wallet, exhibit).fields
    return next(each.standing for each in fields if each.name == name)


# The queue ----------------------------------------------------------------------------------------


def test_a_field_waits_with_its_pixels_its_guess_and_the_reason(
    wallet: Wallet, cash: ExhibitId
) -> None:
    (item,) = to_review(wallet)

    assert (item.exhibit, item.field.name, item.guess) == (cash, "cash", "1240.00")
    assert item.why == "screen_no_arithmetic"
    assert item.template == "zomato/day"
    with Image.open(io.BytesIO(item.crop)) as crop:
        assert crop.width > item.field.box.width
        assert crop.height > item.field.box.height


def test_an_original_that_is_gone_is_shown_without_its_pixels(
    wallet: Wallet, cash: ExhibitId
) -> None:
    (attachment,) = wallet.vault.attachments.all()
    attachment.path(wallet.vault.folder / "attachments").unlink()

    (item,) = to_review(wallet)
    assert item.crop == b""


def test_nothing_waits_where_all_is_proven(wallet: Wallet, meituan: EngagementId) -> None:
    import_files(wallet, [ORDER], Job())
    read_waiting(wallet, Job())

    assert to_review(wallet) == []
    counts = review_counts(wallet)
    assert (counts.screens, counts.waiting, counts.confirmed) == (1, 0, 0)
    assert counts.proven == len(fields_of(wallet, wallet.vault.exhibits.all()[0].id).fields)


def test_no_more_are_asked_for_than_wanted(wallet: Wallet, cash: ExhibitId) -> None:
    assert to_review(wallet, 0) == []


# Deciding ----------------------------------------------------------------------------------------


def test_a_confirmed_field_waits_no_more(wallet: Wallet, cash: ExhibitId) -> None:
    settled = decide(wallet, cash, "cash", Confirm())

    assert settled.waiting == 0
    assert to_review(wallet) == []
    assert standing(wallet, cash) is Standing.CONFIRMED
    assert review_counts(wallet).confirmed == 1
    assert wallet.vault.log_head.size == wallet.vault.log.size
    assert check_open(wallet.vault).grade == "sound"


def test_a_correction_says_the_fact_anew_and_takes_back_what_no_sum_proves_any_more(
    wallet: Wallet, order: ExhibitId
) -> None:
    (tip,) = [each for each in wallet.vault.pay_lines.all() if each.fact.category == "tip"]
    settled = decide(wallet, order, "tip", Correct("2.00"))

    assert paid(wallet) == {"tip": "2.00"}
    assert (settled.outcome.revised, settled.outcome.removed) == (1, 6)
    assert settled.waiting == settled.others == 7
    said = wallet.vault.pay_lines.history(tip.id)
    assert [str(fact.amount) for _, fact in said] == ["1.00", "2.00"]
    assert wallet.vault.trips.count() == 1


def test_a_decision_on_one_field_settles_the_others_by_arithmetic(
    wallet: Wallet, order: ExhibitId
) -> None:
    before = paid(wallet)
    decide(wallet, order, "tip", Correct("2"))
    settled = decide(wallet, order, "total", Correct("8.58"))

    assert settled.waiting == 0
    assert settled.outcome.added == 6
    assert paid(wallet) == {**before, "tip": "2.00"}
    assert check_open(wallet.vault).grade == "sound"


def test_what_is_said_to_be_absent_takes_back_what_only_it_stated(
    wallet: Wallet, order: ExhibitId
) -> None:
    decide(wallet, order, "weight", Absent())

    assert "weight" not in "".join(each.fact.label_raw for each in wallet.vault.pay_lines.all())
    assert standing(wallet, order, "weight") is Standing.ABSENT
    assert len(paid(wallet)) > 0
    assert take_back(wallet) == (order, "weight")
    assert standing(wallet, order, "weight") is Standing.ACCEPTED


def test_the_last_decision_is_taken_back_and_the_field_waits_again(
    wallet: Wallet, cash: ExhibitId
) -> None:
    decide(wallet, cash, "cash", Confirm())

    assert take_back(wallet) == (cash, "cash")
    assert [each.field.name for each in to_review(wallet)] == ["cash"]
    assert take_back(wallet) is None


def test_taking_back_brings_the_facts_back(wallet: Wallet, order: ExhibitId) -> None:
    before = paid(wallet)
    decide(wallet, order, "total", Correct("999.99"))
    assert paid(wallet) == {}
    assert {each.field.name for each in to_review(wallet)} >= {"base", "tip"}

    assert take_back(wallet) == (order, "total")
    assert paid(wallet) == before
    assert to_review(wallet) == []


@pytest.mark.parametrize(
    ("name", "saying", "code"),
    [
        ("cash", Correct("12,4O"), "field_not_its_form"),
        ("cash", Correct(""), "field_not_its_form"),
        ("cash", Correct("12.345"), "field_not_its_form"),
        ("cash", Correct("１２"), "field_not_its_form"),
        ("nothing", Confirm(), "field_unknown"),
        ("nothing", Correct("1.00"), "field_unknown"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_said(
    wallet: Wallet, cash: ExhibitId, name: str, saying: Saying, code: str
) -> None:
    size = wallet.vault.log.size

    with pytest.raises(GigWalletError) as refused:
        decide(wallet, cash, name, saying)
    assert refused.value.code == code
    assert wallet.vault.log.size == size


def test_a_picture_that_was_not_read_has_nothing_to_decide(wallet: Wallet) -> None:
    import_files(wallet, [CASH], Job())
    (known,) = wallet.vault.exhibits.all()

    with pytest.raises(GigWalletError, match="screen_not_read"):
        decide(wallet, known.id, "cash", Confirm())
    assert customer_marks(wallet, known.id) == ()


def test_a_decision_survives_that_the_picture_is_read_anew(
    wallet: Wallet, order: ExhibitId
) -> None:
    decide(wallet, order, "tip", Correct("2"))
    decide(wallet, order, "total", Correct("8.58"))
    kept = paid(wallet)
    wallet.vault.screens.forget([order])
    again = read_waiting(wallet, Job())

    assert (again.added, again.revised, again.removed) == (0, 0, 0)
    assert paid(wallet) == kept
    assert standing(wallet, order, "tip") is Standing.CORRECTED


def test_a_vault_that_is_only_read_takes_no_decision(wallet: Wallet, cash: ExhibitId) -> None:
    with wallet.reader() as reader:
        assert len(to_review(reader)) == 1
        with pytest.raises(GigWalletError, match="vault_read_only"):
            decide(reader, cash, "cash", Confirm())


def test_a_field_that_was_not_found_is_asked_for_until_the_person_types_it_or_says_it_is_not_there(
    wallet: Wallet, order: ExhibitId
) -> None:
    stored = wallet.vault.screens.get(order)
    assert stored is not None
    fields = tuple(each for each in stored.reading.fields if each.name != "total")
    torn = replace(stored.reading, fields=fields, missing=("total",))
    wallet.vault.screens.put(order, replace(stored, reading=torn))

    (item,) = [each for each in to_review(wallet) if each.why == "screen_field_not_found"]
    assert (item.field.name, item.field.label, item.guess, item.crop) == (
        "total",
        "本单收入",
        "",
        b"",
    )
    with pytest.raises(GigWalletError, match="field_has_no_value"):
        decide(wallet, order, "total", Confirm())

    decide(wallet, order, "total", Absent())
    assert "total" not in [each.field.name for each in to_review(wallet)]
    assert take_back(wallet) == (order, "total")
    assert "total" in [each.field.name for each in to_review(wallet)]
    decide(wallet, order, "total", Correct("7.58"))
    assert to_review(wallet) == []
    assert wallet.vault.pay_lines.count() == 7


# Copies ------------------------------------------------------------------------------------------


def test_two_shots_of_one_order_are_counted_once_and_both_stay_as_sources(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    again = people.put(tmp_path, "Screenshot_20260803-203107_美团众包.png", recompressed(ORDER))
    import_files(wallet, [ORDER, again], Job())
    read_waiting(wallet, Job())

    (trip,) = wallet.vault.trips.all()
    assert len({each.exhibit_id for each in trip.sources}) == 2


def test_a_copy_that_the_person_accepts_is_counted_once_and_stays_an_exhibit(
    wallet: Wallet, order: ExhibitId, tmp_path: Path
) -> None:
    import_files(wallet, [people.put(tmp_path, "other.jpg", recompressed(ORDER))], Job())
    read_waiting(wallet, Job())
    copy = wallet.vault.exhibits.all()[1].id
    before = paid(wallet)
    decide(wallet, copy, "tip", Correct("2"))
    assert paid(wallet) == {**before, "tip": "2.00"}, "what its person said of one picture holds"

    judge_copy(wallet, copy, order, same=True)

    assert len(wallet.vault.exhibits.all()) == 2
    assert paid(wallet) == before
    assert wallet.vault.trips.count() == 1
    assert take_back(wallet) == (copy, "")


def recompressed(file: Path) -> bytes:
    """As a messenger sends it on."""
    out = io.BytesIO()
    with Image.open(file) as picture:
        small = picture.convert("RGB").resize((picture.width * 3 // 4, picture.height * 3 // 4))
    small.save(out, "JPEG", quality=60)
    return out.getvalue()
