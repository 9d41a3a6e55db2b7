"""When a picture was taken, as its EXIF or its file name says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.pages.media import Media
from gigwallet.pages.picture import describe_picture

# Screenshot_2025-07-02-18-20-31-123_com.app.jpg, IMG_20250702_182031.jpg,
# 微信图片_20250702182031.png, "Screenshot 2025-07-02 at 18.20.31.png"
_MOMENT = re.compile(
    r"(?<!\d)(20\d\d)[-_.年]?(\d\d)[-_.月]?(\d\d)日?"
    r"(?:[-_ T]|\sat\s)?(\d\d)[-_.:：]?(\d\d)[-_.:：]?(\d\d)"
)
# IMG-20250702-WA0001.jpg
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.年]?(\d\d)[-_.月]?(\d\d)(?!\d)")
# mmexport1751451631123.jpg: milliseconds since 1970
_EPOCH = re.compile(r"(?<!\d)(1[5-9]\d{11}|2\d{12})(?!\d)")


def taken_at(
    data: bytes, name: str, media_type: str, zone: str
) -> tuple[Instant | None, TakenFrom]:
    """The moment, and which sign it was read from. A wall time without offset is read in ``zone``
    (IANA). A torn or other file still has its name."""
    moment = _from_exif(data, media_type, zone)
    if moment is not None:
        return moment, TakenFrom.EXIF
    moment = _from_name(name, zone)
    return moment, TakenFrom.UNKNOWN if moment is None else TakenFrom.NAME


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


def _from_name(name: str, zone: str) -> Instant | None:
    if found := _MOMENT.search(name):
        year, month, day, hour, minute, second = map(int, found.groups())
        try:
            wall = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  wall time
        except ValueError:
            pass
        else:
            return Instant.from_local(wall, zone, found.group())
    if found := _DAY.search(name):
        try:
            return Instant.from_day(date(*map(int, found.groups())), zone, found.group())
        except ValueError:
            return None
    if found := _EPOCH.search(name):
        utc = datetime.fromtimestamp(int(found.group()) / 1000, UTC)
        return Instant(utc, zone, TimeQuality.INFERRED, found.group())
    return None
