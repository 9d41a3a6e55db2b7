"""Writes a time stamp out with all that a stranger needs to check it with OpenSSL alone."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.exporting import export, write_out
from gigwallet.app.prove_record import proof_text
from gigwallet.app.root_certificates import seen
from gigwallet.app.wallet import Wallet
from gigwallet.crypto import checkpoint
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import TimeStamp
from gigwallet.sealing import time_stamp
from gigwallet.sealing.second_reading import moment_text
from gigwallet.vault.proofs import proving

README = "README.txt"
PROOF = "record-proof.txt"
_PROOF_LINES = {
    "zh": (
        "\n  record-proof.txt  一条记录的证明，通到 checkpoint.txt；可用 GigWallet 核验："
        "\n                  gigwallet verify record-proof.txt --stamp response.tsr --root root.pem"
    ),
    "en": (
        "\n  record-proof.txt  the proof of one record, up to checkpoint.txt; GigWallet checks it:"
        "\n                  gigwallet verify record-proof.txt --stamp response.tsr --root root.pem"
    ),
}
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


def export_stamp(wallet: Wallet, id: str, folder: Path, *, record: str = "") -> list[Path]:
    """The files written, the read-me last; leaves of the log bind what went out. With ``record``,
    the id of a record, exhibit... a proof of it comes along that leads to the stamped checkpoint:
    from the authority's time to the record there is no gap then.

    Refusals: ``time_stamp_missing``, ``file_in_the_way``, ``folder_not_writable``, ``disk_full``,
    ``record_after_stamp`` where the stamp is from before the record.
    """
    stamp = wallet.vault.time_stamps.get(id).stamp
    proof = _proof(wallet, stamp, record) if record else b""
    root = stamp.root or _root_since(wallet, stamp)
    parts = {
        "checkpoint.txt": stamp.stamped,
        "request.tsq": stamp.request,
        "chain.pem": stamp.chain.encode("ascii"),
        "root.pem": root.encode("ascii"),
        README: _readme(wallet.resources, stamp, root, bool(proof)).encode("utf-8"),
    }
    wanted = {name: data for name, data in parts.items() if data}
    names = ["response.tsr", *wanted, *([PROOF] if proof else [])]
    taken = [name for name in names if (folder / name).exists()]
    if taken:
        raise GigWalletError("file_in_the_way", name=taken[0])
    written = [write_out(folder / name, data) for name, data in wanted.items() if name != README]
    written.append(export(wallet, "time_stamp", folder / "response.tsr", stamp.response))
    if proof:
        written.append(export(wallet, "proof", folder / PROOF, proof))
    written.append(write_out(folder / README, wanted[README]))
    return written


def _proof(wallet: Wallet, stamp: TimeStamp, record: str) -> bytes:
    """Of what the log said of the record up to the stamp; later sayings are not in it."""
    text = stamp.stamped.decode("utf-8")
    size = checkpoint.read(text).size
    connection, log = wallet.vault.connection, wallet.vault.log
    numbers = [each for each in proving.entries(connection, record) if each < size]
    if not numbers:
        raise GigWalletError("record_after_stamp")
    disclosed = proving.disclose(connection, log, numbers, size)
    return proof_text(disclosed, text).encode()


def _root_since(wallet: Wallet, stamp: TimeStamp) -> str:
    known = wallet.vault.time_stamps.authorities()
    return next((each.root for each in known if each.name == stamp.authority), "")


def _readme(resources: Path, stamp: TimeStamp, root: str, proven: bool) -> str:
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
                root_line=(with_root if root else without)
                + (_PROOF_LINES[language] if proven else ""),
                command=command(stamp),
                fingerprints="\n".join(prints),
            )
        )
    return "\n\n".join(texts)
