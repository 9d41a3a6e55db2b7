"""The format page is enough: a vault is read from it alone, without the program's own code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import shutil
import struct
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

from gigwallet.vault import Vault, check, migrations
from tests.vault import golden, things
from tests.vault.conftest import SetClock

SAMPLES = Path(__file__).parent / "samples"
LABEL = "gigwallet/v1/"


@pytest.fixture(params=["format-1", "schema-5", "schema-8", "schema-10", "schema-11", "schema-13"])
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A vault of each released schema."""
    shutil.copytree(SAMPLES / request.param, tmp_path / "vault")
    return tmp_path / "vault"


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hkdf(material: bytes, salt: bytes, label: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, (LABEL + label).encode()).derive(material)


def master_key(header: dict[str, Any], kind: str, material: bytes) -> bytes:
    slot = next(each for each in header["slots"] if each["kind"] == kind)
    if kind == "passphrase":
        how = slot["kdf"]
        material = Argon2id(
            salt=bytes.fromhex(how["salt"]),
            length=32,
            iterations=how["passes"],
            lanes=how["lanes"],
            memory_cost=how["memory_kib"],
        ).derive(material)
    key = hkdf(material, bytes.fromhex(slot["kdf"]["salt"]), f"slot/{kind}")
    bound = {name: slot[name] for name in ("created_at", "id", "kdf", "kind", "nonce")}
    aad = b"gigwallet/v1/slot\0" + canonical(bound | {"vault_id": header["vault_id"]})
    nonce, sealed = bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["sealed"])
    return AESGCM(key).decrypt(nonce, sealed, aad)


