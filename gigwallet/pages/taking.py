"""When a picture was taken: as its EXIF, its name, its status bar, or its file says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.pages.file_names import moment_in
from gigwallet.pages.media import Media
from gigwallet.pages.picture import describe_picture

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?:/([01]?\d|2[0-3]):([0-5]\d))?")
_DAY = timedelta(days=1)
_A_MINUTE = timedelta(minutes=1)  # a clock shows the minute that runs
# Times that say the day, or no more than that the picture was there by then.
_VAGUE = frozenset({TimeQuality.DATE_ONLY, TimeQuality.INFERRED})


def taken_at(
    data: bytes, name: str, media_type: str, zone: str, saved_at: datetime | None = None
) -> tuple[Instant | None, TakenFrom]:
    """The moment, and which sign it was read from: EXIF before the name before ``saved_at``, the
    (aware) time of the file, which says only that the picture was there by then. A wall time
    without offset is read in ``zone`` (IANA). A torn or other file still has its name."""
    moment = _from_exif(data, media_type, zone)
    if moment is not None:
        return moment, TakenFrom.EXIF
    moment = moment_in(name, zone)
    if moment is not None:
        return moment, TakenFrom.NAME
    if saved_at is not None:
        utc = saved_at.astimezone(UTC).replace(microsecond=0)
        return Instant(utc, zone, TimeQuality.INFERRED, ""), TakenFrom.FILE_TIME
    return None, TakenFrom.UNKNOWN


def by_clock(
    known: Instant | None,
    sign: TakenFrom,
    clock: str,
    printed: Sequence[datetime] = (),
    of_that_day: Sequence[time] = (),
) -> tuple[Instant | None, TakenFrom]:
    """What is known of the moment once OCR has read the ``clock`` of the status bar (``20:31``, or
    ``09:41/21:41`` where it may be either).

    A time from EXIF, or a whole one from the name, stays. Otherwise the clock tells the time of the
    day, and what was known the day: the latest one at which the picture can have been there. A
    clock without any day tells nothing. Of two times the one is taken that alone can be after what
    the picture itself prints: moments (``printed``, naive) and times of the day on which it was
    taken. Where both can, or none, what was known stays, and the text says between which.
    """
    said = _CLOCK.fullmatch(clock)
    if said is None or known is None or sign is TakenFrom.EXIF or known.quality not in _VAGUE:
        return known, sign
    walls = _walls(known, said)
    if len(walls) > 1:
        if sign is TakenFrom.STATUS_BAR:
            return known, sign  # it was settled before
        walls = [each for each in walls if _can_follow(each, printed, of_that_day)]
    if len(walls) != 1:
        return replace(known, text=clock) if walls else known, sign
    at = Instant.from_local(walls[0], known.zone, walls[0].strftime("%H:%M"))
    return replace(at, quality=TimeQuality.INFERRED), TakenFrom.STATUS_BAR


def day_is_open(known: Instant) -> bool:
    """Whether the two times between which ``known`` leaves the choice are of two days."""
    said = _CLOCK.fullmatch(known.text)
    return said is not None and len({each.date() for each in _walls(known, said)}) > 1


def _walls(known: Instant, said: re.Match[str]) -> list[datetime]:
    """The times of the clock, each on the latest day at which the picture can have been there."""
    day = known.local.replace(tzinfo=None)
    found = []
    for hour, minute in (said.group(1, 2), said.group(3, 4)):
        if hour is None or minute is None:
            continue
        wall = day.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
        if known.quality is not TimeQuality.DATE_ONLY and wall > day + _A_MINUTE:
            wall -= _DAY
        found.append(wall)
    return found


def _can_follow(wall: datetime, printed: Sequence[datetime], of_that_day: Sequence[time]) -> bool:
    latest = wall + _A_MINUTE
    times = (datetime.combine(wall.date(), each) for each in of_that_day)
    return all(each <= latest for each in (*printed, *times))


def _from_exif(data: bytes, media_type: str, zone: str) -> Instant | None:
    if media_type not in (Media.JPEG, Media.PNG, Media.WEBP):
        return None
    try:
        facts = describe_picture(data)
    except GigWalletError:
        return None
    if facts.taken_at is None:
        return None
    text = facts.taken_at.strftime("%Y:%m:%d %H:%M:%S")
    if facts.taken_offset is None:
        return Instant.from_local(facts.taken_at, zone, text)
    utc = facts.taken_at.replace(tzinfo=UTC) - facts.taken_offset
    return Instant(utc, zone, TimeQuality.OFFSET, text)
