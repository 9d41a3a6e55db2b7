from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import FileHead
from gigwallet.importers import all_importers, read_document

_FOREIGN = ("meituan_wallet", "bench")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("交易创建时间,交易成功时间,订单标题,实付金额\n1,2,3,4\n", "consumer_bill_not_wages"),
        ("Store Name,DoorDash transaction ID,Net total\nA,1,2\n", "merchant_figures_not_wages"),
        ("Store Name,Order ID,Workflow ID,Dining Mode\nA,1,2,3\n", "merchant_figures_not_wages"),
        (
            "Invoice,1\n\nRestaurant Name,Order ID,Activity,Note,Total Payable\nA,1,,,2\n",
            "merchant_figures_not_wages",
        ),
    ],
)
def test_a_neighbour_is_refused_by_its_name(text: str, code: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        read_document("x.csv", text.encode())

    assert refused.value.code == code
    assert refused.value.facts["what"]


def test_no_sample_is_claimed_twice(samples: Path) -> None:
    for path in sorted(samples.rglob("*")):
        if path.is_file() and path.suffix != ".zip":
            data = path.read_bytes()
            head = FileHead(path.name, len(data), data[: 64 * 1024])
            assert len([each for each in all_importers() if each.recognises(head)]) <= 1, path


@pytest.mark.parametrize("folder", _FOREIGN)
def test_what_is_not_read_yet_is_refused_and_never_misread(samples: Path, folder: str) -> None:
    found = [path for path in (samples / folder).rglob("*") if path.is_file()]

    assert found
    for path in found:
        with pytest.raises(
            GigWalletError, match=r"not_yet_read|not_wages|format_unknown|can_be_mapped"
        ):
            read_document(path.name, path.read_bytes())
