"""How a trip ended, in the words that people and programs write."""

from __future__ import annotations

from gigwallet.domain.taught import Meaning, TableProfile
from gigwallet.domain.trip import TripStatus
from gigwallet.tabular.tables import BadCell, plain

_WORDS = {
    "": TripStatus.COMPLETED,
    "completed": TripStatus.COMPLETED,
    "complete": TripStatus.COMPLETED,
    "done": TripStatus.COMPLETED,
    "delivered": TripStatus.COMPLETED,
    "finished": TripStatus.COMPLETED,
    "已完成": TripStatus.COMPLETED,
    "完成": TripStatus.COMPLETED,
    "已送达": TripStatus.COMPLETED,
    "cancelled by customer": TripStatus.CANCELLED_CUSTOMER,
    "customer cancelled": TripStatus.CANCELLED_CUSTOMER,
    "rider cancelled": TripStatus.CANCELLED_CUSTOMER,
    "顾客取消": TripStatus.CANCELLED_CUSTOMER,
    "用户取消": TripStatus.CANCELLED_CUSTOMER,
    "cancelled by me": TripStatus.CANCELLED_WORKER,
    "driver cancelled": TripStatus.CANCELLED_WORKER,
    "骑手取消": TripStatus.CANCELLED_WORKER,
    "司机取消": TripStatus.CANCELLED_WORKER,
    "cancelled by platform": TripStatus.CANCELLED_PLATFORM,
    "平台取消": TripStatus.CANCELLED_PLATFORM,
    "failed": TripStatus.FAILED,
    "失败": TripStatus.FAILED,
    # Nobody says who called it off.
    "cancelled": TripStatus.UNFULFILLED,
    "not done": TripStatus.UNFULFILLED,
    "已取消": TripStatus.UNFULFILLED,
    "取消": TripStatus.UNFULFILLED,
    "未完成": TripStatus.UNFULFILLED,
}


def status_of(cell: str, profile: TableProfile) -> TripStatus:
    """An empty cell, or no such column, is a trip that was done. Raises ``BadCell``."""
    said = plain(cell).replace("canceled", "cancelled").replace("_", " ").rstrip(".")
    try:
        return _WORDS[said]
    except KeyError as unknown:
        raise BadCell("unknown_status", profile.column(Meaning.STATUS)) from unknown
