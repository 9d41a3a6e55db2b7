"""De-identified totals: what a rider contributes, and what an organiser adds up."""
