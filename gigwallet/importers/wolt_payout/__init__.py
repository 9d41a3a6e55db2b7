"""What Wolt tells a fleet that its couriers are paid: an item and an amount per courier."""

from __future__ import annotations

from gigwallet.importers.wolt_payout.payout import WoltPayout

IMPORTER = WoltPayout()
