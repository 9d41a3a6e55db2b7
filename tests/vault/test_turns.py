"""Threads of one process at one vault: nobody waits for somebody who waits for them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from gigwallet.vault.vault import Vault


def test_whoever_is_behind_the_gate_can_still_ask_while_another_wants_to_write(
    vault: Vault,
) -> None:
    """As the head of the log is written while a shift is being started."""
    connection = vault.connection
    inside, done = threading.Event(), threading.Event()

    def head() -> None:
        with connection.gate.passage():
            inside.set()
            while not connection.gate.wanted:
                done.wait(0.001)
            connection.one("SELECT 1")
        done.set()

    def note() -> None:
        inside.wait(10)
        with connection.transaction():
            connection.one("SELECT 1")

    threads = [threading.Thread(target=each, daemon=True) for each in (head, note)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert done.is_set()
    assert not any(thread.is_alive() for thread in threads)


def test_heads_and_notes_of_many_threads_come_to_an_end(vault: Vault) -> None:
    def note(number: int) -> None:
        for _round in range(20):
            with vault.transaction():
                vault.connection.one("SELECT 1")
            if number % 2:
                vault.anchor()

    with ThreadPoolExecutor(4) as threads:
        running = [threads.submit(note, number) for number in range(4)]
        assert [each.result(60) for each in running] == [None] * 4
