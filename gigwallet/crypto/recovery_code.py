"""The recovery code: 160 random bits that a person can write down and type back."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from gigwallet.domain.errors import GigWalletError

CODE_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_VALUE = {sign: value for value, sign in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_LIKE_DASHES = "_\N{MINUS SIGN}"
_GROUP = 4
_SIGNS = CODE_BYTES * 8 // 5
_LABEL = b"gigwallet/v1/recovery-code"


def _base32(number: int, signs: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(signs)))


def _check_group(code: bytes) -> str:
    digest = hashlib.sha256(_LABEL + code).digest()
    return _base32(int.from_bytes(digest[:2], "big") >> 6, 2)


def new_code() -> bytes:
    return secrets.token_bytes(CODE_BYTES)


def written(code: bytes) -> str:
    """``code`` in 8 groups of 4 and a check group of 2, joined by hyphens."""
    if len(code) != CODE_BYTES:
        raise ValueError("a recovery code is 20 bytes")
    signs = _base32(int.from_bytes(code, "big"), _SIGNS)
    groups = [signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP)]
    return "-".join([*groups, _check_group(code)])


def read(text: str) -> bytes:
    """The 20 bytes of a code as a person types it: any case, spaces or dashes, O for 0, I or L
    for 1, full-width letters.

    ``recovery_code_unreadable`` where signs are missing or foreign, ``recovery_code_mistyped``
    where the check group disagrees.
    """
    signs = [
        sign
        for sign in unicodedata.normalize("NFKC", text).upper()
        if not sign.isspace()
        and unicodedata.category(sign) not in {"Pd", "Cf"}
        and sign not in _LIKE_DASHES
    ]
    if len(signs) != _SIGNS + 2 or any(sign not in _VALUE for sign in signs):
        raise GigWalletError("recovery_code_unreadable", signs=len(signs), expected=_SIGNS + 2)
    number = 0
    for sign in signs[:_SIGNS]:
        number = number << 5 | _VALUE[sign]
    code = number.to_bytes(CODE_BYTES, "big")
    if "".join(_ALPHABET[_VALUE[sign]] for sign in signs[_SIGNS:]) != _check_group(code):
        raise GigWalletError("recovery_code_mistyped")
    return code
