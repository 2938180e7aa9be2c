"""Computes every number of `cadre risks --json` and `cadre key-people --json` again, from the export and the frameworks alone.

Written from the rules as they are told in `risks.rs` and `key_people.rs`, by the dullest method there is: without somebody
everything is matched again, the expected seats are a sum over every way in which people can stay and leave (of those at
levels that can fill a seat), and the chance that nobody is left is by inclusion and exclusion. Standard library only.

Run: python3 recompute_risks.py export.json risks.json key-people.json FRAMEWORKS
where the three are what `cadre export -o export.json`, `cadre risks --json` and `cadre key-people --json` (of the same team and
date) print, and FRAMEWORKS is the folder data/frameworks. Names every disagreement above 1e-9 and exits 1 if there is one.
"""
import json
import sys
import tomllib
from itertools import combinations, product
from math import prod
from pathlib import Path

from recompute import Check, Workspace, match

INDEPENDENT = 3


def frameworks(folder):
    """What ships, by id: (entries that count as {id: needed}, whether they are risks)."""
    found = {}
    for path in Path(folder).glob("*.toml"):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = {entry["id"]: entry.get("competencies", []) for entry in file["entries"]
                   if entry["id"].startswith(file.get("counted", ""))}
        found[file["id"]] = entries, file.get("risks", True)
    return found


class Cover:
    """Who holds what in the scope: the people left out are as if they had never been there."""

    def __init__(self, workspace):
        self.workspace = workspace
        demands = {team: workspace.demands(team) for team in workspace.teams}
        self.people = [(p["id"], team) for team in workspace.teams for p in workspace.people[team]]
        self.needs = {(team, c): min(demands[team][c]["seats"]) if c in demands[team] else INDEPENDENT
                      for team in workspace.teams for c in workspace.competencies}

    def level(self, person, competency):
        return self.workspace.level.get((person, competency))

    def assessed(self, competency):
        return sum(self.level(p, competency) is not None for p, _ in self.people)

    def holders(self, competency):
        if competency not in self.workspace.area_of:
            return []
        return [p for p, team in self.people if (self.level(p, competency) or 0) >= self.needs[team, competency]]

    def depth(self, needed):
        """None where it is unknown."""
        known = [len(self.holders(c)) for c in needed if self.assessed(c)]
        if 0 in known:
            return 0
        return min(known) if known and len(known) == len(needed) else None


def standing(depth, needed):
    return "unmapped" if not needed else "unknown" if depth is None else ["none", "one", "two_or_more"][min(depth, 2)]


def check_risks(check, cover, shipped, printed):
    people = len(cover.people)
    check.equal("risks: frameworks", sorted(f["id"] for f in printed["frameworks"]), sorted(shipped))
    for competency in printed["competencies"]:
        key, where = competency["key"], f"risks.competencies[{competency['key']}]"
        needs = [cover.needs[team, key] for _, team in cover.people]
        check.equal(f"{where}.holders", sorted(h["person"] for h in competency["holders"]), sorted(cover.holders(key)))
        check.fields(where, competency, {
            "level_from": min(needs, default=None), "level_to": max(needs, default=None),
            "assessed": cover.assessed(key), "unknown": people - cover.assessed(key)}, set())
        for holder in competency["holders"]:
            check.equal(f"{where}, {holder['person']}", holder["level"], cover.level(holder["person"], key))
    for framework in printed["frameworks"]:
        entries, _ = shipped[framework["id"]]
        check.equal(f"{framework['id']}: risks in order", [r["id"] for r in framework["risks"]], list(entries))
        for risk in framework["risks"]:
            needed, where = entries[risk["id"]], f"risks[{risk['id']}]"
            counts = [(len(cover.holders(c)), cover.assessed(c)) for c in needed]
            depth = cover.depth(needed)
            check.equal(f"{where}.needed", risk["needed"], [
                {"competency": c, "holders": h, "assessed": a, "unknown": people - a} for c, (h, a) in zip(needed, counts)])
            fields = {
                "depth": depth, "standing": standing(depth, needed),
                "depth_if_unknown_met": min((h + people - a for h, a in counts), default=0),
                "covered": sum(h >= 2 for h, _ in counts), "single": sum(h == 1 for h, _ in counts),
                "open": sum(h == 0 and a > 0 for h, a in counts), "unknown": sum(a == 0 for _, a in counts)}
            check.fields(where, risk, fields, set(fields))
            alone = [p for p, _ in cover.people if needed and all(
                p in cover.holders(c) and cover.level(p, c) >= INDEPENDENT for c in needed)]
            check.equal(f"{where}.alone", sorted(p["person"] for p in risk["alone"]), sorted(alone))


def matchings(workspace, team, left_out=None):
    """By competency: how the people of a team but one fill its seats."""
    return {c: match([workspace.level[p["id"], c] for p in workspace.people[team]
                      if p["id"] != left_out and (p["id"], c) in workspace.level], demand["seats"], workspace.reach)
            for c, demand in workspace.demands(team).items()}


def expected_filled(levels, leaving, seats):
    """Over every way in which those people stay and leave who could fill a seat."""
    able = [(level, leaves) for level, leaves in zip(levels, leaving) if level >= min(seats)]
    total = 0.0
    for stays in product((True, False), repeat=len(able)):
        chance = prod(1 - leaves if here else leaves for here, (_, leaves) in zip(stays, able))
        total += chance * match([level for here, (level, _) in zip(stays, able) if here], seats, 0)["filled"]
    return total


