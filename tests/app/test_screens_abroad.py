"""An app is read in the currency that the person is paid in, not in that of its template."""

from __future__ import annotations

import pytest

from gigwallet.app import known_screens
from gigwallet.app.keep_engagement import add_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.ocr.fields import Template


def _template(wallet: Wallet, key: str) -> Template:
    return next(each for each in known_screens.known(wallet) if each.key == key)


@pytest.mark.parametrize(
    ("currencies", "currency", "zone"),
    [
        ((), "GBP", "Europe/London"),
        (("GBP",), "GBP", "Europe/London"),
        (("EUR",), "EUR", ""),
        (("EUR", "GBP"), "GBP", "Europe/London"),
    ],
)
def test_the_one_currency_of_the_work_for_a_platform_is_that_of_its_screens(
    wallet: Wallet, currencies: tuple[str, ...], currency: str, zone: str
) -> None:
    for number, each in enumerate(currencies):
        add_engagement(wallet, Engagement("deliveroo", f"City {number}", "Europe/Dublin", each))

    template = _template(wallet, "deliveroo/day")

    assert (template.currency, template.zone) == (currency, zone)
    assert _template(wallet, "meituan/order").currency == "CNY"
