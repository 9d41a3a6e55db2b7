"""The unit behind a number: a column or label says already what it counts, so it is dropped."""

from __future__ import annotations

import re
import unicodedata

_DISTANCES = "km|kms|mi|miles?|m|公里|公裡|里|キロ"
_TIMES = (
    "h|hrs?|hours?|std|stdn|stunden?|heures?|horas?|ore|uur|uren|godz|godziny?|timmar|timer|"
    "mins?|minutes?|minuten|小时|小時|時間|分钟?|分鐘|分"
)
_ORDERS = (
    "orders?|deliveries|trips?|rides?|fahrten|aufträge|courses|livraisons|pedidos|viajes|entregas|"
    "corse|consegne|ritten|dostaw|单|單|件|趟"
)
_YUAN = "元"
_BEHIND = re.compile(rf"(?<=[\d ])\s*(?:{_DISTANCES}|{_TIMES}|{_ORDERS}|{_YUAN})\.?$", re.I)


def without_unit(text: str) -> str:
    """The number alone (``71,5 Std.``, ``164件``); the text as it is where it has no such unit."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return _BEHIND.sub("", plain).strip()
