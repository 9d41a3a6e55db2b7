"""What the closed lists of the model are called: kinds, categories, statuses, states, grades."""

from __future__ import annotations

from enum import Enum

from gigwallet.domain.exhibit import Route, TakenFrom
from gigwallet.domain.exhibit_choices import Papers
from gigwallet.domain.pay_decision import Opinion, Pairing
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.payout import PayoutMethod, PayoutSide
from gigwallet.domain.reconciled import DiscrepancyKind, MatchMethod
from gigwallet.domain.recorded import HowKnown
from gigwallet.domain.redaction import MaskReason
from gigwallet.domain.screen import FieldKind, MarkKind, Standing
from gigwallet.domain.searching import FoundKind
from gigwallet.domain.shift import ShiftState
from gigwallet.domain.statement import Coverage, StatementKind
from gigwallet.domain.taught import (
    Beside,
    DistanceUnit,
    DurationUnit,
    Meaning,
    PaperRole,
    RowMeaning,
    Signs,
)
from gigwallet.domain.time_stamp import StampGrade
from gigwallet.domain.trip import TripKind, TripStatus
from gigwallet.domain.verdict import Grade
from gigwallet.words.catalogue import N_, _

# Members of two lists may share a value ("time"), and would be one key of a dict.
_LABELS: tuple[tuple[Enum, str], ...] = (
    (DiscrepancyKind.PAID, N_("Paid")),
    (DiscrepancyKind.UNDERPAID, N_("Short-paid")),
    (DiscrepancyKind.OVERPAID, N_("Overpaid")),
    (DiscrepancyKind.UNPAID, N_("Unpaid")),
    (DiscrepancyKind.WRONG_DISTANCE, N_("Paid by a shorter distance")),
    (DiscrepancyKind.WRONG_TIER, N_("Paid by another tier")),
    (DiscrepancyKind.MISSING_BONUS, N_("Bonus or subsidy missing")),
    (DiscrepancyKind.CLAWBACK, N_("Taken back")),
    (DiscrepancyKind.ABOVE_CAP, N_("Commission above its cap")),
    (DiscrepancyKind.BELOW_FLOOR, N_("Below the legal floor")),
    (DiscrepancyKind.DEDUCTION_RULE_SHOWN, N_("Deduction, rule shown")),
    (DiscrepancyKind.DEDUCTION_NO_RULE, N_("Deduction, no rule in your files")),
    (DiscrepancyKind.DEDUCTION_RULE_DIFFERS, N_("Deduction, rule says otherwise")),
    (DiscrepancyKind.DUPLICATE_CHARGE, N_("Charged twice")),
    (DiscrepancyKind.LATE, N_("Late")),
    (DiscrepancyKind.NOT_COVERED, N_("Not covered by any statement")),
    (DiscrepancyKind.UNRECONCILED, N_("Unreconciled")),
    (DiscrepancyKind.MISSING_PAYOUT, N_("Never arrived")),
    (DiscrepancyKind.SHORT_PAYOUT, N_("Arrived in part")),
    (DiscrepancyKind.UNLOGGED_PAY, N_("Paid, not recorded by you")),
    (DiscrepancyKind.DISTANCE_DIFFERS, N_("Distance differs from the track")),
    (MatchMethod.BY_ID, N_("By order number")),
    (MatchMethod.BY_TIME, N_("By time")),
    (MatchMethod.BY_TIME_AND_AMOUNT, N_("By time and amount")),
    (MatchMethod.BY_DAY, N_("By their order on the day")),
    (MatchMethod.BY_PERIOD, N_("By period")),
    (MatchMethod.BY_PERSON, N_("By you")),
    (Beside.RIGHT, N_("To the right of its label")),
    (Beside.BELOW, N_("Below its label")),
    (Beside.LEFT, N_("To the left of its label")),
    (DistanceUnit.KILOMETRE, N_("Kilometres")),
    (DistanceUnit.MILE, N_("Miles")),
    (DistanceUnit.METRE, N_("Metres")),
    (DurationUnit.HOUR, N_("Hours, as a number: 1.5")),
    (DurationUnit.MINUTE, N_("Minutes, as a number: 90")),
    (DurationUnit.SECOND, N_("Seconds, as a number: 5400")),
    (DurationUnit.CLOCK, N_("Hours and minutes: 1:30")),
    (Meaning.MONEY, N_("Amount of money")),
    (Meaning.MOMENT, N_("Day and time it began")),
    (Meaning.END_MOMENT, N_("Day and time it ended")),
    (Meaning.DAY, N_("Its day, or the first one")),
    (Meaning.LAST_DAY, N_("Its last day")),
    (Meaning.CLOCK, N_("Time it began")),
    (Meaning.END_CLOCK, N_("Time it ended")),
    (Meaning.DISTANCE, N_("Distance ridden")),
    (Meaning.DURATION, N_("Length of time")),
    (Meaning.ORDERS, N_("Number of orders")),
    (Meaning.REF, N_("Order number")),
    (Meaning.LABEL, N_("A note of what it is")),
    (Meaning.STATUS, N_("Done or called off")),
    (Meaning.PLATFORM, N_("Platform or app")),
    (Meaning.PAYER, N_("Who paid")),
    (PaperRole.PERIOD, N_("Period of the paper")),
    (PaperRole.FIRST_DAY, N_("First day of the period")),
    (PaperRole.LAST_DAY, N_("Last day of the period")),
    (PaperRole.MONTH, N_("Month of the paper")),
    (PaperRole.GROSS, N_("Gross pay")),
    (PaperRole.DEDUCTION, N_("A deduction")),
    (PaperRole.NET, N_("Paid out")),
    (PaperRole.ORDERS, N_("Orders in the period")),
    (PaperRole.HOURS, N_("Hours in the period")),
    (RowMeaning.TRIP, N_("A trip or an order")),
    (RowMeaning.PAY_LINE, N_("An amount of pay")),
    (RowMeaning.PAYOUT_RECEIVED, N_("Money that arrived")),
    (RowMeaning.PAYOUT_STATED, N_("A payout as the platform states it")),
    (RowMeaning.SHIFT, N_("A shift")),
    (RowMeaning.TALLY, N_("A day, week or month with its counts")),
    (Signs.AS_WRITTEN, N_("What is paid to me has none")),
    (Signs.REVERSED, N_("What is paid to me has one")),
    (Signs.ALL_PAID, N_("They mean nothing: all is paid to me")),
    (FieldKind.MONEY, N_("An amount")),
    (FieldKind.MOMENT, N_("A day with its time")),
    (FieldKind.DAY, N_("A day")),
    (FieldKind.CLOCK, N_("A time of the day")),
    (FieldKind.DURATION, N_("How long")),
    (FieldKind.DISTANCE, N_("How far")),
    (FieldKind.COUNT, N_("How many")),
    (FieldKind.PERCENT, N_("A percentage")),
    (FieldKind.REF, N_("A number or name of an order")),
    (FieldKind.TEXT, N_("Words")),
    (Standing.ACCEPTED, N_("Proven by the screen itself")),
    (Standing.REVIEW, N_("Waits for you")),
    (Standing.CONFIRMED, N_("Confirmed by you")),
    (Standing.CORRECTED, N_("Corrected by you")),
    (Opinion.ACCEPTED, N_("Accepted by you, not claimed")),
    (Opinion.DISPUTED, N_("Disputed by you")),
    (Opinion.UNSURE, N_("You are not sure, not claimed yet")),
    (Opinion.OPEN, N_("Nothing said")),
    (Pairing.JOINED, N_("Belong together")),
    (Pairing.APART, N_("Do not belong together")),
    (Pairing.OPEN, N_("As the program finds it")),
    (Standing.ABSENT, N_("Not on the screen, you say")),
    (MarkKind.PHONE, N_("Telephone number of a customer")),
    (MarkKind.ADDRESS, N_("Address of a customer")),
    (MarkKind.NAME, N_("Name of a customer")),
    (MaskReason.PHONE, N_("Telephone number")),
    (MaskReason.ADDRESS, N_("Address")),
    (MaskReason.NAME, N_("Name of a person")),
    (MaskReason.CARD_NUMBER, N_("Card number")),
    (MaskReason.ID_NUMBER, N_("Identity number")),
    (MaskReason.OTHER, N_("Other text")),
    (PayCategory.BASE, N_("Base pay")),
    (PayCategory.DISTANCE, N_("Distance")),
    (PayCategory.TIME, N_("Time")),
    (PayCategory.WAIT, N_("Waiting")),
    (PayCategory.SURGE, N_("Surge")),
    (PayCategory.UPFRONT, N_("Upfront fare")),
    (PayCategory.HOURLY, N_("Hourly pay")),
    (PayCategory.GUARANTEE_TOPUP, N_("Guarantee top-up")),
    (PayCategory.INCENTIVE, N_("Bonus")),
    (PayCategory.TIP, N_("Tip")),
    (PayCategory.CANCELLATION_FEE, N_("Cancellation fee")),
    (PayCategory.TOLL_REFUND, N_("Toll refund")),
    (PayCategory.EXPENSE_REFUND, N_("Expense refund")),
    (PayCategory.ADJUSTMENT, N_("Adjustment")),
    (PayCategory.BATCH_DISCOUNT, N_("Batch discount")),
    (PayCategory.COMMISSION, N_("Commission")),
    (PayCategory.PLATFORM_FEE, N_("Platform fee")),
    (PayCategory.TAX_COLLECTED, N_("Tax collected")),
    (PayCategory.TAX_WITHHELD, N_("Tax withheld")),
    (PayCategory.PENALTY, N_("Penalty")),
    (PayCategory.EQUIPMENT, N_("Equipment")),
    (PayCategory.INSURANCE, N_("Insurance")),
    (PayCategory.HOLDBACK, N_("Held back")),
    (PayCategory.CASH_COLLECTED, N_("Cash collected")),
    (PayCategory.TRANSFER, N_("Transfer")),
    (PayCategory.OTHER, N_("Other")),
    (TripStatus.COMPLETED, N_("Completed")),
    (TripStatus.CANCELLED_CUSTOMER, N_("Cancelled by the customer")),
    (TripStatus.CANCELLED_WORKER, N_("Cancelled by the worker")),
    (TripStatus.CANCELLED_PLATFORM, N_("Cancelled by the platform")),
    (TripStatus.FAILED, N_("Failed")),
    (TripStatus.UNFULFILLED, N_("Not fulfilled")),
    (TripKind.RIDE, N_("Ride")),
    (TripKind.DELIVERY, N_("Delivery")),
    (TripKind.SHOPPING, N_("Shopping")),
    (TripKind.PARCEL, N_("Parcel")),
    (ShiftState.OFFLINE, N_("Offline")),
    (ShiftState.OPEN, N_("Open for orders")),
    (ShiftState.ENROUTE, N_("On the way to pick up")),
    (ShiftState.ONTRIP, N_("On an order")),
    (ShiftState.BREAK, N_("On a break")),
    (ShiftState.UNAVAILABLE, N_("Unavailable")),
    (ShiftState.WORKED, N_("At work")),
    (PayoutSide.STATED, N_("Stated")),
    (PayoutSide.RECEIVED, N_("Received")),
    (PayoutMethod.BANK, N_("Bank")),
    (PayoutMethod.WALLET, N_("Wallet")),
    (PayoutMethod.CASH, N_("Cash")),
    (PayoutMethod.CARD, N_("Card")),
    (StatementKind.PAYSLIP, N_("Pay slip")),
    (StatementKind.WEEKLY, N_("Weekly statement")),
    (StatementKind.BILL, N_("Bill")),
    (StatementKind.EXPORT, N_("Data export")),
    (Coverage.WHOLE_PERIOD, N_("Whole period")),
    (Coverage.LISTED_LINES, N_("Listed lines only")),
    (HowKnown.IMPORTED, N_("Imported")),
    (HowKnown.TYPED, N_("Typed")),
    (HowKnown.READ_BY_OCR, N_("Read from a picture")),
    (HowKnown.DERIVED, N_("Worked out")),
    (Papers.AS_THEY_ARE, N_("Pages of a PDF as they are")),
    (Papers.DRAWN, N_("Pages that break PDF/A as pictures")),
    (Route.DROPPED, N_("Dropped on the window")),
    (Route.COMMAND_LINE, N_("Given on the command line")),
    (Route.PASTED, N_("Pasted from the clipboard")),
    (Route.FROM_ARCHIVE, N_("Taken out of an archive")),
    (Route.MADE_HERE, N_("Made by this program")),
    (TakenFrom.EXIF, N_("Camera's own note in the file")),
    (TakenFrom.NAME, N_("Name of the file")),
    (TakenFrom.STATUS_BAR, N_("Clock in the picture")),
    (TakenFrom.FILE_TIME, N_("Time of the file")),
    (TakenFrom.UNKNOWN, N_("Not known")),
    (FoundKind.EXHIBIT, N_("Original")),
    (FoundKind.TRIP, N_("Trip")),
    (FoundKind.PAY_LINE, N_("Pay line")),
    (FoundKind.PAYOUT, N_("Payment")),
    (FoundKind.STATEMENT, N_("Statement")),
    (FoundKind.TALLY, N_("Tally")),
    (FoundKind.ENGAGEMENT, N_("Engagement")),
    (FoundKind.SCHEME, N_("Pay rule")),
    (FoundKind.CASE, N_("Case")),
    (Grade.ANCHORED, N_("Anchored outside")),
    (Grade.SELF_CONSISTENT, N_("Self-consistent")),
    (Grade.ALTERED, N_("Altered")),
    (Grade.UNREADABLE, N_("Unreadable")),
    (StampGrade.ANCHORED, N_("Existed by then")),
    (StampGrade.SIGNED, N_("Signed, root not known here")),
    (StampGrade.DISPUTED, N_("Readings differ")),
    (StampGrade.BROKEN, N_("Does not hold")),
    (StampGrade.UNCHECKED, N_("Cannot be checked here")),
)
_BY_MEMBER = {(type(member), member.name): text for member, text in _LABELS}

