-- Tracks: the positions of one source on one day (docs/vault-format.md, section 6.8).

CREATE TABLE track (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  started_at_utc INTEGER NOT NULL,
  started_at_zone TEXT NOT NULL,
  started_at_quality TEXT NOT NULL,
  started_at_text TEXT NOT NULL,
  ended_at_utc INTEGER NOT NULL,
  ended_at_zone TEXT NOT NULL,
  ended_at_quality TEXT NOT NULL,
  ended_at_text TEXT NOT NULL,
  points INTEGER NOT NULL,
  packed BLOB NOT NULL,
  UNIQUE (fact_id, revision)
) STRICT;

CREATE TRIGGER track_is_kept BEFORE UPDATE ON track
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
