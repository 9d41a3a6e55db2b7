"""What an engagement is called in lists and sentences: platform, kind of work, city."""

from __future__ import annotations

from gigwallet.domain.engagement import Engagement
from gigwallet.words.labels import platform


def engagement_name(engagement: Engagement) -> str:
    """``Meituan · 专送 · 武汉``; parts that are not known are left out."""
    parts = (platform(engagement.platform), engagement.kind, engagement.city)
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)
