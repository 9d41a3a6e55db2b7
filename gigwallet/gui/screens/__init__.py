"""The screens, discovered: one folder each, exporting SCREEN. See docs/adding/screen.md."""
