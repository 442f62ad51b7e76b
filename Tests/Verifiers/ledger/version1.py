#!/usr/bin/env python3
"""Writes a ledger of schema 1 as SQL, with hashes computed here and not by allot.

    python3 version1.py > version1.sql

The text that a hash covers is written down in the documentation of the target Ledger.
"""
import hashlib

TABLES = {
    "entry": "number INTEGER PRIMARY KEY, moment TEXT NOT NULL, kind TEXT NOT NULL, job TEXT, title TEXT NOT NULL, "
    "first TEXT, last TEXT, result TEXT, approver TEXT, previous TEXT NOT NULL, hash TEXT NOT NULL",
    "person": "entry INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL, pseudonym TEXT NOT NULL, "
    "salt TEXT, number TEXT, name TEXT, PRIMARY KEY (entry, position)",
    "supersession": "earlier INTEGER",
    "input": "name TEXT, sha256 TEXT",
    "institution": "id TEXT, name TEXT, tier TEXT",
    "post": "person TEXT, unit TEXT, role TEXT, served INTEGER",
    "term": "label TEXT, first TEXT, last TEXT",
    "duty": "term TEXT, body TEXT, tier TEXT, unit TEXT, person TEXT",
    "share": "unit TEXT, servedBefore INTEGER, entitledBefore TEXT, served INTEGER, entitled TEXT",
    "debt": "term TEXT, body TEXT, tier TEXT, unit TEXT, status TEXT",
    "shift": "day TEXT, duty TEXT, person TEXT",
    "pairing": "talent TEXT, mentor TEXT, project TEXT",
    "departure": "person TEXT, last TEXT, successor TEXT, unit TEXT",
}


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def field(text):
    return f"{len(text.encode())}:{text}"


def pseudonym(salt, number, name):
    return sha(field(salt) + field(number) + field(name))


def line(table, row, hidden=()):
    out = ""
    for column in sorted(row):
        value = row[column]
        if value is None or column in hidden:
            continue
        out += f"{column}=" + (f"i{value}" if isinstance(value, int) else "t" + field(value)) + ";"
    return f"{table}:{out}\n"


def literal(value):
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def insert(table, row):
    print(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(map(literal, row.values()))});")


def write(number, previous, head, people, facts):
    rows = []
    for table in list(TABLES)[1:]:
        for position, fact in enumerate(people if table == "person" else facts.get(table, [])):
            rows.append((table, {"entry": number, "position": position, **fact}))
    entry = {"number": number, **head, "previous": previous}
    text = "allot-ledger-1\n" + line("entry", entry)
    for table, row in rows:
        text += line(table, row, ("salt", "number", "name") if table == "person" else ())
    entry["hash"] = sha(text)
    insert("entry", entry)
    for table, row in rows:
        insert(table, row)
    return entry["hash"]


def main():
    print("PRAGMA application_id = 1095520084;\nPRAGMA user_version = 1;")
    for table, columns in TABLES.items():
        if table not in ("entry", "person"):
            columns = (
                "entry INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL, "
                f"{columns}, PRIMARY KEY (entry, position)"
            )
        print(f"CREATE TABLE {table} ({columns}) STRICT;")
    previous = "0" * 64
    for number, unit in ((1, "H01"), (2, "C03")):
        people = []
        for staff, name in (("010001", "计以宁"), ("020071", "宣 ;=乐")):
            salt = f"{number:032x}"
            people.append(
                {"pseudonym": pseudonym(salt, staff, name), "salt": salt, "number": staff, "name": name}
            )
        facts = {
            "input": [{"name": "席位.csv", "sha256": sha("seats")}],
            "institution": [{"id": unit, "name": "单位", "tier": "hospital"}],
            "post": [{"person": people[1]["pseudonym"], "unit": unit, "role": "科研管理负责人", "served": 2}],
            "term": [{"label": "2024-01", "first": "2024-01-01", "last": "2024-01-31"}],
            "duty": [
                {"term": "2024-01", "body": "office", "tier": "hospital", "unit": unit, "person": people[1]["pseudonym"]}
            ],
            "share": [{"unit": unit, "servedBefore": 0, "entitledBefore": "1/2", "served": 1, "entitled": "7/5"}],
        }
        if number == 2:
            facts["supersession"] = [{"earlier": 1}]
            facts["debt"] = [
                {"term": "2024-01", "body": "office", "tier": "hospital", "unit": "H01", "status": "owed"}
            ]
        head = {
            "moment": f"2024-01-0{number}T08:00:00Z",
            "kind": "published",
            "job": "roster",
            "title": "轮值",
            "first": "2024-01-01",
            "last": "2024-01-31",
            "result": sha(f"result {number}"),
            "approver": people[0]["pseudonym"],
        }
        previous = write(number, previous, head, people, facts)
    salt = f"{3:032x}"
    leaver = {"pseudonym": pseudonym(salt, "020071", ""), "salt": salt, "number": "020071", "name": ""}
    head = {"moment": "2024-02-01T08:00:00Z", "kind": "departure", "title": ""}
    write(3, previous, head, [leaver], {"departure": [{"person": leaver["pseudonym"], "last": "2024-01-31"}]})


main()
