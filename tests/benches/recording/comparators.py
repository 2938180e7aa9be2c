"""The comparator of `cargo xtask bench recording`: the same spreadsheet by pandas and openpyxl.

Usage: comparators.py FILE FOLDER. Prints a JSON object with its times in seconds and what it recorded, or null where it
cannot be imported.

What it does is less than what Cadre does, in its favour: no cell is checked, names are matched only with themselves, and
nothing that it writes can be looked up, undone or told apart from what was there before.
"""

import contextlib
import json
import os
import sqlite3
import statistics
import sys
import time

RUNS = 3

TABLES = """
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE skill (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE assessment (person INTEGER NOT NULL, skill INTEGER NOT NULL, level INTEGER NOT NULL, day TEXT NOT NULL,
                         source TEXT NOT NULL);
"""

COUNTS = """
SELECT count(*) AS assessments, count(DISTINCT person) AS people, count(DISTINCT skill) AS skills,
       sum(level) AS levels FROM assessment
"""


def median(work):
    times, answer = [], None
    for _ in range(RUNS):
        started = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - started)
    return statistics.median(times), answer


def main():
    file, folder = sys.argv[1:]
    try:
        import openpyxl
        import pandas
    except ImportError as error:
        print(error, file=sys.stderr)
        print("null")
        return

    path = os.path.join(folder, "pandas.sqlite")

    def read():
        return pandas.read_excel(file, engine="openpyxl")

    def record():
        if os.path.exists(path):
            os.remove(path)
        rows = read()
        people, names = pandas.factorize(rows["Person"])
        skills, skill_names = pandas.factorize(rows["Skill"])
        days = rows["Date"].dt.strftime("%Y-%m-%d")
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.executescript(TABLES)
            # One transaction.
            with connection:
                connection.executemany("INSERT INTO person VALUES (?, ?)", enumerate(names))
                connection.executemany("INSERT INTO skill VALUES (?, ?)", enumerate(skill_names))
                connection.executemany(
                    "INSERT INTO assessment VALUES (?, ?, ?, ?, ?)",
                    zip(people.tolist(), skills.tolist(), rows["Level"].tolist(), days.tolist(), rows["Source"].tolist()),
                )

    read_time, _ = median(read)
    record_time, _ = median(record)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        counts = dict(connection.execute(COUNTS).fetchone())
    print(json.dumps({
        "name": "pandas + openpyxl",
        "versions": f"pandas {pandas.__version__} with openpyxl {openpyxl.__version__}",
        "read": read_time,
        "record": record_time,
        "counts": counts,
    }))


main()
