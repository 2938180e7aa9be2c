"""Computes every number of `cadre plan --json` again that follows from its actions, from the export alone.

Written from section 3 of the design by the dullest method there is: quarter by quarter, person by person. The hardest
seat is filled first, who holds a level is counted one by one, and every amount is summed from the roles and the items. It does
not look for a better plan: that none is better than `bound` is checked by brute force in the planner's own tests.
Standard library only.

Run: python3 recompute_plan.py export.json plan.json
where the two are what `cadre export -o export.json` and `cadre plan --json` print of the same workspace.
Names every disagreement above 1e-9 and exits 1 if there is one.
"""
import json
import sys
from datetime import date, timedelta
from math import ceil

from recompute import Check, Workspace

QUARTER = timedelta(days=91)


def quarters_of(weeks):
    return ceil(weeks / 13)


class Plan:
    def __init__(self, export, plan):
        self.plan = plan
        self.starts_on = date.fromisoformat(plan["starts_on"])
        self.quarters = plan["limits"]["quarters"]
        self.workspace = Workspace(export, plan["starts_on"], plan["team"])
        self.teams = [t["id"] for t in export["teams"] if plan["team"] in (None, t["id"])]
        self.people = [p for p in export["people"] if p["team"] in self.teams and not p["borrowed"]]
        self.roles = {r["id"]: r for r in export["roles"]}
        self.items = {i["key"]: i for i in export["training"]}
        self.demands = self.needs(export)

    def needs(self, export):
        """By team and competency: the seats' levels and the importance."""
        needs = {}
        for position in export["positions"]:
            if position["team"] not in self.teams:
                continue
            for target in self.roles[position["role"]]["targets"]:
                seats, importance = needs.get((position["team"], target["competency"]), ([], 0))
                needs[position["team"], target["competency"]] = (
                    seats + [target["level"]] * position["seats"], max(importance, target["importance"]))
        return needs

    def last_day(self, quarter):
        return self.starts_on + quarter * QUARTER - timedelta(days=1)

    @staticmethod
    def there(person, day):
        started, leaves = person["started_on"], person["leaves_on"]
        return (started is None or date.fromisoformat(started) <= day) and \
            (leaves is None or date.fromisoformat(leaves) > day)

    def level(self, person, competency, quarter):
        """What they have in a quarter: what is known today, and what the courses that are over lifted."""
        level = self.workspace.level.get((person, competency))
        # In the order in which they begin: one may build on another.
        for action in sorted(self.plan["actions"], key=lambda one: one["quarter"]):
            if action.get("person") != person or action["counts_from"] > quarter:
                continue
            for lift in self.items[action["training"]]["lifts"]:
                if lift["competency"] == competency and level is not None:
                    assert level >= lift["from"], (action, lift, level)
                    level = max(level, lift["to"])
        return level

    def target(self, action, competency):
        return [t["level"] for t in self.roles[action["role"]]["targets"] if t["competency"] == competency]

    def hired(self, team, competency, quarter):
        for action in self.plan["actions"]:
            if action["kind"] == "hire" and action["team"] == team and self.counts_from(action) <= quarter:
                yield from self.target(action, competency)

    def borrowed(self, team, competency, quarter):
        for action in self.plan["actions"]:
            if action["kind"] == "borrow" and action["team"] == team and action["quarter"] == quarter:
                yield from self.target(action, competency)

    def covered(self, day, quarter):
        """Weighted seats filled, weighted seats needed, and weighted holders up to the fewest there should be."""
        filled = needed = deep = 0.0
        for (team, competency), (seats, importance) in self.demands.items():
            own = [self.level(p["id"], competency, quarter) for p in self.people
                   if p["team"] == team and self.there(p, day)]
            own = [level for level in own if level is not None]
            own += self.hired(team, competency, quarter)
            lent = own + list(self.borrowed(team, competency, quarter))
            weight = importance / 3
            filled += weight * filled_seats(lent, seats)
            needed += weight * len(seats)
            holders = sum(level >= min(seats) for level in own)
            deep += weight * min(holders, 2 if importance == 3 else 1)
        return filled, needed, deep

    def cost(self, action):
        if action["kind"] == "train":
            return self.items[action["training"]]["cost"]
        role = self.roles[action["role"]]
        if action["kind"] == "borrow":
            return role["contractor_rate"]
        arrives = action["quarter"] + quarters_of(role["weeks_to_fill"])
        return role["hiring_cost"] + role["annual_cost"] / 4 * max(0, self.quarters + 1 - arrives)

    def counts_from(self, action):
        """The quarter from which it counts."""
        if action["kind"] == "train":
            hours = next(p["learning_hours"] for p in self.people if p["id"] == action["person"])
            return action["quarter"] + max(1, ceil(self.items[action["training"]]["hours"] / hours - 1e-9))
        if action["kind"] == "borrow":
            return action["quarter"]
        role = self.roles[action["role"]]
        return action["quarter"] + quarters_of(role["weeks_to_fill"] + role["weeks_to_ramp"])


