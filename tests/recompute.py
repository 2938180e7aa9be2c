"""Computes every number of `cadre gaps --json` and `cadre priorities --json` again, from the export alone.

Written from the design (section 2) and not from the Rust, with other methods where there are any: the largest matching by
counting, Wilson's ends as roots of a quadratic, the posteriors by the trapezoidal rule in the log-odds, the key-person
risk by the whole distribution. Only the seeded draws behind a rank's stability follow the program step by step (ChaCha8, as
documented in `ranking.rs`). Standard library only.

Run: python3 recompute.py export.json gaps.json priorities.json benchmark.json
where the four are what `cadre export -o export.json`, `cadre gaps --json`, `cadre priorities --json` (of the same team, date
and benchmark) and `cadre benchmarks ID --json` print. Names every disagreement above 1e-9 and exits 1 if there is one.
"""
import json
import math
import sys
from datetime import date
from statistics import NormalDist

TOLERANCE = 1e-9
CONFIRMING = {"manager", "exam", "lab", "work"}
DEFAULT_ATTRITION = 0.20
KEY_PERSON_RISK_TO_DEEPEN = 0.3
DRAWS, SEED, TIE_SWAPS = 1_000, 20_241_011, 0.3
Z_95 = NormalDist().inv_cdf(0.975)


# Disagreements -----------------------------------------------------------------------------------------------------------

class Check:
    """Compares printed values with recomputed ones and keeps the disagreements."""

    def __init__(self):
        self.compared = 0
        self.disagreements = []

    def equal(self, where, printed, recomputed):
        self.compared += 1
        numbers = [isinstance(x, (int, float)) and not isinstance(x, bool) for x in (printed, recomputed)]
        agree = abs(printed - recomputed) <= TOLERANCE if all(numbers) else printed == recomputed
        if not agree:
            self.disagreements.append(f"{where}: printed {printed!r}, recomputed {recomputed!r}")

    def fields(self, where, printed, recomputed, required):
        """Compares a printed object; fields beyond `required` may be missing from it."""
        if printed is None or recomputed is None:
            self.equal(where, printed, recomputed)
            return
        for name, value in recomputed.items():
            if name in printed:
                self.equal(f"{where}.{name}", printed[name], value)
            elif name in required:
                self.equal(f"{where}.{name}", "missing", value)


# Statistics --------------------------------------------------------------------------------------------------------------

def wilson(count, of):
    """The shares p at which (count/of − p)² = z² · p · (1 − p) / of."""
    share, q = count / of, Z_95 ** 2 / of
    a, b, c = 1 + q, -(2 * share + q), share * share
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    low, high = (-b - root) / (2 * a), (-b + root) / (2 * a)
    return (0.0 if count <= 0 else max(low, 0.0)), (1.0 if count >= of else min(high, 1.0))


def share_of(count, of):
    if of == 0:
        return None
    low, high = wilson(count, of)
    return {"count": count, "of": of, "share": count / of, "low": low, "high": high}


def log_beta(a, b):
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def beta_cdf(a, b, x, y):
    """The regularised incomplete beta function at x = 1 − y, by Lentz's continued fraction."""
    if x <= 0:
        return 0.0
    if y <= 0:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_cdf(b, a, y, x)
    front = math.exp(a * math.log(x) + b * math.log(y) - log_beta(a, b)) / a
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    fraction = d
    for m in range(1, 100_000):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 + numerator * d
            c = 1 + numerator / c
            d = 1 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            fraction *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * fraction


def exceeds(x1, n1, x2, n2):
    """P(share 1 > share 2) of the Jeffreys posteriors, integrated over the log-odds t of share 1.

    There the integrand is analytic and falls off exponentially, so that the trapezoidal rule converges as fast.
    """
    a, b = x1 + 0.5, n1 - x1 + 0.5
    c, d = x2 + 0.5, n2 - x2 + 0.5
    norm = log_beta(a, b)
    # A share's log-odds have a variance of about 1/a + 1/b.
    step = min(0.1, 0.2 * math.sqrt(min(1 / a + 1 / b, 1 / c + 1 / d)))
    total, edge = 0.0, math.ceil(80 / step)
    for k in range(-edge, edge + 1):
        t = k * step
        log_x, log_y = -math.log1p(math.exp(-t)), -math.log1p(math.exp(t))
        log_density = a * log_x + b * log_y - norm
        if log_density > -60:
            total += math.exp(log_density) * beta_cdf(c, d, math.exp(log_x), math.exp(log_y))
    return total * step


