from __future__ import annotations

import pytest

from gigwallet.tabular.encodings import REPLACED, decoded

_TEXT = "交易时间,金额\n2025-07-01,12.50\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_what_wallets_and_spreadsheets_write_is_read(encoding: str) -> None:
    assert decoded(_TEXT.encode(encoding)) == _TEXT


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Datum;Stunden;Vergütung\n03.08.2026;5;12,50\n"),
        ("cp1252", "Datum;Straße;Größe\n1.8.2026;Über den Äckern;1\n"),
        ("cp1252", "Date;Rémunération;Prime d’été;Société\n03/08/2026;12,50;;Éclair\n"),
        ("cp1252", "Date;Amount;Note\n03/08/2026;12,50 €;«café»\n"),
        ("cp1252", "Date,Pay\n03/08/2026,£12.50\n"),
        ("cp1252", "Fecha;Propina;Descripción\n03/08/2026;1,00;¿Señor?\n"),
        ("cp1252", "Data;Importo;Città\n03/08/2026;3;x\n"),
        ("cp1252", "Data;Gorjeta;Descrição\n03/08/2026;3;São João\n"),
        ("cp1252", "Datum;Körning;Dricks\n2026-08-03;3;Ånge\n"),
        ("cp1250", "Data;Opłata;Napiwek\n2026-08-03;12,50;może żółty\n"),
        ("cp1250", "Datum;Částka;Spropitné;Jízdné za čekání\n3.8.2026;120;1;ž ť ů ď\n"),
        ("cp932", "日付,金額,区分\n2026-08-03,1200,配達\n"),
        ("cp932", "配達日,報酬\n2026/08/03,1200\n"),
        ("cp932", "稼働時間,チップ,備考\n5,100,ありがとう\n"),
        ("cp950", "日期,金額,小費\n2026/08/03,120,10\n"),
        ("cp950", "外送日期,訂單編號,報酬\n2026/08/03,1,120\n"),
        ("gb18030", "日期,金额,小费\n2026/08/03,120,10\n"),
        ("gb18030", "里程,工时,名目\n3,4,囍 café\n"),
        ("gb18030", "日期,收入\n1,2\n"),
    ],
)
@pytest.mark.parametrize("times", [1, 400])
def test_tables_of_older_spreadsheets_keep_their_letters(
    encoding: str, text: str, times: int
) -> None:
    head, rest = text.split("\n", 1)
    plain = "2026-08-03;Uber Eats delivery;1\n" * (times - 1)

    whole = f"{head}\n{rest}{plain}"

    assert decoded(whole.encode(encoding)) == whole


@pytest.mark.parametrize("text", ["Date,Note\n1,café au lait\n", "Date,Note\n1,Ångström\n"])
def test_a_letter_of_utf_8_that_lost_a_byte_is_no_letter_of_another_encoding(text: str) -> None:
    data = (text + "2026-08-03,x\n" * 60).encode()
    foreign = [at for at, byte in enumerate(data) if byte >= 0x80]

    for at in foreign[:2]:
        told = decoded(data[:at] + data[at + 1 :])
        assert told is None or REPLACED in told


@pytest.mark.parametrize("byte", [0xB3, 0xB7, 0x92, 0xB0, 0xAB])
def test_a_damaged_point_inside_an_amount_is_no_sign_of_another_encoding(byte: int) -> None:
    data = b"Date,Pay,Note\n" + b"2026-08-03,366.75,x\n" * 40
    at = data.index(b".", 100)

    told = decoded(data[:at] + bytes([byte]) + data[at + 1 :])

    assert told is None or REPLACED in told


def test_a_character_cut_off_at_the_end_of_a_head_is_forgiven() -> None:
    head = _TEXT.encode()[:4]

    assert decoded(head, complete=False) == "交"
    assert decoded(b"\xe4\xba", complete=True) != "交"


def test_a_broken_byte_in_a_sound_file_is_shown_and_not_guessed() -> None:
    data = (_TEXT * 20).encode()
    at = data.index("交".encode(), 100) + 1
    broken = data[:at] + data[at + 1 :]

    text = decoded(broken)

    assert text is not None
    assert 0 < text.count(REPLACED) < 4


def test_bytes_that_are_no_text_are_no_text() -> None:
    assert decoded(bytes(range(256))) is None