def recovery_bytes(code: str) -> bytes:
    signs = code.replace("-", "")
    standard = str.maketrans("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    data = base64.b32decode(signs[:32].translate(standard))
    check_bits = int.from_bytes(hashlib.sha256(b"gigwallet/v1/recovery-code" + data).digest()[:2])
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert signs[32:] == alphabet[check_bits >> 11] + alphabet[check_bits >> 6 & 31]
    return data


def root_of(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    pair = root_of(leaves[:middle]) + root_of(leaves[middle:])
    return hashlib.sha256(b"\1" + pair).digest()


def cell(value: object) -> object:
    if isinstance(value, float):
        return {"f64": struct.pack(">d", value).hex()}
    return {"hex": value.hex()} if isinstance(value, bytes) else value


def test_a_vault_is_read_with_nothing_but_the_format_page(copy: Path) -> None:
    header = json.loads((copy / "vault.gwh").read_bytes())
    code = (copy / "recovery-code.txt").read_text().strip()
    passphrase = unicodedata.normalize("NFC", golden.PASSPHRASE.decode()).encode()
    master = master_key(header, "passphrase", passphrase)
    assert master_key(header, "recovery", recovery_bytes(code)) == master

    salt = bytes.fromhex(header["vault_id"])
    body = {name: value for name, value in header.items() if name not in ("checksum", "mac")}
    mac = hmac.digest(hkdf(master, salt, "header"), canonical(body), "sha256").hex()
    assert header["mac"] == mac
    checksum = hashlib.sha256(canonical(body | {"mac": mac})).hexdigest()
    assert header["checksum"] == checksum
    assert canonical(header) + b"\n" == (copy / "vault.gwh").read_bytes()

    database = dbapi2.connect(str(copy / "vault.db"))
    literal = f"x'{hkdf(master, salt, 'database').hex()}'"
    database.execute(f'PRAGMA key = "{literal}"')
    assert database.execute("PRAGMA application_id").fetchone() == (0x47574C54,)
    _check_log(database, header["log_head"])
    _check_original(database, copy, salt)
    database.close()


def _check_log(database: Any, head: dict[str, Any]) -> None:
    names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    content: dict[int, dict[str, object]] = {}
    for (table,) in names:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        if columns[0] != "seq" or table in ("log", "log_salt"):
            continue
        for seq, *cells in database.execute(f"SELECT * FROM {table}"):  # noqa: S608  own names
            named = zip(columns[1:], cells, strict=True)
            row = {name: cell(value) for name, value in named if value is not None}
            content.setdefault(seq, {})[table] = row
    salts = dict(database.execute("SELECT seq, salt FROM log_salt").fetchall())
    leaves = []
    for entry in database.execute(
        "SELECT seq, kind, object, at, actor, commitment, leaf FROM log ORDER BY seq"
    ).fetchall():
        seq, kind, object_id, at, actor, commitment, leaf = entry
        if seq in salts:
            bound = salts[seq] + canonical(content.get(seq, {}))
            assert commitment == hashlib.sha256(bound).digest(), (seq, kind)
        said = {"seq": seq, "kind": kind, "object": object_id, "at": at, "actor": actor}
        said["commitment"] = commitment.hex()
        assert leaf == hashlib.sha256(b"\0" + canonical(said)).digest()
        leaves.append(leaf)
    assert (len(leaves), root_of(leaves).hex()) == (head["size"], head["root"])
    assert _erased(database, content) == set(range(len(leaves))) - salts.keys()


def _erased(database: Any, content: dict[int, dict[str, object]]) -> set[int]:
    """What later entries say to be erased, of one thing or of an import that was not finished."""
    found: set[int] = set()
    entries = database.execute("SELECT seq, kind, object FROM log").fetchall()
    for seq, kind, about in entries:
        if kind == "vault.cleared":
            body = bytes.fromhex(content[seq]["event"]["body"]["hex"])  # type: ignore[index]  # JSON
            for first, end in json.loads(body)["entries"]:
                assert end <= seq
                found |= set(range(first, end))
        elif kind.endswith(".erased"):
            found |= {each for each, _, other in entries if each < seq and other == about}
    return found


def _check_original(database: Any, folder: Path, vault_id: bytes) -> None:
    query = "SELECT id, sha256, size, key FROM attachment"
    identity, sha256, size, key = database.execute(query).fetchone()
    data = (folder / "attachments" / identity[:2] / identity[2:]).read_bytes()
    aad = data[:8] + vault_id + bytes.fromhex(identity + sha256) + size.to_bytes(8, "big")
    plain = AESGCM(key).decrypt(data[8:20], data[20:], aad)
    assert plain[:size] == golden.PICTURE


def test_the_vault_of_format_1_opens_and_is_sound(copy: Path) -> None:
    clock = SetClock()
    assert check(copy, clock, passphrase=bytearray(golden.PASSPHRASE)).grade == "sound"
    with Vault.open(copy, clock, passphrase=bytearray(golden.PASSPHRASE)) as vault:
        assert vault.specimen
        assert vault.worker.get().name == "样例骑手"
        shelves = [vault.trips, vault.shifts, vault.track_points, vault.tallies]
        shelves += [vault.statements, vault.pay_lines, vault.payouts]  # type: ignore[list-item]  # each its kind
        facts = [fact for shelf in shelves for fact in shelf.all()]
        assert [fact.fact for fact in facts] == [
            things.TRIP,
            things.SHIFT,
            things.POINT,
            things.TALLY,
            things.STATEMENT,
            things.PAY_LINE,
            things.PAYOUT,
        ]
        (exhibit,) = vault.exhibits.all()
        assert vault.exhibits.data(exhibit.id) == golden.PICTURE
        assert {source.exhibit_id for fact in facts for source in fact.sources} == {exhibit.id}
    code = (copy / "recovery-code.txt").read_text().strip()
    Vault.open(copy, clock, recovery_code=code).close()


def test_the_newest_sample_has_the_newest_schema(tmp_path: Path) -> None:
    """A new migration wants a new sample: see ``golden``."""
    shutil.copytree(SAMPLES / "schema-13", tmp_path / "vault")
    secret = bytearray(golden.PASSPHRASE)
    with Vault.open(tmp_path / "vault", SetClock(), passphrase=secret, read_only=True) as vault:
        assert vault.connection.version() == migrations.latest()


@pytest.mark.parametrize(
    "sample", ["schema-5", "schema-8", "schema-10", "schema-11", "schema-12", "schema-13"]
)
def test_what_later_schemas_hold_is_read_from_their_sample(tmp_path: Path, sample: str) -> None:
    shutil.copytree(SAMPLES / sample, tmp_path / "vault")
    with Vault.open(tmp_path / "vault", SetClock(), passphrase=bytearray(golden.SECOND)) as vault:
        (exhibit,) = vault.exhibits.all()
        assert (exhibit.exhibit.label, exhibit.exhibit.note) == ("奖励说明", "七月")
        assert [each.object for each in vault.search.find(["满单奖"], 20)] == [exhibit.id]
        assert [each.no for each in vault.checkpoints.all()] == [1]
        assert vault.opened.actor == "工会"


def test_readings_decisions_and_tracks_are_read_from_their_sample(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "schema-8", tmp_path / "vault")
    with Vault.open(tmp_path / "vault", SetClock(), passphrase=bytearray(golden.SECOND)) as vault:
        (exhibit,) = vault.exhibits.all()
        stored = vault.screens.get(exhibit.id)
        assert stored is not None
        assert (stored.engine, stored.look) == ("engine 1", "00ff")
        assert stored.reading.paper.texts == {1: "本单收入 8.00"}
        assert [each.decision for each in vault.screens.decisions(exhibit.id)] == [golden.DECISION]
        assert [each.fact for each in vault.tracks.all()] == [things.TRACK]


def test_what_was_said_of_the_pay_check_is_read_from_its_sample(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "schema-10", tmp_path / "vault")
    with Vault.open(tmp_path / "vault", SetClock(), passphrase=bytearray(golden.SECOND)) as vault:
        assert vault.pay_decisions.pairings() == [golden.PAIRING]
        assert vault.pay_decisions.opinions() == [golden.OPINION]


def test_redacted_copies_are_read_from_their_sample(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "schema-13", tmp_path / "vault")
    with Vault.open(tmp_path / "vault", SetClock(), passphrase=bytearray(golden.SECOND)) as vault:
        (exhibit,) = vault.exhibits.all()
        assert vault.redactions.all() == [golden.redaction(exhibit.id, exhibit.id)]
        assert vault.redactions.words(exhibit.id) == golden.HIDDEN


def test_of_an_import_that_broke_off_the_leaves_are_left_and_accounted_for(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "schema-11", tmp_path / "vault")
    with Vault.open(tmp_path / "vault", SetClock(), passphrase=bytearray(golden.SECOND)) as vault:
        kinds = [entry.kind for entry in vault.log.entries()]
        assert "vault.cleared" in kinds
        assert [each.fact for each in vault.trips.all()] == [things.TRIP]
        saltless = "SELECT count(*) FROM log WHERE seq NOT IN (SELECT seq FROM log_salt)"
        assert vault.connection.one(saltless) == (4,)  # three trips, and the tally that was erased
