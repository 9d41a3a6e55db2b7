"""The times that phones, computers and messengers write into the names of pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from gigwallet.domain.instants import Instant, TimeQuality

_DATE = r"(?<!\d)(20\d\d)[-_.年]?(\d\d)[-_.月]?(\d\d)日?"
# Screenshot_2025-07-02-18-20-31-123_com.app.jpg, IMG_20250702_182031.jpg, 截屏2025-07-02 18.20.31,
# "Screenshot 2025-07-02 182031.png", signal-2025-07-02-18-20-31-123.jpg; macOS writes a narrow
# space before PM, and 下午 before the hour.
_MOMENT = re.compile(
    _DATE + r"(?:\s*at\s*|[-_ T\u202f\u00a0]+)?(?P<before>上午|下午)?\s*"
    r"(?P<hour>\d\d?)[-_.:：]?(?P<minute>\d\d)[-_.:：]?(?P<second>\d\d)"
    r"(?:-?(?P<thousandths>\d{3})(?!\d))?(?:[\s\u202f]*(?P<after>[AaPp])\.?[Mm]\b)?"
)
# IMG-20250702-WA0001.jpg
_DAY = re.compile(_DATE + r"(?!\d)")
# mmexport1751451631123.jpg, wx_camera_1751451631123.jpg: milliseconds since 1970
_EPOCH = re.compile(r"(?<!\d)(1[5-9]\d{11}|2\d{12})(?!\d)")

# Messengers name a file when they save it, or by the day on which it came.
_SAVED = re.compile(
    r"^(?:mmexport|微信图片|qq图片|whatsapp image|img-\d{8}-wa|signal-|photo_20|\d{13}\.)",
    re.IGNORECASE,
)
_CAMERA_OF_WECHAT = re.compile(r"^wx_camera_", re.IGNORECASE)
# The camera of a Pixel names its pictures in UTC.
_PIXEL = re.compile(r"^PXL_20")


@dataclass(frozen=True, slots=True)
class _Wall:
    """A wall time as a name writes it."""

    at: datetime
    text: str


def moment_in(name: str, zone: str) -> Instant | None:
    """The time that ``name`` carries; a wall time is read in ``zone`` (IANA).

    Its quality is DATE_ONLY where the name has only a day, and INFERRED where it says when a
    messenger saved or sent the picture: it was taken then or before.
    """
    saved = _SAVED.match(name) is not None
    if wall := _wall(name):
        if _PIXEL.match(name):
            return Instant(wall.at.replace(tzinfo=UTC), zone, TimeQuality.UTC, wall.text)
        found = Instant.from_local(wall.at, zone, wall.text)
        return replace(found, quality=TimeQuality.INFERRED) if saved else found
    if found_epoch := _EPOCH.search(name):
        utc = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(found_epoch.group()))
        known = TimeQuality.UTC if _CAMERA_OF_WECHAT.match(name) else TimeQuality.INFERRED
        return Instant(utc, zone, known, found_epoch.group())
    if found_day := _DAY.search(name):
        try:
            return Instant.from_day(date(*map(int, found_day.groups())), zone, found_day.group())
        except ValueError:
            return None
    return None


def _wall(name: str) -> _Wall | None:
    found = _MOMENT.search(name)
    if found is None:
        return None
    year, month, day = map(int, found.groups()[:3])
    hour, minute, second = (int(found[part]) for part in ("hour", "minute", "second"))
    half = {"上午": "a", "下午": "p"}.get(found["before"] or "", (found["after"] or "").lower())
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    part = int(found["thousandths"] or 0) * 1000
    try:
        at = datetime(year, month, day, hour, minute, second, part)  # noqa: DTZ001  wall time
    except ValueError:
        return None
    return _Wall(at, found.group())
