-- Redacted copies of originals (docs/vault-format.md, section 6.12).

CREATE TABLE redaction (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  exhibit_id TEXT NOT NULL,
  copy_id TEXT,
  masks TEXT NOT NULL,
  original_sha256 TEXT NOT NULL,
  redacted_sha256 TEXT NOT NULL,
  outside_sha256 TEXT NOT NULL,
  resolution INTEGER NOT NULL,
  drawn_by TEXT NOT NULL,
  UNIQUE (id, revision)
) STRICT;

CREATE INDEX redaction_of ON redaction (exhibit_id);

-- What the masks of a copy hide, so that a bundle can be searched for it. It can be read again from
-- the original, so the log does not bind it, and no proof of the redaction gives it away.
CREATE TABLE masked_text (
  exhibit_id TEXT PRIMARY KEY,
  words TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER redaction_is_kept BEFORE UPDATE ON redaction
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
