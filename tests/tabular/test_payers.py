from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from gigwallet.tabular.payers import gives_back, payer_in, platform_of


@pytest.mark.parametrize(
    ("payer", "platform"),
    [
        ("美团众包", "meituan"),
        ("北京三快在线科技有限公司", "meituan"),
        ("上海拉扎斯信息科技有限公司", "eleme"),
        ("UU 跑腿", "uupaotui"),
        ("Payment from UBER BV", "uber"),
        ("Uber Payments B.V.", "uber"),
        ("ROOFOODS LTD", "deliveroo"),
        ("DoorDash, Inc.   DASHER PAY PPD ID: 0000000000", "doordash"),
        ("Wolt License Services Oy", "wolt"),
        ("BOLT OPERATIONS OÜ", "bolt"),
        ("Takeaway.com Group B.V.", "just_eat"),
        ("ＬＹＦＴ  4429", "lyft"),
        ("AMZN FLEX US", "amazon_flex"),
    ],
)
def test_a_payer_is_known_by_a_part_of_its_printed_name(payer: str, platform: str) -> None:
    assert platform_of(payer) == platform


@pytest.mark.parametrize(
    "payer",
    [
        "",
        "/",
        "样例劳务公司",
        "Huber GmbH",
        "Stuart Little",
        "Thunderbolt Ltd",
        "Überweisung",
        "房东",
    ],
)
def test_a_part_of_a_word_is_no_platform(payer: str) -> None:
    assert platform_of(payer) == ""


@pytest.mark.parametrize("text", ["UBER *TRIP HELP.UBER.COM", "美团 退款", "Refund from Deliveroo"])
def test_money_given_back_to_a_customer_is_told_from_pay(text: str) -> None:
    assert gives_back(text)
    assert not gives_back("Payment from UBER BV")


@pytest.mark.parametrize(
    ("one", "other", "payer"),
    [
        ("UBER BV 8H2K3LQZ9 06.08.2026", "UBER BV  7J1M9TRX2 13.08.2026", "UBER BV"),
        (
            "代发工资 样例劳务公司 6222020200012345",
            "代发工资 样例劳务公司6222****9999",
            "代发工资 样例劳务公司",
        ),
        (
            "DoorDash, Inc.   DASHER PAY PPD ID: 0000000000",
            "DoorDash, Inc. DASHER PAY PPD ID: 9999912345",
            "DoorDash, Inc. DASHER PAY PPD ID",
        ),
    ],
)
def test_what_changes_from_payment_to_payment_is_not_part_of_the_payer(
    one: str, other: str, payer: str
) -> None:
    assert payer_in(one) == payer_in(other) == payer


def test_a_text_of_numbers_alone_is_its_own_payer() -> None:
    assert payer_in("0000123456") == "0000123456"


def test_every_entry_says_how_sure_its_wording_is() -> None:
    text = files("gigwallet.tabular").joinpath("payers.toml").read_text("utf-8")

    wordings = {payer["wording"] for payer in tomllib.loads(text)["payer"]}

    assert wordings == {"published", "best knowledge"}
