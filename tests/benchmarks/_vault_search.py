"""What search costs: recall on questions held out, the first hits against LIKE, the index."""

from __future__ import annotations

import os
import random
import secrets
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from gigwallet.crypto.secret import Secret
from gigwallet.domain.exhibit import Exhibit, Route, TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.searching import normalised, words_of
from gigwallet.vault import KdfParams, Vault, connection, migrations
from gigwallet.vault.connection import Connection
from gigwallet.vault.search.tokens import tokens
from tests.benchmarks._measure import Clock, Measure, in_turns, wall
from tests.vault import things

_SIGNS = 119  # of a document, as in the measurement that the design began with
_PAGES = 100  # texts of one original
_HITS = 20
_TERMS = """
    满单奖 奖励 劳动关系 配送费 扣款 差评 超时 投诉 申诉 补贴 恶劣天气 夜间 高峰 准时率 站点 骑手
    众包 专送 合作商 结算 周期 到账 银行 工资条 底薪 提成 保险 意外 罚款 活动 冲单 单价 里程 公里
    订单编号 取餐 送达 客户 商家 备注 小区 门牌 电话 路 街道 武汉 上海 成都 平台 服务费 已完成
    已取消 转单 拒单 异常 上线 下线 时长 分钟 今日 本周 本月 收入 明细 余额 提现
""".split()  # noqa: SIM905  words read better as words
_ENGLISH = ("bonus", "trip", "order", "weekly", "fare", "tip", "total", "surge", "Uber", "km", "MT")


def searching(work: Path, documents: int, questions: int, trips: int) -> list[Measure]:
    texts = _documents(documents)
    vault, _ = Vault.create(
        work / "searched", bytearray(b"a passphrase"), Clock(), kdf=KdfParams(65_536, 1, 1)
    )
    with vault:
        kept = wall(lambda: _keep(vault, texts), 1)
        asked = _questions(texts, questions)
        return [
            Measure(f"keep and index {documents} texts (W)", kept, "s"),
            *_recall(vault, texts, asked),
            *_first_hits(vault, asked),
            *_index_cost(work, vault, texts),
            *_following(vault, trips),
            *_erasing(vault),
        ]


def _documents(count: int) -> list[str]:
    """As read from screenshots: terms by how common they are, names, numbers, some English."""
    dice = random.Random(7)  # noqa: S311  texts to store
    terms = _TERMS + [
        "".join(chr(0x4E00 + dice.randrange(2500)) for _ in (0, 1)) for _ in range(4000)
    ]
    common = list(accumulate(1 / (place + 3) for place in range(len(terms))))
    made = []
    for _ in range(count):
        parts: list[str] = []
        length = 0
        while length < _SIGNS:
            chance = dice.random()
            if chance < 0.72:
                part = "".join(dice.choices(terms, cum_weights=common, k=dice.randrange(1, 5)))
            elif chance < 0.88:
                part = dice.choice(
                    (f"¥{dice.randrange(400)}.{dice.randrange(100):02}", f"{dice.randrange(10**8)}")
                )
            else:
                part = dice.choice(_ENGLISH)
            parts.append(part)
            length += len(part) + 1
        made.append(dice.choice((" ", "\n")).join(parts)[:_SIGNS])
    return made


def _keep(vault: Vault, texts: Sequence[str]) -> None:
    vault.search.catch_up()
    for number, start in enumerate(range(0, len(texts), _PAGES)):
        data = f"original {number}".encode()
        taken = Instant(datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=number), "UTC")
        exhibit = Exhibit(
            f"Screenshot_{number}.png", "image/png", len(data), sha256(data).hexdigest(),
            Clock().now(), Route.DROPPED, taken_at=taken, taken_from=TakenFrom.NAME,
        )  # fmt: skip
        pages = dict(enumerate(texts[start : start + _PAGES], start=1))
        with vault.transaction():
            vault.exhibit_texts.put(vault.exhibits.add(exhibit, data), pages, "bench 1")
    vault.search.catch_up()


@dataclass(frozen=True)
class _Question:
    text: str
    length: int


def _questions(texts: Sequence[str], count: int) -> list[_Question]:
    """Parts of one to six signs of texts drawn anew, so that nothing was tuned to them."""
    dice = random.Random(secrets.token_bytes(8))  # noqa: S311  places to cut at
    found: list[_Question] = []
    while len(found) < count:
        length = 1 + len(found) % 6
        run = dice.choice(dice.choice(texts).split())
        if len(run) >= length:
            start = dice.randrange(len(run) - length + 1)
            found.append(_Question(run[start : start + length], length))
    return found


