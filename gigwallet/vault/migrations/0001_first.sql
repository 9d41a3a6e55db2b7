-- Format 1 (docs/vault-format.md). A table whose first column is seq is committed: its row is
-- bound by the log entry of that number, is inserted or erased, and never updated.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The log ------------------------------------------------------------------------------------

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

CREATE TABLE log_salt (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;

CREATE TABLE log_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length(root) = 32),
  peaks BLOB NOT NULL
) STRICT;

INSERT INTO log_state VALUES
  (1, 0, x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'');

-- What has no table of its own: an export, a share, the vault's making.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  body BLOB NOT NULL
) STRICT;

-- Who, for whom ------------------------------------------------------------------------------

CREATE TABLE worker (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  name TEXT NOT NULL,
  id_number TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  email TEXT NOT NULL,
  UNIQUE (id, revision)
) STRICT;

CREATE TABLE engagement (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  platform TEXT NOT NULL,
  city TEXT NOT NULL,
  zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  contracting_firm TEXT NOT NULL,
  paying_firm TEXT NOT NULL,
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  vehicle TEXT NOT NULL,
  account TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  UNIQUE (id, revision)
) STRICT;

CREATE TABLE scheme (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  digest TEXT NOT NULL,
  illustrative INTEGER NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT,
  engagement_id TEXT,
  proof TEXT,
  UNIQUE (id, revision)
) STRICT;

-- Originals ----------------------------------------------------------------------------------

CREATE TABLE exhibit (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  route TEXT NOT NULL,
  engagement_id TEXT,
  parent TEXT,
  taken_at_utc INTEGER,
  taken_at_zone TEXT,
  taken_at_quality TEXT,
  taken_at_text TEXT,
  taken_from TEXT NOT NULL,
  importer TEXT NOT NULL,
  label TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (id, revision)
) STRICT;

CREATE INDEX exhibit_content ON exhibit (sha256);

-- Bound by the exhibit that carries the same sha256. One content is stored once.
CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  key BLOB NOT NULL CHECK (length(key) = 32),
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE thumbnail (
  exhibit_id TEXT PRIMARY KEY,
  picture BLOB NOT NULL CHECK (length(picture) <= 65536)
) STRICT, WITHOUT ROWID;

-- Facts: one row of fact, one row of its kind per revision, one row of source per place --------

CREATE TABLE fact (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  engagement_id TEXT NOT NULL,
  family TEXT NOT NULL,
  natural_key TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  UNIQUE (engagement_id, kind, family, natural_key, occurrence)
) STRICT;

