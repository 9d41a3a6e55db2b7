"""Which worker runs which test, where several run side by side."""

from __future__ import annotations

from xdist.scheduler.loadscope import LoadScopeScheduling
from xdist.workermanage import WorkerController

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
    """Modules that stay together come first; every other test goes to whoever is free.

    A worker that died fails the test it was at, and the others do what is left of its work. As
    inherited, that test would be tried again, and what the worker had finished would be handed out
    once more, as units without a test: whoever was given one waited for ever.
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if module in TOGETHER else nodeid

    def remove_node(self, node: WorkerController) -> str | None:
        units = self.assigned_work.pop(node)
        left = [test for unit in units.values() for test, done in unit.items() if not done]
        if not left:
            return None
        died_in, *others = left
        for test in others:
            self.workqueue.setdefault(self._split_scope(test), {})[test] = False
        for other in self.nodes:
            self._reschedule(other)
        return died_in

    def _reschedule(self, node: WorkerController) -> None:
        """A worker begins a test when it knows the next, so one that comes later needs two. One
        that is still collecting can be given nothing yet."""
        if node not in self.registered_collections:
            return
        super()._reschedule(node)
        while self._pending_of(self.assigned_work[node]) < 2 and not node.shutting_down:
            super()._reschedule(node)
