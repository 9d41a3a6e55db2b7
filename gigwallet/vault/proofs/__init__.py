"""What leaves as proof: checkpoints, proofs, and the time stamps that came back."""
