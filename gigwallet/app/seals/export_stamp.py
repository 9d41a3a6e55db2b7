"""Writes a time stamp out with all that a stranger needs to check it with OpenSSL alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gigwallet.app.exports.exporting import export, write_out
from gigwallet.app.seals.prove_record import proof_text
from gigwallet.app.seals.root_certificates import seen
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
    proof = b""
    if record:
        proof = proof_up_to(wallet, stamp, proving.entries(wallet.vault.connection, record))
        if not proof:
            raise GigWalletError("record_after_stamp")
    wanted = parts_of(wallet, stamp, proof)
    taken = [name for name in wanted if (folder / name).exists()]
    if taken:
        raise GigWalletError("file_in_the_way", name=taken[0])
    # What the log notes goes last but for the read-me, which is only there when all else is.
    noted = {"response.tsr": "time_stamp", PROOF: "proof"}
    plain = [name for name in wanted if name not in noted and name != README]
    written = [write_out(folder / name, wanted[name]) for name in plain]
    written += [
        export(wallet, what, folder / name, wanted[name])
        for name, what in noted.items()
        if name in wanted
    ]
    written.append(write_out(folder / README, wanted[README]))
    return written


def parts_of(wallet: Wallet, stamp: TimeStamp, proof: bytes) -> dict[str, bytes]:
    """The files by their names; ``proof`` (empty: none) leads to the stamped checkpoint."""
    root = stamp.root or _root_since(wallet, stamp)
    parts = {
        "checkpoint.txt": stamp.stamped,
        "request.tsq": stamp.request,
        "response.tsr": stamp.response,
        "chain.pem": stamp.chain.encode("ascii"),
        "root.pem": root.encode("ascii"),
        PROOF: proof,
        README: _readme(wallet.resources, stamp, root, bool(proof)).encode("utf-8"),
    }
    return {name: data for name, data in parts.items() if data}


def covered(stamp: TimeStamp) -> int:
    """How many entries of the log the stamped checkpoint tells of."""
    return checkpoint.read(stamp.stamped.decode("utf-8")).size


def proof_up_to(wallet: Wallet, stamp: TimeStamp, numbers: Iterable[int]) -> bytes:
    """Of those entries of ``numbers`` that the stamp covers; empty where it covers none."""
    text, size = stamp.stamped.decode("utf-8"), covered(stamp)
    early = [each for each in numbers if each < size]
    if not early:
        return b""
    disclosed = proving.disclose(wallet.vault.connection, wallet.vault.log, early, size)
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
