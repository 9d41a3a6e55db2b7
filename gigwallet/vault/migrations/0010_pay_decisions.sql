-- What a person says of the pay check (docs/vault-format.md, section 6.9): which lines pay which
-- trips, and what they make of a difference. Conclusions themselves are never stored.

CREATE TABLE pay_pairing (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  trips TEXT NOT NULL,
  pay_lines TEXT NOT NULL,
  pairing TEXT NOT NULL,
  UNIQUE (id, revision)
) STRICT;

CREATE TABLE pay_opinion (
  seq INTEGER PRIMARY KEY REFERENCES log (seq),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  engagement_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  ref TEXT NOT NULL,
  period_first TEXT NOT NULL,
  period_last TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  amount_currency TEXT NOT NULL,
  opinion TEXT NOT NULL,
  claim_minor INTEGER,
  claim_currency TEXT,
  note TEXT NOT NULL,
  UNIQUE (id, revision)
) STRICT;

CREATE TRIGGER pay_pairing_is_kept BEFORE UPDATE ON pay_pairing
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
CREATE TRIGGER pay_opinion_is_kept BEFORE UPDATE ON pay_opinion
BEGIN SELECT RAISE(ABORT, 'a committed row is kept or erased'); END;
