"""A vault with something awkward in every table, exports of it, and how a forger would mend one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from gigwallet.app.exports import export_all_form as form
from gigwallet.app.exports.export_all_folder import MANIFEST
from gigwallet.app.vaults.rebuild_vault import rebuild
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.case import Case, ChosenExhibit, Claim, Respondent
from gigwallet.domain.deciding import CopyDecision, Decision, FieldKey
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Paper
from gigwallet.domain.pay_decision import Opinion, OpinionSaid, Pairing, PairingSaid
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import ExhibitId, FactId, HowKnown
from gigwallet.domain.scheme import Scheme
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.domain.time_stamp import Authority, TimeStamp
from gigwallet.domain.worker import Worker
from gigwallet.vault.shelves.screen_shelf import StoredReading
from tests.cheap_keys import CHEAP
from tests.vault import golden, things

NEW_PASSPHRASE = b"another passphrase 7"
PICTURE = b"\x89PNG not really a picture \x00\xff" * 40
BILL = "样张账单,\r\n=1+1,\x00\n".encode()
_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_STAMP = TimeStamp(
    1, b"log\n1\n", "sha256", "样张时间戳", "", b"\x30\x00", bytes(range(256)), "", "", _NOON, _NOON
)
AWKWARD = (
    "",
    "'",
    "''=",
    "=1+1",
    "+86 138",
    "-5",
    "@here",
    "＝1+1",
    "\t\r\n",
    "a\r\nb\nc\rd",
    'say "no", twice',
    "\ufeff骑手\u2028\u202e\x00\x1f",
    "  ",
    "😀" * 300,
    "null",
    "007",
    "1e5",
    "a,b;c",
)


def fill(wallet: Wallet) -> list[ExhibitId]:
    """The ids of two exhibits; the second one is revised."""
    vault = wallet.vault
    vault.worker.put(Worker("=样例骑手", phone="+86 000", address="一\n二"))
    vault.worker.put(Worker("样例骑手", phone="+86 000"))
    engagement = vault.engagements.add(replace(things.ENGAGEMENT, account="", city="'武汉'"))
    first = vault.exhibits.add(things.exhibit(PICTURE), PICTURE)
    second = vault.exhibits.add(things.exhibit(BILL, "../账单:=\u202e|.csv"), BILL)
    vault.exhibits.revise(second, things.exhibit(BILL, "../账单:=\u202e|.csv", label="-账单"))
    vault.exhibits.set_thumbnail(first, bytes(range(256)))
    source = things.typed(7, first)
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
    (trip,) = vault.trips.add([things.new(things.TRIP, engagement, "2")]).added
    vault.trips.revise(trip, replace(things.TRIP, surge=None, trip_m=0), HowKnown.TYPED)
    digest = hashlib.sha256(b"[x]").hexdigest()
    vault.schemes.add(Scheme("=满单奖", "[x]", digest, False, date(2025, 7, 1), proof=first))
    claim = Claim(Money(-1, "JPY"), things.JULY)
    chosen = (ChosenExhibit(second, "账单", "", rows=(trip,)),)
    vault.cases.add(Case(engagement, "@欠薪", things.JULY, (Respondent("样张"),), chosen, claim))
    vault.coverage.add(CoveredSpan(engagement, things.JULY, "trips", (second,)))
    vault.exhibit_texts.put(first, {1: "-本单收入\n8.00", 3: ""}, "typed")
    vault.screens.put(first, StoredReading(ScreenReading(Paper(())), "=engine", "1"))
    vault.screens.decide(first, Decision(FieldKey("@a/b", "base"), Standing.CORRECTED, "-5.00"))
    vault.screens.decide_copy(first, CopyDecision(second, same=False))
    vault.pay_decisions.pair(PairingSaid.of([trip], [FactId("2" * 32)], Pairing.APART))
    owed = Money(-150, "CNY")
    vault.pay_decisions.think(
        OpinionSaid(engagement, "underpaid", "=12", things.JULY, owed, Opinion.DISPUTED, None, "-")
    )
    vault.redactions.put(golden.redaction(first, second))
    vault.redactions.put_words(second, ("=13800138000", ""))
    vault.time_stamps.put_authority(Authority("样张时间戳", "https://example.org/tsa"))
    vault.time_stamps.add(_STAMP)
    (gone,) = vault.tallies.add([things.new(things.TALLY, engagement, "gone")]).added
    vault.tallies.delete(gone)
    for number, text in enumerate(AWKWARD):
        vault.settings.put(f"awkward {number}", text)
    return [first, second]


def again(export: Path, folder: Path, around: Surroundings) -> Wallet:
    return rebuild(export, folder, bytearray(NEW_PASSPHRASE), kdf=CHEAP, around=around).wallet


def lines(export: Path, name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((export / name).read_text("utf-8"))
    return loaded


def files(export: Path) -> list[str]:
    return sorted(
        each.relative_to(export).as_posix() for each in export.rglob("*") if each.is_file()
    )


def tables(export: Path) -> list[str]:
    return sorted(each.stem for each in (export / "tables").glob("*.json"))


def put_lines(export: Path, name: str, rows: list[dict[str, Any]] | list[str]) -> None:
    """Rows as the program writes them, or lines as they are given."""
    texts = [
        each
        if isinstance(each, str)
        else json.dumps(each, ensure_ascii=False, separators=(",", ":"))
        for each in rows
    ]
    body = ",\n".join(texts) + "\n" if texts else ""
    (export / name).write_bytes(form.JSON_START + body.encode() + form.JSON_END)


def drop_csv(export: Path) -> None:
    for each in (*(export / "tables").glob("*.csv"), export / "log.csv"):
        each.unlink()


def read_head(export: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((export / form.HEAD).read_text("utf-8"))
    return loaded


def change_head(export: Path, **facts: object) -> None:
    (export / form.HEAD).write_bytes(form.head_bytes({**read_head(export), **facts}))


def mend_manifest(export: Path, *, without: frozenset[str] = frozenset(), **names: str) -> None:
    """What a forger can do: digests that fit what lies there now."""
    as_row = form.RowForm(MANIFEST)
    said = {each["file"]: each for each in lines(export, form.MANIFEST)}
    rows = []
    for name in sorted({*said, *files(export)} - {form.MANIFEST} - without):
        if (export / name).is_file():
            data = (export / name).read_bytes()
            sizes = len(data), hashlib.sha256(data).hexdigest()
        else:
            sizes = said[name]["bytes"], said[name]["sha256"]
        other = names.get(name.replace("/", "_").replace(".", "_"), name)
        rows.append(as_row.json((other, *sizes)).decode())
    put_lines(export, form.MANIFEST, rows)
