-- Signed checkpoints of the log (docs/vault-format.md, section 6.3). Neither table is committed: a
-- checkpoint proves itself by its signature, and the log says when and why each was made.

-- The seed that signs, under the log key. During a change of all keys it lies here twice, once
-- under the old and once under the new key.
CREATE TABLE signing_seed (
  nonce BLOB PRIMARY KEY CHECK (length(nonce) = 12),
  sealed BLOB NOT NULL CHECK (length(sealed) = 48),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  no INTEGER PRIMARY KEY CHECK (no > 0),
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  why TEXT NOT NULL
) STRICT;

CREATE TRIGGER checkpoint_is_kept_u BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is kept'); END;
CREATE TRIGGER checkpoint_is_kept_d BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is kept'); END;
