"""What an engagement is called in lists and sentences: platform, city, kind of work."""

from __future__ import annotations

from gigwallet.domain.engagement import Engagement
from gigwallet.words.labels import platform


def engagement_name(engagement: Engagement) -> str:
    """``Meituan, 武汉, 专送``; parts that are not known are left out."""
    parts = (platform(engagement.platform), engagement.city, engagement.kind)
    return ", ".join(part for part in parts if part)
