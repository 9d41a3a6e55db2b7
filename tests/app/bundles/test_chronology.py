"""Beside the board stands what happened when, and each event leads to what tells of it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from PIL import Image

from gigwallet.app.bundles.build_bundle import prepare
from gigwallet.app.bundles.chronology import Dated, chronology
from gigwallet.app.bundles.evidence_board import board
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import add_record
from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, Route, TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.domain.tally import Tally
from tests.app.bundles.test_documents import RULE
from tests.app.people import bill, bill_line, put


def _shot(wallet: Wallet, name: str, day: int, taken_from: TakenFrom) -> ExhibitId:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), (day, day, day)).save(out, "PNG")
    data = out.getvalue()
    exhibit = Exhibit(
        name=name,
        media_type="image/png",
        size=len(data),
        sha256=sha256(data).hexdigest(),
        added_at=wallet.clock.now(),
        route=Route.DROPPED,
        taken_at=Instant(datetime(2025, 8, day, 4, 0, tzinfo=UTC), "Asia/Shanghai"),
        taken_from=taken_from,
    )
    return wallet.vault.exhibits.add(exhibit, data)


def _told(wallet: Wallet, meituan: EngagementId) -> tuple[Dated, ...]:
    draft = prepare(wallet, meituan, language="en")
    return chronology(draft, board(wallet, draft.reconciliation))


def test_payments_and_pictures_stand_in_one_order_and_lead_to_their_files(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(wallet, RULE.format(illustrative="false"), meituan)
    add_record.add_tally(wallet, meituan, Tally("meituan", Period.of_month(2025, 7), orders=922))
    lines = (
        bill_line("2025-08-10 20:00:00", "美团众包", "3000.00"),
        bill_line("2025-08-20 20:00:00", "美团众包", "100.00"),
    )
    file = put(tmp_path, "账单.csv", bill(*lines))
    import_files(wallet, [file], Job(), payers=frozenset({"美团众包"}))
    (money,) = (each.id for each in wallet.vault.exhibits.all() if each.exhibit.name == "账单.csv")
    between = _shot(wallet, "order.png", 15, TakenFrom.NAME)
    copied = _shot(wallet, "copied.png", 16, TakenFrom.FILE_TIME)
    told = [each for each in _told(wallet, meituan) if each.exhibits and each.first == each.last]

    assert [(each.first, each.exhibits) for each in told] == [
        (date(2025, 8, 10), (money,)),
        (date(2025, 8, 15), (between,)),
        (date(2025, 8, 20), (money,)),
    ]
    assert "order.png" in told[1].what
    assert all(copied not in each.exhibits for each in told)


def test_without_a_pay_check_the_pictures_tell_alone(wallet: Wallet, meituan: EngagementId) -> None:
    shot = _shot(wallet, "order.png", 15, TakenFrom.EXIF)

    assert [each.exhibits for each in _told(wallet, meituan)] == [(shot,)]
