"""Writes a time stamp out with all that a stranger needs to check it with OpenSSL alone."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.exporting import export, write_out
from gigwallet.app.time_authorities import seen
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import TimeStamp
from gigwallet.sealing import time_stamp
from gigwallet.sealing.second_reading import moment_text

README = "README.txt"
_ROOT_LINES = {
    "zh": (
        "  root.pem        时间戳机构的根证书，由记录的主人提供",
        "  （没有 root.pem：记录里没有根证书。请向时间戳机构索取，存成 root.pem 放在这里）",
    ),
    "en": (
        "  root.pem        the authority's root certificate, as the owner of the record has it",
        "  (there is no root.pem: the record has no root certificate. Ask the authority for it\n"
        "  and save it here as root.pem)",
    ),
}


def command(stamp: TimeStamp) -> str:
    """The command line that checks the exported files, at the stamp's own time."""
    at = int(stamp.stamped_at.timestamp())
    return (
        "openssl ts -verify -data checkpoint.txt -in response.tsr "
        f"-CAfile root.pem -untrusted chain.pem -attime {at}"
    )


def export_stamp(wallet: Wallet, id: str, folder: Path) -> list[Path]:
    """The files written, the read-me last; a leaf of the log binds the answer that went out.

    Refusals: ``time_stamp_missing``, ``file_exists``, ``folder_not_writable``, ``disk_full``.
    """
    stamp = wallet.vault.time_stamps.get(id).stamp
    root = stamp.root or _root_since(wallet, stamp)
    parts = {
        "checkpoint.txt": stamp.stamped,
        "request.tsq": stamp.request,
        "chain.pem": stamp.chain.encode("ascii"),
        "root.pem": root.encode("ascii"),
        README: _readme(wallet.resources, stamp, root).encode("utf-8"),
    }
    wanted = {name: data for name, data in parts.items() if data}
    taken = [name for name in ("response.tsr", *wanted) if (folder / name).exists()]
    if taken:
        raise GigWalletError("file_exists", name=taken[0])
    written = [write_out(folder / name, data) for name, data in wanted.items() if name != README]
    written.append(export(wallet, "time_stamp", folder / "response.tsr", stamp.response))
    written.append(write_out(folder / README, wanted[README]))
    return written


def _root_since(wallet: Wallet, stamp: TimeStamp) -> str:
    known = wallet.vault.time_stamps.authorities()
    return next((each.root for each in known if each.name == stamp.authority), "")


def _readme(resources: Path, stamp: TimeStamp, root: str) -> str:
    """Chinese first, then English: nobody knows who will read it."""
    prints = [
        f"  {each.fingerprint}\n    {each.subject}" for each in seen(root) if each.is_root
    ] or ["  -"]
    leaf = seen(stamp.chain)
    texts = []
    for language, (with_root, without) in _ROOT_LINES.items():
        template = (resources / "time_stamps" / f"readme.{language}.txt").read_text("utf-8")
        texts.append(
            template.format(
                signer=leaf[0].subject if leaf else stamp.authority,
                time=moment_text(stamp.stamped_at),
                digest=time_stamp.digest(stamp.stamped, stamp.algorithm),
                algorithm=stamp.algorithm.upper(),
                root_line=with_root if root else without,
                command=command(stamp),
                fingerprints="\n".join(prints),
            )
        )
    return "\n\n".join(texts)
