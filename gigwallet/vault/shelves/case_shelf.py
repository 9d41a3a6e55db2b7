"""Cases: what is asked of whom, with the exhibits chosen to show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gigwallet.domain.case import Case, ChosenExhibit, Claim, KnownCase, Respondent
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import CaseId, ExhibitId, FactId
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import DAY, MONEY, PERIOD, Form, Layout
from gigwallet.vault.shelves.revised import Revised

Json = dict[str, Any]  # Any: JSON that this module wrote


def _list_of(write: Callable[[Any], Json], read: Callable[[Json], Any]) -> Form:
    """A tuple of small values as one JSON text; Any as in Form."""
    return Form(
        ("",),
        lambda values: (canonical.encode([write(each) for each in values]).decode(),),
        lambda text: tuple(read(each) for each in canonical.decode(text.encode())),
    )


def _write_respondent(each: Respondent) -> Json:
    return {"name": each.name, "role": each.role, "address": each.address}


def _write_exhibit(each: ChosenExhibit) -> Json:
    return {
        "exhibit": each.exhibit_id,
        "title": each.title,
        "purpose": each.purpose,
        "group": each.group,
        "source": each.source,
        "rows": list(each.rows),
    }


def _read_exhibit(line: Json) -> ChosenExhibit:
    return ChosenExhibit(
        ExhibitId(line["exhibit"]),
        line["title"],
        line["purpose"],
        line["group"],
        line["source"],
        tuple(FactId(row) for row in line["rows"]),
    )


def _pack_claim(claim: Claim | None) -> tuple[Any, ...]:
    if claim is None:
        return (None,) * 5
    due_by = DAY.pack(claim.due_by)
    return (*MONEY.pack(claim.at_least), *PERIOD.pack(claim.period), *due_by)


def _unpack_claim(*cells: Any) -> Claim | None:
    if cells[0] is None:
        return None
    return Claim(MONEY.unpack(*cells[:2]), PERIOD.unpack(*cells[2:4]), DAY.unpack(cells[4]))


LAYOUT = Layout(
    Case,
    "case_file",
    {
        "period": PERIOD,
        "respondents": _list_of(_write_respondent, lambda line: Respondent(**line)),
        "exhibits": _list_of(_write_exhibit, _read_exhibit),
        "claim": Form(
            ("_minor", "_currency", "_first", "_last", "_due_by"), _pack_claim, _unpack_claim
        ),
        "prepared_on": DAY,
    },
)


class CaseShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._rows = Revised(connection, log, LAYOUT, "case")

    def add(self, case: Case) -> CaseId:
        return CaseId(self._rows.add(case))

    def all(self) -> list[KnownCase]:
        """In the order in which they were added."""
        return [KnownCase(CaseId(identity), case) for identity, case in self._rows.all()]

    def get(self, id: CaseId) -> Case:
        case = self._rows.get(id)
        if case is None:
            raise GigWalletError("case_missing")
        return case

    def revise(self, id: CaseId, case: Case) -> None:
        if not self._rows.revise(id, case):
            raise GigWalletError("case_missing")
