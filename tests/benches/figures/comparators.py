"""The comparators of `cargo xtask bench`: the same organisation in DuckDB and in pandas.

Usage: comparators.py FOLDER, which holds assessments.bin, structure.json and needs.json as comparators.rs writes them. Prints a JSON
list with, for each program that can be imported, its times in seconds and its counts.

What they compute is less than what Cadre computes, in their favour: current levels; by team and area the people below
target and those at level 0 or 1; by team and competency the seats filled, where the largest matching follows from the
cumulated counts (seats not filled = the largest excess of seats over people at or above any one level).
"""

import json
import os
import statistics
import sys
import time

RUNS = 5
LOADS = 3


def median(runs, work):
    times, answer = [], None
    for _ in range(runs):
        started = time.perf_counter()
        answer = work()
        times.append(time.perf_counter() - started)
    return statistics.median(times), answer


def read(folder):
    """The tables as pandas data frames."""
    import numpy
    import pandas

    structure = json.load(open(os.path.join(folder, "structure.json"), encoding="utf-8"))
    raw = open(os.path.join(folder, "assessments.bin"), "rb").read()
    count, place, columns = len(raw) // 12, 0, {}
    for name, kind in [("person", "<u4"), ("competency", "<u2"), ("day", "<i4"), ("level", "u1"), ("source", "u1")]:
        columns[name] = numpy.frombuffer(raw, dtype=kind, count=count, offset=place)
        place += count * numpy.dtype(kind).itemsize
    assessments = pandas.DataFrame(columns)
    people = pandas.DataFrame(structure["people"], columns=["team", "role"])
    people.insert(0, "person", range(len(people)))
    return {
        "as_of": structure["as_of"],
        "assessment": assessments,
        "person": people,
        "competency": pandas.DataFrame({"competency": range(len(structure["area_of"])), "area": structure["area_of"]}),
        "target": pandas.DataFrame(structure["targets"], columns=["role", "competency", "level"]),
        "position": pandas.DataFrame(structure["positions"], columns=["team", "role", "seats"]),
    }


CURRENT = """
CREATE OR REPLACE TEMP TABLE current_level AS
SELECT person, competency, arg_max(level, ((source >= 2)::BIGINT << 62) | (day::BIGINT << 32) | rowid) AS level
FROM assessment WHERE day <= {as_of} GROUP BY person, competency
"""

PEOPLE = """
WITH by_target AS (
  SELECT p.team, c.area, p.person, bool_or(l.level < t.level) AS below
  FROM person p JOIN target t ON t.role = p.role JOIN competency c ON c.competency = t.competency
  JOIN current_level l ON l.person = p.person AND l.competency = t.competency
  GROUP BY p.team, c.area, p.person),
shares AS (SELECT team, area, count(*) FILTER (below) AS below, count(*) AS people FROM by_target GROUP BY team, area),
by_area AS (
  SELECT p.team, c.area, p.person, max(l.level) AS highest
  FROM current_level l JOIN person p ON p.person = l.person JOIN competency c ON c.competency = l.competency
  GROUP BY p.team, c.area, p.person),
lows AS (SELECT team, area, count(*) FILTER (highest <= 1) AS low, count(*) AS people FROM by_area GROUP BY team, area)
SELECT (SELECT sum(below) FROM shares), (SELECT sum(people) FROM shares), (SELECT sum(low) FROM lows),
       (SELECT sum(people) FROM lows)
"""

SEATS = """
WITH at_least AS (SELECT unnest([1, 2, 3, 4]) AS level),
required AS (
  SELECT o.team, t.competency, a.level, sum(o.seats) FILTER (t.level >= a.level) AS seats, sum(o.seats) AS every
  FROM position o JOIN target t ON t.role = o.role CROSS JOIN at_least a GROUP BY ALL),
held AS (
  SELECT p.team, l.competency, a.level, count(*) FILTER (l.level >= a.level) AS people
  FROM current_level l JOIN person p ON p.person = l.person CROSS JOIN at_least a GROUP BY ALL),
unfilled AS (
  SELECT r.team, r.competency, max(r.every) AS every,
         max(greatest(coalesce(r.seats, 0) - coalesce(h.people, 0), 0)) AS open
  FROM required r LEFT JOIN held h USING (team, competency, level) GROUP BY r.team, r.competency)
SELECT sum(every), sum(every - open) FROM unfilled
"""


def duckdb_times(folder, tables):
    import duckdb

    path = os.path.join(folder, "bench.duckdb")

    def fill(connection):
        for name in ["assessment", "person", "competency", "target", "position"]:
            frame = tables[name]  # noqa: F841 (DuckDB finds it by its name)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")

    def load():
        if os.path.exists(path):
            os.remove(path)
        connection = duckdb.connect(path)
        fill(connection)
        connection.execute("CHECKPOINT")
        connection.close()

    def figures(connection):
        connection.execute(CURRENT.format(as_of=tables["as_of"]))
        below, with_target, low, assessed = connection.execute(PEOPLE).fetchone()
        seats, filled = connection.execute(SEATS).fetchone()
        return dict(below_target=int(below), with_target=int(with_target), low_or_none=int(low),
                    assessed=int(assessed), seats=int(seats), filled=int(filled))

    def opened():
        connection = duckdb.connect(path)
        answer = figures(connection)
        connection.close()
        return answer

    load_time, _ = median(LOADS, load)
    open_time, _ = median(RUNS, opened)
    connection = duckdb.connect()
    fill(connection)
    current_time, _ = median(RUNS, lambda: connection.execute(CURRENT.format(as_of=tables["as_of"])))
    figures_time, counts = median(RUNS, lambda: figures(connection))
    return dict(name=f"DuckDB {duckdb.__version__}", load=load_time, open=open_time, current=current_time,
                figures=figures_time, counts=counts)