def chance_of_nobody(groups, leaving):
    """P(one of the groups has left altogether), by inclusion and exclusion."""
    return sum((-1) ** (size + 1) * prod(leaving[p] for p in set().union(*some))
               for size in range(1, len(groups) + 1) for some in combinations(groups, size))


def check_key_people(check, workspace, cover, shipped, printed):
    listed = [(f, r, needed) for f, (entries, risks) in shipped.items() if risks for r, needed in entries.items()]
    depths = {r: cover.depth(needed) for _, r, needed in listed}
    filled = {team: matchings(workspace, team) for team in workspace.teams}
    check.fields("key-people", printed, {
        "required": sum(m["required"] for found in filled.values() for m in found.values()),
        "filled": sum(m["filled"] for found in filled.values() for m in found.values())}, {"required", "filled"})
    check.equal("key-people: everybody", sorted(p["person"] for p in printed["people"]), sorted(p for p, _ in cover.people))
    keys = []
    for person in printed["people"]:
        who, team, where = person["person"], person["team"], f"key-people[{person['person_name']}]"
        without = matchings(workspace, team, who)
        seats = [(c, m, without[c]) for c, m in filled[team].items()
                 if without[c]["filled"] < m["filled"] or without[c]["shortfall"] > m["shortfall"]]
        check.equal(f"{where}.seats", [
            (s["competency"], s["required"], s["filled"], s["filled_without"], s["level_shortfall"],
             s["level_shortfall_without"]) for s in person["seats"]],
            [(c, m["required"], m["filled"], w["filled"], m["shortfall"], w["shortfall"]) for c, m, w in seats])
        fallen = {}
        for framework, risk, needed in listed:
            if depths[risk] in (1, 2):
                left = min(len([p for p in cover.holders(c) if p != who]) for c in needed)
                if left < depths[risk]:
                    fallen[framework, risk] = depths[risk], left
        check.equal(f"{where}.risks", sorted(
            ((r["framework"], r["risk"]), (r["depth"], r["depth_without"])) for r in person["risks"]), sorted(fallen.items()))
        key = (sum(m["filled"] - w["filled"] for _, m, w in seats), sum(left == 0 for _, left in fallen.values()),
               sum(left == 1 for _, left in fallen.values()), sum(w["shortfall"] - m["shortfall"] for _, m, w in seats))
        keys.append(key)
        names = ("seats_opened", "risks_to_none", "risks_to_one", "more_shortfall")
        check.fields(where, person, dict(zip(names, key)), set(names))
    for person, key in zip(printed["people"], keys):
        check.fields(f"key-people[{person['person_name']}]", person, {
            "rank": 1 + sum(other > key for other in keys), "rank_to": sum(other >= key for other in keys)},
            {"rank", "rank_to"})
    check_year(check, workspace, cover, listed, depths, filled, printed["twelve_months"])


def check_year(check, workspace, cover, listed, depths, filled, printed):
    leaving = {p["id"]: workspace.attrition(p) for team in workspace.teams for p in workspace.people[team]}
    expected = {}
    for team in workspace.teams:
        for competency, demand in workspace.demands(team).items():
            known = [p["id"] for p in workspace.people[team] if (p["id"], competency) in workspace.level]
            levels = [workspace.level[p, competency] for p in known]
            expected[team, competency] = expected_filled(levels, [leaving[p] for p in known], demand["seats"])
    check.equal("year.seats", [(s["team"], s["competency"]) for s in printed["seats"]], list(expected))
    total = 0.0
    for seats in printed["seats"]:
        team, competency = seats["team"], seats["competency"]
        now = filled[team][competency]["filled"]
        to_open = now - expected[team, competency]
        total += to_open
        check.fields(f"year.seats[{team}, {competency}]", seats, {
            "filled": now, "expected_filled": expected[team, competency], "expected_to_open": to_open},
            {"filled", "expected_filled", "expected_to_open"})
    check.equal("year.expected_to_open", printed["expected_to_open"], total)
    known = {(f, r): needed for f, r, needed in listed if depths[r] is not None}
    check.equal("year.risks", sorted((r["framework"], r["risk"]) for r in printed["risks"]), sorted(known))
    for risk in printed["risks"]:
        groups = [set(cover.holders(c)) for c in known[risk["framework"], risk["risk"]]]
        chance = 1.0 if depths[risk["risk"]] == 0 else chance_of_nobody(groups, leaving)
        check.fields(f"year.risks[{risk['risk']}]", risk, {"depth": depths[risk["risk"]], "chance_of_nobody": chance},
                     {"depth", "chance_of_nobody"})


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    export, risks, key_people = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:4])
    check = Check()
    check.equal("as_of", key_people["as_of"], risks["as_of"])
    workspace = Workspace(export, risks["as_of"], risks["team"])
    cover, shipped = Cover(workspace), frameworks(sys.argv[4])
    check_risks(check, cover, shipped, risks)
    check_key_people(check, workspace, cover, shipped, key_people)
    for disagreement in check.disagreements:
        print(disagreement)
    print(f"{check.compared} values compared, {len(check.disagreements)} disagree")
    sys.exit(1 if check.disagreements else 0)


if __name__ == "__main__":
    main()
