"""Each exhibit is shown with what was read from it and what of another origin meets it, or none."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from gigwallet.app.bundles.build_bundle import contents_of, prepare
from gigwallet.app.bundles.composing import spec_of
from gigwallet.app.bundles.custody import with_custody
from gigwallet.app.bundles.evidence_board import (
    BoardExhibit,
    Origin,
    Support,
    board,
    corroborations,
)
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.documents.bundles.composing import BundleExhibit, ExhibitGroup
from gigwallet.documents.exhibits.custody import Custody, Meeting
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Redaction
from tests.app.people import bill, bill_line, put

_HEAD = (
    "engagement,ref,kind,first_day,last_day,covers,orders,gross,deductions,net,currency,issued_on\n"
)
_ENGAGEMENTS = "engagement,platform,city,zone,currency\n甲,meituan,武汉,Asia/Shanghai,CNY\n"
_TALLIES = "engagement,first_day,last_day,orders,distance_km,hours,note\n甲,2025-07-09,,31,,,\n"


@pytest.fixture
def kept(wallet: Wallet, tmp_path: Path) -> Wallet:
    """A table of weekly statements that the person typed, and the bill on which two of three
    arrived."""
    weeks = "".join(
        f"甲,W{n},weekly,2025-07-{7 * n:02d},2025-07-{7 * n + 6:02d},whole_period,{n}0,{n}00.00,,"
        f"{n}00.00,CNY,2025-07-{7 * n + 8:02d}\n"
        for n in (1, 2)
    )
    lines = (
        bill_line("2025-07-15 20:00:00", "美团众包", "100.00"),
        bill_line("2025-07-22 20:00:00", "美团众包", "200.00"),
    )
    files = [
        put(tmp_path, "engagements.csv", _ENGAGEMENTS),
        put(tmp_path, "tallies.csv", _TALLIES),
        put(tmp_path, "statements.csv", _HEAD + weeks),
        put(tmp_path, "账单.csv", bill(*lines)),
    ]
    import_files(wallet, files, Job(), payers=frozenset({"美团众包"}))
    return wallet


def _by_name(wallet: Wallet) -> dict[str, BoardExhibit]:
    found = board(wallet, reconcile_pay(wallet))
    return {each.known.exhibit.name: each for each in found.values()}


def test_what_was_read_from_a_file_is_counted_by_kind(kept: Wallet) -> None:
    shown = _by_name(kept)

    assert shown["statements.csv"].stated == {"statement": 2}
    assert shown["账单.csv"].stated == {"payout_received": 2}
    assert shown["tallies.csv"].stated == {"tally": 1}


def test_a_record_of_another_origin_that_speaks_of_the_same_supports_it(kept: Wallet) -> None:
    shown = _by_name(kept)
    own, account = shown["statements.csv"], shown["账单.csv"]

    assert own.supports == (Support(account.known.id, Origin.ACCOUNT, 2),)
    assert account.supports == (Support(own.known.id, Origin.OWN, 2),)
    assert own.span is not None
    assert own.span.first.isoformat() == "2025-07-07"


def test_what_nothing_meets_has_no_support(kept: Wallet) -> None:
    assert _by_name(kept)["tallies.csv"].supports == ()
    assert all(each.supports == () for each in board(kept).values())


def test_two_files_of_one_origin_do_not_support_each_other(kept: Wallet) -> None:
    """Whoever made both may have made the same mistake twice."""
    outcome = reconcile_pay(kept)
    shown = _by_name(kept)
    own, other = shown["statements.csv"].known.id, shown["tallies.csv"].known.id
    twice = replace(outcome.discrepancies[0], exhibits=(own, other))

    found = board(kept, replace(outcome, discrepancies=(twice,)))

    assert found[own].supports == ()
    assert found[other].supports == ()


def test_a_copy_with_parts_blacked_out_is_shown_with_its_original(kept: Wallet) -> None:
    original = _by_name(kept)["账单.csv"].known
    data = b"blacked out"
    copy = Exhibit(
        name="账单.png",
        media_type="image/png",
        size=len(data),
        sha256=sha256(data).hexdigest(),
        added_at=kept.clock.now(),
        route=Route.MADE_HERE,
        parent=original.id,
    )
    with kept.vault.transaction():
        made = kept.vault.exhibits.add(copy, data)
        digests = original.exhibit.sha256, copy.sha256, copy.sha256
        kept.vault.redactions.put(Redaction(original.id, made, (), *digests))

    shown = board(kept)

    assert shown[original.id].redacted == made
    assert shown[made].copy
    assert not shown[original.id].copy


def test_what_was_read_and_met_by_nothing_is_told_from_what_was_not_read(kept: Wallet) -> None:
    picture = Exhibit("a.png", "image/png", 1, "ab" * 32, kept.clock.now(), Route.DROPPED)
    with kept.vault.transaction():
        unread = kept.vault.exhibits.add(replace(picture, sha256=sha256(b"p").hexdigest()), b"p")
    shown = _by_name(kept)

    found = corroborations(kept, reconcile_pay(kept))

    assert found[unread] is None
    assert found[shown["tallies.csv"].known.id] == ()
    assert found[shown["账单.csv"].known.id] == shown["账单.csv"].supports


def test_a_bundle_names_the_records_that_it_shows_and_counts_the_others() -> None:
    shown, first, second = (ExhibitId(each * 32) for each in "abc")
    supports = (
        Support(first, Origin.ACCOUNT, 5),
        Support(shown, Origin.PHONE, 2),
        Support(second, Origin.ACCOUNT, 1),
    )
    one = BundleExhibit("1", "", "", "", "text/csv", "a.csv", "ab" * 32, 1)
    group = ExhibitGroup("", (one, replace(one, number="2")))

    told = with_custody((group,), {"1": supports, "2": None}, {shown: ("7", "9")}, "Lin")

    met = (Meeting("phone", 2, ("7", "9")), Meeting("account", 6, files=2))
    assert [each.custody for each in told[0].exhibits] == [Custody("Lin", met), Custody("Lin")]


def test_a_draft_carries_what_meets_its_exhibits_into_the_bundle(kept: Wallet) -> None:
    engagement = kept.vault.engagements.all()[0].id
    draft = prepare(kept, engagement, language="en")

    spec = spec_of(contents_of(kept, draft), kept.resources)

    met = {each.original_name: each.custody.met for each in spec.exhibits}
    numbers = {each.original_name: each.number for each in spec.exhibits}
    assert met["statements.csv"] == (Meeting("account", 2, (numbers["账单.csv"],)),)
    assert met["账单.csv"] == (Meeting("own", 2, (numbers["statements.csv"],)),)
    assert met["tallies.csv"] == ()
