"""Asks this installation whether its parts are there and do what the program counts on."""

from __future__ import annotations

import io
import os
import platform
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from gigwallet import sealing
from gigwallet.app.vaults.check_vault import check_vault
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings
from gigwallet.crypto.kdf import LEAST
from gigwallet.documents.bundles import composing as bundle
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.verdict import Grade
from gigwallet.importers import all_importers
from gigwallet.ocr import read_picture
from gigwallet.words import catalogue

_AMOUNT = "128.50"
_NEEDED = ("fonts", "schemes", "templates", "jurisdictions", "documents")


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """``check`` is a stable code; ``detail`` a version, a number, or the code of what failed."""

    check: str
    ok: bool
    detail: str


def self_test(*, around: Surroundings | None = None) -> list[SelfTestResult]:
    """Uses a throw-away vault in a temporary folder with invented content only."""
    around = around or Surroundings()
    checks: dict[str, Callable[[Surroundings], str]] = {
        "python": lambda _: platform.python_version(),
        "resources": _resources,
        "languages": _languages,
        "formats": lambda _: ", ".join(each.name for each in all_importers()),
        "isolation": _isolation,
        "pictures": _pictures,
        "vault": _vault,
        "sealed_pdf": _sealed_pdf,
    }
    return [_tried(name, check, around) for name, check in checks.items()]


def _tried(name: str, check: Callable[[Surroundings], str], around: Surroundings) -> SelfTestResult:
    try:
        return SelfTestResult(name, True, check(around))
    except GigWalletError as refusal:
        return SelfTestResult(name, False, refusal.code)
    except (OSError, ValueError) as fault:
        return SelfTestResult(name, False, type(fault).__name__)


def _resources(around: Surroundings) -> str:
    lacking = [name for name in _NEEDED if not (around.resources / name).is_dir()]
    if lacking:
        raise GigWalletError("file_missing", name=", ".join(lacking))
    return str(len(_NEEDED))


def _languages(_: Surroundings) -> str:
    found = [code for code in catalogue.LANGUAGES if (catalogue.folder() / code).is_dir()]
    return ", ".join(sorted({"en", *found}))


def process_id() -> int:
    """Runs in the other process."""
    return os.getpid()


def _isolation(around: Surroundings) -> str:
    other = around.isolation.run(process_id)
    if other == os.getpid():
        raise ValueError("files would be read in this very process")
    return "another process"


def _pictures(around: Surroundings) -> str:
    """Reads an amount off a picture that is drawn here, as a screen would be read."""
    font = around.resources / "fonts" / "noto-sans-sc" / "NotoSansSC-Regular.ttf"
    picture = Image.new("RGB", (240, 80), "white")
    ImageDraw.Draw(picture).text((50, 18), _AMOUNT, fill="black", font=ImageFont.truetype(font, 32))
    out = io.BytesIO()
    picture.save(out, "PNG")
    paper = around.aside.run(read_picture, out.getvalue(), "image/png", seconds=120)
    if [piece.text for page in paper.pages for piece in page.pieces] != [_AMOUNT]:
        raise ValueError("the amount was read otherwise")
    return paper.engine


def _vault(around: Surroundings) -> str:
    secret = bytearray(secrets.token_hex(16).encode())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "vault"
        create_vault(folder, bytearray(secret), kdf=LEAST, around=around).wallet.close()
        report = check_vault(folder, passphrase=secret, around=around)
    if report.grade != "sound":
        raise GigWalletError("vault_damaged")
    return "encrypted, opened, checked"


def _sealed_pdf(around: Surroundings) -> str:
    spec = bundle.BundleSpec("self-test", "en", date(2025, 1, 1), (), (), specimen=True)
    made = around.isolation.run(bundle.compose, spec, around.resources)
    if sealing.verify(made.pdf).grade is not Grade.SELF_CONSISTENT:
        raise ValueError("the seal does not hold")
    if sealing.verify(made.pdf.replace(b"%PDF-1", b"%PDF-2", 1)).grade is not Grade.ALTERED:
        raise ValueError("the seal does not notice a change")
    return f"{made.pages} pages"
