"""The other shelves: what was said last counts, what was said first can be accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gigwallet.domain.case import Case, ChosenExhibit, Claim, Respondent
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import CaseId, EngagementId, ExhibitId, FactId, SchemeId
from gigwallet.domain.scheme import Scheme
from gigwallet.domain.worker import Worker
from gigwallet.vault import Vault, check_open
from tests.cheap_keys import CHEAP
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

Reopen = Callable[..., Vault]

SCHEME = Scheme(
    "七月规则", "[base]\n", "0" * 64, False, date(2025, 7, 1), proof=ExhibitId("e" * 32)
)
CASE = Case(
    EngagementId("a" * 32),
    "七月少付",
    things.JULY,
    (Respondent("样张外包公司", "contracting firm", "武汉"),),
    (
        ChosenExhibit(ExhibitId("b" * 32), "账单", "shows pay", 2, "phone", (FactId("c" * 32),)),
        ChosenExhibit(ExhibitId("d" * 32), "截图", ""),
    ),
    Claim(Money(100_000, "CNY"), things.JULY, date(2025, 9, 1)),
    prepared_on=date(2025, 8, 15),
)


def test_the_worker_is_empty_until_said_and_then_what_was_said_last(
    vault: Vault, reopen: Reopen
) -> None:
    assert vault.worker.get() == Worker()
    vault.worker.put(Worker(name="样例骑手"))
    size = vault.log.size
    vault.worker.put(Worker(name="样例骑手"))
    assert vault.log.size == size
    vault.worker.put(Worker(name="样例骑手", phone="000"))
    vault.close()

    assert reopen().worker.get() == Worker(name="样例骑手", phone="000")


def test_engagements_keep_their_order_when_revised(vault: Vault) -> None:
    first = vault.engagements.add(things.ENGAGEMENT)
    second = vault.engagements.add(replace(things.ENGAGEMENT, platform="eleme"))
    moved = replace(things.ENGAGEMENT, city="上海", last_day=date(2025, 12, 31))
    vault.engagements.revise(first, moved)

    assert [each.id for each in vault.engagements.all()] == [first, second]
    assert vault.engagements.get(first) == moved
    for ask in (vault.engagements.get, lambda id: vault.engagements.revise(id, moved)):
        with pytest.raises(GigWalletError) as refused:
            ask(EngagementId("nothing"))
        assert refused.value.code == "engagement_missing"


def test_schemes_are_kept_revised_and_removed(vault: Vault) -> None:
    kept = vault.schemes.add(SCHEME)
    gone = vault.schemes.add(replace(SCHEME, illustrative=True, engagement_id=EngagementId("x")))
    vault.schemes.revise(kept, replace(SCHEME, last_day=date(2025, 7, 31)))
    vault.schemes.remove(gone)

    (known,) = vault.schemes.all()
    assert known.id == kept
    assert known.scheme.last_day == date(2025, 7, 31)
    assert known.scheme.illustrative is False
    for ask in (vault.schemes.get, vault.schemes.remove):
        with pytest.raises(GigWalletError) as refused:
            ask(SchemeId(gone))
        assert refused.value.code == "scheme_missing"
    assert check_open(vault).grade == "sound"


def test_a_case_comes_back_with_its_exhibits_and_claim(vault: Vault, reopen: Reopen) -> None:
    whole = vault.cases.add(CASE)
    bare = vault.cases.add(replace(CASE, claim=None, respondents=(), exhibits=()))
    undated = replace(CASE, claim=Claim(Money(1, "CNY"), things.JULY))
    vault.close()

    again = reopen()
    again.cases.revise(bare, undated)

    assert [(each.id, each.case) for each in again.cases.all()] == [(whole, CASE), (bare, undated)]
    with pytest.raises(GigWalletError) as refused:
        again.cases.get(CaseId("nothing"))
    assert refused.value.code == "case_missing"


def test_the_same_coverage_is_kept_once(vault: Vault) -> None:
    span = CoveredSpan(EngagementId("e"), things.JULY, "trips", (ExhibitId("x"),))
    vault.coverage.add(span)
    vault.coverage.add(span)
    vault.coverage.add(replace(span, what="pay", exhibits=()))

    assert vault.coverage.all() == [span, replace(span, what="pay", exhibits=())]


def test_settings_stay_in_the_vault(vault: Vault, reopen: Reopen) -> None:
    vault.settings.put("language", "en")
    vault.settings.put("language", "zh")
    vault.close()
    again = reopen()

    assert again.settings.get("language") == "zh"
    assert again.settings.get("theme", "light") == "light"


def test_a_demo_vault_knows_that_it_is_one(folder: Path, clock: SetClock, reopen: Reopen) -> None:
    Vault.create(folder, bytearray(PASSPHRASE), clock, kdf=CHEAP, specimen=True)[0].close()

    assert reopen().specimen
