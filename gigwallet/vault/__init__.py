"""The encrypted vault: key slots, rows, originals and the log that accounts for them."""

from gigwallet.crypto.kdf import KdfParams
from gigwallet.vault.attachments import LARGE
from gigwallet.vault.bringing_in import BringingIn, bringing_in
from gigwallet.vault.checking.check import CheckGrade, CheckReport, check, check_open
from gigwallet.vault.connection import Journal
from gigwallet.vault.keys.key_slots import kinds_of_slots
from gigwallet.vault.shelves.fact_shelf import Added, FactShelf
from gigwallet.vault.vault import Vault

__all__ = [
    "LARGE",
    "Added",
    "BringingIn",
    "CheckGrade",
    "CheckReport",
    "FactShelf",
    "Journal",
    "KdfParams",
    "Vault",
    "bringing_in",
    "check",
    "check_open",
    "kinds_of_slots",
]
