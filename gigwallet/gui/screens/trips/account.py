"""One trip told in full: what is known, and every place that states it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from gigwallet.app.intake.known_formats import format_title
from gigwallet.app.records.list_facts import Place
from gigwallet.domain.instants import Instant
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.gui.screens.trips.columns import status_tone
from gigwallet.gui.widgets import DetailPane, Fact
from gigwallet.words import _, distance, duration, moment, money, number
from gigwallet.words.labels import label, platform


def tell(
    pane: DetailPane,
    row: Recorded[Trip],
    places: Sequence[Place],
    open_exhibit: Callable[[ExhibitId], object],
    check_pay: Callable[[Recorded[Trip]], object],
) -> None:
    """Fill the pane with this trip; its pay is checked elsewhere."""
    trip = row.fact
    pane.clear()
    title = _("Order {ref}").format(ref=trip.ref) if trip.ref else label(trip.kind)
    pane.title(title, label(trip.status), status_tone(row))
    pane.facts(_known(trip))
    if trip.day is not None:
        pane.button(_("Check its pay"), "scale", lambda: check_pay(row))
    moments = _moments(trip)
    if moments:
        pane.section(_("Times"))
        pane.facts(moments)
    pane.section(_("Where this comes from"))
    for place in places:
        _tell_place(pane, place, open_exhibit)
    written = [source for source in row.sources if source.raw]
    if written:
        pane.section(_("As written in the file"))
        pane.facts([(name, text) for name, text in written[0].raw.items()])
    pane.section(_("In the vault"))
    pane.facts(
        [
            (_("Kept"), f"{row.revision.at.astimezone():%Y-%m-%d %H:%M}"),
            (_("How known"), label(row.revision.how)),
            (_("Revision"), number(row.revision.number)),
        ]
    )


def _known(trip: Trip) -> list[Fact]:
    facts: list[Fact] = [
        (_("Platform"), platform(trip.platform)),
        (_("Kind"), label(trip.kind)),
    ]
    for words, text in (
        (_("City"), trip.city),
        (_("Product"), trip.product),
        (_("Batch"), trip.batch_ref),
    ):
        if text:
            facts.append((words, text))
    for words, metres in (
        (_("Distance paid for"), trip.paid_m),
        (_("Distance driven"), trip.trip_m),
        (_("Way to the pick-up"), trip.to_pickup_m),
    ):
        if metres is not None:
            facts.append((words, distance(metres)))
    for words, seconds in ((_("Duration"), trip.duration_s), (_("Waiting"), trip.wait_s)):
        if seconds is not None:
            facts.append((words, duration(timedelta(seconds=seconds))))
    for words, amount in (
        (_("Offered to you"), trip.offered),
        (_("Customer paid"), trip.customer_paid),
    ):
        if amount is not None:
            facts.append((words, money(amount)))
    return facts


def _moments(trip: Trip) -> list[Fact]:
    named: tuple[tuple[str, Instant | None], ...] = (
        (_("Offered"), trip.offered_at),
        (_("Accepted"), trip.accepted_at),
        (_("At the pick-up"), trip.arrived_pickup_at),
        (_("Picked up"), trip.picked_up_at),
        (_("At the drop-off"), trip.arrived_dropoff_at),
        (_("Completed"), trip.completed_at),
        (_("Promised by"), trip.promised_by),
    )
    return [(words, moment(when)) for words, when in named if when is not None]


def _tell_place(
    pane: DetailPane, place: Place, open_exhibit: Callable[[ExhibitId], object]
) -> None:
    exhibit = place.exhibit_id
    if exhibit is None:
        pane.text(_("Typed in by you"))
        return
    facts: list[Fact] = [(_("File"), place.file)]
    if place.member:
        facts.append((_("Inside it"), place.member))
    if place.line is not None:
        facts.append((_("Line"), number(place.line)))
    if place.page is not None:
        facts.append((_("Page"), number(place.page)))
    facts.append((_("Read as"), format_title(place.importer)))
    pane.facts(facts)
    pane.button(_("Show the original"), "file-text", lambda: open_exhibit(exhibit))
