-- Entries of the log that an import in several transactions has written so far: from first up to,
-- not with, end (docs/vault-format.md, section 6.10). What they bind is not there for anybody until
-- the last of these transactions empties this table. It is not committed: it says how far a work
-- is, and is empty whenever none is under way.

CREATE TABLE coming (
  first INTEGER PRIMARY KEY,
  "end" INTEGER NOT NULL,
  CHECK (first < "end")
) STRICT;
