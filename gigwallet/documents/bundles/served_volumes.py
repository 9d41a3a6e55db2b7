"""All that was served, out of its files: one, or volumes that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.documents.bundles.case import Served
from gigwallet.documents.bundles.served import ServedFile
from gigwallet.domain.errors import GigWalletError


def served_by(found: Sequence[ServedFile]) -> Served:
    """Of one file, which is then written anew, or of all volumes, which stay as they are.

    Refusals: ``served_unreadable`` where there is none, ``served_volume_missing``, and
    ``served_volumes_differ`` for a file that is not of one bundle with the others as they were
    served."""
    if not found:
        raise GigWalletError("served_unreadable")
    files = sorted(found, key=lambda one: one.file.number)
    of = max(one.of for one in files)
    numbers = [one.file.number for one in files]
    for number in range(1, of + 1):
        if number not in numbers:
            raise GigWalletError("served_volume_missing", volume=number, of=of)
    _refuse_strangers(files)
    newest = files[-1]
    return Served(
        prepared_on=newest.prepared_on,
        rounds=(*newest.rounds, newest.total),
        profile=newest.profile,
        language=newest.language,
        exhibits=tuple(each for one in files for each in one.exhibits),
        files=tuple(one.file for one in files),
        stays=len(files) > 1 or newest.is_volume,
    )


def _refuse_strangers(files: Sequence[ServedFile]) -> None:
    """What each says of the volumes that there were when it was written must be what they say of
    themselves."""
    newest = files[-1]
    numbers: set[str] = set()
    for place, one in enumerate(files, start=1):
        others = (each.own for each in files if each is not one and each.file.number <= one.of)
        same = (one.profile, one.language) == (newest.profile, newest.language)
        own = {each.number for each in one.exhibits}
        agrees = not one.is_volume or one.elsewhere == frozenset[object]().union(*others)
        if one.file.number != place or not same or not agrees or numbers & own:
            raise GigWalletError("served_volumes_differ", name=one.file.name)
        numbers |= own
    if not numbers:
        raise GigWalletError("served_unreadable")
