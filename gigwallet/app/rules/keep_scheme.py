"""The person's pay rules: from TOML or from a form, tried on examples, kept with their proof."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from gigwallet.app.floors.packs import numbers_for
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId, ExhibitId, SchemeId
from gigwallet.domain.scheme import KnownScheme, Scheme
from gigwallet.domain.tally import Tally
from gigwallet.rules import (
    DistancePrice,
    Expected,
    FlatPrice,
    FormBand,
    FormDeduction,
    FormPrice,
    FormWindow,
    PayScheme,
    SchemeForm,
    StartPrice,
    TierPrice,
    faults_in,
    load_scheme,
    read_form,
    read_forms,
    write_scheme,
)
from gigwallet.rules.parameters import Parameter

__all__ = [
    "DistancePrice",
    "Expected",
    "FlatPrice",
    "FormBand",
    "FormDeduction",
    "FormPrice",
    "FormWindow",
    "Holds",
    "SchemeForm",
    "Shape",
    "StartPrice",
    "TierPrice",
    "add_scheme_text",
    "faults",
    "form_of",
    "holds",
    "preview_orders",
    "preview_tally",
    "read_form",
    "read_forms",
    "remove_scheme",
    "save_form",
    "schemes",
    "shapes",
    "write_scheme",
]

LONGEST_SCHEME = 262_144


@dataclass(frozen=True, slots=True)
class Shape:
    """An illustrative scheme that the program ships: ``key`` is ``<folder>/<name>``, ``titles`` its
    names by language."""

    key: str
    name: str
    text: str
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holds:
    """``last_day`` None: still in force. ``illustrative``: it can be tried, but no letter comes
    from it."""

    zone: str
    first_day: date
    last_day: date | None
    illustrative: bool = False


def schemes(wallet: Wallet) -> list[KnownScheme]:
    return list(wallet.vault.schemes.all())


def shapes(resources: Path) -> list[Shape]:
    """The shapes of pay rules to start from; none of them is any platform's real price list."""
    folder = resources / "schemes"
    return [
        Shape(
            f"{file.parent.name}/{file.stem}",
            load_scheme(text, file.stem).name,
            text,
            tomllib.loads(text).get("title", {}),
        )
        for file in sorted(folder.glob("*/*.toml"))
        if (text := file.read_text(encoding="utf-8"))
    ]


def add_scheme_text(
    wallet: Wallet,
    text: str,
    engagement: EngagementId | None = None,
    proof: ExhibitId | None = None,
    replacing: SchemeId | None = None,
) -> SchemeId:
    """Keeps a rule as it is written. The same text for the same engagement is kept once;
    ``replacing`` revises a rule that was kept before.

    Refusals: ``scheme_*`` with line, column, key; ``scheme_too_long``.
    """
    rule = load_scheme(text, "", numbers_for(wallet.resources, (text,)))
    return _keep(wallet, rule, text, engagement, proof, replacing)


def save_form(
    wallet: Wallet,
    form: SchemeForm,
    engagement: EngagementId | None = None,
    proof: ExhibitId | None = None,
    replacing: SchemeId | None = None,
) -> SchemeId:
    """Keeps what the form says, as TOML; ``replacing`` revises a rule that was kept before."""
    text = write_scheme(form)
    return _keep(wallet, load_scheme(text), text, engagement, proof, replacing)


def form_of(known: KnownScheme) -> SchemeForm | None:
    """The form that shows this rule, or None where the rule says more than the form can."""
    return read_form(known.scheme.text)


def remove_scheme(wallet: Wallet, scheme: SchemeId) -> None:
    with wallet.vault.transaction():
        wallet.vault.schemes.remove(scheme)


def preview_orders(
    rule: SchemeForm | str,
    orders: Sequence[tuple[int | None, datetime]],
    resources: Path | None = None,
) -> list[Expected]:
    """What one order would pay under a rule (its form or its text), for pairs of distance in
    metres and moment (aware). A text may name numbers of public law, which lie in ``resources``.
    Refusals: ``scheme_*`` while the rule is not complete."""
    loaded = _loaded(rule, resources)
    return [loaded.example(distance, at) for distance, at in orders]


def preview_tally(rule: SchemeForm | str, tally: Tally, resources: Path | None = None) -> Expected:
    """What a count of orders would pay. Refusals: ``scheme_*``."""
    return _loaded(rule, resources).for_tally(tally)


def holds(rule: SchemeForm | str, resources: Path | None = None) -> Holds:
    """Where and when a rule holds. Refusals: ``scheme_*``."""
    loaded = _loaded(rule, resources)
    return Holds(loaded.zone, loaded.first_day, loaded.last_day, loaded.illustrative)


def faults(text: str, resources: Path) -> tuple[GigWalletError, ...]:
    """Everything that is wrong in a rule's text, each with line and column; see ``faults_in``."""
    return faults_in(text, _numbers(text, resources))


def _loaded(rule: SchemeForm | str, resources: Path | None) -> PayScheme:
    if isinstance(rule, SchemeForm):
        return load_scheme(write_scheme(rule))
    return load_scheme(rule, "", _numbers(rule, resources))


def _numbers(text: str, resources: Path | None) -> Mapping[str, Parameter] | None:
    return numbers_for(resources, (text,)) if resources is not None else None


def _keep(
    wallet: Wallet,
    rule: PayScheme,
    text: str,
    engagement: EngagementId | None,
    proof: ExhibitId | None,
    replacing: SchemeId | None = None,
) -> SchemeId:
    if len(text) > LONGEST_SCHEME:
        raise GigWalletError("scheme_too_long", most=LONGEST_SCHEME)
    new = _scheme(rule, text, engagement, proof)
    if replacing is not None:
        with wallet.vault.transaction():
            wallet.vault.schemes.revise(replacing, new)
        return replacing
    for known in wallet.vault.schemes.all():
        same = known.scheme.digest == new.digest
        if same and known.scheme.engagement_id == engagement:
            if proof and known.scheme.proof != proof:
                with wallet.vault.transaction():
                    wallet.vault.schemes.revise(known.id, new)
            return known.id
    with wallet.vault.transaction():
        return wallet.vault.schemes.add(new)


def _scheme(
    rule: PayScheme, text: str, engagement: EngagementId | None, proof: ExhibitId | None
) -> Scheme:
    return Scheme(
        name=rule.name,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        illustrative=rule.illustrative,
        first_day=rule.first_day,
        last_day=rule.last_day,
        engagement_id=engagement,
        proof=proof,
    )