def _recall(vault: Vault, texts: Sequence[str], asked: Sequence[_Question]) -> list[Measure]:
    plain = [normalised(text) for text in texts]
    right = wanted = given = 0
    for question in asked[: max(12, len(asked) // 4)]:
        word = normalised(question.text)
        expected = {number for number, text in enumerate(plain) if word in text}
        matches = vault.search.find(words_of(question.text), len(texts) + 1)
        numbers = [_number(match.title, match.page) for match in matches if match.page]
        right += len(expected & set(numbers))
        wanted += len(expected)
        given += len(numbers)
    return [
        Measure("search, recall on 1 to 6 signs to Python's in", right / wanted, "", least=1.0),
        Measure("search, precision", right / given, "", least=1.0),
    ]


def _number(title: str, page: int) -> int:
    return int(title.removeprefix("Screenshot_").removesuffix(".png")) * _PAGES + page - 1


def _first_hits(vault: Vault, asked: Sequence[_Question]) -> list[Measure]:
    """LIKE over the same rows of the same database, which has to order its hits as well; and LIKE
    that stops at twenty, which is as quick as its words are common."""
    ours, scanned, stopped = [], [], []
    by_length: dict[int, list[float]] = {}
    for question in asked:
        mine, scan, stop = in_turns(
            (
                lambda q=question.text: vault.search.find(words_of(q), _HITS),
                lambda q=question.text: _like(vault, q, "day DESC, id DESC"),
                lambda q=question.text: _like(vault, q, "id DESC"),
            ),
            2,
            time.perf_counter,
        )  # fmt: skip
        ours.append(mine)
        scanned.append(scan)
        stopped.append(stop)
        by_length.setdefault(question.length, []).append(scan / mine)
    worst = min(statistics.median(ratios) for ratios in by_length.values())
    tenth = sorted(scan / mine for scan, mine in zip(scanned, ours, strict=True))[len(asked) // 10]
    return [
        Measure("first 20 hits, times faster than LIKE", _median_ratio(scanned, ours), least=50),
        Measure("the same, the slowest length of question", worst, least=50),
        Measure("the same, nine of ten questions at least", tenth),
        Measure("first 20 hits, to LIKE that stops at 20", _median_ratio(stopped, ours)),
        Measure("first 20 hits", statistics.median(ours) * 1000, "ms"),
        Measure("first 20 hits, the slowest question", max(ours) * 1000, "ms"),
        Measure("LIKE scan", statistics.median(scanned) * 1000, "ms"),
    ]


def _median_ratio(base: Sequence[float], ours: Sequence[float]) -> float:
    return statistics.median(one / other for one, other in zip(base, ours, strict=True))


def _like(vault: Vault, text: str, order: str) -> list[Any]:
    sought = "".join(f"\\{sign}" if sign in "%_\\" else sign for sign in text)
    return vault.connection.all(
        "SELECT kind, object, page, day, title, text FROM search_document "  # noqa: S608
        f"WHERE text LIKE ? ESCAPE '\\' ORDER BY {order} LIMIT {_HITS}",
        (f"%{sought}%",),
    )


def _index_cost(work: Path, vault: Vault, texts: Sequence[str]) -> list[Measure]:
    """The index alone, in a database with a key and in one without."""
    script = migrations.scripts()[2]
    ciphered = Connection.create(work / "index.db", Secret(bytearray(os.urandom(32))))
    with ciphered.transaction():
        ciphered.run_script(script)
    plain = dbapi2.connect(str(work / "index-plain.db"), isolation_level=None)
    for setting in (*connection.SETTINGS, "journal_mode=WAL", *connection.WRITER_SETTINGS):
        plain.execute(f"PRAGMA {setting}")
    plain.executescript(script)
    rows = list(enumerate(map(tokens, texts)))
    bare, sealed = in_turns([_fill(plain, rows), _fill(ciphered._base, rows)], 1)
    made = wall(lambda: [tokens(text) for text in texts], 1)
    size = (work / "index.db").stat().st_size
    for base in (plain, ciphered):
        base.close()
    bytes_of_text = sum(len(text.encode()) for text in texts)
    return [
        Measure("index build, to one without a key", sealed / bare),
        Measure("index build, without a key", bare, "s"),
        Measure("tokens for the index", made, "s"),
        Measure("size of the index, to its texts", size / bytes_of_text),
    ]


def _fill(base: Any, rows: Sequence[tuple[int, str]]) -> Callable[[], None]:
    def fill() -> None:
        base.execute("BEGIN")
        base.executemany("INSERT INTO search_index (rowid, tokens) VALUES (?, ?)", rows)
        base.execute("COMMIT")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return fill


def _following(vault: Vault, trips: int) -> list[Measure]:
    """An import does not wait for the index; the next search, or the window, lets it catch up."""
    engagement = vault.engagements.add(things.ENGAGEMENT)
    vault.trips.add(things.trips(engagement, trips))
    behind = wall(lambda: vault.search.find(words_of("MT 0000"), _HITS), 1)
    caught_up = wall(vault.search.catch_up, 1)
    after = wall(lambda: vault.search.find(words_of("MT 0000"), _HITS), 5)
    return [
        Measure(f"search with {trips} trips not indexed yet (W)", behind * 1000, "ms"),
        Measure(f"index {trips} trips (W)", caught_up, "s"),
        Measure("search after that (W)", after * 1000, "ms"),
    ]


def _erasing(vault: Vault) -> list[Measure]:
    """One text that nothing else says: its pairs must leave the index, its borders included."""
    exhibits = vault.exhibits.all()[:7]
    spent = [wall(lambda id=each.id: vault.exhibits.delete(id), 1) for each in exhibits]
    return [
        Measure(f"erase an original with {_PAGES} texts (W)", statistics.median(spent), "s"),
        Measure("the same, the slowest (W)", max(spent), "s"),
    ]
