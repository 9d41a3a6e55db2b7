"""A bundle whose exhibits stand in a vault's log, stamped by a real authority, in its folder."""

from __future__ import annotations

import hashlib
import io
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image

from gigwallet.app.bundles.proof_folder import ProofFolder, write_folder
from gigwallet.app.exports.exporting import export
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.documents.bundles.composing import BundleExhibit, BundleSpec, ExhibitGroup, write
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.time_stamp import TimeStamp
from gigwallet.host.isolation import SameProcess
from gigwallet.sealing import time_stamp
from tests import cheap_keys
from tests.app import people
from tests.sealing import authority
from tests.sealing.authority import Authority

RESOURCES = Path(__file__).parents[2] / "resources"
# What names may try: other directions of writing, parts of paths, lines of their own, endless.
NAMES = (
    "gpj.\u202etset.jpg",
    "../../etc/passwd.jpg",
    "one\n%seal 0 0 0\n.jpg",
    "长" * 300 + ".jpg",
)


def picture(number: int) -> bytes:
    """Noise with a place in its EXIF, so that what is shown is a copy."""
    noise = random.Random(number)  # noqa: S311  invented pixels
    exif = Image.Exif()
    exif[0x010F] = "DEVICECANARY"
    out = io.BytesIO()
    image = Image.frombytes("RGB", (48, 72), noise.randbytes(48 * 72 * 3))
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


PICTURES = tuple(map(picture, range(4)))


def spec(
    pictures: tuple[bytes, ...] = PICTURES, title: str = "Evidence to be attacked"
) -> BundleSpec:
    exhibits = tuple(
        BundleExhibit(
            f"1-{number}",
            f"Screenshot {number}",
            "app",
            "",
            "image/jpeg",
            name,
            hashlib.sha256(data).hexdigest(),
            len(data),
            data,
        )
        for number, (name, data) in enumerate(zip(NAMES, pictures, strict=False), start=1)
    )
    return BundleSpec(title, "en", date(2025, 9, 10), (), (ExhibitGroup("", exhibits),))


def stamped(wallet: Wallet, by: Authority) -> TimeStamp:
    """The state of the log as it is now, stamped for real."""
    made = wallet.vault.make_checkpoint("time_stamp")
    text = made.text.encode()
    request = time_stamp.request(text, "sha256")
    response = by.answer(request)
    token = time_stamp.verify(text, response, (by.root_pem,), request).token
    assert token is not None
    stamp = TimeStamp(
        made.no, text, "sha256", "Sample Authority", "http://127.0.0.1/tsa", request, response,
        "".join(token.chain), by.root_pem, token.at, token.at, token.certificate_until,
    )  # fmt: skip
    wallet.vault.time_stamps.add(stamp)
    return stamp


@dataclass(frozen=True)
class Handed:
    """What the other side gets: ``early`` was stamped before the bundle was written, ``late`` after
    it too. ``files`` are those of the late folder."""

    pdf: bytes
    early: ProofFolder
    late: ProofFolder
    files: dict[str, bytes]
    root: str
    root_file: Path


def read_all(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


def summed(files: dict[str, bytes]) -> dict[str, bytes]:
    """With a SHA256SUMS of what lies there now: what an attacker would write too."""
    listed = {name: data for name, data in files.items() if name != "SHA256SUMS"}
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in listed.items())
    return {**listed, "SHA256SUMS": "".join(lines).encode()}


def hand_over(folder: Path) -> Handed:
    """All of it made anew; ``folder`` is empty."""
    around = Surroundings(clock=people.SetClock(), isolation=SameProcess())
    by = authority.simple(folder / "authority")
    passphrase = bytearray(people.PASSPHRASE)
    with cheap_keys.allowed():
        made = create_vault(folder / "vault", passphrase, kdf=cheap_keys.CHEAP, around=around)
    with made.wallet as wallet:
        for name, data in zip(NAMES, PICTURES, strict=True):
            said = Exhibit(
                name, "image/jpeg", len(data), hashlib.sha256(data).hexdigest(),
                datetime(2025, 9, 1, tzinfo=UTC), Route.DROPPED,
            )  # fmt: skip
            wallet.vault.exhibits.add(said, data)
        stamped(wallet, by)
        pdf = write(spec(), RESOURCES)
        path = export(wallet, "bundle", folder / "mine.pdf", pdf)
        early, late = (
            write_folder(
                [path],
                folder / name,
                resources=RESOURCES,
                isolation=around.isolation,
                wallet=wallet,
            )
            for name in _between(wallet, by, "early", "late")
        )
    root_file = folder / "root.pem"
    root_file.write_text(by.root_pem)
    return Handed(pdf, early, late, read_all(late.path), by.root_pem, root_file)


def _between(wallet: Wallet, by: Authority, first: str, second: str) -> Iterator[str]:
    yield first
    stamped(wallet, by)
    yield second


def checker(python: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The single file that goes along, run by itself in an empty environment."""
    command = [python, "-I", "-S", str(RESOURCES / "checker" / "check_bundle.py"), str(folder)]
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={},
        encoding="utf-8",
    )
