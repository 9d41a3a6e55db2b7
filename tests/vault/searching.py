"""Texts to search in: scripts mixed, full-width signs, emoji, marks that combine."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

_HAN = "奖励满单劳动关系配送费超时罚款补贴站点骑手准时率㐀𠀀"
_LATIN = "abAB zZ09.,:-_%\"'*()ÄßéﬁＡｂ１２％ﾊﾞｲ①㎞½"
_OTHER = "заказ שלום مرحبا हिन्दी ไทย 한국 ガギ e\u0301o\u0308 \u0345ΐ\u1100\u1161\u11a8"
_EMOJI = "🛵👩‍🔧🇨🇳❤️"
_SPACES = " \u3000\n\t\u00a0"
_ODD = "\x00\x7f\ue000\ue031\uf8ff\ufffd"

MIXED_TEXT = st.text(
    st.one_of(
        st.sampled_from(_HAN + _LATIN + _OTHER + _EMOJI + _SPACES + _ODD),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


def oracle(text: str) -> str:
    """What the issue says: NFKC, then case folded."""
    return unicodedata.normalize("NFKC", text).casefold()
