"""A vault with exhibits and its screen, made once for a module: that costs more than its tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image

from gigwallet.app.bundles.build_bundle import BundleItem
from gigwallet.app.wallet import Wallet
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.background import Background
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext, speech
from gigwallet.gui.theme import Themes
from tests import cheap_keys
from tests.gui.conftest import Hand, new_vault
from tests.kept_workers import surroundings


def png(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 50), (shade, 90, 200 - shade)).save(out, "PNG")
    return out.getvalue()


def add(wallet: Wallet, name: str, data: bytes, media: str = "image/png") -> ExhibitId:
    """Of the one engagement that there is, so that it is chosen beforehand."""
    exhibit = Exhibit(
        name=name,
        media_type=media,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        added_at=wallet.clock.now(),
        route=Route.DROPPED,
        engagement_id=wallet.vault.engagements.all()[0].id,
    )
    return wallet.vault.exhibits.add(exhibit, data)


@dataclass
class Shown:
    """The screen with the draft that it began with."""

    screen: EvidenceScreen
    context: ShellContext
    wallet: Wallet
    items: tuple[BundleItem, ...]


@contextmanager
def evidence_of(folder: Path, fill: Callable[[Wallet], object]) -> Iterator[Shown]:
    speech.speak("en")
    hand = Hand()
    context = ShellContext(Background(), Themes(), hand.now)
    context.background.setParent(context)
    context.themes.setParent(context)
    with cheap_keys.allowed():
        wallet = new_vault(folder / "vault", surroundings(hand))
    with wallet.vault.transaction():
        fill(wallet)
    context.unlock(wallet)
    made = EvidenceScreen(context)
    made.resize(1072, 820)
    made.retranslate()
    made.refresh(made.shows)
    made.show()
    settle(context)
    draft = made.making.draft
    assert draft is not None
    yield Shown(made, context, wallet, draft.items)
    # As the window does: the work first, so that nothing is told to a screen that is gone.
    context.shut_down()
    made.close()
    made.deleteLater()
    settle(context)
