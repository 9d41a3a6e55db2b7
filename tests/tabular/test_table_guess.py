"""What an unknown table seems to hold, and what is left open because its cells do not say."""

from __future__ import annotations

import io

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import Meaning
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.day_column import DayOrder
from gigwallet.tabular.table_guess import Guess, guesses, looks_like_table, opened

_LOG = (
    "Exported by my app,,,\n"
    "Period: 2026-08-01 to 2026-08-31,,,\n"
    "\n"
    "Day,Began,Ended,Miles driven,Hours online,Deliveries,Fare,Tips,Total pay,Order no\n"
    "08/03/2026,5:10 PM,6:02 PM,12.4,0.9,3,$18.20,$3.00,$21.20,A1\n"
    "08/14/2026,11:50 PM,12:40 AM,8,1,2,$11.00,$0.00,$11.00,A2\n"
    "Total,,,20.4,1.9,5,$29.20,$3.00,$32.20,\n"
)


def _guessed(table: str) -> dict[str, Guess]:
    found = opened("mine.csv", io.BytesIO(table.encode()))
    return {each.column: each for each in guesses(found)}


def test_the_header_is_the_line_that_names_typed_columns() -> None:
    assert opened("mine.csv", io.BytesIO(_LOG.encode())).header_line == 4


def test_columns_are_guessed_from_cells_and_names() -> None:
    found = _guessed(_LOG)

    assert {name: each.meaning for name, each in found.items()} == {
        "day": Meaning.DAY,
        "began": Meaning.CLOCK,
        "ended": Meaning.END_CLOCK,
        "miles driven": Meaning.DISTANCE,
        "hours online": Meaning.DURATION,
        "deliveries": Meaning.ORDERS,
        "fare": Meaning.MONEY,
        "tips": Meaning.MONEY,
        "total pay": None,
        "order no": Meaning.REF,
    }
    assert found["total pay"].is_sum


@pytest.mark.parametrize(
    "header",
    [
        "Datum;Betrag;Trinkgeld;Provision;Strecke;Fahrten",
        "Date;Montant;Pourboire;Frais de service;Distance;Courses",
        "Fecha;Importe;Propina;Comisión;Distancia;Viajes",
        "Data;Importo;Mancia;Commissione;Distanza;Corse",
        "Data;Ganhos;Gorjeta;Comissão;Distância;Viagens",
        "Datum;Bedrag;Fooi;Commissie;Afstand;Ritten",
        "Data;Kwota;Napiwek;Prowizja;Odległość;Przejazdy",
        "日付;報酬;チップ;手数料;走行距離;配達件数",
        "日期;薪資;小費;服務費;里程;單量",
    ],
)
def test_columns_are_known_in_the_languages_of_those_who_keep_a_log(header: str) -> None:
    found = _guessed(f"{header}\n2026-08-03;120;10;-5;12;7\n2026-08-04;90;0;-4;8;5\n").values()

    assert [each.meaning for each in found] == [
        Meaning.DAY, Meaning.MONEY, Meaning.MONEY, Meaning.MONEY, Meaning.DISTANCE, Meaning.ORDERS,
    ]  # fmt: skip
    assert [each.category for each in found][2:4] == [PayCategory.TIP, PayCategory.COMMISSION]


def test_the_order_of_days_is_told_by_one_clear_cell_or_left_open() -> None:
    assert _guessed(_LOG)["day"].kinds.day_order() is DayOrder.MDY
    unclear = "day,pay\n03/04/2026,1.00\n05/06/2026,2.00\n"

    assert _guessed(unclear)["day"].kinds.day_order() is None


def test_a_thousand_or_one_and_a_bit_is_left_open() -> None:
    unclear = 'day,pay,tip\n2026-07-03,"1,234",1.50\n2026-07-04,"2,100",2.50\n'

    found = _guessed(unclear)

    assert found["pay"].kinds.decimal is None
    assert found["tip"].kinds.decimal is Style.POINT


def test_a_workbooks_days_at_midnight_are_days() -> None:
    found = _guessed("day,pay\n2026-07-03 00:00:00,1.00\n2026-07-04 00:00:00,2.00\n")

    assert found["day"].meaning is Meaning.DAY


def test_chinese_names_are_known() -> None:
    found = _guessed("日期,单量,公里,工时,收入,小费\n2026/8/3,23,41.2,9.5,135.29,2.00\n")

    assert [each.meaning for each in found.values()] == [
        Meaning.DAY, Meaning.ORDERS, Meaning.DISTANCE, Meaning.DURATION, Meaning.MONEY,
        Meaning.MONEY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "is_table"),
    [
        (_LOG.encode(), True),
        (b"day\tpay\n2026-07-03\t1.00\n", True),
        (b'[{"day": "2026-07-03", "pay": 1.5}]', True),
        (b"Dear rider, thank you for riding, on 3 August.\nYours, the shop\n", False),
        (b'{"a": 1}', False),
        (b"\x00\x01\x02" * 100, False),
        (b"", False),
    ],
)
def test_what_a_person_could_explain_looks_like_a_table(data: bytes, is_table: bool) -> None:
    assert looks_like_table(data, complete=True) is is_table


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(GigWalletError) as refused:
        opened("letter.txt", io.BytesIO(b"Dear rider,\nthank you."))

    assert refused.value.code == "format_unknown"


@pytest.mark.parametrize("word", ["Total", "Summe:", "Gesamt", "Sous-total", "合计", "合計"])
def test_a_line_of_totals_in_any_of_its_languages_is_no_cell_of_its_column(word: str) -> None:
    found = _guessed(f"Datum,Verdienst\n03.08.2026,18.20\n04.08.2026,11.00\n{word},29.20\n")

    assert found["datum"].meaning is Meaning.DAY
