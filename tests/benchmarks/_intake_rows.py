"""What storing the rows of a statement costs, against ``csv`` and the same inserts."""

from __future__ import annotations

import csv
import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from threading import Thread
from typing import TypeVar

from gigwallet.app.intake.import_files import Preview, commit, import_files, preview
from gigwallet.app.records import keep_shift
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.crypto.kdf import LEAST
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.recorded import EngagementId, Locator, NewFact, Source
from gigwallet.host.isolation import WorkerProcess
from tests.benchmarks._measure import Measure

R = TypeVar("R")

_PAYER = "美团众包"
_PAYERS = frozenset({_PAYER})
_MEITUAN = Engagement("meituan", "武汉", "Asia/Shanghai", "CNY")
_HEADER = (
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
)
_FIRST = datetime(2019, 1, 1, tzinfo=UTC)
_FACT = (
    "INSERT INTO main.fact (seq, id, kind, engagement_id, family, natural_key, occurrence)"
    " VALUES (?, ?, 'payout', ?, 'wechat_bill', ?, 1)"
)
_PAYOUT = (
    "INSERT INTO main.payout (seq, fact_id, revision, how, first_day, last_day, ordered_at, side,"
    " at_utc, at_zone, at_quality, at_text, amount_minor, amount_currency, platform, payer_text,"
    " label, method, ext_ref, account_mask) VALUES (?, ?, 1, 'imported', ?, ?, ?, 'received', ?,"
    " 'Asia/Shanghai', 'local', ?, ?, 'CNY', 'meituan', ?, ?, 'wallet', ?, '')"
)
_SOURCE = (
    "INSERT INTO main.source (seq, fact_id, exhibit_id, member, line, pointer, importer,"
    " importer_version, raw) VALUES (?, ?, ?, '', ?, '', 'wechat_bill', '1', ?)"
)
_LOG = "INSERT INTO main.log VALUES (?, 'fact.added', ?, ?, 'owner', ?, ?)"
_SALT = "INSERT INTO main.log_salt VALUES (?, ?)"
_BATCH = 500
_BETWEEN_SHIFTS = 0.25  # seconds: enough for storing to be well under way again