def pandas_times(folder, tables):
    import pandas

    path = os.path.join(folder, "bench.pickle")

    def load():
        pandas.to_pickle(tables, path)
        with open(path, "rb") as file:
            os.fsync(file.fileno())

    def current(tables):
        rows = tables["assessment"]
        rows = rows[rows["day"] <= tables["as_of"]]
        confirmed = (rows["source"] >= 2).astype("int64") * (1 << 40)
        rows = rows.assign(order=confirmed + rows["day"])
        # A stable sort keeps the order of recording among equals.
        rows = rows.sort_values("order", kind="stable")
        return rows.drop_duplicates(["person", "competency"], keep="last")[["person", "competency", "level"]]

    def figures(tables):
        levels = current(tables)
        people, areas, targets = tables["person"], tables["competency"], tables["target"]
        held = levels.merge(people, on="person").merge(areas, on="competency")
        aimed = held.merge(targets, on=["role", "competency"], suffixes=("", "_aimed"))
        aimed["below"] = aimed["level"] < aimed["level_aimed"]
        below = aimed.groupby(["team", "area", "person"])["below"].any().groupby(["team", "area"]).agg(["sum", "size"])
        highest = held.groupby(["team", "area", "person"])["level"].max()
        low = (highest <= 1).groupby(["team", "area"]).agg(["sum", "size"])
        asked = tables["position"].merge(targets, on="role")
        every = asked.groupby(["team", "competency"])["seats"].sum()
        unfilled = every * 0
        for level in [1, 2, 3, 4]:
            seats = asked[asked["level"] >= level].groupby(["team", "competency"])["seats"].sum()
            able = held[held["level"] >= level].groupby(["team", "competency"]).size()
            lacking = seats.sub(able, fill_value=0).reindex(every.index, fill_value=0).clip(lower=0)
            unfilled = pandas.concat([unfilled, lacking], axis=1).max(axis=1)
        return dict(below_target=int(below["sum"].sum()), with_target=int(below["size"].sum()),
                    low_or_none=int(low["sum"].sum()), assessed=int(low["size"].sum()), seats=int(every.sum()),
                    filled=int((every - unfilled).sum()))

    weighing_time, signals = weighing_times(folder)
    load_time, _ = median(LOADS, load)
    open_time, _ = median(RUNS, lambda: figures(pandas.read_pickle(path)))
    current_time, _ = median(RUNS, lambda: current(tables))
    figures_time, counts = median(RUNS, lambda: figures(tables))
    return dict(name=f"pandas {pandas.__version__}", load=load_time, open=open_time, current=current_time,
                figures=figures_time, counts=counts, weighing=weighing_time, signals=signals)


def weighing_times(folder):
    """Other weights over terms that are kept: scores, parts, signals, areas, ranks, and the stability of the first 100
    places in 1,000 draws. NumPy scores all draws in one multiplication of matrices and sorts each of them."""
    import numpy
    import pandas

    given = json.load(open(os.path.join(folder, "needs.json"), encoding="utf-8"))
    columns = ["scale", "seat_gap", "key_person_risk", "level_shortfall", "unfilled", "within_reach", "area"]
    needs = pandas.DataFrame(given["needs"], columns=columns)
    parts = needs[columns[1:4]].to_numpy() * needs[["scale"]].to_numpy()
    factors = numpy.random.default_rng(20241011).uniform(0.75, 1.25, (1000, 3))
    passing = iter(given["weights"])

    def weighed():
        weights = numpy.array(next(passing))
        frame = needs.assign(need=(parts @ weights).round(9))
        within = (frame["within_reach"] / frame["unfilled"]).where(frame["unfilled"] > 0, 1.0)
        frame["train"] = frame["need"] * within
        frame["hire"] = frame["need"] - frame["train"]
        above = frame["need"] >= given["line"]
        risky = frame["key_person_risk"].round(9) >= 0.3
        frame["signal"] = numpy.select([above & (frame["hire"] > frame["train"]), above, risky],
                                       ["hire", "train", "deepen"], "watch")
        areas = frame.groupby("area").agg(need=("need", "max"), unfilled=("unfilled", "sum"),
                                          within_reach=("within_reach", "sum"))
        areas = areas.sort_values("need", ascending=False)
        order = numpy.argsort(-frame["need"].to_numpy(), kind="stable")
        drawn = factors * weights
        scores = parts[order] @ (drawn / drawn.sum(axis=1, keepdims=True)).T
        swaps = (scores[1:] >= scores[:-1]).mean(axis=1) > 0.3
        places = numpy.argsort(-scores, axis=0, kind="stable")[:100]
        kept = (places == numpy.arange(len(places))[:, None]).mean(axis=1)
        return len(areas), int(swaps.sum()), float(kept.sum()), frame["signal"].value_counts().to_dict()

    time_taken, answer = median(len(given["weights"]), weighed)
    return time_taken, answer[-1]


def main():
    folder = sys.argv[1]
    try:
        tables = read(folder)
    except ImportError:
        print("neither numpy nor pandas can be imported: no comparison", file=sys.stderr)
        print("[]")
        return
    answers = []
    for name, times in [("DuckDB", duckdb_times), ("pandas", pandas_times)]:
        print(name, file=sys.stderr)
        try:
            answers.append(times(folder, tables))
        except ImportError:
            print(f"{name} cannot be imported: left out", file=sys.stderr)
    print(json.dumps(answers))


main()
