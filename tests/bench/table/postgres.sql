-- What a plain database would do for the same call: find the row that the asker's team may see
-- (row-level security), write who looked in the same transaction, answer. One round trip.
CREATE ROLE app LOGIN;

CREATE TABLE household (
    id integer PRIMARY KEY,
    body bytea NOT NULL
);
CREATE TABLE access (
    household integer NOT NULL,
    team integer NOT NULL,
    PRIMARY KEY (household, team)
);
CREATE TABLE person (
    token bytea PRIMARY KEY,
    household integer NOT NULL
);
CREATE TABLE log (
    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    team integer NOT NULL,
    household integer,
    entry bytea NOT NULL
);

INSERT INTO household
SELECT i, decode(repeat(md5(i::text), 40), 'hex') FROM generate_series(1, 100000) AS i;
INSERT INTO access SELECT i, i % 100 FROM generate_series(1, 100000) AS i;
INSERT INTO person SELECT sha256(i::text::bytea), i FROM generate_series(1, 100000) AS i;

ALTER TABLE household ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON household FOR SELECT USING (
    EXISTS (
        SELECT FROM access
        WHERE access.household = household.id
            AND access.team = current_setting('app.team')::integer
    )
);
GRANT SELECT ON household, access, person TO app;
GRANT INSERT ON log TO app;

-- Opening: 640 bytes come back, an entry of 600 bytes is kept.
CREATE FUNCTION open_household(asking integer, wanted integer) RETURNS bytea
LANGUAGE plpgsql AS $$
DECLARE
    found bytea;
BEGIN
    PERFORM set_config('app.team', asking::text, true);
    SELECT body INTO found FROM household WHERE id = wanted;
    INSERT INTO log (team, household, entry)
    VALUES (asking, wanted, decode(repeat('0123456789abcdef', 75), 'hex'));
    RETURN found;
END
$$;

-- Asking: whether somebody helps, by a token. Everybody may know that, not what stands in it.
CREATE FUNCTION find_household(asking integer, wanted integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    found integer;
BEGIN
    PERFORM set_config('app.team', asking::text, true);
    SELECT household INTO found FROM person WHERE token = sha256(wanted::text::bytea);
    INSERT INTO log (team, household, entry)
    VALUES (asking, found, decode(repeat('0123456789abcdef', 75), 'hex'));
    RETURN found;
END
$$;

ANALYZE;
