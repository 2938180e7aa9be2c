"""The comparators of `cargo xtask bench plan`: the same instance in OR-tools CP-SAT and, as one model, in highspy.

Usage: comparators.py ortools|highspy INSTANCE.json GAP SECONDS THREADS. Prints a JSON object with the objective, the bound, the
seconds of building and solving, and the peak of memory; or why it is skipped.

The model is written anew from section 3 of the design and leaves out nothing but what could only be of no use: items that
nobody could begin, and hires that come too late.
"""

import json
import math
import resource
import sys
import time


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Ortools:
    """Whole numbers throughout; amounts in hundredths."""

    def __init__(self):
        import ortools
        from ortools.sat.python import cp_model

        self.name = f"CP-SAT {ortools.__version__}"
        self.cp = cp_model
        self.model = cp_model.CpModel()
        self.goal = []

    def column(self, most, whole, points=0):
        column = self.model.new_int_var(0, int(most), "")
        if points:
            self.goal.append((column, points))
        return column

    def at_most(self, row, most):
        row = [(column, round(100 * factor)) for column, factor in row]
        self.model.add(sum(column * factor for column, factor in row) <= math.floor(100 * most + 1e-6))

    def solve(self, gap, seconds, threads):
        self.model.maximize(sum(column * points for column, points in self.goal))
        solver = self.cp.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = threads
        solver.parameters.relative_gap_limit = gap
        status = solver.solve(self.model)
        found = status in (self.cp.OPTIMAL, self.cp.FEASIBLE)
        return (solver.objective_value if found else None), solver.best_objective_bound


class Highspy:
    def __init__(self):
        import highspy

        self.highs = highspy.Highs()
        self.name = f"highspy {self.highs.version()}"
        self.highs.setOptionValue("output_flag", False)
        self.costs, self.most, self.whole, self.rows, self.sides = [], [], [], [], []

    def column(self, most, whole, points=0):
        self.costs.append(points)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.costs) - 1

    def at_most(self, row, most):
        # Amounts in thousands, or the tolerance of a row means nothing.
        scale = max((abs(factor) for _, factor in row), default=1.0)
        scale = scale / 1000 if scale > 1000 else 1.0
        self.rows.append([(column, factor / scale) for column, factor in row])
        self.sides.append(most / scale)

    def solve(self, gap, seconds, threads):
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), len(self.rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.array(self.costs, dtype=float)
        lp.col_lower_ = np.zeros(lp.num_col_)
        lp.col_upper_ = np.array(self.most, dtype=float)
        lp.row_lower_ = np.full(lp.num_row_, -highspy.kHighsInf)
        lp.row_upper_ = np.array(self.sides, dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0] + [len(row) for row in self.rows])
        lp.a_matrix_.index_ = np.array([column for row in self.rows for column, _ in row])
        lp.a_matrix_.value_ = np.array([factor for row in self.rows for _, factor in row], dtype=float)
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        lp.integrality_ = [kinds[whole] for whole in self.whole]
        self.highs.setOptionValue("mip_rel_gap", gap)
        self.highs.setOptionValue("time_limit", float(seconds))
        self.highs.setOptionValue("threads", threads)
        self.highs.passModel(lp)
        self.highs.run()
        info = self.highs.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        bound = info.mip_dual_bound
        return (info.objective_function_value if found else None), (bound if math.isfinite(bound) else None)