def too_few_remain(minimum, leaving):
    """P(fewer than `minimum` stay), from the distribution of how many stay."""
    staying = [1.0]
    for leaves in leaving:
        longer = [0.0] * (len(staying) + 1)
        for k, chance in enumerate(staying):
            longer[k] += chance * leaves
            longer[k + 1] += chance * (1 - leaves)
        staying = longer
    return math.fsum(staying[:minimum])


# Seats -------------------------------------------------------------------------------------------------------------------

def match(people, seats, reach):
    """Required, filled, level shortfall and within reach, of lists of levels."""
    # Seats of level ≥ ℓ can only be filled by people at ≥ ℓ: the largest excess of seats stays empty (Hall, Kőnig).
    excess = max(sum(s >= level for s in seats) - sum(p >= level for p in people) for level in range(5)) if seats else 0
    filled = len(seats) - max(excess, 0)
    # Who is left, and which seats: the best person takes the hardest seat that they can fill.
    open_seats, left = sorted(seats), []
    for person in sorted(people, reverse=True):
        fits = [seat for seat in open_seats if seat <= person]
        if fits:
            open_seats.remove(fits[-1])
        else:
            left.append(person)
    assert len(seats) - len(open_seats) == filled
    shortfall = within = 0
    for i, seat in enumerate(reversed(open_seats)):
        shortfall += seat - (left[i] if i < len(left) else 0)
        within += i < len(left) and seat - left[i] <= reach
    return {"required": len(seats), "filled": filled, "shortfall": shortfall, "within": within}


# The workspace -----------------------------------------------------------------------------------------------------------

class Workspace:
    def __init__(self, export, as_of, team):
        self.as_of = as_of
        self.day = date.fromisoformat(as_of)
        self.export = export
        self.reach = export["settings"]["reach"]
        self.line = export["settings"]["need_line"]
        self.areas = [area["key"] for area in export["areas"]]
        self.competencies = [c["key"] for c in export["competencies"]]
        self.area_of = {c["key"]: c["area"] for c in export["competencies"]}
        self.roles = {role["id"]: role for role in export["roles"]}
        self.teams = [t["id"] for t in export["teams"] if team is None or t["id"] == team]
        self.people = {t: [p for p in export["people"] if p["team"] == t and self.counts(p)] for t in self.teams}
        self.level = self.current_levels()

    def counts(self, person):
        started, leaves = person["started_on"], person["leaves_on"]
        return (not person["borrowed"] and (started is None or started <= self.as_of)
                and (leaves is None or leaves > self.as_of))

    def current_levels(self):
        """The level of (person, competency): latest confirmed, else latest claimed; of one date the last recorded."""
        best = {}
        for order, a in enumerate(self.export["assessments"]):
            if not a["retracted"] and a["assessed_on"] <= self.as_of:
                key = (a["person"], a["competency"])
                rank = (a["source"] in CONFIRMING, a["assessed_on"], order)
                if key not in best or rank > best[key][0]:
                    best[key] = rank, a["level"]
        return {key: level for key, (_, level) in best.items()}

    def role_targets(self, person):
        role = self.roles.get(person["role"])
        return [t for t in role["targets"] if t["competency"] in self.area_of] if role else []

    def attrition(self, person):
        role = self.roles.get(person["role"])
        return role["attrition"] if role else DEFAULT_ATTRITION

    def demands(self, team):
        """What the team's positions need, by competency."""
        demands = {}
        for position in self.export["positions"]:
            role = self.roles.get(position["role"])
            if position["team"] != team or role is None or position["seats"] == 0:
                continue
            for target in role["targets"]:
                demand = demands.setdefault(target["competency"], {"seats": [], "importance": [], "dates": [], "weeks": []})
                demand["seats"] += [target["level"]] * position["seats"]
                demand["importance"].append(target["importance"])
                demand["weeks"].append(role["weeks_to_fill"] + role["weeks_to_ramp"])
                if position["needed_by"] is not None:
                    demand["dates"].append(position["needed_by"])
        return {c: demands[c] for c in self.competencies if c in demands}

    def standings(self):
        """Every competency that a team needs, in the order of competencies and teams."""
        found = []
        for team in self.teams:
            for competency, demand in self.demands(team).items():
                levels = [self.level.get((p["id"], competency)) for p in self.people[team]]
                known = [level for level in levels if level is not None]
                lowest, importance = min(demand["seats"]), max(demand["importance"])
                minimum = 2 if importance == 3 else 1
                leaving = [self.attrition(p) for p, level in zip(self.people[team], levels)
                           if level is not None and level >= lowest]
                risk = too_few_remain(minimum, leaving)
                matching = match(known, demand["seats"], self.reach)
                at_best = match([4 if level is None else level for level in levels], demand["seats"], self.reach)
                weeks = min(demand["weeks"])
                days = (date.fromisoformat(min(demand["dates"])) - self.day).days if demand["dates"] else 0
                found.append({
                    "competency": competency, "area": self.area_of[competency], "team": team, **matching,
                    "unfilled": matching["required"] - matching["filled"], "at_best": at_best["filled"],
                    "holders": len(leaving), "minimum": minimum, "risk": risk, "assessed": len(known),
                    "terms": {"C": importance / 3, "U": min(1.0, weeks / (days / 7)) if days > 0 else 1.0,
                              "G": (matching["required"] - matching["filled"]) / matching["required"], "F": risk,
                              "L": matching["shortfall"] / sum(demand["seats"]) if sum(demand["seats"]) else 0.0}})
        team_order = {t: i for i, t in enumerate(self.teams)}
        competency_order = {c: i for i, c in enumerate(self.competencies)}
        return sorted(found, key=lambda s: (competency_order[s["competency"]], team_order[s["team"]]))


