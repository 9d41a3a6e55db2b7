"""What sums, sorting and later judgements ask of an item, whether it is told in full or not yet."""

from __future__ import annotations

from typing import Protocol

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import EngagementId, FactId


class Claim(Protocol):
    """As in ``Discrepancy``, which is one."""

    @property
    def kind(self) -> DiscrepancyKind: ...

    @property
    def ref(self) -> str: ...

    @property
    def engagement_id(self) -> EngagementId: ...

    @property
    def period(self) -> Period: ...

    @property
    def amount(self) -> Money: ...

    @property
    def low(self) -> Money: ...

    @property
    def received(self) -> Money | None: ...

    @property
    def facts(self) -> tuple[FactId, ...]: ...

    @property
    def at_least(self) -> Money: ...

    @property
    def claimed(self) -> Money: ...

    @property
    def beyond_rule(self) -> bool: ...

    @property
    def reckoned(self) -> bool: ...
