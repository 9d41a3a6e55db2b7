"""A statement: what the platform or firm says in writing that it pays for a period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period


class StatementKind(StrEnum):
    PAYSLIP = "payslip"
    WEEKLY = "weekly"
    BILL = "bill"
    EXPORT = "export"


class Coverage(StrEnum):
    """What a statement says it covers: every trip of its period, or only the lines it lists."""

    WHOLE_PERIOD = "whole_period"
    LISTED_LINES = "listed_lines"


@dataclass(frozen=True, slots=True)
class Deduction:
    """A sum taken off, as printed; ``amount`` is negative."""

    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Statement:
    """A payslip, weekly statement, bill or export, with its printed totals."""

    platform: str
    kind: StatementKind
    period: Period
    currency: str
    covers: Coverage = Coverage.WHOLE_PERIOD
    ref: str = ""
    issued_at: Instant | None = None
    orders: int | None = None
    gross: Money | None = None
    deductions: tuple[Deduction, ...] = ()
    net: Money | None = None