# Platforms whose names people know; any other platform is called by the person's own word.
_PLATFORMS = {
    "meituan": N_("Meituan"),
    "eleme": N_("Ele.me"),
    "didi": N_("DiDi"),
    "uber": N_("Uber"),
    "deliveroo": N_("Deliveroo"),
    "doordash": N_("DoorDash"),
    "grab": N_("Grab"),
    "indrive": N_("inDrive"),
    "zomato": N_("Zomato"),
    "bolt": N_("Bolt"),
    "freenow": N_("FREENOW"),
    "wolt": N_("Wolt"),
    "jd": N_("JD"),
    "sf": N_("SF Express"),
    "flash_delivery": N_("FlashEx"),
}

# What a person fills in: about themselves, the firm, and in a letter.
_FIELDS = {
    "name": N_("Name"),
    "id_number": N_("ID number"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "email": N_("Email"),
    "platform": N_("Platform"),
    "contracting_firm": N_("Contracting firm"),
    "paying_firm": N_("Paying firm"),
    "city": N_("City"),
    "zone": N_("Time zone"),
    "currency": N_("Currency"),
    "kind": N_("Kind of work"),
    "level": N_("Level"),
    "vehicle": N_("Vehicle"),
    "account": N_("Account"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "applicant_name": N_("Your name"),
    "applicant_phone": N_("Your phone"),
    "applicant_address": N_("Your address"),
    "applicant_email": N_("Your email"),
    "applicant_id": N_("Your ID number"),
    "recipients": N_("To (one firm on each line)"),
    "work_kind": N_("Kind of work"),
    "since": N_("Working since"),
    "work_done": N_("Work done (one line each)"),
    "rule_name": N_("Name of the pay rule"),
    "rule_from": N_("Pay rule in force since"),
    "rule_proof": N_("Where the rule is shown"),
    "answer_by": N_("Answer wanted by"),
    "enclosures": N_("Enclosures (one on each line)"),
}

# What a quantity of a pay rule counts.
_UNITS = {
    "order": N_("order"),
    "km": N_("km"),
    "km_to_pickup": N_("km to pick up"),
    "minute": N_("minute"),
    "waiting_minute": N_("minute of waiting"),
    "hour": N_("hour"),
    "day": N_("day"),
    "month": N_("month"),
    "event": N_("time"),
    "percent": N_("percent"),
}


def label(member: Enum) -> str:
    """The word for a member of a closed list; a member without one shows its value."""
    text = _BY_MEMBER.get((type(member), member.name))
    return _(text) if text else str(member.value)


def platform(key: str) -> str:
    """The platform's name as people write it, else the person's own word."""
    text = _PLATFORMS.get(key)
    return _(text) if text else key


def field(key: str) -> str:
    """What a form calls a field; an unknown key shows itself."""
    text = _FIELDS.get(key)
    return _(text) if text else key


def unit(key: str) -> str:
    """What a quantity counts, with a number before it where it counts steps (``0.5 km``)."""
    count, _space, name = key.rpartition(" ")
    word = _(_UNITS[name]) if name in _UNITS else name
    return f"{count} {word}" if count else word
