"""A rider's story by the real command line, from nothing to a letter; and nothing leaks."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.app.people import bill, bill_line, put
from tests.journeys.command_line import Home
from tests.journeys.leaks import files_with

PASSPHRASE = "PASSCANARY horse rides forty-two"
SPENDING, FRIEND = "SPENDCANARY", "FRIENDCANARY"
GPS, ADDRESS = "GPSCANARY-30.57N", "ADDRESSCANARY-Long-Street-12"
CANARIES = (PASSPHRASE, SPENDING, FRIEND, GPS, ADDRESS)
RULE = """
format = 1
name = "三档单价"
currency = "CNY"
zone = "Asia/Shanghai"
illustrative = false
rate_date = "completed"
rounding = "half_up"
[[version]]
from = 2020-01-01
[[version.line]]
id = "orders"
label = "单量提成"
category = "base"
tiers = "marginal"
over = "month"
steps = [{ to = 300, price = "5.00" }, { to = 1000, price = "5.50" }, { price = "6.00" }]
"""


def _screenshot() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[0x001D] = GPS
    out = io.BytesIO()
    Image.effect_noise((240, 400), 60).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("rider"))
    put(home.work, "passphrase.txt", PASSPHRASE + "\n")
    put(home.work, "originals/rule.jpg", _screenshot())
    put(home.work, "originals/rule.toml", RULE)
    put(home.work, "originals/账单.csv", bill(
        bill_line("2025-09-10 20:00:00", "美团众包", "3000.00"),
        bill_line("2025-09-15 20:00:00", "美团众包", "2534.00"),
        bill_line("2025-09-16 10:00:00", FRIEND, "88.00"),
        bill_line("2025-09-17 10:00:00", SPENDING, "66.66", out=True),
        f"2025-09-18 10:00:00,{ADDRESS},cut off\n",
    ))  # fmt: skip
    return home


@pytest.fixture(scope="module")
def home(empty: Home) -> Home:
    """The story is told once; the tests look at what it left."""
    home = empty
    originals = home.work / "originals"
    made = home.run("create", "vault", "--json")
    assert made.code == 0
    assert len(made.json["result"]["recovery_code"]) == 42
    put(home.work, "recovery.txt", made.json["result"]["recovery_code"])
    home.said.clear()

    steps: list[tuple[int, tuple[object, ...]]] = [
        (0, ("add", "engagement", "vault", "--platform", "meituan", "--city", "南京",
             "--contracting-firm", "样张配送有限公司")),
        (0, ("add", "worker", "vault", "--name", "样例骑手")),
        (1, ("import", "vault", originals / "账单.csv", "--payer", "美团众包")),
        (0, ("scheme", "add", "vault", originals / "rule.toml",
             "--proof", originals / "rule.jpg")),
        (0, ("add", "tally", "vault", "--month", "2025-07", "--orders", "922")),
        (0, ("add", "tally", "vault", "--month", "2025-08", "--orders", "1260")),
        (0, ("add", "statement", "vault", "--from", "2025-07-01", "--to", "2025-08-31",
             "--gross", "11831", "--deduction", "差评=50", "--deduction", "迟到上线=30",
             "--net", "10751")),
        (0, ("shift", "start", "vault")),
        (0, ("shift", "end", "vault")),
    ]  # fmt: skip
    for code, words in steps:
        answer = home.run(*words)
        assert answer.code == code, (words, answer.out, answer.err)

    for name in ("letter", "bundle"):
        wrote = home.run(name, "vault", "--out", f"{name}.pdf", "--letter-lang", "zh")
        assert wrote.code == 0, wrote.err
    shared = home.run(
        "summary", "contribute", "vault", "--campaign", "nanjing", "--out", "mine.json"
    )
    assert shared.code == 0
    return home


def test_the_pay_check_finds_what_the_press_reported(home: Home) -> None:
    totals = home.run("reconcile", "vault", "--json").json["result"]["totals"]["CNY"]
    assert (totals["expected"], totals["received"]) == ("11831.00", "5534.00")
    assert totals["by_kind"]["unreconciled"] == "1000.00"


def test_letter_and_evidence_verify_without_the_vault(home: Home) -> None:
    for name in ("letter", "bundle"):
        assert home.run("verify", f"{name}.pdf").code == 0


def test_the_recovery_code_opens_the_vault(home: Home) -> None:
    by_code = home.run("check", "vault", "--recovery-code-file", "recovery.txt", "--json")
    assert by_code.json["result"]["grade"] == "sound"


def test_what_is_refused_leaves_nothing_half_stored(home: Home) -> None:
    attachments = sorted((home.work / "vault" / "attachments").rglob("*"))
    wrong = put(home.work, "wrong.txt", "no such words\n")
    torn = put(home.work, "torn.zip", b"PK\x03\x04" + b"\x00" * 40)

    answers = [
        home.run("import", "vault", torn, "--json"),
        home.run("import", "vault", torn, "--passphrase-file", wrong, "--json"),
        home.run("import", "elsewhere", torn, "--json"),
    ]

    assert [each.code for each in answers] == [2, 2, 2]
    codes = [each.json["errors"][0]["code"] for each in answers]
    assert codes == ["archive_torn", "wrong_passphrase", "vault_missing"]
    assert sorted((home.work / "vault" / "attachments").rglob("*")) == attachments
    assert not (home.work / "elsewhere").exists()


def test_private_words_leave_the_vault_nowhere(home: Home) -> None:
    given = [home.work / name for name in ("originals", "passphrase.txt")]

    assert files_with(CANARIES, home.folder, but=given) == []
    assert [each for each in CANARIES if each in "".join(home.said)] == []
    # The same search finds what is meant to be there.
    found = files_with(["样例骑手"], home.work)
    assert found == ["bundle.pdf: 样例骑手", "letter.pdf: 样例骑手"]


def test_nothing_was_written_outside_the_vault_and_the_named_files(home: Home) -> None:
    assert list((home.folder / "home").rglob("*")) == []
    assert list((home.folder / "tmp").rglob("*")) == []
    named = {"originals", "passphrase.txt", "recovery.txt", "vault", "letter.pdf", "bundle.pdf",
             "mine.json"}  # fmt: skip
    tried = {"wrong.txt", "torn.zip"}
    assert {each.name for each in home.work.iterdir()} - tried == named


def test_the_contribution_names_nobody(home: Home) -> None:
    said = (home.work / "mine.json").read_text("utf-8")

    assert "样例骑手" not in said
    assert "样张配送" not in said
    assert home.run("check", "vault", "--json").json["result"]["grade"] == "sound"
