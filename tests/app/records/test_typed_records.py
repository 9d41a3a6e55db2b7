"""What was typed can be seen and taken back; what was imported cannot be taken back that way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gigwallet.app.records.add_record import add_tally
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.records.typed_records import remove, typed_records
from gigwallet.app.vaults.check_vault import check_open
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, FactId
from gigwallet.domain.tally import Tally
from tests.cheap_keys import CHEAP

JULY = Period(date(2025, 7, 1), date(2025, 7, 31))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Wallet, EngagementId]]:
    made = create_vault(tmp_path / "v", bytearray(b"correct horse battery"), kdf=CHEAP).wallet
    yield made, add_engagement(made, Engagement("meituan", "武汉", "Asia/Shanghai", "CNY"))
    made.close()


def test_a_wrong_count_is_seen_removed_and_typed_again(own: tuple[Wallet, EngagementId]) -> None:
    wallet, work = own
    wrong = add_tally(wallet, work, Tally("meituan", JULY, orders=9220))
    assert [each.id for each in typed_records(wallet)] == [wrong.id]

    removed = remove(wallet, wrong.id)
    add_tally(wallet, work, Tally("meituan", JULY, orders=922))

    assert removed.kind == "tally"
    assert [each.record.orders for each in typed_records(wallet)] == [922]
    assert check_open(wallet).grade == "sound"


def test_what_nobody_typed_is_not_removed(own: tuple[Wallet, EngagementId]) -> None:
    with pytest.raises(GigWalletError) as refused:
        remove(own[0], FactId("0" * 32))

    assert refused.value.code == "typed_record_unknown"
