"""Reading: the answers of the rule form as the app's SchemeForm, and a SchemeForm as answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gigwallet.app.rules.keep_scheme import (
    DistancePrice,
    FlatPrice,
    FormBand,
    FormDeduction,
    FormPrice,
    FormWindow,
    SchemeForm,
    StartPrice,
    TierPrice,
)
from gigwallet.domain.money import Rounding
from gigwallet.gui.widgets.answers import Answers, decimal_of
from gigwallet.words import _


def scheme_form(answers: Answers, currency: str, zone: str) -> SchemeForm | None:
    """Fields as in ``texts_of``. None where something is wrong; the errors say what."""
    first = answers.day("first_day", _("Say from which day the rule holds."))
    last = answers.day("last_day")
    if first and last and last < first:
        answers.object_to("last_day", _("The last day is before the first day."))
    name = answers.text("name", _("Give the rule a name, such as 2025 contract."))
    price = _price(answers)
    windows, deductions = _windows(answers), _deductions(answers)
    commission = _decimal(answers, "commission")
    if commission is not None and commission > 100:
        answers.object_to("commission", _("A commission is at most 100 percent."))
    next_month, after = _pay_day(answers)
    if answers.errors or first is None or price is None:
        return None
    return SchemeForm(
        name=name,
        currency=currency,
        zone=zone,
        first_day=first,
        price=price,
        label=_label(answers, price),
        last_day=last,
        rate_date=answers.text("rate_date") or "completed",
        rounding=Rounding(answers.text("rounding") or Rounding.HALF_UP),
        illustrative=bool(answers.text("illustrative")),
        windows=windows,
        commission_percent=commission or None,
        commission_label=answers.text("commission_label") or _("commission"),
        deductions=deductions,
        pay_day_of_next_month=next_month,
        pay_days_after=after,
        city=answers.text("city"),
        level=answers.text("level"),
    )


def _label(answers: Answers, price: FormPrice) -> str:
    """What the slip calls the price: where it prints two amounts, the first is not all of it."""
    said = answers.text("label") or _("orders")
    two = isinstance(price, StartPrice) and price.is_two_lines
    return _("Starting price") if two and said == _("orders") else said


def no_rule(first_day: date) -> dict[str, str]:
    """The answers of an empty form: a rule from ``first_day`` on."""
    return {
        "name": "",
        "label": _("orders"),
        "first_day": first_day.isoformat(),
        "last_day": "",
        "city": "",
        "level": "",
        "shape": "tiers",
        "rate_date": "completed",
        "rounding": Rounding.HALF_UP.value,
        "illustrative": "",
        "commission": "",
        "commission_label": _("commission"),
        "pay_day_kind": "",
        "pay_day": "",
    }


def texts_of(form: SchemeForm) -> dict[str, str]:
    """The answers that give this form again."""
    texts = {
        "name": form.name,
        "label": form.label,
        "first_day": form.first_day.isoformat(),
        "last_day": form.last_day.isoformat() if form.last_day else "",
        "city": form.city,
        "level": form.level,
        "rate_date": form.rate_date,
        "rounding": form.rounding.value,
        "illustrative": "yes" if form.illustrative else "",
        "commission": _shown(form.commission_percent),
        "commission_label": form.commission_label,
        "pay_day_kind": "",
        "pay_day": "",
    }
    if form.pay_day_of_next_month is not None:
        texts |= {"pay_day_kind": "day_of_next_month", "pay_day": str(form.pay_day_of_next_month)}
    if form.pay_days_after is not None:
        texts |= {"pay_day_kind": "days_after", "pay_day": str(form.pay_days_after)}
    texts |= _price_texts(form.price)
    for n, window in enumerate(form.windows, start=1):
        by = "amount" if window.amount is not None else "multiply"
        texts |= {
            f"window_label_{n}": window.label,
            f"window_start_{n}": window.start,
            f"window_end_{n}": window.end,
            f"window_by_{n}": by,
            f"window_value_{n}": _shown(getattr(window, by)),
        }
    for n, deduction in enumerate(form.deductions, start=1):
        texts |= {
            f"deduction_label_{n}": deduction.label,
            f"deduction_per_{n}": deduction.per,
            f"deduction_amount_{n}": _shown(deduction.amount),
        }
    return texts


def _price_texts(price: FormPrice) -> dict[str, str]:
    if isinstance(price, FlatPrice):
        return {"shape": "flat", "flat_price": _shown(price.price)}
    if isinstance(price, TierPrice):
        texts = {
            "shape": "tiers",
            "whole": "whole" if price.whole else "marginal",
            "over": price.over,
        }
        for n, (to, step) in enumerate(price.steps, start=1):
            texts |= {
                f"step_to_{n}": "" if to is None else str(to),
                f"step_price_{n}": _shown(step),
            }
        return texts
    if isinstance(price, StartPrice):
        return {
            "shape": "start",
            "start_price": _shown(price.price),
            "start_km": _shown(price.km),
            "start_add": _shown(price.add),
            "start_each": _shown(price.each_km),
            "start_count": "started" if price.started else "exact",
            "start_apart": "yes" if price.is_two_lines else "",
            "apart": price.apart,
        }
    texts = {"shape": "distance"}
    for n, band in enumerate(price.bands, start=1):
        kind = "price" if band.add is None else "started" if band.started else "add"
        texts |= {
            f"band_to_{n}": _shown(band.to_km),
            f"band_kind_{n}": kind,
            f"band_price_{n}": _shown(band.price if band.add is None else band.add),
            f"band_each_{n}": "" if band.add is None else _shown(band.each_km),
        }
    return texts


def _price(answers: Answers) -> FormPrice | None:
    shape = answers.text("shape")
    if shape == "tiers":
        return _tiers(answers)
    if shape == "start":
        return _start(answers)
    if shape == "distance":
        return _bands(answers)
    price = _decimal(answers, "flat_price", _("Write what one order pays."))
    return None if price is None else FlatPrice(price)


def _tiers(answers: Answers) -> TierPrice | None:
    steps: list[tuple[int | None, Decimal]] = []
    lines = _written(answers, "step_to", "step_price")
    if not lines:
        answers.object_to("step_price_1", _("Write at least one step with its price."))
    for line in lines:
        price = _decimal(answers, f"step_price_{line}", _("Write the price of this step."))
        to = answers.count(f"step_to_{line}")
        if to is None and line != lines[-1]:
            answers.object_to(
                f"step_to_{line}", _("Say up to how many orders; only the last step has no end.")
            )
        before = steps[-1][0] if steps else 0
        if to is not None and before is not None and to <= before:
            answers.object_to(
                f"step_to_{line}", _("Each step ends at more orders than the one before.")
            )
        if price is not None:
            steps.append((to, price))
    if answers.errors:
        return None
    return TierPrice(
        answers.text("whole") == "whole", answers.text("over") or "month", tuple(steps)
    )


def _start(answers: Answers) -> StartPrice | None:
    price = _decimal(answers, "start_price", _("Write the starting price."))
    km = _decimal(answers, "start_km", _("Say how many km are in it; 0 where none are."))
    add = _decimal(answers, "start_add", _("Write what each further stretch adds."))
    each = _decimal(answers, "start_each")
    if each is not None and not each:
        answers.object_to("start_each", _("A stretch is longer than 0 km."))
    if price is None or km is None or add is None:
        return None
    # Where no kilometre is in the price, what each adds is an amount of its own in any case.
    apart = not km or bool(answers.text("start_apart"))
    return StartPrice(
        price,
        km,
        add,
        each or Decimal(1),
        answers.text("start_count") == "started",
        (answers.text("apart") or _("Pay for distance")) if apart else "",
    )


def _bands(answers: Answers) -> DistancePrice | None:
    bands: list[FormBand] = []
    lines = _written(answers, "band_to", "band_price")
    if not lines:
        answers.object_to("band_price_1", _("Write at least one distance with its price."))
    reached = Decimal(0)
    for line in lines:
        to = _decimal(answers, f"band_to_{line}")
        price = _decimal(answers, f"band_price_{line}", _("Write the price of this distance."))
        if to is None and line != lines[-1]:
            answers.object_to(
                f"band_to_{line}", _("Say up to how many km; only the last distance has no end.")
            )
        if to is not None and to <= reached:
            answers.object_to(
                f"band_to_{line}", _("Each distance ends further than the one before.")
            )
        reached = to if to is not None else reached
        kind = answers.text(f"band_kind_{line}")
        if price is None:
            continue
        if kind in ("add", "started"):
            each = _decimal(answers, f"band_each_{line}") or Decimal(1)
            bands.append(FormBand(to, None, price, each, kind == "started"))
        else:
            bands.append(FormBand(to, price))
    return None if answers.errors else DistancePrice(tuple(bands))


def _windows(answers: Answers) -> tuple[FormWindow, ...]:
    found = []
    for line in _written(answers, "window_start", "window_end", "window_value", "window_label"):
        start = _clock(answers, f"window_start_{line}", _("Write when it begins, such as 22:00."))
        end = _clock(answers, f"window_end_{line}", _("Write when it ends, such as 06:00."))
        value = _decimal(
            answers, f"window_value_{line}", _("Write how much it adds, or how many times it pays.")
        )
        if start and start == end:
            answers.object_to(f"window_end_{line}", _("It ends at the moment it begins."))
        label = answers.text(f"window_label_{line}") or f"{start}-{end}"
        times = answers.text(f"window_by_{line}") == "multiply"
        if value is not None:
            found.append(
                FormWindow(label, start, end, multiply=value)
                if times
                else FormWindow(label, start, end, amount=value)
            )
    return tuple(found)


def _deductions(answers: Answers) -> tuple[FormDeduction, ...]:
    found = []
    for line in _written(answers, "deduction_label", "deduction_amount"):
        label = answers.text(
            f"deduction_label_{line}", _("Write the words that stand on the slip.")
        )
        amount = _decimal(answers, f"deduction_amount_{line}", _("Write how much may be taken."))
        if amount is not None:
            per = answers.text(f"deduction_per_{line}") or "event"
            found.append(FormDeduction(label, per, amount))
    return tuple(found)


def _pay_day(answers: Answers) -> tuple[int | None, int | None]:
    kind = answers.text("pay_day_kind")
    if kind not in ("day_of_next_month", "days_after"):
        return None, None
    number = answers.count("pay_day", _("Write a number of days, such as 15."))
    if number is not None and kind == "day_of_next_month" and not 1 <= number <= 31:
        answers.object_to("pay_day", _("A month has days 1 to 31."))
    return (number, None) if kind == "day_of_next_month" else (None, number)


def _written(answers: Answers, *names: str) -> list[int]:
    """The lines in which anything at all was written."""
    return [
        line
        for line in answers.lines(names[0])
        if any(answers.text(f"{name}_{line}") for name in names)
    ]


def _decimal(answers: Answers, field: str, needed: str = "") -> Decimal | None:
    text = answers.text(field, needed)
    value = decimal_of(text) if text else None
    if text and value is None:
        answers.object_to(field, _("Write a number with digits, such as 4.50."))
    return value


def _clock(answers: Answers, field: str, needed: str) -> str:
    clock = answers.clock(field, needed)
    if clock is None:
        return ""
    hours, minutes = divmod(int(clock.total_seconds()) // 60, 60)
    return f"{hours:02d}:{minutes:02d}"


def _shown(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