def write_bill(path: Path, rows: int) -> None:
    """A bill of ``rows`` payouts, each of its own."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADER)
        for number in range(rows):
            at = _FIRST + timedelta(seconds=61 * number)
            file.write(
                f'{at:%Y-%m-%d %H:%M:%S},商户付款,{_PAYER},"配送费",收入,¥{number % 97 + 1}.{number % 90 + 10},'  # noqa: E501
                f'/,已存入零钱,"10001{number:013}\t","MT{number:012}\t","/"\n'
            )


def statement_rows(work: Path, rows: int, *, memory_rows: int) -> list[Measure]:
    bill = work / "bill.csv"
    write_bill(bill, rows)
    isolation = WorkerProcess()
    around = Surroundings(isolation=isolation)
    try:
        with _wallet(work / "ours", around) as wallet:
            import_files(wallet, [_warm_up(work)], Job(), payers=_PAYERS)
            looked, _, read = _timed(lambda: preview(wallet, [bill], Job()))
            stored, stored_cpu, added = _timed(lambda: _stored(wallet, read))
        with _wallet(work / "plain", around) as wallet:
            plain, plain_cpu, _ = _timed(lambda: _on_the_shelf(wallet, bill))
        with _wallet(work / "bare", around) as wallet:
            bare, _, _ = _timed(lambda: _into_the_tables(wallet, bill))
    finally:
        isolation.close()
    if added != rows:
        raise AssertionError(f"{added} rows were stored, of {rows}")
    waits = _waits_of_a_shift(work, bill)
    small, large = (_peaks(work, count) for count in (memory_rows // 10, memory_rows))
    return [
        Measure(f"store {rows:,} rows: speed against csv + inserts (W)", plain / stored, least=0.5),
        Measure("store: speed against csv + inserts (C)", plain_cpu / stored_cpu, least=0.5),
        Measure("look and store: speed against csv + inserts (W)", plain / (looked + stored)),
        Measure("store: speed against csv + bare SQL, no log (W)", bare / stored),
        Measure("wait of a shift start while rows are stored, median (W)", waits[0], "s"),
        Measure("  the longest", waits[1], "s", most=1.0),
        Measure("rows stored a second", rows / stored, "rows"),
        Measure("rows looked at a second", rows / looked, "rows"),
        Measure(
            f"memory of the program at {memory_rows:,} rows, against a tenth",
            large[0] / small[0],
            most=1.5,
        ),
        Measure("  in MiB", large[0], "MiB"),
        Measure("memory of the reader, against a tenth", large[1] / small[1], most=1.5),
        Measure("  in MiB", large[1], "MiB"),
    ]


def _stored(wallet: Wallet, read: Preview) -> int:
    (outcome,) = commit(wallet, read, _PAYERS, None, Job()).files
    if outcome.error is not None:
        raise outcome.error
    return outcome.added.payouts


def _wallet(folder: Path, around: Surroundings) -> Wallet:
    wallet = create_vault(
        folder, bytearray(b"a benchmark of rows"), kdf=LEAST, around=around
    ).wallet
    add_engagement(wallet, _MEITUAN)
    return wallet


def _warm_up(work: Path) -> Path:
    """A first file starts the other process; what that costs is not what a row costs."""
    path = work / "first.csv"
    path.write_text(
        _HEADER + f"2018-01-01 10:00:00,商户付款,{_PAYER},x,收入,¥1.00,/,已存入零钱,1,1,/\n"
    )
    return path


def _timed(work: Callable[[], R]) -> tuple[float, float, R]:
    """Wall and CPU seconds, and what came of it."""
    begun, cpu = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - begun, time.process_time() - cpu, result


def _on_the_shelf(wallet: Wallet, bill: Path) -> None:
    """``csv`` and the same inserts: the same facts on the same shelf of the same vault, in this
    process, trusting every cell; nothing is recognised, looked at first, kept apart or sealed."""
    place = wallet.vault.engagements.all()[0].id
    facts: list[NewFact[Payout]] = []
    with wallet.vault.transaction(), bill.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            facts.append(_fact(number, row, place))
            if len(facts) == _BATCH:
                wallet.vault.payouts.add(facts)
                facts = []
        wallet.vault.payouts.add(facts)


def _fact(number: int, row: dict[str, str], place: EngagementId) -> NewFact[Payout]:
    at, ref, amount = row["交易时间"], row["交易单号"].strip(), row["金额(元)"][1:]
    payout = Payout(
        side=PayoutSide.RECEIVED,
        at=Instant.from_local(datetime.fromisoformat(at), "Asia/Shanghai", at),
        amount=Money(int(amount.replace(".", "")), "CNY"),
        platform="meituan",
        payer_text=_PAYER,
        label=row["商品"],
        method=PayoutMethod.WALLET,
        ext_ref=ref,
    )
    key = "|".join((at, ref, row["商户单号"].strip(), amount, _PAYER))
    source = Source(None, Locator(line=number), "wechat_bill", "1", row)
    return NewFact(payout, place, "wechat_bill", key, 1, source)


def _into_the_tables(wallet: Wallet, bill: Path) -> None:
    """``csv`` and SQL by hand: as many rows and columns in the same encrypted tables; nothing is
    hashed, so the log of such a vault proves nothing."""
    connection = wallet.vault.connection
    (engagement, _), *_ = connection.all("SELECT id, seq FROM engagement")
    (size,) = connection.one("SELECT size FROM log_state") or (0,)
    exhibit, digest = os.urandom(16).hex(), os.urandom(32)
    facts: list[tuple[tuple[object, ...], ...]] = []
    with wallet.vault.transaction(), bill.open(encoding="utf-8", newline="") as file:
        for seq, row in enumerate(csv.DictReader(file), start=size):
            facts.append(_plain(seq, row, engagement, exhibit, digest))
            if len(facts) == _BATCH:
                _insert(wallet, facts)
                facts = []
        _insert(wallet, facts)


def _plain(
    seq: int, row: dict[str, str], engagement: str, exhibit: str, digest: bytes
) -> tuple[tuple[object, ...], ...]:
    at, number = row["交易时间"], row["交易单号"].strip()
    fact, day = os.urandom(16).hex(), at[:10]
    moment = int(datetime.fromisoformat(at).timestamp() * 1000)
    minor = int(row["金额(元)"][1:].replace(".", ""))
    key = "|".join((at.replace(" ", "T"), number, row["商户单号"].strip(), row["金额(元)"], _PAYER))
    raw = json.dumps(row, ensure_ascii=False)
    return (
        (seq, fact, moment, digest, digest),
        (seq, digest),
        (seq, fact, engagement, key),
        (seq, fact, day, day, moment, moment, at, minor, _PAYER, row["商品"], number),
        (seq, fact, exhibit, seq, raw),
    )


def _insert(wallet: Wallet, facts: list[tuple[tuple[object, ...], ...]]) -> None:
    if facts:
        for sql, rows in zip(
            (_LOG, _SALT, _FACT, _PAYOUT, _SOURCE), zip(*facts, strict=True), strict=True
        ):
            wallet.vault.connection.write_many(sql, rows)


def _waits_of_a_shift(work: Path, bill: Path) -> tuple[float, float]:
    """Median and longest seconds that starting or ending a shift takes while ``bill`` is stored."""
    waits: list[float] = []
    isolation = WorkerProcess()
    try:
        with _wallet(work / "beside", Surroundings(isolation=isolation)) as wallet:
            place = wallet.vault.engagements.all()[0].id
            read = preview(wallet, [bill], Job())
            storing = Thread(target=lambda: _stored(wallet, read))
            storing.start()
            while storing.is_alive():
                for act in (
                    lambda: keep_shift.start(wallet, place),
                    lambda: keep_shift.end(wallet),
                ):
                    waits.append(_timed(act)[0])
                storing.join(_BETWEEN_SHIFTS)
    finally:
        isolation.close()
    return median(waits), max(waits)


def _peaks(work: Path, rows: int) -> tuple[float, float]:
    """Most memory in MiB that storing ``rows`` took, here and in the process that read them."""
    bill = work / f"bill{rows}.csv"
    write_bill(bill, rows)
    isolation = WorkerProcess()
    try:
        with _wallet(work / f"peak{rows}", Surroundings(isolation=isolation)) as wallet:
            forget_peak()
            import_files(wallet, [bill], Job(), payers=_PAYERS)
            return peak(), isolation.run(peak)
    finally:
        isolation.close()
        bill.unlink()


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak() -> float:
    """MiB of memory that this process held at most."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