def filled_seats(levels, seats):
    """The most seats that can be filled, the hardest first by the best who are left."""
    left = sorted(levels, reverse=True)
    filled = 0
    for seat in sorted(seats, reverse=True):
        if left and left[0] >= seat:
            left.pop(0)
            filled += 1
    return filled


def hours_by_quarter(plan):
    """Learning hours that each person spends in each quarter."""
    spent = {}
    for action in plan.plan["actions"]:
        if action["kind"] != "train":
            continue
        left = plan.items[action["training"]]["hours"]
        most = next(p["learning_hours"] for p in plan.people if p["id"] == action["person"])
        quarter = action["quarter"]
        while left > 1e-9:
            key = action["person"], quarter
            spent[key] = spent.get(key, 0.0) + min(left, most)
            left -= most
            quarter += 1
    return spent


def main():
    export, printed = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    check = Check()
    plan = Plan(export, printed)
    actions = printed["actions"]
    objective = full = 0.0
    for quarter in range(1, plan.quarters + 1):
        filled, needed, deep = plan.covered(plan.last_day(quarter), quarter)
        objective += filled + deep / 2
        line = printed["coverage"][quarter - 1]
        check.equal(f"coverage[{quarter}].planned", line["planned"], filled / needed if needed else 1.0)
        check.equal(f"coverage[{quarter}].ends_on", line["ends_on"], plan.last_day(quarter).isoformat())
        full += sum(importance / 3 * (len(seats) + (1.0 if importance == 3 else 0.5))
                    for seats, importance in plan.demands.values())
    filled, needed, _ = plan.covered(plan.starts_on, 0)
    check.equal("covered_before", printed["covered_before"], filled / needed if needed else 1.0)
    check.equal("objective", printed["objective"], objective)
    check.equal("full_cover", printed["full_cover"], full)
    for index, action in enumerate(actions):
        check.equal(f"actions[{index}].cost", action["cost"], plan.cost(action))
        check.equal(f"actions[{index}].counts_from", action["counts_from"], plan.counts_from(action))
    check.equal("cost", printed["cost"], sum(plan.cost(action) for action in actions))
    check.equal("hours", printed["hours"], sum(plan.items[a["training"]]["hours"] for a in actions if a["kind"] == "train"))
    for kind, name in (("hire", "hires"), ("borrow", "borrowed_quarters")):
        check.equal(name, printed[name], sum(action["kind"] == kind for action in actions))
    # What it may spend, and what it claims.
    limits = printed["limits"]
    check.equal("within the budget", printed["cost"] <= limits["budget"] + 1e-6, True)
    check.equal("within the hires", printed["hires"] <= limits["hires"], True)
    check.equal("within the borrowed quarters", printed["borrowed_quarters"] <= limits["borrowed_quarters"], True)
    check.equal("a bound that is none", printed["bound"] >= objective - 1e-9, True)
    hours = {p["id"]: p["learning_hours"] for p in plan.people}
    for (person, quarter), spent in hours_by_quarter(plan).items():
        check.equal(f"hours of {person} in quarter {quarter}", spent <= hours[person] + 1e-6, True)
    for item in {(a["person"], a["training"]) for a in actions if a["kind"] == "train"}:
        check.equal(f"{item} once", sum((a.get("person"), a.get("training")) == item for a in actions), 1)
    fans = printed["coverage"]
    for line in fans:
        check.equal(f"P10 to P90 of quarter {line['quarter']}", line["p10"] <= line["p50"] <= line["p90"], True)
    for disagreement in check.disagreements:
        print(disagreement)
    print(f"{check.compared} values compared, {len(check.disagreements)} disagree")
    sys.exit(1 if check.disagreements else 0)


if __name__ == "__main__":
    main()
