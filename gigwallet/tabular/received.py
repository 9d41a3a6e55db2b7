"""Money that arrived, as a row that waits for the person to confirm who paid it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.reading import EngagementHint, Row
from gigwallet.domain.recorded import Locator
from gigwallet.tabular.payers import gives_back, platform_of


@dataclass(frozen=True, slots=True)
class Received:
    """One movement into a wallet or an account. ``payer`` is what the person confirms, ``printed``
    the name as the file has it. ``zone`` stays empty where the file does not tell it."""

    family: str
    natural_key: str
    at: Instant
    amount: Money
    payer: str
    printed: str = ""
    label: str = ""
    method: PayoutMethod = PayoutMethod.BANK
    ext_ref: str = ""
    account_mask: str = ""
    zone: str = ""

    def row(
        self,
        where: Locator,
        raw: Mapping[str, str],
        footing: Mapping[str, str],
        *,
        from_person: bool = False,
    ) -> Row:
        """Money ``from_person`` may be a wage of a small firm: it is offered, but no name that a
        person chose makes it a platform's. Money given back to a customer is not suggested."""
        printed = self.printed or self.payer
        platform = "" if from_person else platform_of(printed)
        payout = Payout(
            side=PayoutSide.RECEIVED,
            at=self.at,
            amount=self.amount,
            platform=platform,
            payer_text=printed,
            label=self.label,
            method=self.method,
            ext_ref=self.ext_ref,
            account_mask=self.account_mask,
        )
        return Row(
            fact=payout,
            family=self.family,
            natural_key=self.natural_key,
            locator=where,
            raw=raw,
            amount=self.amount,
            footing=footing,
            hint=EngagementHint(platform=platform, zone=self.zone, currency=self.amount.currency),
            payer=self.payer,
            suggested=bool(platform) and not gives_back(f"{printed} {self.label}"),
        )


def paid_for(row: Row, platform: str) -> Row:
    """The row as its person tells it: a payer that no dictionary knows pays for ``platform``."""
    if not isinstance(row.fact, Payout):
        raise TypeError("only a payout has a payer")
    hint = replace(row.hint, platform=platform)
    return replace(row, fact=replace(row.fact, platform=platform), hint=hint)
