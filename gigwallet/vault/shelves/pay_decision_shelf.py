"""What the person said of pay checks: pairings of trips with lines, opinions on differences."""

from __future__ import annotations

from gigwallet.domain.pay_decision import Opinion, OpinionSaid, Pairing, PairingSaid
from gigwallet.domain.recorded import FactId
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import MONEY, PERIOD, Form, Layout, one_of
from gigwallet.vault.shelves.revised import Revised

_FACTS = Form(
    ("",),
    lambda ids: (canonical.encode(list(ids)).decode(),),
    lambda text: tuple(FactId(each) for each in canonical.decode(text.encode())),
)

PAIRINGS = Layout(
    PairingSaid,
    "pay_pairing",
    {"trips": _FACTS, "pay_lines": _FACTS, "pairing": one_of(Pairing)},
)

OPINIONS = Layout(
    OpinionSaid,
    "pay_opinion",
    {"period": PERIOD, "amount": MONEY, "opinion": one_of(Opinion), "claim": MONEY},
)


class PayDecisionShelf:
    """Each saying stands under the name of what it is about, so the last one holds; what was said
    before stays readable. Saying the same again stores nothing."""

    def __init__(self, connection: Connection, log: Log) -> None:
        self._pairings = Revised(connection, log, PAIRINGS, "pairing")
        self._opinions = Revised(connection, log, OPINIONS, "opinion")

    def pair(self, said: PairingSaid) -> None:
        self._pairings.put(said.name, said)

    def think(self, said: OpinionSaid) -> None:
        self._opinions.put(said.name, said)

    def pairings(self) -> list[PairingSaid]:
        """What holds now, in the order of first saying; open ones too."""
        return [said for _, said in self._pairings.all()]

    def opinions(self) -> list[OpinionSaid]:
        return [said for _, said in self._opinions.all()]
