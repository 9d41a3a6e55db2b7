"""Paper: type, lines, tables, stamps, the structure tree, and what PDF/A asks for."""
