-- Time stamps (docs/vault-format.md, section 6.5). A stamp is committed: the log binds that and when
-- it was received, with every byte of it. The authorities are the person's own list.

CREATE TABLE time_authority (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  url TEXT NOT NULL,
  root TEXT NOT NULL,
  algorithm TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE time_stamp (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL UNIQUE,
  checkpoint INTEGER NOT NULL,
  stamped BLOB NOT NULL,
  algorithm TEXT NOT NULL,
  authority TEXT NOT NULL,
  url TEXT NOT NULL,
  request BLOB NOT NULL,
  response BLOB NOT NULL,
  chain TEXT NOT NULL,
  root TEXT NOT NULL,
  stamped_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  certificate_until INTEGER
) STRICT;

CREATE TRIGGER time_stamp_is_kept BEFORE UPDATE ON time_stamp
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
