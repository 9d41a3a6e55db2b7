"""A job reports now and then, and stops at the next checkpoint after it was cancelled."""

import pytest

from gigwallet.domain.job import Cancelled, Job, Progress


def test_watched_work_reports_at_intervals_and_at_its_end() -> None:
    seen: list[Progress] = []

    items = list(Job(seen.append, every=100).watch(range(250), 250, "rows"))

    assert len(items) == 250
    assert [each.done for each in seen] == [100, 200, 250]
    assert {each.what for each in seen} == {"rows"}


def test_cancelled_work_stops_before_the_next_item() -> None:
    job = Job()
    done = []

    def work() -> None:
        for item in job.watch(range(10)):
            done.append(item)
            if item == 3:
                job.cancel()

    with pytest.raises(Cancelled):
        work()
    assert done == [0, 1, 2, 3]


def test_how_far_an_item_is_stands_beside_its_name() -> None:
    seen: list[Progress] = []
    job = Job(seen.append)

    job.within(1, 2)  # nothing is in hand yet
    job.report(1, 3, "reading", "bill.csv")
    job.within(600, 800)

    assert seen == [
        Progress(1, 3, "reading", "bill.csv"),
        Progress(1, 3, "reading", "bill.csv", permille=750),
    ]
