"""Filling: what was read in a screenshot and confirmed, as answers of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gigwallet.app.rules.read_rule_picture import Meaning, Printed

_SHAPES = {Meaning.STEP: "tiers", Meaning.BAND: "distance", Meaning.FLAT: "flat"}


def filled(texts: Mapping[str, str], read: Sequence[Printed]) -> dict[str, str]:
    """``texts`` are the answers so far; what was not read stays as it is. Steps go before
    distances, and these before one price: a rule of steps also says what each order pays."""
    found = dict(texts)
    by = {each: [one for one in read if one.meaning is each] for each in Meaning}
    shape = next((each for each in _SHAPES if by[each]), None)
    if shape is not None:
        found["shape"] = _SHAPES[shape]
    days = [each.day for each in by[Meaning.DAY] if each.day is not None]
    if days:
        found["first_day"] = days[0].isoformat()
    if shape is Meaning.STEP:
        found = _without(found, "step_to", "step_price")
        for n, each in enumerate(_rising(by[Meaning.STEP]), start=1):
            found[f"step_to_{n}"] = "" if each.to is None else f"{each.to:f}"
            found[f"step_price_{n}"] = f"{each.amount:f}"
    if shape is Meaning.BAND:
        found = _distances(found, by[Meaning.BAND])
    if shape is Meaning.FLAT:
        found["flat_price"] = f"{by[Meaning.FLAT][0].amount:f}"
    if by[Meaning.WINDOW]:
        names = ("label", "start", "end", "by", "value")
        found = _without(found, *(f"window_{name}" for name in names))
        for n, each in enumerate(by[Meaning.WINDOW], start=1):
            found |= {
                f"window_label_{n}": f"{each.start}-{each.end}",
                f"window_start_{n}": each.start,
                f"window_end_{n}": each.end,
                f"window_by_{n}": "multiply" if each.times else "amount",
                f"window_value_{n}": f"{each.amount:f}",
            }
    return found


def _distances(texts: Mapping[str, str], read: Sequence[Printed]) -> dict[str, str]:
    start = _start(read)
    if start is not None:
        return {**texts, "shape": "start", **start}
    found = _without(texts, "band_to", "band_kind", "band_price", "band_each")
    for n, each in enumerate(_rising(read), start=1):
        found[f"band_to_{n}"] = "" if each.to is None else f"{each.to:f}"
        found[f"band_kind_{n}"] = "price" if each.each_km is None else "add"
        found[f"band_price_{n}"] = f"{each.amount:f}"
        found[f"band_each_{n}"] = "" if each.each_km is None else f"{each.each_km:f}"
    return found


def _start(read: Sequence[Printed]) -> dict[str, str] | None:
    """A price up to so many kilometres, and what each one beyond adds: a starting price."""
    if len(read) != 2:
        return None
    first, further = _rising(read)
    if first.to is None or first.each_km is not None or further.to is not None:
        return None
    if further.each_km is None:
        return None
    return {
        "start_price": f"{first.amount:f}",
        "start_km": f"{first.to:f}",
        "start_add": f"{further.amount:f}",
        "start_each": f"{further.each_km:f}",
    }


def _rising(read: Sequence[Printed]) -> list[Printed]:
    """The one without end last."""
    return sorted(read, key=lambda each: (each.to is None, each.to or 0))


def _without(texts: Mapping[str, str], *names: str) -> dict[str, str]:
    return {each: text for each, text in texts.items() if each.rpartition("_")[0] not in names}
