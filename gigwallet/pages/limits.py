"""How large a foreign file may be before it is refused."""

from __future__ import annotations

from gigwallet.domain.errors import GigWalletError

MAX_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_PAGES = 500
MAX_RENDER_PIXELS = 24_000_000
# 350 metres: readers stop at five, but the print of a long chat may be one page.
MAX_POINTS = 1_000_000.0


def within_bytes(data: bytes) -> bytes:
    """``data`` itself, or ``file_too_large``."""
    if len(data) > MAX_BYTES:
        raise GigWalletError("file_too_large", limit_mb=MAX_BYTES // (1024 * 1024))
    return data


def within_pixels(width: int, height: int) -> None:
    """Nothing, or ``image_too_large``."""
    if width * height > MAX_PIXELS:
        raise GigWalletError("image_too_large", limit_megapixels=MAX_PIXELS // 1_000_000)


def within_pages(count: int) -> int:
    """``count`` itself, or ``pdf_too_long``."""
    if count > MAX_PAGES:
        raise GigWalletError("pdf_too_long", pages=count, limit=MAX_PAGES)
    return count


def within_points(size: tuple[float, float]) -> tuple[float, float]:
    """``size`` itself, or ``pdf_unreadable``: a page larger than any paper, or endless."""
    if not all(each <= MAX_POINTS for each in size):
        raise GigWalletError("pdf_unreadable")
    return size