# Gaps --------------------------------------------------------------------------------------------------------------------

def people_share(votes):
    """A share of people: votes are (in it or None, in it with all unknown met, in it with all unknown short)."""
    known = [inside for inside, _, _ in votes if inside is not None]
    share = share_of(sum(known), len(known)) or {"count": 0, "of": 0, "share": None, "low": None, "high": None}
    share["unknown"] = len(votes) - len(known)
    share["if_unknown_met"] = sum(met for _, met, _ in votes) / len(votes) if votes else None
    share["if_unknown_short"] = sum(short for _, _, short in votes) / len(votes) if votes else None
    return share


def shares_of_people(workspace, area):
    competencies = [c for c in workspace.competencies if workspace.area_of[c] == area]
    below, low = [], []
    assessed = 0
    for person in (p for team in workspace.teams for p in workspace.people[team]):
        pairs = [(workspace.level.get((person["id"], t["competency"])), t["level"])
                 for t in workspace.role_targets(person) if workspace.area_of[t["competency"]] == area]
        if pairs:
            short = any(level is not None and level < target for level, target in pairs)
            unknown = any(level is None for level, _ in pairs)
            nothing = all(level is None for level, _ in pairs)
            below.append((None if nothing else short, short, short or unknown))
        levels = [workspace.level.get((person["id"], c)) for c in competencies]
        known = [level for level in levels if level is not None]
        assessed += bool(known)
        if levels:
            is_low = max(known, default=0) <= 1
            low.append((is_low if known else None, is_low and len(known) == len(levels), is_low))
    return assessed, people_share(below), people_share(low)


def seats(standings):
    total = {name: sum(s[name] for s in standings) for name in ("required", "filled", "within", "at_best")}
    return {"required": total["required"], "filled": total["filled"],
            "gap": 1 - total["filled"] / total["required"] if total["required"] else None,
            "within_reach": total["within"], "filled_if_unknown_met": total["at_best"]}


def places(values):
    """Place and last place of those that tie, from the highest; None has no place."""
    present = [value for value in values if value is not None]
    return [(None, None) if value is None else
            (1 + sum(other > value for other in present), sum(other >= value for other in present)) for value in values]


def figure_of(benchmark, area):
    """The figure shown: of the kinds that can be compared directly where there is one (section 2: a perceived gap with
    the pulse, then a low proficiency with the share at level 0 or 1), else the first of the area's."""
    of_area = [figure for figure in benchmark["figures"] if figure["area"] == area]
    direct = [f for kind in ("perceived_gap", "low_proficiency") for f in of_area if f["kind"] == kind]
    return next(iter(direct + of_area), None)


