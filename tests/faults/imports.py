"""Kills in the middle of imports in many steps, and while one of them is taken out again."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from gigwallet.app.vaults.check_vault import check_vault
from gigwallet.domain.errors import GigWalletError
from gigwallet.host.clock import SystemClock
from gigwallet.vault import Vault, coming
from gigwallet.vault.checking.check_report import Findings
from tests.app import people
from tests.faults._killing import run_and_kill
from tests.faults._outcome import Campaign, Outcome
from tests.faults.days import grade, missing, new_vault

_CHILD = "tests.faults._import_child"
_MOST_COMMITS = 25
_LONGEST_S = 20.0


def import_kills(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """kill -9 at random moments, with shifts between the steps: files whole or not at all, and no
    shift is lost."""
    outcome = Outcome("kill -9 during imports in steps")
    campaign = _Campaign(work, outcome)
    for _ in range(rounds):
        campaign.round([str(dice.randrange(10**9)), "0", "-"], dice.uniform(0.0, 2.5), killed=True)
    return outcome


def import_commits(work: Path, rounds: int, dice: random.Random) -> Outcome:
    """The end at any commit of an import, right before it or right after."""
    outcome = Outcome("an end at any step of an import")
    campaign = _Campaign(work, outcome)
    for _ in range(rounds):
        commit, side = dice.randrange(1, _MOST_COMMITS), dice.choice(["before", "after"])
        seed = str(dice.randrange(10**9))
        campaign.round([seed, str(commit), side], _LONGEST_S, killed=False)
    return outcome


class _Campaign:
    def __init__(self, work: Path, outcome: Outcome) -> None:
        self._folder = work / "vault"
        self._outcome = outcome
        self._imported: set[str] = set()
        new_vault(self._folder)

    def round(self, arguments: list[str], after_s: float, *, killed: bool) -> None:
        name = " ".join(arguments)
        said = run_and_kill(_CHILD, [str(self._folder), *arguments], after_s)
        if said is None or said.ended != (None if killed else 9):
            self._outcome.broke(f"{name}: the child failed by itself")
            return
        self._imported |= {words[1] for words in said.lines if words[0] == "imported"}
        before = _unopened(self._folder)  # only read: what is half there is seen by nobody
        where = "in the middle of one" if _half(self._folder) else "between two"
        wrong = missing(self._folder, self._imported, said.lines)
        after = grade(self._folder)
        if wrong or (before, after) != ("sound", "sound"):
            self._outcome.broke(f"{name}: {wrong or (before, after)}")
        else:
            self._outcome.saw(f"nothing lost {where}")
        if len(self._imported) > 60:
            shutil.rmtree(self._folder)
            self._imported.clear()
            new_vault(self._folder)


def _unopened(folder: Path) -> str:
    """The grade; a kill between the header and its copy leaves them apart until the next opening,
    which is told and is no loss."""
    try:
        report = check_vault(folder, passphrase=bytearray(people.PASSPHRASE))
    except GigWalletError as refusal:
        return refusal.code
    known = Findings()
    for each in report.findings:
        if each.code != "header_copy_differs":
            known.add(each.code)
    return known.report({}).grade.value


def _half(folder: Path) -> bool:
    secret = bytearray(people.PASSPHRASE)
    with Vault.open(folder, SystemClock(), passphrase=secret, read_only=True) as vault:
        return bool(coming.spans(vault.connection))


CAMPAIGNS: tuple[Campaign, ...] = (import_kills, import_commits)
