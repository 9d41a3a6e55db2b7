"""Whatever a person does in whatever order, the vault holds what a plain dictionary would."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gigwallet.domain.recorded import ExhibitId, FactId, HowKnown
from gigwallet.domain.tally import Tally
from gigwallet.vault import Vault, check_open
from tests.cheap_keys import CHEAP
from tests.examples import examples
from tests.vault import things
from tests.vault.conftest import PASSPHRASE, SetClock

CLOCK = SetClock()


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "vault"
        self.passphrase = PASSPHRASE
        self.vault, self.code = Vault.create(self.folder, bytearray(PASSPHRASE), CLOCK, kdf=CHEAP)
        self.engagement = self.vault.engagements.add(things.ENGAGEMENT)
        self.facts: dict[FactId, list[Tally]] = {}
        self.keys: dict[str, FactId] = {}
        self.originals: dict[ExhibitId, bytes] = {}

    def teardown(self) -> None:
        self.vault.close()
        shutil.rmtree(self.place)

    @rule(keys=st.lists(st.sampled_from("abcdef"), max_size=4), orders=st.integers(0, 999))
    def add(self, keys: list[str], orders: int) -> None:
        tally = replace(things.TALLY, orders=orders)
        new = [things.new(tally, self.engagement, key) for key in keys]
        outcome = self.vault.tallies.add(new)
        fresh = [key for key in dict.fromkeys(keys) if key not in self.keys]
        assert (len(outcome.added), outcome.known) == (len(fresh), len(keys) - len(fresh))
        for key, identity in zip(fresh, outcome.added, strict=True):
            self.keys[key] = identity
            self.facts[identity] = [tally]

    @precondition(lambda self: self.facts)
    @rule(data=st.data(), orders=st.integers(0, 999))
    def revise(self, data: st.DataObject, orders: int) -> None:
        identity = data.draw(st.sampled_from(sorted(self.facts)))
        said = replace(things.TALLY, orders=orders, note="again")
        self.vault.tallies.revise(identity, said, HowKnown.TYPED)
        self.facts[identity].append(said)

    @precondition(lambda self: self.facts)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        identity = data.draw(st.sampled_from(sorted(self.facts)))
        self.vault.tallies.delete(identity)
        del self.facts[identity]
        self.keys = {key: each for key, each in self.keys.items() if each != identity}

    @rule(content=st.binary(max_size=40))
    def keep_original(self, content: bytes) -> None:
        identity = self.vault.exhibits.add(things.exhibit(content), content)
        assert self.originals.get(identity, content) == content
        self.originals[identity] = content

    @precondition(lambda self: self.originals)
    @rule(data=st.data())
    def delete_original(self, data: st.DataObject) -> None:
        identity = data.draw(st.sampled_from(sorted(self.originals)))
        self.vault.exhibits.delete(identity)
        del self.originals[identity]

    @rule(orders=st.integers(0, 999))
    def think_better_of_it(self, orders: int) -> None:
        try:
            with self.vault.transaction():
                tally = replace(things.TALLY, orders=orders)
                self.vault.tallies.add([things.new(tally, self.engagement, "never")])
                self.vault.exhibits.add(things.exhibit(b"never kept"), b"never kept")
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass

    @rule()
    def anchor(self) -> None:
        self.vault.anchor()

    @rule(secret=st.binary(min_size=1, max_size=8), by_code=st.booleans())
    def change_passphrase_and_reopen(self, secret: bytes, by_code: bool) -> None:
        self.vault.change_passphrase(bytearray(secret))
        self.passphrase = secret
        self.vault.close()
        if by_code:
            self.vault = Vault.open(self.folder, CLOCK, recovery_code=self.code)
        else:
            self.vault = Vault.open(self.folder, CLOCK, passphrase=bytearray(secret))
        assert self.vault.notices == ()

    @invariant()
    def it_holds_what_was_said(self) -> None:
        held = {each.id: each.fact for each in self.vault.tallies.all()}
        assert held == {identity: said[-1] for identity, said in self.facts.items()}
        for identity, said in self.facts.items():
            assert [fact for _, fact in self.vault.tallies.history(identity)] == said
        kept = {each.id: self.vault.exhibits.data(each.id) for each in self.vault.exhibits.all()}
        assert kept == self.originals
        assert check_open(self.vault).grade == "sound"


AnyOrder.TestCase.settings = settings(
    max_examples=examples(8), stateful_step_count=20, deadline=None
)
test_any_order = AnyOrder.TestCase