def latest_pulse(workspace, benchmark):
    """The latest of a question of the benchmark's, else the latest of any."""
    asked = [p for p in workspace.export["pulses"] if p["asked_on"] <= workspace.as_of]
    own = [p for p in asked if any(figure["question"] == p["series"] for figure in benchmark["figures"])]
    asked = own or asked
    return max(enumerate(asked), key=lambda pulse: (pulse[1]["asked_on"], pulse[0]))[1] if asked else None


def compared(pulse, perceived, low_or_none, below, figure):
    """Comparability, which figure of ours, and P(ours > theirs)."""
    if figure is None:
        return "none", None, None
    ours = None
    if figure["kind"] == "perceived_gap" and perceived and pulse["series"] == figure["question"]:
        ours = "perceived", perceived
    elif figure["kind"] == "low_proficiency" and low_or_none["of"]:
        ours = "low_or_none", low_or_none
    if ours:
        name, share = ours
        return "direct", name, exceeds(share["count"], share["of"], figure["percent"] / 100 * figure["n"], figure["n"])
    return ("rank_only" if below["of"] else "none"), None, None


SHARE = {"count", "of", "share", "low", "high"}


def check_gaps(check, workspace, benchmark, printed):
    standings = workspace.standings()
    check.fields("gaps.benchmark", printed["benchmark"], {n: benchmark[n] for n in ("id", "publisher", "edition", "n")},
                 {"id", "publisher", "edition", "n"})
    check.equal("gaps.areas: keys in order", [area["key"] for area in printed["areas"]], workspace.areas)
    figures = {area: figure_of(benchmark, area) for area in workspace.areas}
    people = {area: shares_of_people(workspace, area) for area in workspace.areas}
    industry = dict(zip(workspace.areas, places([f and f["percent"] for f in figures.values()])))
    ours = dict(zip(workspace.areas, places([people[a][1]["share"] if figures[a] else None for a in workspace.areas])))
    pulse = latest_pulse(workspace, benchmark)
    for area in printed["areas"]:
        key, where = area["key"], f"gaps.areas[{area['key']}]"
        if key not in people:
            continue
        assessed, below, low = people[key]
        of_area = [s for s in standings if s["area"] == key]
        perceived = None
        if pulse and key in pulse["offered"]:
            perceived = share_of(sum(key in r["areas"] for r in pulse["responses"]), len(pulse["responses"]))
        comparability, direct, p = compared(pulse, perceived, low, below, figures[key])
        check.fields(where, area, {
            "people": sum(map(len, workspace.people.values())), "assessed": assessed,
            "level_shortfall": sum(s["shortfall"] for s in of_area), "rank": ours[key][0], "rank_to": ours[key][1],
            "comparability": comparability, "direct": direct, "p_exceeds_industry": p},
            {"people", "assessed", "level_shortfall", "rank", "comparability", "p_exceeds_industry"})
        check.fields(f"{where}.below_target", area["below_target"], below, SHARE)
        check.fields(f"{where}.low_or_none", area["low_or_none"], low, SHARE)
        check.fields(f"{where}.seats", area["seats"], seats(of_area), {"required", "filled", "gap"})
        check.fields(f"{where}.perceived", area["perceived"], perceived, SHARE)
        figure = figures[key]
        check_industry(check, f"{where}.industry", area["industry"], figure, industry[key])
        keys = [c for c in workspace.competencies if workspace.area_of[c] == key]
        check.equal(f"{where}.competencies: keys in order", [c["key"] for c in area["competencies"]], keys)
        for competency in area["competencies"]:
            of_competency = [s for s in of_area if s["competency"] == competency["key"]]
            inside = f"{where}.competencies[{competency['key']}]"
            check.fields(f"{inside}.seats", competency["seats"], seats(of_competency), {"required", "filled", "gap"})
            check.fields(inside, competency, {
                "level_shortfall": sum(s["shortfall"] for s in of_competency),
                "holders": sum(s["holders"] for s in of_competency),
                "minimum_holders": sum(s["minimum"] for s in of_competency),
                "key_person_risk": max((s["risk"] for s in of_competency), default=None),
                "assessed": sum((p["id"], competency["key"]) in workspace.level
                                for team in workspace.teams for p in workspace.people[team])},
                {"level_shortfall", "holders"})


def check_industry(check, where, printed, figure, place):
    if printed is None or figure is None:
        check.equal(where, printed, figure)
        return
    low, high = wilson(figure["percent"] / 100 * figure["n"], figure["n"])
    check.fields(where, printed, {
        "percent": figure["percent"], "kind": figure["kind"], "n": figure["n"], "rank": place[0], "rank_to": place[1],
        "low": 100 * low, "high": 100 * high}, {"percent", "kind", "n", "rank"})


