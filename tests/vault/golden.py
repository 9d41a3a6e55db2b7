"""Makes a vault that the tests keep: ``python -m tests.vault.golden FOLDER``.

Run it once per released schema, never to make a failing test pass. ``samples/format-1`` is of the
first schema, ``samples/schema-5`` of the one with search, checkpoints, time stamps and merges,
``samples/schema-8`` of the one with readings of screens, decisions on them and packed tracks,
``samples/schema-10`` of the one with what a person says of the pay check, ``samples/schema-11`` of
the one with imports in several transactions: of one that broke off its leaves are left;
``samples/schema-12`` of the one whose trips have indexes for long tables, ``samples/schema-13`` of
the one with redacted copies.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from gigwallet.domain.deciding import Decision, FieldKey
from gigwallet.domain.job import Cancelled
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.pay_decision import Opinion, OpinionSaid, Pairing, PairingSaid
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId
from gigwallet.domain.redaction import Mask, MaskReason, Redaction
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.domain.time_stamp import Authority
from gigwallet.domain.worker import Worker
from gigwallet.vault import KdfParams, Vault
from gigwallet.vault.bringing_in import bringing_in
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.vault import things
from tests.vault.conftest import SetClock

PASSPHRASE = "骑手 golden 1".encode()
SECOND = b"the passphrase of the union"
DECISION = Decision(FieldKey("meituan/order", "total"), Standing.CORRECTED, "8.00")
PAIRING = PairingSaid.of([FactId("1" * 32)], [FactId("2" * 32)], Pairing.APART)
OPINION = OpinionSaid(
    EngagementId("3" * 32),
    "underpaid",
    "订单 12",
    things.JULY,
    Money(150, "CNY"),
    Opinion.DISPUTED,
    Money(120, "CNY"),
    "少算了雨天补贴",
)
MASKS = (
    Mask(1, Box(40, 300, 600, 48), MaskReason.PHONE),
    Mask(1, Box(0, 900, 1080, 60), MaskReason.ADDRESS),
)
HIDDEN = ("13800138000", "中山路123号")
PICTURE = b"\x89PNG not really a picture \x00\xff" * 40


def make(folder: Path) -> str:
    """The recovery code of the vault that was made."""
    clock = SetClock()
    cheap = KdfParams(memory_kib=65_536, passes=1, lanes=1)
    vault, code = Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=cheap, specimen=True)
    with vault:
        vault.worker.put(Worker("样例骑手", phone="000"))
        engagement = vault.engagements.add(things.ENGAGEMENT)
        exhibit = vault.exhibits.add(things.exhibit(PICTURE), PICTURE)
        source = things.typed(7, exhibit)
        for shelf, fact in (
            (vault.trips, things.TRIP),
            (vault.shifts, things.SHIFT),
            (vault.track_points, things.POINT),
            (vault.tracks, things.TRACK),
            (vault.tallies, things.TALLY),
            (vault.statements, things.STATEMENT),
            (vault.pay_lines, things.PAY_LINE),
            (vault.payouts, things.PAYOUT),
        ):
            shelf.add([things.new(fact, engagement, source=source)])  # type: ignore[attr-defined]  # each shelf its kind
        (gone,) = vault.tallies.add([things.new(things.TALLY, engagement, "gone")]).added
        vault.tallies.delete(gone)
        vault.log.append("export.made", "", b"a letter")
        vault.exhibits.revise(exhibit, things.exhibit(PICTURE, label="奖励说明", note="七月"))
        vault.exhibit_texts.put(exhibit, {1: "本单收入 8.00 满单奖"}, "reader")
        piece = Piece("本单收入 8.00", Box(40, 300, 600, 48), 0.875)
        screen = ScreenReading(Paper((Page(1080, 2400, (piece,)),), "engine 1"), "meituan/order")
        vault.screens.put(exhibit, StoredReading(screen, "engine 1", "templates 1", look="00ff"))
        vault.screens.decide(exhibit, DECISION)
        vault.pay_decisions.pair(PAIRING)
        vault.pay_decisions.think(OPINION)
        vault.redactions.put(redaction(exhibit, exhibit))
        vault.redactions.put_words(exhibit, HIDDEN)
        break_off(vault, engagement)
        vault.search.catch_up()
        vault.time_stamps.put_authority(Authority("样张时间戳", "https://example.org/tsa"))
        vault.slots.add_passphrase(bytearray(SECOND), "工会")
        vault.make_checkpoint("export")
    return code


def redaction(original: ExhibitId, copy: ExhibitId | None) -> Redaction:
    return Redaction(original, copy, MASKS, "a" * 64, "b" * 64, "c" * 64)


def break_off(vault: Vault, engagement: EngagementId) -> None:
    """An import that ends in the middle: what it had committed is taken out again."""
    with suppress(Cancelled), bringing_in(vault) as coming, coming.whole():
        coming.vault.trips.add(things.trips(engagement, 3))
        with coming.aside():
            raise Cancelled


if __name__ == "__main__":
    place = Path(sys.argv[1])
    code = make(place)
    (place / "recovery-code.txt").write_text(code + "\n", encoding="ascii")
    (place / "vault.ballast").unlink(missing_ok=True)
