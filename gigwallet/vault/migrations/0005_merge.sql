-- Copies of a vault that went apart and were brought together (docs/vault-format.md, section 11).

-- An entry that another copy made first, as it stood there: bound together with what it says.
CREATE TABLE origin (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  other_seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

-- The other copy as it was then: its leaves from leaves_from on (those before are common or were
-- kept by an earlier merge), which of its ids are ours under
-- other names, and what proves something of its log alone.
CREATE TABLE merge (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  common INTEGER NOT NULL,
  other_size INTEGER NOT NULL,
  other_root BLOB NOT NULL CHECK (length(other_root) = 32),
  leaves_from INTEGER NOT NULL,
  leaves BLOB NOT NULL,
  same TEXT NOT NULL,
  anchors TEXT NOT NULL
) STRICT;

-- Two sayings of which neither knew the other, by their leaves; NULL where that copy had erased it.
CREATE TABLE conflict (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  ours BLOB,
  theirs BLOB,
  settled INTEGER NOT NULL,
  UNIQUE (id, revision)
) STRICT;

CREATE INDEX conflict_object ON conflict (object);

CREATE TRIGGER origin_is_kept BEFORE UPDATE ON origin
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER merge_is_kept BEFORE UPDATE ON merge
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER conflict_is_kept BEFORE UPDATE ON conflict
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
