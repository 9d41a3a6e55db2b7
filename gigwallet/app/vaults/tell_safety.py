"""How safe the open vault is: five facts, each asked from the part of the program that knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from gigwallet.app.seals.stamp_time import stamps
from gigwallet.app.vaults.back_up import LastBackup, last_backup, reminder
from gigwallet.app.vaults.check_vault import CheckReport
from gigwallet.app.vaults.keep_slots import slots
from gigwallet.app.vaults.rehearse_recovery import rehearsed_on
from gigwallet.app.wallet import Wallet
from gigwallet.domain.step import Step

# After so long a check or a drill says little about today.
CHECK_HOLDS = timedelta(days=90)
REHEARSAL_HOLDS = timedelta(days=365)
_CHECKED_AT = "safety.checked_at"
_CHECK_GRADE = "safety.check_grade"
_CHECK_WHOLE = "safety.check_whole"
_CHECK_PART = "safety.check_part"


@dataclass(frozen=True, slots=True)
class LastCheck:
    """``whole`` where every original was read, not a share of them."""

    at: datetime
    grade: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Safety:
    """Everything that the head of the safekeeping page shows. Times are aware and in UTC.

    ``backup_due`` is the reminder of the backup, None where none is due. ``entries_since``: log
    entries that no head in the header covers yet. ``stamped_at``: the newest time stamp.
    """

    now: datetime
    entries: int
    backup: LastBackup | None
    backup_due: Step | None
    check: LastCheck | None
    next_quarter: int
    has_code: bool
    rehearsed_on: date | None
    head_at: datetime
    entries_since: int
    stamps: int
    stamped_at: datetime | None

    @property
    def check_is_old(self) -> bool:
        return self.check is not None and self.now - self.check.at > CHECK_HOLDS

    @property
    def rehearsal_is_old(self) -> bool:
        on = self.rehearsed_on
        return on is not None and self.now.date() - on > REHEARSAL_HOLDS


def safety(wallet: Wallet) -> Safety:
    """Reads a few rows and the header: quick enough to be asked at each change."""
    vault = wallet.vault
    entries = vault.log.size
    stamped = stamps(wallet)
    return Safety(
        now=wallet.clock.now().astimezone(UTC),
        entries=entries,
        backup=last_backup(wallet),
        backup_due=reminder(wallet),
        check=last_check(wallet),
        next_quarter=next_quarter(wallet),
        has_code=any(each.kind == "recovery" for each in slots(wallet)),
        rehearsed_on=rehearsed_on(wallet),
        head_at=vault.log_head_at,
        entries_since=max(0, entries - vault.log_head.size),
        stamps=len(stamped),
        stamped_at=max((each.stamp.stamped_at for each in stamped), default=None),
    )


def remember_check(
    wallet: Wallet, report: CheckReport, *, part: tuple[int, int] | None = None
) -> None:
    """Keep day and grade of a check, so that a person sees later when it was; ``part`` (which of
    how many, from 1) says which originals were read. A vault that is open for reading remembers
    nothing."""
    vault = wallet.vault
    if vault.read_only:
        return
    with vault.transaction():
        vault.settings.put(_CHECKED_AT, wallet.clock.now().astimezone(UTC).isoformat())
        vault.settings.put(_CHECK_GRADE, report.grade)
        vault.settings.put(_CHECK_WHOLE, "1" if part is None else "")
        if part is not None:
            vault.settings.put(_CHECK_PART, str(part[0]))


def last_check(wallet: Wallet) -> LastCheck | None:
    settings = wallet.vault.settings
    at = settings.get(_CHECKED_AT)
    if not at:
        return None
    return LastCheck(
        datetime.fromisoformat(at), settings.get(_CHECK_GRADE), bool(settings.get(_CHECK_WHOLE))
    )


def next_quarter(wallet: Wallet, of: int = 4) -> int:
    """Which part of the originals a check in parts reads next, from 1: they take turns."""
    last = int(wallet.vault.settings.get(_CHECK_PART) or 0)
    return last % of + 1
