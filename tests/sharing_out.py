"""Which worker runs which test, where several run side by side."""

from __future__ import annotations

from xdist.scheduler.loadscope import LoadScopeScheduling

# These modules prepare something for all of their tests: one worker does, once.
TOGETHER = frozenset(
    {
        "tests/app/screens/test_find_copies.py",
        "tests/app/screens/test_read_screens.py",
        "tests/app/vaults/test_rebuild_vault.py",
        "tests/app/screens/test_review_fields.py",
        "tests/app/seals/test_stamp_time.py",
        "tests/cli/test_timestamp.py",
        "tests/demo/test_demo_files.py",
        "tests/documents/bundles/test_bundle.py",
        "tests/documents/exhibits/test_hostile_files.py",
        "tests/gui/screens/review/test_review.py",
        "tests/gui/screens/safekeeping/test_time_card.py",
        "tests/gui/test_every_screen.py",
        "tests/gui/test_papers_of_the_demo.py",
        "tests/host/test_isolation.py",
        "tests/journeys/test_demo.py",
        "tests/journeys/test_rider.py",
        "tests/journeys/test_session_leaves_nothing.py",
        "tests/packaging/test_setup_environment.py",
        "tests/packaging/test_tracked_files.py",
        "tests/packaging/test_wheel.py",
        "tests/promises/test_merging.py",
        "tests/reconciliation/test_real_uber_rides.py",
        "tests/sealing/test_time_stamp.py",
        "tests/vault/test_merge.py",
        "tests/vault/test_search_laws.py",
    }
)


class SharedOut(LoadScopeScheduling):
    """Modules that stay together come first; every other test goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if module in TOGETHER else nodeid
