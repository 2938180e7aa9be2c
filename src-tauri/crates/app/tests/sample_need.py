"""The need scores and area figures of the sample team, straight from data/: the oracle of sample.rs's tests.

Written from DESIGN.md section 2 alone and by other means than the program: seats are matched by trying every
augmenting path of the bipartite graph of people and seats, key-person risk by summing over every subset of holders,
dates by the calendar. Run it from anywhere with Python 3.11 or newer:

    python3 sample_need.py > sample_need.json
"""

import datetime
import itertools
import json
import pathlib
import tomllib

DATA = pathlib.Path(__file__).resolve().parents[4] / "data"
AS_OF = datetime.date(2026, 6, 1)  # the figures are the same on every date
CONFIRMS = {"manager", "exam", "lab", "work"}
REACH = 2
LINE = 40


def toml(path):
    return tomllib.loads((DATA / path).read_text(encoding="utf-8"))


areas = [area["key"] for area in toml("areas.toml")["areas"]]
area_of, recheck = {}, {}
for area in areas:
    file = toml(f"competencies/{area}.toml")
    for competency in file["competencies"]:
        area_of[competency["key"]] = area
        recheck[competency["key"]] = file["recheck_months"]
profiles = {role["key"]: role for role in toml("roles.toml")["roles"]}
team_file, level_file = toml("sample/team.toml"), toml("sample/levels.toml")
targets = {
    role["role"]: {t["competency"]: (t["level"], t["importance"]) for t in role["targets"]}
    for role in team_file["roles"]
}
teams = [team["name"] for team in team_file["teams"]]
counting = [
    person
    for person in team_file["people"]
    if not person.get("borrowed") and person["started_days_before"] >= 0 and "left_days_before" not in person
]

assessments = []  # (person, competency, days before, level, source)
for round_ in level_file["rounds"]:
    for name, days, row in round_["rows"]:
        marks = row.replace(" ", "")
        assert len(marks) == len(level_file["competencies"]), (name, days)
        for competency, mark in zip(level_file["competencies"], marks):
            if mark != ".":
                assessments.append((name, competency, days, int(mark), round_["source"]))
for event in level_file["events"]:
    assessments.append(
        (event["person"], event["competency"], event["days_before"], event["level"], event["source"])
    )


def months_before(date, months):
    year, month = divmod(date.year * 12 + date.month - 1 - months, 12)
    return datetime.date(year, month + 1, date.day)


def current(days_ago=0):
    """(person, competency) → (level, confirmed, stale), `days_ago` days before AS_OF."""
    found = {}
    as_of = AS_OF - datetime.timedelta(days=days_ago)
    for name, competency, days, level, source in assessments:
        if days < days_ago:
            continue
        rank = (source in CONFIRMS, -days)
        held = found.get((name, competency))
        assert held is None or held[0] != rank, f"{name}, {competency}: two on one day"
        if held is None or rank > held[0]:
            found[name, competency] = (rank, level)
    return {
        key: (level, rank[0], AS_OF + datetime.timedelta(days=rank[1]) < months_before(as_of, recheck[key[1]]))
        for key, (rank, level) in found.items()
    }


def most_filled(people, seats):
    """The largest matching of people to seats, one seat a person, by augmenting paths."""
    holder = {}

    def place(person, tried):
        for seat, target in enumerate(seats):
            if people[person] >= target and seat not in tried:
                tried.add(seat)
                if seat not in holder or place(holder[seat], tried):
                    holder[seat] = person
                    return True
        return False

    return sum(place(person, set()) for person in range(len(people)))


def pairing(people, seats):
    """(filled, unfilled, level shortfall, within reach): the best person takes the hardest seat they can fill."""
    filled = most_filled(people, seats)
    free = sorted(people, reverse=True)
    left = sorted(seats, reverse=True)
    taken = 0
    for level in list(free):
        fit = next((seat for seat in left if seat <= level), None)
        if fit is not None:
            left.remove(fit)
            free.remove(level)
            taken += 1
    assert taken == filled
    shortfall = reach = 0
    for seat in left:
        best = free.pop(0) if free else None
        shortfall += seat - (best or 0)
        reach += best is not None and seat - best <= REACH
    return filled, len(left), shortfall, reach


