"""What is read here is told with the way to get it, apps without any export among it."""

from __future__ import annotations

from gigwallet.app.intake.known_formats import format_title, known_apps, known_formats


def test_every_app_whose_screens_are_read_says_which_pages_to_show() -> None:
    apps = {each.name: each for each in known_apps()}

    meituan = apps["app_screen:meituan"]

    assert "orders" in meituan.where
    assert "months" in meituan.where
    assert all(each.title and each.where for each in apps.values())


def test_wording_that_nobody_compared_with_a_real_screen_is_told_as_such() -> None:
    assert all("not compared with real screens" in each.where for each in known_apps())


def test_a_format_that_is_no_longer_read_still_has_a_name() -> None:
    assert format_title("wechat_bill") == "WeChat Pay bill"
    assert format_title("a_format_of_long_ago") == "a format of long ago"
    assert {each.name for each in known_formats()} >= {"wechat_bill", "any_exhibit"}
