"""What an importer makes of a file: every data line ends as a row, a skip or a rejection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, runtime_checkable

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.money import Money
from gigwallet.domain.paper import Paper
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import Track
from gigwallet.domain.track_point import TrackPoint
from gigwallet.domain.trip import Trip

Fact = Trip | Shift | TrackPoint | Track | Tally | Statement | PayLine | Payout


PERSON = "person"


@dataclass(frozen=True, slots=True)
class EngagementHint:
    """What a file itself says about the engagement of its rows. ``label`` is the name of the
    engagement that a GigWallet table refers to.

    ``account`` is set where one file lists several workers: whose row it is, as the platform
    numbers them, with ``account_name`` as it calls them. Only rows of the account that the person
    named as their own (``Engagement.account``) may be stored. ``whose`` is ``PERSON`` where the row
    is of the person and of no engagement: where a phone was says nothing of whom they rode for.
    ``sign`` stands at its amounts where several currencies share it ($) and the file does not say
    which: the engagement tells, and only one that is paid in one of them may.
    """

    platform: str = ""
    city: str = ""
    zone: str = ""
    currency: str = ""
    label: str = ""
    account: str = ""
    account_name: str = ""
    whose: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact that a line states.

    ``family`` and ``natural_key`` make re-imports find it again. ``footing`` names the source's own
    columns and values that the row's ``amount`` is summed under (Uber: ``classification`` ->
    ``transport.fare.base``). ``payer`` is set where the person must confirm that this payer pays
    wages; ``suggested`` says that the dictionary knows the payer.
    """

    fact: Fact
    family: str
    natural_key: str
    locator: Locator
    raw: Mapping[str, str] = field(default_factory=dict)
    amount: Money | None = None
    footing: Mapping[str, str] = field(default_factory=dict)
    hint: EngagementHint = EngagementHint()
    payer: str = ""
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """An engagement that a GigWallet table defines under ``label``."""

    label: str
    engagement: Engagement
    locator: Locator


@dataclass(frozen=True, slots=True)
class Skip:
    """A line that is understood and rightly not stored. ``reason`` is a stable code. ``amount`` and
    ``footing`` let its sum be counted without its content being kept."""

    reason: str
    locator: Locator
    amount: Money | None = None
    footing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that could not be understood. ``reason`` is a stable code; ``column`` the culprit."""

    reason: str
    locator: Locator
    column: str = ""


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A total that the file prints about itself: a checksum that is shown, never trusted alone."""

    label: str
    count: int | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Covers:
    """The file states that it covers this span for ``what`` (``trips``, ``pay``, ``payouts``)."""

    what: str
    period: Period
    hint: EngagementHint = EngagementHint()


Reading = Row | EngagementRow | Skip | Rejection | PrintedTotal | Covers


@dataclass(frozen=True, slots=True)
class FileHead:
    """What recognition may look at: the ``name`` as the person has it (an archive member carries
    its path inside), the ``size``, and up to the first 64 KiB."""

    name: str
    size: int
    head: bytes


class Format(Protocol):
    """What every folder under ``gigwallet/importers/`` says of its format in ``IMPORTER``.

    ``version`` is raised when the same file would give other rows. ``title`` is what people call
    the format; ``where`` tells in one or two sentences how a worker gets such a file, empty where
    nobody needs to be told. Both are marked with ``N_``.
    """

    name: str
    version: str
    title: str
    where: str


@runtime_checkable
class Importer(Format, Protocol):
    """Reads the bytes of a file. No I/O of its own."""

    def recognises(self, file: FileHead) -> bool:
        """Whether this file is of this format; exactly one importer claims each sample."""
        ...

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        """Readings in file order. ``stream`` is seekable and at its start.

        A whole file that cannot be trusted raises ``GigWalletError``."""
        ...


@runtime_checkable
class PaperImporter(Format, Protocol):
    """As ``Importer``, for a format that is printed: it is given words with their places, whether
    they come from the text of a PDF or from OCR of a scan. Its rows say ``page`` and a box
    (``Box.pointer``) in their locators."""

    def recognises_paper(self, name: str, paper: Paper) -> bool:
        """Whether this paper is of this format; at most one importer claims each."""
        ...

    def read_paper(self, name: str, paper: Paper) -> Iterator[Reading]:
        """Readings in the order of the page.

        A whole paper that cannot be trusted raises ``GigWalletError``."""
        ...
