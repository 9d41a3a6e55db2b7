"""Writes an evidence PDF; runs in the process that is kept apart, in the document's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gigwallet.app.bundles.choice import OTHER, PARTIES, RECEIVED, REDRESS, RULES, STATED, WORK
from gigwallet.app.bundles.custody import with_custody
from gigwallet.app.bundles.events import events_of
from gigwallet.app.bundles.evidence_board import Support
from gigwallet.app.bundles.profiles import PLAIN
from gigwallet.app.bundles.words import column_words, source_of, taken_in
from gigwallet.app.intake.known_formats import format_title
from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.order import LetterOrder, worked_out
from gigwallet.documents import captions
from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.case import Opening, Served
from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    Extract,
    Part,
    Party,
)
from gigwallet.documents.bundles.grouping import grouped
from gigwallet.documents.bundles.profile import Material
from gigwallet.documents.bundles.volumes import Limits, divided
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import speaking
from gigwallet.domain.case import Respondent
from gigwallet.domain.exhibit import Exhibit
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.instants import Instant
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Redaction
from gigwallet.domain.worker import Worker
from gigwallet.words import _, labels
from gigwallet.words import period as spoken_period
from gigwallet.words.figures import zone_name

PREVIEW_WIDTH = 1000
MATERIAL = {
    WORK: Material.WORK,
    RULES: Material.RULES,
    STATED: Material.STATED,
    RECEIVED: Material.RECEIVED,
    OTHER: Material.OTHER,
    PARTIES: Material.PARTIES,
    REDRESS: Material.REDRESS,
}


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """An exhibit with what is shown of it: its pages, or an extract. With a ``redaction``,
    ``exhibit`` is the copy that stands for the one called ``id``. ``day`` is when it is from,
    ``met`` what other records speak of the same (None: not looked for)."""

    id: ExhibitId
    exhibit: Exhibit
    group: int
    title: str
    purpose: str
    source: str
    extract: Extract | None = None
    redaction: Redaction | None = None
    day: date | None = None
    met: tuple[Support, ...] | None = None


@dataclass(frozen=True, slots=True)
class BundleWords:
    """What a draft says in the document's language before the person edits it. ``kinds`` names
    what a file is, by its importer; ``named`` puts that and the file's name together."""

    title: str
    purposes: Mapping[int, str]
    kinds: Mapping[str, str]
    named: str


