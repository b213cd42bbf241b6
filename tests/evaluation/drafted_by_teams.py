"""Drafted plans of teams: an audit, another database and a new system (`drafted.py`)."""

from __future__ import annotations

from tests.agents.talks import numbered
from tests.plans import plan

SOC2 = plan(
    numbered(
        1,
        "Fix scope, deadline, auditor and who is responsible",
        estimated_minutes=1080,
        due_date="2026-12-09",
        status="completed",
    ),
    numbered(
        2,
        "Assess the gap to the requirements, and the risks",
        depends_on=(1,),
        estimated_minutes=2220,
        due_date="2027-01-09",
        status="in_progress",
        assignee="Dana",
    ),
    numbered(7, "Compare each requirement with today", 2, estimated_minutes=1320),
    numbered(8, "Rate the risks", 2, estimated_minutes=600),
    numbered(9, "Rank the work", 2, depends_on=(7, 8), estimated_minutes=300, assignee="Luis"),
    numbered(
        3,
        "Write policies and procedures that people will follow",
        depends_on=(2,),
        estimated_minutes=4740,
        due_date="2027-03-17",
        assignee="Luis",
    ),
    numbered(
        4,
        "Close the gaps, train staff and collect evidence",
        depends_on=(2,),
        estimated_minutes=4740,
        due_date="2027-03-17",
        assignee="Dana",
    ),
    numbered(
        5,
        "Hold the internal audit and correct findings",
        depends_on=(3, 4),
        estimated_minutes=3960,
        due_date="2027-05-12",
    ),
    numbered(
        6,
        "Pass the audit and keep it up",
        depends_on=(5,),
        estimated_minutes=3480,
        due_date="2027-06-30",
    ),
)

DATABASE = plan(
    numbered(
        1,
        "Take stock of MySQL: schema, data types, queries and all that relies on it",
        estimated_minutes=1980,
        status="completed",
    ),
    numbered(
        2,
        "Set up PostgreSQL in production shape, with backups and monitoring",
        depends_on=(1,),
        estimated_minutes=2400,
        status="in_progress",
        assignee="Kim",
    ),
    numbered(7, "Set up PostgreSQL by code", 2, estimated_minutes=780),
    numbered(8, "Rehearse backup, restore and failover", 2, depends_on=(7,), estimated_minutes=480),
    numbered(
        9, "Set up monitoring and tune", 2, depends_on=(7,), estimated_minutes=1140, assignee="Igor"
    ),
    numbered(
        3,
        "Make schema, queries and applications work with PostgreSQL",
        depends_on=(1,),
        estimated_minutes=4080,
        assignee="Igor",
    ),
    numbered(
        4,
        "Build and rehearse the transfer of the data, with a backup",
        depends_on=(2, 3),
        estimated_minutes=2520,
        assignee="Kim",
    ),
    numbered(
        5, "Cut over to PostgreSQL, with a rollback plan", depends_on=(4,), estimated_minutes=1410
    ),
    numbered(6, "Retire MySQL", depends_on=(5,), estimated_minutes=1080),
)

CRM = plan(
    numbered(
        1,
        "Agree what the new system has to do, for whom and from when",
        estimated_minutes=1860,
        status="completed",
    ),
    numbered(
        2,
        "Set up the new system",
        depends_on=(1,),
        estimated_minutes=4860,
        status="in_progress",
        assignee="Helen",
    ),
    numbered(
        3,
        "Clean the data, map fields, import and check them",
        depends_on=(2,),
        estimated_minutes=4680,
        assignee="Marco",
    ),
    numbered(6, "Clean the old data", 3, estimated_minutes=1560, assignee="Marco"),
    numbered(7, "Rehearse the move", 3, depends_on=(6,), estimated_minutes=1440),
    numbered(8, "Run both for one cycle", 3, depends_on=(7,), estimated_minutes=1680),
    numbered(
        4,
        "Train users, name helpers and communicate dates",
        depends_on=(2,),
        estimated_minutes=4740,
        assignee="Helen",
    ),
    numbered(
        5,
        "Switch over with support and a way back, close the old one",
        depends_on=(3, 4),
        estimated_minutes=2100,
    ),
)
