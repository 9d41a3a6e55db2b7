"""Which engagement a row belongs to: the chosen one, its table's label, or its platform's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gigwallet.app.intake.keep_accounts import accounts_said
from gigwallet.app.records.keep_engagement import add_engagement, labelled, revise_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import PERSON, EngagementHint, EngagementRow
from gigwallet.domain.recorded import EngagementId
from gigwallet.tabular import moments, placing
from gigwallet.tabular.currencies import may_be

# Platform -> what all files that came together say of it, where they agree.
Beside = Mapping[str, EngagementHint]


class UnknownLabel(Exception):  # noqa: N818  it becomes a rejection of one line
    """The row names an engagement that no table has defined."""


class OtherDriver(Exception):  # noqa: N818  it becomes a line that was left out
    """The row is of another worker than the person, in a file that lists several."""


def beside(hints: Iterable[EngagementHint]) -> Beside:
    """What was dropped together belongs together: one file of an export names the zone, another
    the currency."""
    of: defaultdict[str, list[EngagementHint]] = defaultdict(list)
    for hint in hints:
        if hint.platform and not hint.label:
            of[hint.platform].append(hint)
    return {platform: placing.agreed(said) for platform, said in of.items()}


class Placement:
    """Lives as long as one transaction; ``made`` counts engagements that it added."""

    def __init__(
        self, wallet: Wallet, chosen: EngagementId | None, beside: Beside | None = None
    ) -> None:
        """``beside``: what the files that came together say of each platform."""
        self._wallet = wallet
        self._chosen = chosen
        self._beside = beside or {}
        self._labels: dict[str, EngagementId | None] = {}
        self._known: list[KnownEngagement] = wallet.vault.engagements.all()
        self._placed: dict[EngagementHint, EngagementId] = {}
        self._own_accounts = accounts_said(wallet)
        self.made = 0

    def define(self, row: EngagementRow) -> bool:
        """Store what a table defines; False where its label is defined already."""
        if labelled(self._wallet, row.label) is not None:
            return False
        made = add_engagement(self._wallet, row.engagement, row.label)
        self._labels[row.label] = made
        self._remember(made, row.engagement)
        return True

    def place(self, hint: EngagementHint) -> EngagementId:
        """Raises ``UnknownLabel``, ``OtherDriver``. Refusals: ``engagement_ambiguous``,
        ``work_not_said``, ``several_drivers``, ``currency_not_said``,
        ``work_currency_not_said``."""
        if hint.account:
            return self._of_account(hint)
        if self._chosen is not None:
            return self._chosen
        if hint.label:
            return self._of_label(hint.label)
        if hint.whose == PERSON and not hint.platform and self._known:
            return self._known[0].id  # whichever: the pay check of each asks for the tracks of all
        if hint not in self._placed:
            self._placed[hint] = self._of_platform(hint)
        return self._placed[hint]

    def engagement(self, known: EngagementId) -> Engagement:
        """What is known of a place that ``place`` named."""
        return next(each.engagement for each in self._known if each.id == known)

    def known(self, hint: EngagementHint) -> EngagementId | None:
        """As ``place``, where nothing has to be made and no choice is left open."""
        if hint.account:
            mine = [each.id for each in self._accounts(hint) if _is_mine(each.engagement, hint)]
            return mine[0] if len(mine) == 1 else None
        if self._chosen is not None or hint in self._placed:
            return self._chosen or self._placed[hint]
        if hint.label:
            return labelled(self._wallet, hint.label)
        found = self._matching(hint) if hint.platform else []
        return found[0].id if len(found) == 1 else None

    def _of_label(self, label: str) -> EngagementId:
        if label not in self._labels:
            self._labels[label] = labelled(self._wallet, label)
        found = self._labels[label]
        if found is None:
            raise UnknownLabel(label)
        return found

    def _of_account(self, hint: EngagementHint) -> EngagementId:
        """A file of several workers is only read for the one whom the person named as themselves,
        in the account of their engagement: by the platform's number or by name."""
        named = self._accounts(hint)
        own = self._own_accounts.get(hint.platform, "")
        if not named and own:
            if not _is_account(own, hint):
                raise OtherDriver(hint.account)
            return self._with_account(self._chosen or self._of_platform(hint), own)
        if not named:
            who = f"{hint.account_name} ({hint.account})" if hint.account_name else hint.account
            raise GigWalletError("several_drivers", who=who)
        mine = [each.id for each in named if _is_mine(each.engagement, hint)]
        if not mine:
            raise OtherDriver(hint.account)
        return mine[0]

    def _with_account(self, place: EngagementId, account: str) -> EngagementId:
        """The engagement, which names the person's account from now on."""
        named = replace(self.engagement(place), account=account)
        revise_engagement(self._wallet, place, named)
        self._known = [
            KnownEngagement(place, named) if each.id == place else each for each in self._known
        ]
        return place

    def _accounts(self, hint: EngagementHint) -> list[KnownEngagement]:
        """The engagements in question that say whose account they are."""
        return [
            each
            for each in self._known
            if each.engagement.platform == hint.platform
            and each.engagement.account
            and self._chosen in (None, each.id)
        ]

    def _of_platform(self, hint: EngagementHint) -> EngagementId:
        found = self._matching(hint)
        if len(found) == 1:
            return found[0].id
        if found:
            choices = ", ".join(f"{each.id[:8]} {each.engagement.platform}" for each in found)
            raise GigWalletError("engagement_ambiguous", choices=choices)
        told = self._beside.get(hint.platform, EngagementHint())
        currency = hint.currency or told.currency
        if hint.platform and hint.sign and not currency:
            raise GigWalletError("currency_not_said", sign=hint.sign)
        if not hint.platform:
            raise GigWalletError("work_not_said")
        if not currency:
            raise GigWalletError("work_currency_not_said", platform=hint.platform)
        zone = hint.zone or told.zone or moments.ZONE_OF_CURRENCY.get(currency, "")
        new = Engagement(hint.platform, hint.city or told.city, _zone(zone), currency)
        made = add_engagement(self._wallet, new)
        self._remember(made, new)
        return made

    def _matching(self, hint: EngagementHint) -> list[KnownEngagement]:
        """Of the hint's platform; several are told apart by city, currency and its sign, as far as
        known."""
        found = [e for e in self._known if hint.platform in ("", e.engagement.platform)]
        for name in ("city", "currency"):
            said = getattr(hint, name)
            same = [each for each in found if said and getattr(each.engagement, name) == said]
            if len(found) > 1 and same:
                found = same
        fits = [each for each in found if may_be(each.engagement.currency, hint.sign)]
        return fits if len(found) > 1 and fits else found

    def _remember(self, made: EngagementId, engagement: Engagement) -> None:
        self._known.append(KnownEngagement(made, engagement))
        self.made += 1


def _is_mine(own: Engagement, hint: EngagementHint) -> bool:
    return _is_account(own.account, hint)


def _is_account(account: str, hint: EngagementHint) -> bool:
    return account.strip().casefold() in (
        hint.account.casefold(),
        hint.account_name.casefold(),
    )


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
