"""Which screens of apps can be read: the program's own, and those that this person has taught."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.host import paths
from gigwallet.ocr.fields.loading import load_template, templates_in
from gigwallet.ocr.fields.template import Template

_TAUGHT = "screen_templates"
MOST_TAUGHT = 200


@cache
def _own(folder: Path) -> tuple[Template, ...]:
    return templates_in(folder)


def built_in(resources: Path | None = None) -> tuple[Template, ...]:
    """Those that come with the program."""
    return _own((resources or paths.resources()) / "screens")


def known(wallet: Wallet) -> tuple[Template, ...]:
    """Taught ones come first: a person who taught a screen anew means it. One that this version
    does not understand is left out, and stays stored. Each is in the currency of the person's work
    for its platform, where that is one."""
    taught = []
    for text in taught_texts(wallet).values():
        try:
            taught.append(load_template(text))
        except GigWalletError:
            continue
    keys = {each.key for each in taught}
    own = (each for each in built_in(wallet.resources) if each.key not in keys)
    paid: dict[str, set[str]] = {}
    for known_work in wallet.vault.engagements.all():
        work = known_work.engagement
        paid.setdefault(work.platform, set()).add(work.currency)
    return tuple(_as_paid(each, paid.get(each.platform, set())) for each in (*taught, *own))


def _as_paid(template: Template, currencies: set[str]) -> Template:
    """As it is where nothing is learnt: another template makes every picture wait anew."""
    (currency,) = currencies if len(currencies) == 1 else ("",)
    if not currency or (template.zone and currency == template.currency):
        return template
    return template.in_currency(currency)


def taught_texts(wallet: Wallet) -> dict[str, str]:
    """Key -> TOML, as ``teach`` was given it; it holds no data of anybody, and may be shared."""
    stored = wallet.vault.settings.get(_TAUGHT)
    return dict(json.loads(stored)) if stored else {}


def teach(wallet: Wallet, text: str) -> Template:
    """Keep a template, in place of a taught one with its key. Pictures that it may fit are due
    again. Refusals: ``screen_template_*``, ``too_many_templates``, ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    template = load_template(text)
    taught = {**taught_texts(wallet), template.key: text}
    if len(taught) > MOST_TAUGHT:
        raise GigWalletError("too_many_templates", most=MOST_TAUGHT)
    _keep(wallet, taught)
    return template


def forget(wallet: Wallet, key: str) -> None:
    """Drop a taught template; what was read with it is read anew."""
    taught = taught_texts(wallet)
    if taught.pop(key, None) is not None:
        _keep(wallet, taught)


def _keep(wallet: Wallet, taught: dict[str, str]) -> None:
    text = json.dumps(taught, ensure_ascii=False, sort_keys=True)
    wallet.vault.settings.put(_TAUGHT, text)


def mark(templates: tuple[Template, ...], version: str) -> str:
    """A name for these templates, as read by ``version`` of the code: another one means that every
    screen has to be looked at again."""
    told = hashlib.sha256(repr(templates).encode()).hexdigest()
    return f"{version}-{told[:16]}"