def risk(attritions, minimum):
    """P(fewer than `minimum` remain), summed over every subset of those who stay."""
    total = 0.0
    for stays in itertools.product((False, True), repeat=len(attritions)):
        if sum(stays) < minimum:
            chance = 1.0
            for stay, attrition in zip(stays, attritions):
                chance *= 1 - attrition if stay else attrition
            total += chance
    return total


def needs():
    levels = current()
    for team in teams:
        members = [person for person in counting if person["team"] == team]
        positions = [position for position in team_file["positions"] if position["team"] == team]
        for competency in level_file["competencies"]:
            with_target = [p for p in positions if competency in targets[p["role"]]]
            if not with_target:
                continue
            seats = [targets[p["role"]][competency][0] for p in with_target for _ in range(p["seats"])]
            importance = max(targets[p["role"]][competency][1] for p in with_target)
            lowest = min(seats)
            known = [
                (person, levels[person["name"], competency][0])
                for person in members
                if (person["name"], competency) in levels
            ]
            filled, unfilled, shortfall, reach = pairing([level for _, level in known], seats)
            holders = [profiles[p["role"]]["attrition"]["value"] for p, level in known if level >= lowest]
            weeks = min(
                profiles[p["role"]]["weeks_to_fill"]["value"] + profiles[p["role"]]["weeks_to_ramp"]["value"]
                for p in with_target
            )
            dates = [p["needed_in_days"] / 7 for p in with_target if "needed_in_days" in p]
            c = importance / 3
            u = min(1, weeks / min(dates)) if dates else 1
            g = 1 - filled / len(seats)
            f = risk(holders, 2 if importance == 3 else 1)
            l = shortfall / sum(seats)
            need = 100 * c * u * (0.5 * g + 0.3 * f + 0.2 * l)
            train = need * reach / unfilled if unfilled else need
            if need >= LINE:
                signal = "hire" if need - train > train else "train"
            else:
                signal = "deepen" if f >= 0.3 else "watch"
            yield {
                "team": team,
                "competency": competency,
                "seats": len(seats),
                "filled": filled,
                "within_reach": reach,
                "holders": len(holders),
                "shortfall": shortfall,
                "terms": [round(term, 9) for term in (c, u, g, f, l)],
                "need": round(need, 9),
                "signal": signal,
            }


def below_target():
    """Area → [people below target in it, people assessed in a target of it]."""
    levels = current()
    shares = {}
    for person in counting:
        for area in areas:
            mine = {c: t[0] for c, t in targets[person["role"]].items() if area_of[c] == area}
            known = [(levels[person["name"], c][0], t) for c, t in mine.items() if (person["name"], c) in levels]
            if known:
                share = shares.setdefault(area, [0, 0])
                share[0] += any(level < target for level, target in known)
                share[1] += 1
    return shares


def cells():
    """How many cells of people who count are confirmed and fresh, claimed and fresh, stale, unknown."""
    levels = current()
    tally = {"confirmed": 0, "claimed": 0, "stale": 0, "unknown": 0}
    for person in counting:
        for competency in level_file["competencies"]:
            cell = levels.get((person["name"], competency))
            if cell is None:
                tally["unknown"] += 1
            else:
                tally["stale" if cell[2] else "confirmed" if cell[1] else "claimed"] += 1
    return tally


if __name__ == "__main__":
    document = {
        "people": len(counting),
        "assessments": len(assessments),
        "cells": cells(),
        "below_target": below_target(),
        "needs": sorted(needs(), key=lambda need: (-need["need"], need["team"], need["competency"])),
    }
    lines = [f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in document.items() if key != "needs"]
    rows = ",\n".join(json.dumps(need, ensure_ascii=False) for need in document["needs"])
    print("{\n" + ",\n".join(lines) + ',\n"needs": [\n' + rows + "\n]\n}")
