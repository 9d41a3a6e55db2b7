"""Which screens of apps can be read: the program's own, and those that this person has taught."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from gigwallet import ocr
from gigwallet.app.screens import kept_screens
from gigwallet.app.screens.kept_screens import LearntLabel
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.host import paths
from gigwallet.ocr import Template

MOST_TAUGHT = 200


@cache
def _own(folder: Path) -> tuple[Template, ...]:
    return ocr.templates_in(folder)


def built_in(resources: Path | None = None) -> tuple[Template, ...]:
    """Those that come with the program."""
    return _own((resources or paths.resources()) / "screens")


def known(wallet: Wallet) -> tuple[Template, ...]:
    """All of ``described``, each in the currency of the person's work for its platform, where that
    is one."""
    paid: dict[str, set[str]] = {}
    for known_work in wallet.vault.engagements.all():
        work = known_work.engagement
        paid.setdefault(work.platform, set()).add(work.currency)
    return tuple(_as_paid(each, paid.get(each.platform, set())) for each in described(wallet))


def described(wallet: Wallet) -> tuple[Template, ...]:
    """As their files say, with the labels that were learnt. Taught ones come first: a person who
    taught a screen anew means it. One that this version does not understand is left out, and stays
    stored."""
    taught = []
    for text in kept_screens.texts(wallet).values():
        with suppress(GigWalletError):
            taught.append(ocr.load_template(text))
    keys = {each.key for each in taught}
    own = (each for each in built_in(wallet.resources) if each.key not in keys)
    labels = kept_screens.learnt(wallet)
    return tuple(with_learnt(each, labels) for each in (*taught, *own))


def with_learnt(template: Template, labels: Sequence[LearntLabel]) -> Template:
    """``template`` knows those of ``labels`` that are its own. One that no longer fits, since the
    program has learnt better, is passed over and stays stored."""
    more = template
    for each in labels:
        if each.template == template.key:
            with suppress(GigWalletError):
                more = with_one(more, each)
    return replace(more, taught=template.taught)


def with_one(template: Template, label: LearntLabel) -> Template:
    """As a taught one. Refusals: ``screen_template_clash``, ``teaching_label_private``,
    ``screen_template_no_such_field``."""
    if label.part is not None:
        return ocr.with_part(template, label.part)
    return ocr.with_label(template, label.field, label.label)


def _as_paid(template: Template, currencies: set[str]) -> Template:
    """As it is where nothing is learnt: another template makes every picture wait anew."""
    (currency,) = currencies if len(currencies) == 1 else ("",)
    if not currency or (template.zone and currency == template.currency):
        return template
    return template.in_currency(currency)


def teach(wallet: Wallet, text: str, *, given: bool = False) -> Template:
    """Keep a template, in place of a taught one with its key; ``given`` by another person. Pictures
    that it may fit are due again. Refusals: ``screen_template_*``, ``too_many_templates``,
    ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    template = ocr.load_template(text)
    taught = {**kept_screens.texts(wallet), template.key: text}
    if len(taught) > MOST_TAUGHT:
        raise GigWalletError("too_many_templates", most=MOST_TAUGHT)
    from_others = kept_screens.given(wallet) - {template.key}
    with wallet.vault.transaction():
        kept_screens.put_texts(wallet, taught)
        kept_screens.put_given(wallet, from_others | ({template.key} if given else set()))
    return template


def forget(wallet: Wallet, key: str) -> None:
    """Drop a taught template, and the labels learnt for it; what was read with it is read anew.
    Refusals: ``screen_not_taught``, ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    taught = kept_screens.texts(wallet)
    if taught.pop(key, None) is None:
        raise GigWalletError("screen_not_taught")
    with wallet.vault.transaction():
        kept_screens.put_texts(wallet, taught)
        kept_screens.put_given(wallet, kept_screens.given(wallet) - {key})
        left = [each for each in kept_screens.learnt(wallet) if each.template != key]
        kept_screens.put_learnt(wallet, left)


def mark(templates: tuple[Template, ...], version: str) -> str:
    """A name for these templates, as read by ``version`` of the code: another one means that every
    screen has to be looked at again."""
    told = hashlib.sha256(repr(templates).encode()).hexdigest()
    return f"{version}-{told[:16]}"