CREATE TABLE source (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  exhibit_id TEXT,
  member TEXT NOT NULL,
  line INTEGER,
  page INTEGER,
  pointer TEXT NOT NULL,
  importer TEXT NOT NULL,
  importer_version TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;

CREATE INDEX source_fact ON source (fact_id);

CREATE TABLE trip (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  currency TEXT NOT NULL,
  zone TEXT NOT NULL,
  ref TEXT NOT NULL,
  batch_ref TEXT NOT NULL,
  product TEXT NOT NULL,
  city TEXT NOT NULL,
  offered_at_utc INTEGER,
  offered_at_zone TEXT,
  offered_at_quality TEXT,
  offered_at_text TEXT,
  accepted_at_utc INTEGER,
  accepted_at_zone TEXT,
  accepted_at_quality TEXT,
  accepted_at_text TEXT,
  arrived_pickup_at_utc INTEGER,
  arrived_pickup_at_zone TEXT,
  arrived_pickup_at_quality TEXT,
  arrived_pickup_at_text TEXT,
  picked_up_at_utc INTEGER,
  picked_up_at_zone TEXT,
  picked_up_at_quality TEXT,
  picked_up_at_text TEXT,
  arrived_dropoff_at_utc INTEGER,
  arrived_dropoff_at_zone TEXT,
  arrived_dropoff_at_quality TEXT,
  arrived_dropoff_at_text TEXT,
  completed_at_utc INTEGER,
  completed_at_zone TEXT,
  completed_at_quality TEXT,
  completed_at_text TEXT,
  promised_by_utc INTEGER,
  promised_by_zone TEXT,
  promised_by_quality TEXT,
  promised_by_text TEXT,
  pickup_lat REAL,
  pickup_lng REAL,
  dropoff_lat REAL,
  dropoff_lng REAL,
  to_pickup_m INTEGER,
  trip_m INTEGER,
  paid_m INTEGER,
  duration_s INTEGER,
  paid_duration_s INTEGER,
  wait_s INTEGER,
  cash INTEGER,
  offered_minor INTEGER,
  offered_currency TEXT,
  customer_paid_minor INTEGER,
  customer_paid_currency TEXT,
  surge TEXT,
  UNIQUE (fact_id, revision)
) STRICT;

CREATE TABLE shift (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  platform TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at_utc INTEGER NOT NULL,
  started_at_zone TEXT NOT NULL,
  started_at_quality TEXT NOT NULL,
  started_at_text TEXT NOT NULL,
  ended_at_utc INTEGER,
  ended_at_zone TEXT,
  ended_at_quality TEXT,
  ended_at_text TEXT,
  distance_m INTEGER,
  offers INTEGER,
  accepts INTEGER,
  rejects INTEGER,
  expired INTEGER,
  completed INTEGER,
  UNIQUE (fact_id, revision)
) STRICT;

CREATE TABLE track_point (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  at_utc INTEGER NOT NULL,
  at_zone TEXT NOT NULL,
  at_quality TEXT NOT NULL,
  at_text TEXT NOT NULL,
  lat REAL NOT NULL,
  lng REAL NOT NULL,
  crs TEXT NOT NULL,
  accuracy_m REAL,
  altitude_m REAL,
  speed_mps REAL,
  bearing REAL,
  provider TEXT NOT NULL,
  activity TEXT NOT NULL,
  UNIQUE (fact_id, revision)
) STRICT;

CREATE TABLE tally (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  platform TEXT NOT NULL,
  period_first TEXT NOT NULL,
  period_last TEXT NOT NULL,
  orders INTEGER,
  distance_m INTEGER,
  worked_us INTEGER,
  note TEXT NOT NULL,
  UNIQUE (fact_id, revision)
) STRICT;

CREATE TABLE statement (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  period_first TEXT NOT NULL,
  period_last TEXT NOT NULL,
  currency TEXT NOT NULL,
  covers TEXT NOT NULL,
  ref TEXT NOT NULL,
  issued_at_utc INTEGER,
  issued_at_zone TEXT,
  issued_at_quality TEXT,
  issued_at_text TEXT,
  orders INTEGER,
  gross_minor INTEGER,
  gross_currency TEXT,
  deductions TEXT NOT NULL,
  net_minor INTEGER,
  net_currency TEXT,
  UNIQUE (fact_id, revision)
) STRICT;

CREATE TABLE pay_line (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  platform TEXT NOT NULL,
  category TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  amount_currency TEXT NOT NULL,
  label_raw TEXT NOT NULL,
  trip_ref TEXT NOT NULL,
  statement_ref TEXT NOT NULL,
  occurred_at_utc INTEGER,
  occurred_at_zone TEXT,
  occurred_at_quality TEXT,
  occurred_at_text TEXT,
  recognised_at_utc INTEGER,
  recognised_at_zone TEXT,
  recognised_at_quality TEXT,
  recognised_at_text TEXT,
  quantity TEXT,
  rate TEXT,
  is_subtotal INTEGER NOT NULL,
  UNIQUE (fact_id, revision)
) STRICT;

CREATE TABLE payout (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  fact_id TEXT NOT NULL REFERENCES fact (id),
  revision INTEGER NOT NULL,
  how TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  ordered_at INTEGER,
  side TEXT NOT NULL,
  at_utc INTEGER NOT NULL,
  at_zone TEXT NOT NULL,
  at_quality TEXT NOT NULL,
  at_text TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  amount_currency TEXT NOT NULL,
  platform TEXT NOT NULL,
  payer_text TEXT NOT NULL,
  label TEXT NOT NULL,
  period_first TEXT,
  period_last TEXT,
  method TEXT NOT NULL,
  ext_ref TEXT NOT NULL,
  account_mask TEXT NOT NULL,
  UNIQUE (fact_id, revision)
) STRICT;

-- What documents say they cover; cases; the person's own settings -----------------------------

CREATE TABLE coverage (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL UNIQUE,
  engagement_id TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  what TEXT NOT NULL,
  exhibits TEXT NOT NULL
) STRICT;

CREATE TABLE case_file (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  engagement_id TEXT NOT NULL,
  title TEXT NOT NULL,
  period_first TEXT NOT NULL,
  period_last TEXT NOT NULL,
  respondents TEXT NOT NULL,
  exhibits TEXT NOT NULL,
  claim_minor INTEGER,
  claim_currency TEXT,
  claim_first TEXT,
  claim_last TEXT,
  claim_due_by TEXT,
  language TEXT NOT NULL,
  prepared_on TEXT,
  UNIQUE (id, revision)
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Guards against our own mistakes; a holder of the key can drop them, the log's head cannot be
-- talked out of what it saw.

CREATE TRIGGER log_is_append_only_u BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_append_only_d BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_has_no_gaps BEFORE INSERT ON log
WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM log)
BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END;
CREATE TRIGGER log_salt_is_kept BEFORE UPDATE ON log_salt
BEGIN SELECT RAISE(ABORT, 'a salt is kept or erased'); END;
CREATE TRIGGER event_is_kept BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER worker_is_kept BEFORE UPDATE ON worker
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER engagement_is_kept BEFORE UPDATE ON engagement
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER scheme_is_kept BEFORE UPDATE ON scheme
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER exhibit_is_kept BEFORE UPDATE ON exhibit
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER fact_is_kept BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER source_is_kept BEFORE UPDATE ON source
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER trip_is_kept BEFORE UPDATE ON trip
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER shift_is_kept BEFORE UPDATE ON shift
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER track_point_is_kept BEFORE UPDATE ON track_point
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER tally_is_kept BEFORE UPDATE ON tally
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER statement_is_kept BEFORE UPDATE ON statement
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER pay_line_is_kept BEFORE UPDATE ON pay_line
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER payout_is_kept BEFORE UPDATE ON payout
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER coverage_is_kept BEFORE UPDATE ON coverage
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER case_file_is_kept BEFORE UPDATE ON case_file
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
