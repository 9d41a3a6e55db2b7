"""The encrypted vault: key slots, rows, originals and the log that accounts for them."""

from gigwallet.crypto.kdf import KdfParams
from gigwallet.vault.checking.check import CheckGrade, CheckReport, check, check_open
from gigwallet.vault.connection import Journal
from gigwallet.vault.keys.key_slots import kinds_of_slots
from gigwallet.vault.shelves.fact_shelf import Added, FactShelf
from gigwallet.vault.vault import Vault

__all__ = [
    "Added",
    "CheckGrade",
    "CheckReport",
    "FactShelf",
    "Journal",
    "KdfParams",
    "Vault",
    "check",
    "check_open",
    "kinds_of_slots",
]
