"""Pictures of the vault are read one after the other; only what is sure becomes a fact."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import keep_exhibits, search_vault
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.screens import (
    kept_screens,
    known_screens,
    learn_labels,
    list_screens,
    place_screens,
    screen_storing,
    screens_due,
    state_screens,
)
from gigwallet.app.screens.learn_labels import LearntLabel
from gigwallet.app.screens.read_screens import read_waiting
from gigwallet.app.screens.screens_due import waiting
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.other_spending import shows_other_spending
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.ports import Isolation
from gigwallet.domain.recorded import EngagementId, HowKnown
from gigwallet.host.isolation import WorkerProcess
from gigwallet.vault import check_open
from tests.app import painted_screens, people
from tests.app.painted_screens import CASH, DAY, FONTS, ORDER, Remembering
from tests.vault import things


@pytest.fixture(scope="session")
def reader() -> Iterator[Isolation]:
    worker = WorkerProcess()
    yield worker
    worker.close()


@pytest.fixture
def aside(reader: Isolation) -> Remembering:
    return Remembering(reader)


@pytest.fixture
def around(isolation: Isolation, clock: people.SetClock, aside: Remembering) -> Surroundings:
    return Surroundings(clock=clock, isolation=isolation, aside=aside)


def taken_in(wallet: Wallet, *files: Path) -> None:
    import_files(wallet, list(files), Job())


def names(wallet: Wallet) -> list[str]:
    return [each.exhibit.name for each in waiting(wallet)]


def picture(colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 60), colour).save(out, "PNG")
    return out.getvalue()


def with_tip_called(label: str) -> bytes:
    """The order, with another label over that of its tip."""
    shown = Image.open(ORDER).convert("RGB")
    draw = ImageDraw.Draw(shown)
    font = ImageFont.truetype(str(next(iter(sorted(FONTS.rglob("*SC*.[ot]tf"))))), 27)
    draw.rectangle((20, 625, 300, 685), fill="#f7f7f9")
    draw.text((28, 634), label, "#14181f", font)
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


# What is read ------------------------------------------------------------------------------------


def test_a_screen_becomes_a_trip_with_its_pay_each_with_its_pixels(
    wallet: Wallet, meituan: EngagementId
) -> None:
    taken_in(wallet, ORDER)
    outcome = read_waiting(wallet, Job())

    (trip,) = wallet.vault.trips.all()
    lines = wallet.vault.pay_lines.all()
    assert outcome.read == 1
    assert outcome.added == 1 + len(lines)
    assert {"trips", "pay_lines", "screens"} <= outcome.changed
    assert trip.engagement_id == meituan
    assert trip.revision.how is HowKnown.READ_BY_OCR
    (exhibit,) = wallet.vault.exhibits.all()
    for fact in (trip, *lines):
        (source,) = fact.sources
        assert source.exhibit_id == exhibit.id
        assert source.importer == "app_screen"
        assert Box.of(source.locator.pointer) is not None
    assert waiting(wallet) == []
    assert check_open(wallet.vault).grade == "sound"


def test_what_was_read_is_found_by_search(wallet: Wallet, meituan: EngagementId) -> None:
    taken_in(wallet, ORDER)
    read_waiting(wallet, Job())

    hits = search_vault.search(wallet, "配送费").hits
    assert wallet.vault.exhibits.all()[0].id in [each.id for each in hits]


def test_an_amount_that_nothing_proves_enters_no_figure(wallet: Wallet) -> None:
    taken_in(wallet, CASH)
    read_waiting(wallet, Job())

    (summary,) = list_screens.screens(wallet)
    assert summary.template == "zomato/day"
    assert summary.waiting == 1
    amounts = [each.fact.amount.minor for each in wallet.vault.pay_lines.all()]
    amounts += [each.fact.amount.minor for each in wallet.vault.payouts.all()]
    assert 124000 not in amounts


def test_reading_again_adds_nothing(wallet: Wallet, meituan: EngagementId) -> None:
    taken_in(wallet, ORDER)
    read_waiting(wallet, Job())
    size = wallet.vault.log.size
    wallet.vault.screens.forget([each.id for each in wallet.vault.exhibits.all()])

    again = read_waiting(wallet, Job())

    assert (again.read, again.added, again.revised, again.removed) == (1, 0, 0, 0)
    assert wallet.vault.log.size == size


def test_the_latest_picture_comes_first(wallet: Wallet, tmp_path: Path) -> None:
    files = [
        people.put(tmp_path, f"Screenshot_2025070{day}-120000.png", picture(colour))
        for day, colour in ((3, "red"), (5, "green"), (4, "blue"))
    ]
    taken_in(wallet, *files)

    assert [name[17:19] for name in names(wallet)] == ["05", "04", "03"]


def test_a_bill_and_tables_are_never_read(wallet: Wallet, tmp_path: Path) -> None:
    taken_in(wallet, people.put(tmp_path, "b.csv", people.plain_bill()))

    assert waiting(wallet) == []


def test_a_screen_of_a_wallet_is_kept_without_its_letters() -> None:
    words = ("账单", "全部账单", "查找交易", "收支统计", "7月", "便利店 -12.00", "宠物医院 -300.00")
    lines = tuple(Piece(word, Box(10, 40 * n, 200, 30)) for n, word in enumerate(words))
    rider = ("本单收入", "基础配送费", "支付方式", "提现到零钱")
    own = tuple(Piece(word, Box(10, 40 * n, 200, 30)) for n, word in enumerate(rider))

    assert shows_other_spending(Paper((Page(400, 800, lines),)))
    assert not shows_other_spending(Paper((Page(400, 800, own),)))
    assert not shows_other_spending(Paper(()))


def test_nothing_of_a_private_screen_is_stored(wallet: Wallet, tmp_path: Path) -> None:
    taken_in(wallet, people.put(tmp_path, "钱包.png", painted_screens.wallet_screen()))
    read_waiting(wallet, Job())

    (summary,) = list_screens.screens(wallet)
    assert summary.trouble == state_screens.PRIVATE
    (known,) = wallet.vault.exhibits.all()
    assert wallet.vault.exhibit_texts.of(known.id) == []
    stored = wallet.vault.screens.get(known.id)
    assert stored is not None
    assert stored.reading.paper.texts == {}
    assert search_vault.search(wallet, "收支统计").hits == ()


# The time of the shot ---------------------------------------------------------------------------


def test_the_clock_of_the_status_bar_tells_the_time_where_the_name_has_only_a_hint(
    wallet: Wallet, tmp_path: Path
) -> None:
    taken_in(wallet, people.put(tmp_path, "IMG-20260803-WA0001.png", ORDER.read_bytes()))
    (before,) = keep_exhibits.exhibits(wallet)
    read_waiting(wallet, Job())
    (after,) = keep_exhibits.exhibits(wallet)

    assert before.exhibit.taken_from is TakenFrom.NAME
    assert after.exhibit.taken_from is TakenFrom.STATUS_BAR
    assert after.exhibit.taken_at is not None
    assert after.exhibit.taken_at.local.isoformat(" ") == "2026-08-03 20:30:00+08:00"


def test_a_whole_time_in_the_name_stays(wallet: Wallet, meituan: EngagementId) -> None:
    taken_in(wallet, ORDER)
    read_waiting(wallet, Job())

    (known,) = keep_exhibits.exhibits(wallet)
    assert known.exhibit.taken_from is TakenFrom.NAME
    assert known.exhibit.taken_at is not None
    assert known.exhibit.taken_at.utc == datetime(2026, 8, 3, 12, 30, 15, tzinfo=UTC)


def test_the_time_of_the_file_is_passed_through_as_the_last_resort(
    wallet: Wallet, tmp_path: Path
) -> None:
    file = people.put(tmp_path, "IMG_1234.PNG", picture())
    named = people.put(tmp_path, "Screenshot_20250704-120000.png", picture("red"))
    at = datetime(2025, 7, 5, 10, 20, 31, tzinfo=UTC).timestamp()
    for each in (file, named):
        os.utime(each, (at, at))
    taken_in(wallet, file, named)
    known = {each.exhibit.name: each.exhibit for each in keep_exhibits.exhibits(wallet)}

    assert known["IMG_1234.PNG"].taken_from is TakenFrom.FILE_TIME
    assert known["IMG_1234.PNG"].taken_at is not None
    assert known["IMG_1234.PNG"].taken_at.utc.timestamp() == at
    assert known[named.name].taken_from is TakenFrom.NAME


@pytest.mark.parametrize(
    ("name", "sign", "tells"),
    [
        ("IMG_1234.PNG", TakenFrom.FILE_TIME, False),
        ("IMG_1234.PNG", TakenFrom.STATUS_BAR, False),
        ("IMG-20250705-WA0001.jpg", TakenFrom.STATUS_BAR, True),
        ("Screenshot_20250705-120000.png", TakenFrom.NAME, True),
        ("IMG_1234.PNG", TakenFrom.EXIF, True),
    ],
)
def test_only_the_time_of_a_file_gives_a_screen_without_a_date_no_day(
    name: str, sign: TakenFrom, tells: bool
) -> None:
    at = Instant.from_local(datetime(2025, 7, 5, 12), "Asia/Shanghai")  # noqa: DTZ001
    exhibit = things.exhibit(b"x", name, taken_at=at, taken_from=sign)

    assert (screen_storing._shot(exhibit) is not None) == tells


def test_a_day_alone_reaches_to_its_end() -> None:
    at = Instant.from_day(date(2025, 7, 5), "Asia/Shanghai")
    shot = screen_storing._shot(things.exhibit(b"x", taken_at=at, taken_from=TakenFrom.NAME))

    assert shot is not None
    assert shot.isoformat() == "2025-07-05T23:59:00+08:00"


# Cancelled, killed, interrupted ------------------------------------------------------------------


def test_a_cancel_loses_at_most_the_picture_in_hand(
    wallet: Wallet, meituan: EngagementId, aside: Remembering
) -> None:
    taken_in(wallet, ORDER, DAY, CASH)
    job = Job()
    aside.before = lambda: job.cancel() if aside.asked == 2 else None

    with pytest.raises(Cancelled):
        read_waiting(wallet, job)

    assert len(names(wallet)) == 1
    assert wallet.vault.log_head.size == wallet.vault.log.size
    aside.before = lambda: None
    assert read_waiting(wallet, Job()).read == 1
    assert names(wallet) == []


def test_a_picture_that_kills_the_process_is_remembered_and_can_be_tried_again(
    wallet: Wallet, tmp_path: Path, reader: Isolation, aside: Remembering
) -> None:
    taken_in(wallet, people.put(tmp_path, "deadly.png", picture()))
    dying = Surroundings(wallet.clock, wallet.around.isolation, _Dying(reader))
    harmed = replace(wallet, around=dying)

    assert read_waiting(harmed, Job()).unreadable == 1
    assert waiting(wallet) == []
    (summary,) = list_screens.screens(wallet)
    assert summary.trouble == "file_unreadable"

    assert screens_due.try_again(wallet) == 1
    assert read_waiting(wallet, Job()).unreadable == 0


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class _Dying(Remembering):
    """Every picture ends the process that reads it."""

    def run(self, function: object, *arguments: object, seconds: float = 60.0) -> object:  # type: ignore[override]  # it never answers
        return self._real.run(_die, seconds=seconds)


def test_a_torn_picture_is_remembered_and_the_next_one_is_read(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    torn = people.put(tmp_path, "Screenshot_20260901-120000.png", ORDER.read_bytes()[:20_000])
    taken_in(wallet, torn, ORDER)
    outcome = read_waiting(wallet, Job())

    assert (outcome.read, outcome.unreadable) == (2, 1)
    assert outcome.unreadable_names == (torn.name,)
    troubles = {each.name: each.trouble for each in list_screens.screens(wallet)}
    assert troubles == {torn.name: "picture_unreadable", ORDER.name: ""}


def test_a_wallet_that_is_stopped_ends_the_reading_at_once(
    wallet: Wallet, meituan: EngagementId
) -> None:
    taken_in(wallet, ORDER)
    stopped = replace(wallet)
    stopped._stopped.set()

    with pytest.raises(Cancelled):
        read_waiting(stopped, Job())
    stopped._stopped.clear()
    assert names(wallet) == [ORDER.name]


def test_a_reader_that_was_altered_stops_the_reading_and_blames_no_picture(
    wallet: Wallet, meituan: EngagementId, aside: Remembering
) -> None:
    taken_in(wallet, ORDER)

    def altered() -> None:
        raise GigWalletError("picture_reader_altered", name="x.onnx")

    aside.before = altered
    with pytest.raises(GigWalletError, match="picture_reader_altered"):
        read_waiting(wallet, Job())

    aside.before = lambda: None
    assert names(wallet) == [ORDER.name]


def test_a_picture_that_is_erased_while_it_is_read_leaves_nothing(
    wallet: Wallet, meituan: EngagementId, aside: Remembering
) -> None:
    taken_in(wallet, ORDER)
    (known,) = wallet.vault.exhibits.all()
    aside.before = lambda: wallet.vault.exhibits.delete(known.id)

    assert read_waiting(wallet, Job()).read == 0
    assert wallet.vault.screens.all() == []
    assert wallet.vault.trips.count() == 0


def test_a_vault_that_is_only_read_is_left_as_it_is(wallet: Wallet) -> None:
    with wallet.reader() as reader, pytest.raises(GigWalletError, match="vault_read_only"):
        read_waiting(reader, Job())


# Engagements -------------------------------------------------------------------------------------


def test_a_platform_that_has_no_engagement_yet_gets_one(wallet: Wallet) -> None:
    taken_in(wallet, ORDER)
    read_waiting(wallet, Job())

    (made,) = wallet.vault.engagements.all()
    assert (made.engagement.platform, made.engagement.currency) == ("meituan", "CNY")


def test_where_several_engagements_fit_the_person_chooses(wallet: Wallet) -> None:
    places = [add_engagement(wallet, people.MEITUAN)]
    places.append(add_engagement(wallet, replace(people.MEITUAN, contracting_firm="另一家")))
    taken_in(wallet, ORDER)
    outcome = read_waiting(wallet, Job())

    assert outcome.unplaced == 1
    assert wallet.vault.trips.count() == 0
    (summary,) = list_screens.screens(wallet)
    assert summary.trouble == "engagement_ambiguous"
    assert waiting(wallet) == []

    placed = place_screens.place(wallet, summary.exhibit, places[1])
    assert placed.added > 0
    assert wallet.vault.trips.all()[0].engagement_id == places[1]
    assert list_screens.screens(wallet)[0].trouble == ""


def test_a_screen_of_another_platform_is_not_put_with_the_only_engagement(
    wallet: Wallet, meituan: EngagementId
) -> None:
    taken_in(wallet, CASH)
    read_waiting(wallet, Job())

    platforms = {each.engagement.platform for each in wallet.vault.engagements.all()}
    assert platforms == {"meituan", "zomato"}


# Templates and engines --------------------------------------------------------------------------


def test_a_new_template_makes_the_pictures_wait_and_reads_letters_only_once(
    wallet: Wallet, meituan: EngagementId, aside: Remembering, tmp_path: Path
) -> None:
    taken_in(wallet, people.put(tmp_path, "holiday.png", picture()))
    read_waiting(wallet, Job())
    text = next(
        each.read_text("utf-8") for each in (wallet.resources / "screens" / "meituan").iterdir()
    )
    template = known_screens.teach(wallet, text)

    assert names(wallet) == ["holiday.png"]
    asked = aside.asked
    read_waiting(wallet, Job())
    assert aside.asked == asked + 1
    assert names(wallet) == []
    known_screens.forget(wallet, template.key)
    assert kept_screens.texts(wallet) == {}


def test_a_label_that_was_learnt_has_only_the_pictures_of_its_screen_read_anew(
    wallet: Wallet, meituan: EngagementId, aside: Remembering
) -> None:
    taken_in(wallet, ORDER, CASH)
    read_waiting(wallet, Job())
    before = dict(wallet.vault.screens.all())
    learn_labels.learn(wallet, LearntLabel("meituan/order", "tip", "顾客感谢金"))
    assert len(names(wallet)) == 2
    aside.asked_for.clear()
    read_waiting(wallet, Job())

    assert sorted(aside.asked_for) == ["fields_apart", "read_apart"]
    assert names(wallet) == []
    after = dict(wallet.vault.screens.all())
    assert {each: stored.reading for each, stored in after.items()} == {
        each: stored.reading for each, stored in before.items()
    }


def test_a_screen_with_a_new_amount_proves_itself_once_it_is_learnt_what_that_is_paid_for(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    taken_in(wallet, people.put(tmp_path, ORDER.name, with_tip_called("跨城加价")))
    read_waiting(wallet, Job())
    assert wallet.vault.pay_lines.all() == []
    (offer,) = learn_labels.proposed(wallet)
    assert (offer.label.label, offer.adds_up) == ("跨城加价", "本单收入")

    learn_labels.learn(wallet, learn_labels.as_paid_for(offer.label, PayCategory.SURGE))
    read_waiting(wallet, Job())

    ((_exhibit, stored),) = wallet.vault.screens.all()
    assert stored.reading.to_review == ()
    surges = [
        each.fact.amount.minor
        for each in wallet.vault.pay_lines.all()
        if each.fact.category is PayCategory.SURGE
    ]
    assert 100 in surges
    assert learn_labels.proposed(wallet) == ()


def test_what_another_engine_read_is_read_anew(wallet: Wallet, tmp_path: Path) -> None:
    taken_in(wallet, people.put(tmp_path, "a.png", picture()))
    read_waiting(wallet, Job())
    ((exhibit, stored),) = wallet.vault.screens.all()
    wallet.vault.screens.put(exhibit, replace(stored, engine="older"))

    assert names(wallet) == ["a.png"]
