"""Evidence files: from chosen exhibits to a sealed PDF and the folder that goes with it."""