# Priorities --------------------------------------------------------------------------------------------------------------

def split(need, unfilled, within):
    train = need * within / unfilled if unfilled else need
    return need - train, train


def signal_of(need, unfilled, within, risk, line):
    if need >= line - TOLERANCE:
        # The hiring part is the larger where more than half of the unfilled seats are out of reach.
        return "hire" if need > 0 and 2 * within < unfilled else "train"
    return "deepen" if risk >= KEY_PERSON_RISK_TO_DEEPEN - TOLERANCE else "watch"


def chacha8_words(seed):
    """The 32-bit words of rand_chacha's ChaCha8Rng::seed_from_u64: rand_core 0.10 fills the key from a PCG32."""
    mask32, mask64 = 0xFFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF
    key, state = [], seed
    for _ in range(8):
        state = (state * 0x5851_F42D_4C95_7F2D + 0xA176_54E4_6FBE_17F3) & mask64
        shifted, turn = (((state >> 18) ^ state) >> 27) & mask32, state >> 59
        key.append((shifted >> turn | shifted << (32 - turn)) & mask32)

    def quarter(x, a, b, c, d):
        for first, second, third, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[first] = (x[first] + x[second]) & mask32
            mixed = x[third] ^ x[first]
            x[third] = (mixed << turn | mixed >> (32 - turn)) & mask32

    block = 0
    while True:
        start = [0x6170_7865, 0x3320_646E, 0x7962_2D32, 0x6B20_6574, *key, block & mask32, block >> 32, 0, 0]
        x = list(start)
        for _ in range(4):
            for columns in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                            (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
                quarter(x, *columns)
        yield from ((a + b) & mask32 for a, b in zip(x, start))
        block += 1


def nine_decimals(number):
    return math.floor(number * 1e9 + 0.5) / 1e9


def ranked(groups, weights):
    """(index of the group, first place, last place of its band, stability) from the highest; a group is a list of
    standings and scores as its highest, in every draw."""
    def part(standing, term):
        return nine_decimals(100 * standing["terms"]["C"] * standing["terms"]["U"] * standing["terms"][term])

    order = sorted(range(len(groups)), key=lambda i: -max(nine_decimals(s["need"]) for s in groups[i]))
    parts = [[[part(s, term) for term in "GFL"] for s in groups[i]] for i in order]
    words = chacha8_words(SEED)
    kept, swapped = [0] * len(order), [0] * max(len(order) - 1, 0)
    for _ in range(DRAWS):
        drawn = []
        for weight in weights:
            low, high = next(words), next(words)
            drawn.append(weight * (0.75 + 0.5 * (((high << 32 | low) >> 11) / 2 ** 53)))
        g, f, l = (weight / sum(drawn) for weight in drawn)
        scores = [max(g * one[0] + f * one[1] + l * one[2] for one in group) for group in parts]
        for i in range(len(swapped)):
            swapped[i] += scores[i + 1] >= scores[i]
        for place, i in enumerate(sorted(range(len(order)), key=lambda i: -scores[i])):
            kept[place] += i == place
    result, first = [], 0
    while first < len(order):
        last = first
        while last < len(swapped) and swapped[last] / DRAWS > TIE_SWAPS:
            last += 1
        result += [(order[i], first + 1, last + 1, kept[i] / DRAWS) for i in range(first, last + 1)]
        first = last + 1
    return result


def check_priorities(check, workspace, benchmark, team, printed):
    names = ("seat_gap", "key_person_risk", "level_shortfall")
    set_to = workspace.export["settings"]["weights"]
    total = sum(set_to[name] for name in names)
    weights = [set_to[name] / total for name in names]
    check.fields("priorities.weights", printed["weights"], dict(zip(names, weights)), set(names))
    check.equal("priorities.benchmark", printed["benchmark"], benchmark["id"])
    check.fields("priorities", printed, {"need_line": workspace.line, "reach": workspace.reach}, set())
    standings = workspace.standings()
    percent = {area: (figure_of(benchmark, area) or {}).get("percent") for area in workspace.areas}
    for s in standings:
        terms = s["terms"]
        s["need"] = 100 * terms["C"] * terms["U"] * math.fsum(w * terms[t] for w, t in zip(weights, "GFL"))
    rows = [(standings[i], *place) for i, *place in ranked([[s] for s in standings], weights)]
    check.equal("priorities.items: order", [(i["competency"], i["team"]) for i in printed["items"]],
                [(s["competency"], s["team"]) for s, *_ in rows])
    found = {(i["competency"], i["team"]): i for i in printed["items"]}
    for s, first, last, stability in rows:
        item = found.get((s["competency"], s["team"]))
        if item is None:
            continue
        where = f"priorities.items[{s['competency']}, {s['team']}]"
        hire, train = split(s["need"], s["unfilled"], s["within"])
        check.fields(f"{where}.terms", item["terms"], s["terms"], set("CUGFL"))
        check.fields(where, item, {
            "area": s["area"], "need": s["need"], "required": s["required"], "unfilled": s["unfilled"],
            "within_reach": s["within"], "hire_part": hire, "train_part": train, "industry_percent": percent[s["area"]],
            "signal": signal_of(s["need"], s["unfilled"], s["within"], s["risk"], workspace.line),
            "rank": first, "rank_to": last, "stability": stability},
            {"area", "need", "unfilled", "within_reach", "hire_part", "train_part", "industry_percent", "signal", "rank",
             "stability"})
    check_areas(check, workspace, standings, weights, percent, team, printed["areas"])
    area_of = workspace.area_of
    check_groups(check, workspace, weights, "priorities.competencies", printed["competencies"], "competency", [
        (key, [s for s in standings if s["competency"] == key],
         {"area": area_of[key], "industry_percent": percent[area_of[key]]}) for key in workspace.competencies])
    of_team = {key: [s for s in standings if s["team"] == key] for key in workspace.teams}
    check_groups(check, workspace, weights, "priorities.teams", printed["teams"], "team",
                 [(key, of_team[key], {}) for key in workspace.teams])
    for row in printed["teams"]:
        check_areas(check, workspace, of_team[row["team"]], weights, percent, row["team"], row["areas"])


def check_areas(check, workspace, standings, weights, percent, team, printed):
    check_groups(check, workspace, weights, f"priorities.areas of {team}", printed, "area", [
        (key, [s for s in standings if s["area"] == key], {"team": team, "industry_percent": percent[key]})
        for key in workspace.areas])


def check_groups(check, workspace, weights, where, printed, name, groups):
    """`groups`: key, standings and other fields of every group, in the workspace's order."""
    groups = [group for group in groups if group[1]]
    rows = ranked([standings for _, standings, _ in groups], weights)
    check.equal(f"{where}: order", [row[name] for row in printed], [groups[i][0] for i, *_ in rows])
    for row, (i, first, last, stability) in zip(printed, rows):
        key, standings, others = groups[i]
        highest = max(standings, key=lambda s: nine_decimals(s["need"]))
        unfilled, within = sum(s["unfilled"] for s in standings), sum(s["within"] for s in standings)
        hire, train = split(highest["need"], unfilled, within)
        signal = signal_of(highest["need"], unfilled, within, max(s["risk"] for s in standings), workspace.line)
        recomputed = {"need": highest["need"], "highest_competency": highest["competency"],
                      "highest_team": highest["team"], "unfilled": unfilled, "within_reach": within, "hire_part": hire,
                      "train_part": train, "signal": signal, "rank": first, "rank_to": last, "stability": stability,
                      **others}
        check.fields(f"{where}[{key}]", row, recomputed, set(recomputed))


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    export, gaps, priorities, benchmarks = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
    check = Check()
    chosen = gaps["benchmark"]["id"]
    benchmark = next((b for b in benchmarks.get("benchmarks", [benchmarks]) if b["id"] == chosen), None)
    if benchmark is None:
        sys.exit(f"{sys.argv[4]} does not hold the benchmark {chosen} that {sys.argv[2]} compares with")
    check.equal("priorities.as_of", priorities["as_of"], gaps["as_of"])
    workspace = Workspace(export, gaps["as_of"], gaps["team"])
    check_gaps(check, workspace, benchmark, gaps)
    check_priorities(check, workspace, benchmark, gaps["team"], priorities)
    for disagreement in check.disagreements:
        print(disagreement)
    print(f"{check.compared} values compared, {len(check.disagreements)} disagree")
    sys.exit(1 if check.disagreements else 0)


if __name__ == "__main__":
    main()
