"""What a vault remembers of screens: those taught or taken in, and labels learnt or declined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.ocr import Part

_TAUGHT, _GIVEN = "screen_templates", "screen_templates_given"
_LEARNT, _DECLINED = "screen_labels", "screen_labels_declined"

MOST_LEARNT = 500


@dataclass(frozen=True, slots=True)
class LearntLabel:
    """``label`` stands for ``field`` on the screen ``template`` too. With a ``part`` the field is
    new: an amount that the screen adds up and that its template does not know."""

    template: str
    field: str
    label: str
    part: Part | None = None

    @classmethod
    def of_part(cls, template: str, part: Part) -> LearntLabel:
        return cls(template, part.name, part.label, part)


def texts(wallet: Wallet) -> dict[str, str]:
    """Key -> TOML, as it was taught or taken in."""
    found = _read(wallet, _TAUGHT, {})
    return dict(found) if isinstance(found, dict) else {}


def put_texts(wallet: Wallet, kept: Mapping[str, str]) -> None:
    _write(wallet, _TAUGHT, dict(sorted(kept.items())))


def given(wallet: Wallet) -> frozenset[str]:
    """Keys of those that another person taught."""
    return frozenset(str(each) for each in _listed(wallet, _GIVEN))


def put_given(wallet: Wallet, keys: Iterable[str]) -> None:
    _write(wallet, _GIVEN, sorted(keys))


def learnt(wallet: Wallet) -> tuple[LearntLabel, ...]:
    """In the order in which they were learnt."""
    return _labels(wallet, _LEARNT)


def put_learnt(wallet: Wallet, labels: Iterable[LearntLabel]) -> None:
    """Refusals: ``too_many_labels``, ``vault_read_only``."""
    labels = tuple(labels)
    if len(labels) > MOST_LEARNT:
        raise GigWalletError("too_many_labels", most=MOST_LEARNT)
    _put_labels(wallet, _LEARNT, labels)


def declined(wallet: Wallet) -> tuple[LearntLabel, ...]:
    """What the person does not want to be asked about again."""
    return _labels(wallet, _DECLINED)


def put_declined(wallet: Wallet, labels: Iterable[LearntLabel]) -> None:
    _put_labels(wallet, _DECLINED, labels)


def _labels(wallet: Wallet, key: str) -> tuple[LearntLabel, ...]:
    return tuple(label for each in _listed(wallet, key) if (label := _label_of(each)) is not None)


def _label_of(said: object) -> LearntLabel | None:
    """None where another version wrote what this one does not understand."""
    match said:
        case [str(template), str(field), str(label)]:
            return LearntLabel(template, field, label)
        case [str(template), str(), str(label), str(rule), str(pay), bool(minus)] if pay in set(
            PayCategory
        ):
            return LearntLabel.of_part(template, Part(label, rule, PayCategory(pay), minus))
    return None


def _put_labels(wallet: Wallet, key: str, labels: Iterable[LearntLabel]) -> None:
    _write(wallet, key, [_said(each) for each in labels])


def _said(each: LearntLabel) -> list[str | bool]:
    said: list[str | bool] = [each.template, each.field, each.label]
    if each.part is not None:
        said += [each.part.rule, each.part.pay.value, each.part.minus]
    return said


def _listed(wallet: Wallet, key: str) -> list[Any]:  # Any: whatever another version wrote
    found = _read(wallet, key, [])
    return found if isinstance(found, list) else []


def _read(wallet: Wallet, key: str, otherwise: object) -> object:
    stored = wallet.vault.settings.get(key)
    try:
        return json.loads(stored) if stored else otherwise
    except ValueError:
        return otherwise


def _write(wallet: Wallet, key: str, value: object) -> None:
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    wallet.vault.settings.put(key, json.dumps(value, ensure_ascii=False))
