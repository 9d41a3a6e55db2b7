-- What a long table of trips is read by, so that its first rows cost the same in a vault of a
-- hundred trips and of a million (docs/vault-format.md, section 6.11).

CREATE INDEX trip_in_time ON trip (ordered_at);
CREATE INDEX trip_by_day ON trip (first_day);
CREATE INDEX trip_said_anew ON trip (fact_id, revision) WHERE revision > 1;
