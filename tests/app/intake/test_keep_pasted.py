"""What is pasted is kept once, as it came, and claims no time of its own."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gigwallet.app.intake.keep_pasted import keep_pasted
from gigwallet.app.records import keep_exhibits
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Route, TakenFrom


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "navy").save(out, "PNG")
    return out.getvalue()


def test_a_pasted_picture_is_kept_byte_by_byte_and_once(wallet: Wallet) -> None:
    made, is_new = keep_pasted(wallet, picture())

    assert is_new
    assert keep_exhibits.data(wallet, made) == picture()
    assert keep_exhibits.thumbnail(wallet, made)
    assert keep_pasted(wallet, picture()) == (made, False)


def test_the_moment_of_pasting_is_not_taken_for_the_time_of_the_shot(wallet: Wallet) -> None:
    made, _ = keep_pasted(wallet, picture())

    [known] = keep_exhibits.exhibits(wallet)

    assert known.id == made
    assert known.exhibit.route is Route.PASTED
    assert known.exhibit.taken_at is None
    assert known.exhibit.taken_from is TakenFrom.UNKNOWN


@pytest.mark.parametrize("content", [b"", b"a few words", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(wallet: Wallet, content: bytes) -> None:
    with pytest.raises(GigWalletError) as refusal:
        keep_pasted(wallet, content)

    assert refusal.value.code == "clipboard_holds_no_picture"
    assert not keep_exhibits.exhibits(wallet)
