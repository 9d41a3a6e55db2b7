"""What a pay check tells day by day, for the chronology of a bundle; in the language spoken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gigwallet.app.letters.basis import LetterBasis, Placed
from gigwallet.documents.bundles.case import Event
from gigwallet.domain.recorded import ExhibitId
from gigwallet.words import _, labels, money
from gigwallet.words import period as spoken_period

Numbers = Mapping[ExhibitId, tuple[str, ...]]


def events_of(basis: LetterBasis, numbers: Numbers) -> Iterator[Event]:
    """The beginning of the work, the rules, each statement, and each payment that arrived."""
    began = basis.engagement.first_day
    if began is not None:
        platform = labels.platform(basis.engagement.platform)
        yield Event(began, _("Work for {platform} begins").format(platform=platform))
    for used in basis.rules:
        said = used.scheme
        text = _("The pay rule “{rule}” takes effect").format(rule=said.name)
        yield Event(said.first_day, text, numbers.get(said.proof, ()) if said.proof else ())
    for statement in basis.statements:
        fact = statement.fact
        text = _("Statement for {period}").format(period=spoken_period(fact.period))
        net = fact.net if fact.net is not None else fact.gross
        if net is not None:
            text = _("{what}: {amount}").format(what=text, amount=money(net))
        yield Event(fact.period.last, text, _exhibits(statement, numbers))
    for payout in basis.payouts:
        paid = payout.fact
        text = _("{payer} paid {amount}").format(
            payer=paid.payer_text or _("somebody"), amount=money(paid.amount)
        )
        yield Event(paid.at.day, text, _exhibits(payout, numbers))


def _exhibits(fact: Placed[object], numbers: Numbers) -> tuple[str, ...]:
    found = (number for one in fact.exhibits for number in numbers.get(one, ()))
    return tuple(dict.fromkeys(found))
