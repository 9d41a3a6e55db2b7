"""An open vault with what its use cases need: it constructs, and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType

from gigwallet.domain.ports import Clock, Isolation, SecretStore
from gigwallet.domain.step import Step
from gigwallet.host import paths
from gigwallet.host.clock import SystemClock
from gigwallet.host.isolation import WorkerProcess
from gigwallet.host.keyring_store import KeyringStore
from gigwallet.vault import Vault


@cache
def _shared_isolation() -> Isolation:
    return WorkerProcess()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine around a vault; tests pass their own clock or folder."""

    clock: Clock = field(default_factory=SystemClock)
    isolation: Isolation = field(default_factory=_shared_isolation)
    resources: Path = field(default_factory=paths.resources)
    keyring: SecretStore = field(default_factory=KeyringStore)


@dataclass(frozen=True, slots=True)
class Wallet:
    """What every use case takes first. Close it, or use it in a ``with``."""

    vault: Vault
    around: Surroundings
    warnings: tuple[Step, ...] = ()  # about the folder that the vault lies in

    @property
    def clock(self) -> Clock:
        return self.around.clock

    @property
    def isolation(self) -> Isolation:
        return self.around.isolation

    @property
    def resources(self) -> Path:
        return self.around.resources

    @property
    def specimen(self) -> bool:
        """True for a demo vault: everything it prints carries SPECIMEN / 样张."""
        return self.vault.specimen

    @property
    def notices(self) -> tuple[Step, ...]:
        """What the person should hear after opening, such as a header taken from its copy."""
        return (*self.vault.notices, *self.warnings)

    def reader(self) -> Wallet:
        """The same vault, read-only, for another thread; close it as well."""
        return Wallet(self.vault.reader(), self.around)

    def close(self) -> None:
        self.vault.close()

    def __enter__(self) -> Wallet:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