def build(instance, model):
    """Sixths of the objective that are there anyhow; everything else goes into the model."""
    quarters = range(instance["quarters"])
    count = instance["quarters"]
    items, roles, people = instance["items"], instance["roles"], instance["people"]
    given = 0
    money, hires, borrowed = [], [], []

    # starts[person][item] = (length, {quarter: column})
    starts = []
    for person in people:
        able = {}
        for index, item in enumerate(items):
            if any(person["levels"][c] is None for c, _, _ in item["lifts"]):
                continue
            if not any(to > person["levels"][c] for c, _, to in item["lifts"]):
                continue
            if item["hours"] > 0 and person["hours"] <= 0:
                continue
            length = max(1, math.ceil(item["hours"] / person["hours"] - 1e-9)) if item["hours"] > 0 else 1
            # Nobody counts again after leaving.
            able[index] = (
                length,
                {q: None for q in quarters if q + length < count and person["counts"][q + length]},
            )
        reached = list(person["levels"])
        grown = True
        begun = set()
        while grown:
            grown = False
            for index in able:
                lifts = items[index]["lifts"]
                if index not in begun and all(reached[c] >= low for c, low, _ in lifts):
                    begun.add(index)
                    grown = True
                    for c, _, to in lifts:
                        reached[c] = max(reached[c], to)
        chosen = {}
        for index in sorted(begun):
            length, at = able[index]
            if not at:
                continue
            for q in at:
                at[q] = model.column(1, True)
                if items[index]["cost"]:
                    money.append((at[q], items[index]["cost"]))
            model.at_most([(column, 1) for column in at.values()], 1)
            chosen[index] = (length, at)
        starts.append(chosen)

        for quarter in quarters:
            row = []
            for index, (length, at) in chosen.items():
                hours = items[index]["hours"]
                for q, column in at.items():
                    if q <= quarter < q + length:
                        last = hours - person["hours"] * (length - 1)
                        row.append((column, last if quarter == q + length - 1 else person["hours"]))
            row = [(column, factor) for column, factor in row if factor > 0]
            if row:
                model.at_most(row, person["hours"])

    def reaching(person, competency, level, quarter, without=None):
        """Columns of starts by which the level is reached by the quarter."""
        return [
            column
            for index, (length, at) in starts[person].items()
            if index != without and any(c == competency and to >= level for c, _, to in items[index]["lifts"])
            for q, column in at.items()
            if q + length <= quarter
        ]

    for person, chosen in enumerate(starts):
        for index, (_, at) in chosen.items():
            for c, low, _ in items[index]["lifts"]:
                if people[person]["levels"][c] >= low:
                    continue
                for quarter in quarters:
                    row = [(column, 1) for q, column in at.items() if q <= quarter]
                    if row:
                        row += [(column, -1) for column in reaching(person, c, low, quarter, index)]
                        model.at_most(row, 0)

    # newcomers[team] = [(column, role, own, first quarter, last quarter)]
    newcomers = []
    for demands in instance["teams"]:
        needed = {demand["competency"] for demand in demands}
        own = []
        for role in roles:
            if not any(c in needed for c, _ in role["targets"]):
                continue
            for q in quarters:
                arrival = q + math.ceil(role["weeks_to_fill"] / 13)
                productive = q + math.ceil((role["weeks_to_fill"] + role["weeks_to_ramp"]) / 13)
                if role["once"] is not None and productive < count:
                    column = model.column(instance["hires"], True)
                    hires.append((column, 1))
                    money.append((column, role["once"] + role["yearly"] / 4 * (count - arrival)))
                    own.append((column, role, True, productive, count - 1))
                if role["rate"] is not None:
                    column = model.column(instance["borrowed_quarters"], True)
                    borrowed.append((column, 1))
                    money.append((column, role["rate"]))
                    own.append((column, role, False, q, q))
        newcomers.append(own)
    model.at_most(money, instance["budget"])
    model.at_most(hires, instance["hires"])
    model.at_most(borrowed, instance["borrowed_quarters"])

    members = [[] for _ in instance["teams"]]
    for index, person in enumerate(people):
        members[person["team"]].append(index)
    for team, demands in enumerate(instance["teams"]):
        for demand in demands:
            competency, weight = demand["competency"], demand["importance"]
            for quarter in quarters:
                here = [p for p in members[team] if people[p]["counts"][quarter]]

                def able(level, lent):
                    there, row = 0, []
                    for p in here:
                        held = people[p]["levels"][competency]
                        if held is not None and held >= level:
                            there += 1
                        elif held is not None:
                            columns = reaching(p, competency, level, quarter)
                            if columns:
                                # However many items lead there, the person is one.
                                one = model.column(1, False)
                                model.at_most([(one, 1)] + [(column, -1) for column in columns], 0)
                                row.append((one, -1))
                    for column, role, own, first, last in newcomers[team]:
                        if first <= quarter <= last and (own or lent):
                            if any(c == competency and to >= level for c, to in role["targets"]):
                                row.append((column, -1))
                    return there, row

                above = []
                for level in range(4, -1, -1):
                    if demand["seats"][level]:
                        above.append((model.column(demand["seats"][level], False, 2 * weight), 1))
                        there, row = able(level, True)
                        model.at_most(above + row, there)
                there, row = able(demand["lowest"], False)
                if there >= demand["minimum"]:
                    given += weight * demand["minimum"]
                else:
                    deep = model.column(demand["minimum"], False, weight)
                    model.at_most([(deep, 1)] + row, there)
    return given


def main():
    program, path, gap, seconds, threads = sys.argv[1:]
    try:
        model = {"ortools": Ortools, "highspy": Highspy}[program]()
    except ImportError:
        print(json.dumps({"name": program, "skipped": f"skipped: `pip install {program}` brings it"}))
        return
    with open(path, encoding="utf-8") as file:
        instance = json.load(file)
    started = time.perf_counter()
    given = build(instance, model)
    built = time.perf_counter() - started
    objective, bound = model.solve(float(gap), float(seconds), int(threads))
    print(
        json.dumps(
            {
                "name": model.name,
                "objective": None if objective is None else (objective + given) / 6,
                "bound": None if bound is None else (bound + given) / 6,
                "seconds": time.perf_counter() - started,
                "of_it_building": built,
                "processor": time.process_time(),
                "megabytes": peak_megabytes(),
            }
        )
    )


main()
