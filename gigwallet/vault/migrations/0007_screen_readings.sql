-- What was read of screens, and what a person decided (docs/vault-format.md, section 6.6).

-- It can be read again from the original, so the log does not bind it.
CREATE TABLE screen_reading (
  exhibit_id TEXT PRIMARY KEY,
  engine TEXT NOT NULL,
  templates TEXT NOT NULL,
  trouble TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  look TEXT NOT NULL,
  reading TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Said by a person with the pixels before their eyes: of a field, or of a picture that looks like
-- another one (parent).
CREATE TABLE screen_decision (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  exhibit_id TEXT NOT NULL,
  template TEXT NOT NULL,
  field TEXT NOT NULL,
  page INTEGER NOT NULL,
  box TEXT NOT NULL,
  parent TEXT,
  number INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;

CREATE INDEX screen_decision_exhibit ON screen_decision (exhibit_id);

-- Which facts a picture states is asked each time that it is read or decided on anew. What was read
-- of a picture has a box; rows of tables, of which there are millions, have none.
CREATE INDEX source_in_box ON source (exhibit_id) WHERE substr(pointer, 1, 5) = 'xywh=';

CREATE TRIGGER screen_decision_is_kept BEFORE UPDATE ON screen_decision
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
