"""A running day is shot twice: the evening figures hold, whichever shot is read first."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.screens.screen_storing import restate
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId
from gigwallet.ocr.fields import read_screen
from tests.ocr.fields.drawn import screen, templates

_NOON = (
    ("08月03日", ""), ("今日收入", "¥40.00"), ("完成单量", "7单"), ("配送费收入", "40.00"),
    ("活动奖励", "0.00"),
)  # fmt: skip
_NIGHT = (
    ("08月03日", ""), ("今日收入", "¥135.29"), ("完成单量", "23单"), ("配送费收入", "123.79"),
    ("活动奖励", "11.50"),
)  # fmt: skip
_SHOTS = {"Screenshot_20260803-120000_a.png": _NOON, "Screenshot_20260803-230000_b.png": _NIGHT}


def _keep(wallet: Wallet, folder: Path) -> None:
    for number, name in enumerate(_SHOTS):
        out = io.BytesIO()
        Image.new("RGB", (60 + number, 60), "white").save(out, "PNG")
        (folder / name).write_bytes(out.getvalue())
    import_files(wallet, [folder / name for name in _SHOTS], Job())


def _restate(wallet: Wallet, names: list[str]) -> None:
    known = {each.exhibit.name: each for each in wallet.vault.exhibits.all()}
    for name in names:
        reading = read_screen(screen(_SHOTS[name]), name, templates())
        with wallet.vault.transaction():
            restate(wallet, known[name], reading, templates())


@pytest.mark.parametrize("turned", [False, True])
def test_the_later_shot_of_a_day_holds_whichever_is_read_first(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path, turned: bool
) -> None:
    _keep(wallet, tmp_path)

    _restate(wallet, sorted(_SHOTS, reverse=turned))

    (statement,) = wallet.vault.statements.all()
    (tally,) = wallet.vault.tallies.all()
    assert str(statement.fact.net) == "135.29"
    assert tally.fact.orders == 23
    assert sum(each.fact.amount.minor for each in wallet.vault.pay_lines.all()) == 13529
    assert len(statement.sources) == 2


def test_reading_both_again_changes_nothing(
    wallet: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    _keep(wallet, tmp_path)
    _restate(wallet, list(_SHOTS))
    before = wallet.vault.statements.all()

    _restate(wallet, list(_SHOTS))

    assert wallet.vault.statements.all() == before
