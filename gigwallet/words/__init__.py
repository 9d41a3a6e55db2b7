"""Words for people: the gettext door, and numbers, days and amounts as a language writes them."""

from gigwallet.words.catalogue import (
    LANGUAGES,
    N_,
    REGIONS,
    _,
    language,
    ngettext,
    set_language,
    spoken,
)
from gigwallet.words.figures import (
    day,
    distance,
    duration,
    moment,
    money,
    number,
    period,
    signed_money,
)

__all__ = [
    "LANGUAGES",
    "N_",
    "REGIONS",
    "_",
    "day",
    "distance",
    "duration",
    "language",
    "moment",
    "money",
    "ngettext",
    "number",
    "period",
    "set_language",
    "signed_money",
    "spoken",
]
