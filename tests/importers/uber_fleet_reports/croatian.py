"""The English samples in words that no vocabulary has: as a page set to Croatian may write them."""

from __future__ import annotations

from pathlib import Path

from gigwallet.domain.taught import ReportColumn, ReportPart, ReportWords

_EN = Path(__file__).parent / "samples" / "en"
_NAME = "20260803-20260810-{report}-Demo_Driver.csv"
# Longest first, so that no word is replaced inside another.
_WORDS = {
    "Transferred To Bank Account": "Preneseno na bankovni račun",
    "Wait Time at Pick-up": "Čekanje pri preuzimanju",
    "Trip drop off time": "Vrijeme dolaska",
    "Trip request time": "Vrijeme narudžbe",
    "Driver first name": "Ime vozača",
    "Driver last name": "Prezime vozača",
    "transaction UUID": "UUID transakcije",
    "Cash Collected": "Naplaćena gotovina",
    "Trip distance": "Udaljenost",
    "Your earnings": "Vaša zarada",
    "Trip balance": "Saldo vožnje",
    "Payment type": "Način plaćanja",
    "Product Type": "Vrsta proizvoda",
    "Service type": "Vrsta usluge",
    "Organization name": "Naziv tvrtke",
    "Cancellation": "Otkazivanje",
    "Description": "Navod",
    "Service Fee": "Naknada za uslugu",
    "vs reporting": "prema izvješću",
    "Trip status": "Stanje vožnje",
    "Driver UUID": "UUID vozača",
    "Paid to you": "Isplaćeno vama",
    "Promotion": "Promocije",
    "Trip UUID": "UUID vožnje",
    "Refunds": "Povrati",
    "Taxes": "Porezi",
    "Payouts": "Isplate",
    "Surge": "Povećanje",
    "Quest": "Zadatak",
    "Fare": "Cijena vožnje",
    "Toll": "Cestarina",
    "Tip": "Napojnica",
}

PARTS = {
    "Vaša zarada": ReportPart.EARNINGS,
    "Saldo vožnje": ReportPart.BALANCE,
    "Cijena vožnje": ReportPart.FARE,
    "Čekanje pri preuzimanju": ReportPart.WAIT,
    "Otkazivanje": ReportPart.CANCELLATION,
    "Povećanje": ReportPart.SURGE,
    "Porezi": ReportPart.TAXES,
    "Naknada za uslugu": ReportPart.SERVICE_FEE,
    "Napojnica": ReportPart.TIP,
    "Promocije": ReportPart.PROMOTION,
    "Zadatak": ReportPart.PROMOTION,
    "Povrati": ReportPart.REFUNDS,
    "Cestarina": ReportPart.TOLL,
    "Isplate": ReportPart.PAYOUTS,
    "Naplaćena gotovina": ReportPart.CASH,
    "Preneseno na bankovni račun": ReportPart.BANK,
}
COLUMNS = {
    "UUID vožnje": ReportColumn.TRIP,
    "UUID vozača": ReportColumn.DRIVER,
    "Ime vozača": ReportColumn.FIRST_NAME,
    "Prezime vozača": ReportColumn.LAST_NAME,
    "Naziv tvrtke": ReportColumn.ORGANISATION,
    "Navod": ReportColumn.DESCRIPTION,
    "Vrijeme narudžbe": ReportColumn.REQUESTED,
    "Vrijeme dolaska": ReportColumn.DROPPED_OFF,
    "Udaljenost": ReportColumn.DISTANCE,
    "Stanje vožnje": ReportColumn.STATUS,
    "Vrsta usluge": ReportColumn.SERVICE,
    "Vrsta proizvoda": ReportColumn.PRODUCT,
    "Način plaćanja": ReportColumn.PAID_BY,
}
ALL = ReportWords("Uber", tuple(PARTS.items()), tuple(COLUMNS.items()))


def english(report: str) -> Path:
    """The sample itself: ``payments_order``, ``trip_activity``."""
    return _EN / _NAME.format(report=report)


def croatian(report: str) -> bytes:
    """The same report with the header in other words."""
    header, rest = english(report).read_text(encoding="utf-8-sig").split("\n", 1)
    for word, other in _WORDS.items():
        header = header.replace(word, other)
    return f"{header}\n{rest}".encode()
