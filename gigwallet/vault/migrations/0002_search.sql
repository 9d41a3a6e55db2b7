-- Search (docs/vault-format.md, section 6.4). None of these tables is committed: text read from an
-- exhibit can be read again, and the index is made from rows that the log binds.

CREATE TABLE exhibit_text (
  exhibit_id TEXT NOT NULL,
  page INTEGER NOT NULL CHECK (page >= 1),
  text TEXT NOT NULL,
  reader TEXT NOT NULL,
  PRIMARY KEY (exhibit_id, page)
) STRICT, WITHOUT ROWID;

-- The very texts that the index was made of: an entry is taken out of it by the same text.
CREATE TABLE search_document (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  page INTEGER NOT NULL,
  day TEXT,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (object, page)
) STRICT;

-- The tokens are made by the program; ascii leaves every sign above 127 alone.
CREATE VIRTUAL TABLE search_index USING fts5 (
  tokens, content = '', columnsize = 0, prefix = '1', tokenize = 'ascii'
);

-- What is taken out is overwritten at once, not marked as deleted until some later merge.
INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);

CREATE TABLE search_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL,
  tokeniser TEXT NOT NULL
) STRICT;

INSERT INTO search_state VALUES (1, 0, '');