def first_words(platform: str, period: Period, language: str) -> BundleWords:
    with speaking(language):
        return BundleWords(
            _("Evidence of work and pay, {platform}, {period}").format(
                platform=labels.platform(platform), period=spoken_period(period)
            ),
            {
                WORK: _("shows the work that was done"),
                RULES: _("shows the rule by which an order is paid"),
                STATED: _("shows what was stated as pay and taken off"),
                RECEIVED: _("shows the money that arrived"),
                OTHER: _("kept as received"),
            },
            {
                "wechat_bill": _("WeChat Pay bill"),
                "alipay_bill": _("Alipay bill"),
                "bank_tables": _("Bank statement"),
                "ofx_statement": _("Bank statement"),
                "camt_statement": _("Bank statement"),
                "mt940_statement": _("Bank statement"),
                "uber_rides_export": _("Uber data export"),
                "gigwallet_tables": _("Table of my own"),
                "proof": _("Pay rule"),
            },
            _("{kind} ({name})"),
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a bundle is composed from."""

    title: str
    language: str
    prepared_on: date
    applicant: Worker
    respondents: tuple[Respondent, ...]
    files: tuple[ChosenFile, ...]
    basis: LetterBasis | None
    period: Period
    zone: str
    specimen: bool
    letter: LetterOrder | None = None
    choices: ExhibitChoices = AS_USUAL
    profile: str = PLAIN
    matter: str = ""
    case_number: str = ""
    office: str = ""
    served: Served | None = None


def volumes_of(
    contents: Contents, resources: Path, parts: tuple[Part, ...], limits: Limits, name: str
) -> tuple[BundleSpec, ...]:
    """As ``documents.volumes.divided``."""
    return divided(spec_of(contents, resources), resources, parts, limits, name)


def spec_of(of: Contents, resources: Path) -> BundleSpec:
    """What the writer is told, without the originals. Refusal: ``served_exhibit_gone``."""
    profile = profile_reading.load(resources, of.profile)
    with speaking(profile.spoken(of.language)):
        words = captions.load(resources, of.language, of.profile)
        placed = [
            (profile.group_of(MATERIAL[each.group]), _exhibit(each, of.zone)) for each in of.files
        ]
        groups, given = grouped(
            profile, words, placed, reckoned=of.basis is not None, served=of.served
        )
        numbers: dict[ExhibitId, tuple[str, ...]] = {}
        for file, number in zip(of.files, given, strict=True):
            numbers[file.id] = (*numbers.get(file.id, ()), number)
        proof = worked_out(of.basis, of.letter, resources, words, numbers)
        return BundleSpec(
            title=of.title,
            language=of.language,
            prepared_on=of.prepared_on,
            parties=_parties(of.applicant, of.respondents, words),
            groups=with_custody(
                groups,
                {number: file.met for number, file in zip(given, of.files, strict=True)},
                numbers,
                of.applicant.name,
            ),
            period=of.period,
            computations=proof.tables,
            arithmetic=proof.arithmetic,
            letter=proof.letter,
            statement=_statement(of.files, of.applicant, of.zone),
            specimen=of.specimen,
            choices=of.choices,
            profile=of.profile,
            opening=Opening(of.matter, of.case_number, max(1, len(of.respondents)), of.office),
            chronology=tuple(events_of(of.basis, numbers)) if of.basis else (),
            served=of.served,
        )


def _parties(
    applicant: Worker, respondents: tuple[Respondent, ...], words: Captions
) -> tuple[Party, ...]:
    own = tuple(
        each
        for each in (applicant.name, applicant.id_number, applicant.phone, applicant.address)
        if each
    )
    firms = tuple(line for each in respondents for line in _firm(each))
    said = (("applicant", own), ("opponent", firms))
    return tuple(Party(words(f"cover.{role}"), lines) for role, lines in said if lines)


def _firm(respondent: Respondent) -> Iterator[str]:
    yield _("{name} ({role})").format(name=respondent.name, role=labels.field(respondent.role))
    if respondent.address:
        yield respondent.address


def _exhibit(file: ChosenFile, zone: str) -> BundleExhibit:
    said, extract = file.exhibit, file.extract
    if extract is not None:
        extract = replace(
            extract,
            read_as=format_title(extract.importer),
            words=column_words(extract.importer, extract.columns),
        )
    return BundleExhibit(
        number="",
        title=file.title,
        source=file.source or source_of(said),
        purpose=file.purpose,
        media_type=said.media_type,
        original_name=said.name,
        original_sha256=said.sha256,
        size=said.size,
        taken_at=said.taken_at,
        taken_from=said.taken_from,
        added_at=Instant(said.added_at, zone),
        route=said.route,
        extract=extract,
        redaction=file.redaction,
        day=file.day,
    )


def _statement(files: tuple[ChosenFile, ...], applicant: Worker, zone: str) -> tuple[str, ...]:
    said = [
        _("Gathered by: {name}.").format(name=applicant.name or "________________"),
        taken_in((each.exhibit for each in files), zone),
        _("Device on which the originals are kept (filled in by hand): ________________"),
        _("Times in this file are {zone}, unless a line says otherwise.").format(
            zone=zone_name(zone)
        ),
        _(
            "The exhibits were given to GigWallet by the person who submits them. Each original "
            "was stored encrypted with its SHA-256 when it came and has not been changed since."
        ),
        _(
            "The program reads, computes and arranges. It does not judge whether what a file says "
            "is so; originals can be shown on request."
        ),
    ]
    if any(each.redaction for each in files):
        said.append(
            _(
                "In redacted copies, what does not concern this matter is black; nothing else was "
                "changed. The manifest names the SHA-256 of each original, the boxes, and the "
                "SHA-256 of all pixels outside them, so that whoever holds the original can check "
                "it."
            )
        )
    if any(each.extract for each in files):
        said.append(
            _(
                "Of tables and wallet bills only chosen lines are shown, word for word and with "
                "their line numbers. The other lines are not in this file."
            )
        )
    return tuple(said)
