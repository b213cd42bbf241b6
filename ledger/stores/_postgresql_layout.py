"""The tables of a ledger in PostgreSQL: whose they are, how they are made, and how they are appended to.

Everything is in the connection's current schema. The tables are made in one transaction under a lock,
so that of several processes that start at once one makes them. They can only be appended to: triggers
refuse the rest, to whoever comes by another way, too.
"""

from __future__ import annotations

from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

from ledger.core.errors import StoreForeign, StoreUnavailable
from ledger.stores._postgresql_connections import Connection

LAYOUT = 1
"""The version of the tables, kept in `identity`; a higher one is from a newer version of ours."""

APPEND_LOCK = 0x504C4447_0001  # "PLDG"
PREPARE_LOCK = 0x504C4447_0002
NAMES = ("stored_events", "receipts", "snapshots", "tiles", "identity", "append_to_ledger")
CHANNEL = "stored_events"
"""Where an append tells its schema and the ledger's new length; the library listens there, too."""


def prepare(connection: Connection) -> str:
    """See to it that a ledger of ours is in the current schema; the schema's name.

    Raises StoreForeign (and leaves everything as it is) or StoreUnavailable.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (PREPARE_LOCK,))
        schema = _schema(connection)
        check_durable(connection)
        if _has_identity(connection, schema):
            _check_layout(connection, schema)
        else:
            _check_empty(connection, schema)
            connection.execute(_creation(schema))
    return schema


def check_durable(connection: Connection) -> None:
    """Raise StoreUnavailable where a commit might not outlive a power cut."""
    row = connection.execute(
        "SELECT current_setting('fsync') AS fsync,"
        " current_setting('synchronous_commit') AS synchronous_commit"
    ).fetchone()
    for setting, value in (row or {}).items():
        if value == "off":
            raise not_durable(setting)


def not_durable(setting: str) -> StoreUnavailable:
    """What is told where a setting would let accepted changes be lost."""
    return StoreUnavailable(
        f"PostgreSQL runs with {setting}=off: accepted changes could be lost in a power cut."
        f" Set {setting}=on for this database."
    )


def _schema(connection: Connection) -> str:
    row = connection.execute("SELECT current_schema() AS schema").fetchone()
    if row is None or row["schema"] is None:
        raise StoreUnavailable(
            "The database has no schema to work in: none of search_path is there."
        )
    return str(row["schema"])


def _has_identity(connection: Connection, schema: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM pg_tables WHERE schemaname=%s AND tablename='identity'", (schema,)
    )
    return found.fetchone() is not None


def _check_layout(connection: Connection, schema: str) -> None:
    name = Identifier(schema, "identity")
    try:
        row = connection.execute(SQL("SELECT ledger_id, layout FROM {}").format(name)).fetchone()
    except psycopg.errors.UndefinedColumn:
        row = None
    if row is None:
        raise StoreForeign(
            f"The schema {schema} has the tables of another program; it was left as it is."
        )
    if row["layout"] > LAYOUT:
        raise StoreForeign(
            f"The ledger in schema {schema} was written by a newer version"
            f" (layout {row['layout']}; this one knows {LAYOUT})."
        )


def _check_empty(connection: Connection, schema: str) -> None:
    """Tables of extensions are nobody's program."""
    other = connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS"
        " (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
        " AND d.deptype = 'e') ORDER BY c.relname LIMIT 1",
        (schema,),
    ).fetchone()
    if other is not None:
        raise StoreForeign(
            f"The schema {schema} is in use by another program (it has {other['relname']}); it was left"
            " as it is. Give Patch Ledger a database of its own."
        )


def _creation(schema: str) -> Composed:
    """What makes an empty ledger with an id of its own."""
    return SQL(f"{TABLES};{APPEND_ONLY};{APPEND}").format(
        **{name: Identifier(schema, name) for name in NAMES},
        refuse=Identifier(schema, "refuse_to_rewrite"),
        ledger_id=Literal(str(uuid4())),
        layout=Literal(LAYOUT),
        lock=Literal(APPEND_LOCK),
        channel=Literal(CHANNEL),
        schema=Literal(schema),
    )


TABLES = """
CREATE TABLE {stored_events} (
    originator_id text NOT NULL, originator_version bigint NOT NULL, topic text NOT NULL,
    state bytea NOT NULL, notification_id bigint NOT NULL UNIQUE,
    PRIMARY KEY (originator_id, originator_version));
CREATE TABLE {receipts} (
    changeset text COLLATE "C" PRIMARY KEY, stream text NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
    request text NOT NULL);
CREATE TABLE {snapshots} (
    stream text NOT NULL, version bigint NOT NULL, state bytea NOT NULL,
    PRIMARY KEY (stream, version));
CREATE TABLE {tiles} (
    level integer NOT NULL, index bigint NOT NULL, hashes bytea NOT NULL,
    PRIMARY KEY (level, index));
CREATE TABLE {identity} (ledger_id text NOT NULL, layout integer NOT NULL);
INSERT INTO {identity} VALUES ({ledger_id}, {layout})
"""

# ENABLE ALWAYS: whoever plays a replica (session_replication_role) is refused as well.
APPEND_ONLY = """
CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {stored_events}
    FOR EACH STATEMENT EXECUTE FUNCTION {refuse}();
ALTER TABLE {stored_events} ENABLE ALWAYS TRIGGER append_only;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {receipts}
    FOR EACH STATEMENT EXECUTE FUNCTION {refuse}();
ALTER TABLE {receipts} ENABLE ALWAYS TRIGGER append_only
"""

# One call is one round trip. The lock comes first: each statement after it sees what was committed
# before the lock was granted (READ COMMITTED), so heads, receipts and the next offset are the latest.
# What it refuses it returns, with nothing written: an error would fill the server's log with conflicts.
APPEND = """
CREATE FUNCTION {append_to_ledger}(
    streams text[], versions bigint[], topics text[], states bytea[],
    changesets text[], receipt_streams text[], firsts bigint[], lasts bigint[], requests text[],
    OUT base bigint, OUT moved text, OUT expected bigint, OUT head bigint, OUT taken text,
    OUT unsafe text) LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('fsync') = 'off' THEN unsafe := 'fsync'; RETURN; END IF;
    IF current_setting('synchronous_commit') = 'off' THEN
        unsafe := 'synchronous_commit'; RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock({lock});
    SELECT r.stream, r.ahead, h.latest INTO moved, expected, head
        FROM (SELECT s, min(v) - 1 FROM unnest(streams, versions) AS n(s, v) GROUP BY s)
            AS r(stream, ahead)
        CROSS JOIN LATERAL (SELECT coalesce(max(originator_version), 0) FROM {stored_events}
            WHERE originator_id = r.stream) AS h(latest)
        WHERE r.ahead <> h.latest LIMIT 1;
    IF FOUND THEN RETURN; END IF;
    SELECT changeset INTO taken FROM {receipts} WHERE changeset = ANY (changesets) LIMIT 1;
    IF FOUND THEN RETURN; END IF;
    SELECT coalesce(max(notification_id), 0) INTO base FROM {stored_events};
    INSERT INTO {stored_events} SELECT s, v, t, d, base + o
        FROM unnest(streams, versions, topics, states) WITH ORDINALITY AS n(s, v, t, d, o);
    INSERT INTO {receipts}
        SELECT * FROM unnest(changesets, receipt_streams, firsts, lasts, requests);
    PERFORM pg_notify({channel}, {schema} || ' ' || base + cardinality(streams));
END $$
"""
