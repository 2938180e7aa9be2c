"""The sample team that the design's mockups show, and the figures printed on them, as a fixture.

The mockups were drawn, and their figures computed, by somebody else from the same rules, before this program was
written. Whatever they print is taken from their HTML: levels, sources and staleness from the matrix, targets from the team
screen, figures from matrix, overview, compare and priorities. A person's role is the one whose targets are the bold cells
of their row, and a position's seats are the people of its role, plus the vacancies.

`INFERRED` holds what the mockups used and do not print. Each value was worked out from a bar's length and stands with the
bar; most have more than one bar to agree with. Where no bar shows a role's attrition it is 0.20.

Run: python3 mockup_team.py MOCKUPS_FOLDER > fixtures/mockup-team.json
"""
import json
import pathlib
import re
import sys
import uuid

FOLDER = pathlib.Path(sys.argv[1])
AS_OF = "2026-06-01"
# Fresh for every competency, and past twelve months.
FRESH, STALE = "2026-05-04", "2025-05-04"

INFERRED = {
    # Bars are 1.15 pixels a point and 1 pixel short; 100 · C · U · 0.3 · F is the middle one.
    "attrition": {
        # Prompt-injection defence, Platform security: one holder, 4.6 px = 4.0 of 20 points. Secure code review there: two
        # holders, 12.4 px = 10.8 of 30 points, 1 − 0.8². Prompt-injection defence, AI assurance: 3.8 px with 0.25, 0.25, this.
        "Application security engineer": 0.20,
        # Model monitoring, AI assurance: one holder, 5.7 px = 5.0 of 20 points.
        "ML security engineer": 0.25,
        # Cloud posture: two holders, 7.6 px = 6.6 of 18.4 points, 1 − 0.8².
        "Cloud security engineer": 0.20,
        # Model monitoring, Detection and response: one holder, 2.3 px = 2.0 of 10 points.
        "Detection engineer": 0.20,
        # Access governance, Detection and response, has no row of its own: it is the next below data classification, whose
        # place (46%), and that of communication above it (41%), hold as often as printed where these two together make
        # F = 0.28, as 1 − 0.85² does.
        "Security lead": 0.15,
        "Identity engineer": 0.15,
    },
    # The first bar is 100 · C · U · 0.5 · G; G is known from the seats.
    "weeks_to_fill_and_ramp": {
        # Prompt-injection defence, AI assurance: 30.7 px = 26.7 points, G = 4/6: U = 0.80 = 24 of 30 weeks.
        "Application security engineer": 24,
        # Communication, AI assurance: 9.6 px = 8.35 points, G = 2/8: U = 0.667 = 20 of 30 weeks; it or the lead's.
        "Control assessor": 20,
        # Cloud posture: 17.7 px = 15.4 points, G = 2/4: U = 0.615; Workload isolation: 26.5 px = 23.0 points, G = 3/4.
        "Cloud security engineer": 24,
    },
    # 24 weeks over 39: U = 0.615. Only the quotient shows.
    "needed_by": {("Platform security", "Cloud security engineer"): "2027-03-01"},
}


def page(name):
    return (FOLDER / f"{name}.html").read_text(encoding="utf-8")


def plain(text):
    return re.sub(r"<[^>]*>", " ", text).strip()


def key(name):
    return name.lower().replace(" ", "-")


def made(kind, name):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"mockup/{kind}/{name}"))


def number(text):
    return float(text.replace(",", ""))


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def date(text):
    day, month, year = text.split()
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"


matrix, team_page = page("matrix"), page("team")
head = matrix[matrix.index("<thead>"):matrix.index("</thead>")]
areas = [(plain(name.replace("</span><span>", " ")), int(span))
         for span, name in re.findall(r'<th class="a0" colspan="(\d)">(.*?)</th>', head)]
columns = re.findall(r'scope="col"><span>([^<]*)</span>', head)
area_of = [area for area, span in areas for _ in range(span)]
assert len(area_of) == len(columns) == 19

# Roles and their targets.
roles = {}
for name, cells in re.findall(r'<th class="nm" scope="row">([^<]*)</th>(.*?)</tr>', team_page):
    found = re.findall(r'<span class="i(\d)">([^<]*)</span>', cells)
    assert len(found) == 19
    roles[name] = {columns[i]: (int(level), int(importance))
                   for i, (importance, level) in enumerate(found) if importance != "0"}
panel = dict((label, number(value)) for label, value in re.findall(
    r'<span>([^<]*)</span><span class="field in">([^<]*)</span>', team_page))

# People and levels.
people, assessments, team = [], [], None
body = matrix[matrix.index("<tbody>"):matrix.index("</tbody>")]
for row in re.findall(r"<tr.*?</tr>", body):
    if group := re.search(r'rowgroup">([^<]*)<', row):
        team = group.group(1)
        continue
    name = re.search(r'scope="row">([^<]*)<', row).group(1)
    cells = re.findall(r'<div class="c ([^"]*)">([^<]*)</div>', row)
    assert len(cells) == 19
    bold = {columns[i] for i, (marks, _) in enumerate(cells) if "tg" in marks.split()}
    # A cell whose self-rating differs, or an unknown one, may show its mark instead of the bold digit.
    hidden = {columns[i] for i, (marks, _) in enumerate(cells) if set(marks.split()) & {"dup", "ddn", "unk"}}
    fits = [role for role, targets in roles.items() if bold <= set(targets) <= bold | hidden]
    assert len(fits) == 1, (name, fits)
    people.append((name, team, fits[0]))
    for column, (marks, text) in zip(columns, cells):
        marks = marks.split()
        if "unk" in marks:
            continue
        level = int(text)
        source = "manager" if "confirmed" in marks else "self"
        assessments.append((name, column, level, source, STALE if "stale" in marks else FRESH))
        # A self-rating beside the confirmed level, two levels off and dated later: it must not count.
        if "dup" in marks or "ddn" in marks:
            assessments.append((name, column, min(level + 2, 4) if "dup" in marks else max(level - 2, 0), "self", AS_OF))

# Positions: printed for AI assurance; elsewhere the people of a role and the one vacancy that the seats needed tell.
positions = []
listed = team_page[team_page.index("<th>Position</th>"):]
for role, held, of, needed in re.findall(
        r'<tr[^>]*><td>([^<]*)</td><td class="num">(\d) of (\d)</td><td class="num">.*?</td><td class="sub">([^<]*)</td>',
        listed[:listed.index("</table>")]):
    assert int(held) == sum(1 for _, t, r in people if (t, r) == ("AI assurance", role))
    positions.append(("AI assurance", role, int(of), None if needed == "no date" else date(needed)))
for t in ("Platform security", "Detection and response"):
    for role in roles:
        seats = sum(1 for _, other, r in people if (other, r) == (t, role))
        seats += (t, role) in {("Platform security", "Cloud security engineer"), ("Detection and response", "Incident responder")}
        if seats:
            positions.append((t, role, seats, INFERRED["needed_by"].get((t, role))))

footer = {label: [int(n) for n in re.findall(r">(\d+)<", cells)] for label, cells in re.findall(
    r'scope="row">(Seats needed|Seats filled|Holders)</th>(.*?)</tr>', matrix)}
needed = [sum(seats for _, role, seats, _ in positions if column in roles[role]) for column in columns]
assert needed == footer["Seats needed"], needed

# The figures of the screens.
compare, priorities, overview = page("compare"), page("priorities"), page("overview")
compared = []
for part in re.split(r'(?=<text class="(?:t|ts)" x="0" y="\d+\.0">)', compare)[1:]:
    name = plain(re.match(r"<text[^>]*>(.*?)</text>", part).group(1))
    line = re.search(r'<line class="ours-l" x1="([\d.]+)" x2="([\d.]+)"', part)
    circle = re.search(r'<circle class="ours" cx="([\d.]+)"', part)
    printed = re.search(r'<text class="t halo(?: hs)?" x="[\d.]+" y="[\d.]+">(\d+ of \d+|\d+<tspan[^>]*>n \d+)', part[part.index('class="ours-l"'):])
    text = plain(printed.group(1))
    share = lambda x: (float(x) - 356) / 144
    entry = {"area": key(name), "share": share(circle.group(1)), "low": share(line.group(1)), "high": share(line.group(2))}
    if " of " in text:
        entry["count"], entry["of"] = map(int, text.split(" of "))
    else:
        percent, n = re.match(r"(\d+)\s*n (\d+)", text).groups()
        entry["percent"], entry["of"] = int(percent), int(n)
    ranks = re.findall(r'<text class="t e" x="(316|568)" y="[\d.]+">([\d–]+)</text>', part)
    entry["industry_rank"] = dict(ranks).get("316")
    entry["rank"] = dict(ranks).get("568")
    industry = re.search(r'<text class="t halo(?: hs)?" x="[\d.]+" y="[\d.]+">(\d+)</text>', part)
    entry["industry_percent"] = int(industry.group(1)) if industry else None
    pulse = re.search(r">(\d+) of 12</text>.*?x=\"800\" y=\"[\d.]+\">([\d.]+)<", part)
    entry["pulse_named"], entry["p_exceeds"] = (int(pulse.group(1)), float(pulse.group(2))) if pulse else (None, None)
    compared.append(entry)

ranked, rank = [], None
for row in re.findall(r'<tr[^>]*>(<td class="num">.*?)</tr>', priorities):
    cell = re.findall(r"<td[^>]*>(.*?)</td>", row)
    if len(cell) < 10:
        continue
    rank = rank if "tie" in cell[0] else cell[0]
    bars = dict((c, (float(w) + 1) / 1.15) for c, w in re.findall(r'<rect class="c(\d)" x="[\d.]+" y="10" width="([\d.]+)"', cell[4]))
    hire, train = [0 if plain(x) == "–" else int(plain(x)) for x in re.match(
        r'<span class="num">(.*?)</span><svg.*?</svg><span>(.*?)</span>', cell[6]).groups()]
    reach = re.match(r"(\d+) of (\d+)", cell[5])
    industry = cell[8].rstrip("%")
    ranked.append({
        "rank": rank, "competency": key(cell[1]), "team": cell[2], "need": int(plain(cell[3])),
        "points": [bars.get("1", 0), bars.get("2", 0), bars.get("3", 0)],
        "within_reach": int(reach.group(1)) if reach else 0, "unfilled": int(reach.group(2)) if reach else 0,
        "hire": hire, "train": train, "stability": int(cell[7].rstrip("%")) / 100,
        "industry_percent": None if industry == "–" else int(industry), "signal": plain(cell[9]).lower()})
assert len(ranked) == 19

area_needs = []
listed = overview[overview.index('<table class="hb">'):]
for row in re.findall(r'<tr[^>]*><th scope="row">(.*?)</tr>', listed[:listed.index("</table>")]):
    name = row[:row.index("<")]
    words = plain(re.search(r'<td class="num">(.*?)</td>', row).group(1))
    unfilled = 0 if words == "none" else int(words.split(",")[0])
    within = re.search(r", (\d+) in reach", words)
    solid = re.search(r'<rect class="hp" x="0.0" y="8.0" width="([\d.]+)"', row)
    area_needs.append({
        "area": key(name), "need": int(re.search(r'<text class="ts"[^>]*>(\d+)</text>', row).group(1)),
        "hire_points": float(solid.group(1)) / 2.24 if solid else 0,
        "unfilled": unfilled, "within_reach": int(within.group(1)) if within else unfilled,
        "signal": plain(row[row.rindex("<td>"):]).lower()})
headline = list(map(int, re.search(
    r"(\d+) of (\d+) seats are filled. Of the (\d+) unfilled, (\d+) are within reach of training and (\d+) are not",
    overview).groups()))
fresh = list(map(int, re.search(r"(\d+) of (\d+) pairs assessed, (\d+) stale", overview).groups()))
fresh += [int(re.search(label + r" <b>(\d+)", overview).group(1)) for label in ("Confirmed, fresh", "Claimed only, fresh", "Unknown")]
least = [[key(a), int(s), int(u), int(p)] for a, s, u, p in re.findall(
    r'<tr><td>([^<]*)</td><td class="num">(\d+)</td><td class="num">(\d+)</td><td class="num sub">(\d+)</td></tr>', overview)]

named = {entry["area"]: entry["pulse_named"] for entry in compared if entry["pulse_named"] is not None}


def role_row(name):
    ours = name == "LLM security engineer"
    return {"id": made("role", name), "name": name,
            "attrition": panel["Attrition"] / 100 if ours else INFERRED["attrition"].get(name, 0.20),
            "annual_cost": panel["Yearly cost"] if ours else 0.0, "hiring_cost": panel["Hiring cost"] if ours else 0.0,
            "contractor_rate": panel["Contractor"] if ours else 0.0,
            "weeks_to_fill": panel["Weeks to fill"] if ours else float(INFERRED["weeks_to_fill_and_ramp"].get(name, 28)),
            "weeks_to_ramp": panel["Weeks to ramp"] if ours else 0.0,
            "targets": [{"competency": key(c), "level": level, "importance": importance}
                        for c, (level, importance) in roles[name].items()]}


content = {
    "settings": {"name": "Halden Mutual", "currency": "EUR", "benchmark": "isaca-2024",
                 "weights": {"seat_gap": 0.5, "key_person_risk": 0.3, "level_shortfall": 0.2}, "need_line": 40.0, "reach": 2},
    "areas": [{"key": key(name), "name": name} for name, _ in areas],
    "competencies": [{"key": key(c), "area": key(a), "name": c,
                      "recheck_months": 6 if a in ("ML SecOps", "LLM SecOps") else 12, "descriptors": []}
                     for c, a in zip(columns, area_of)],
    "teams": [{"id": made("team", t), "name": t} for t in ("Platform security", "AI assurance", "Detection and response")],
    "roles": [role_row(name) for name in roles],
    "people": [{"id": made("person", n), "name": n, "team": made("team", t), "role": made("role", r), "started_on": None,
                "leaves_on": None, "borrowed": False, "learning_hours": 20.0} for n, t, r in people],
    "positions": [{"id": made("position", t + r), "team": made("team", t), "role": made("role", r), "seats": s, "needed_by": d}
                  for t, r, s, d in positions],
    "assessments": [{"id": made("assessment", f"{n}/{c}/{s}"), "person": made("person", n), "competency": key(c), "level": v,
                     "source": s, "assessor": None, "assessed_on": d, "recorded_at": d + "T09:00:00Z", "note": None,
                     "retracted": False, "operation": made("operation", "all")} for n, c, v, s, d in assessments],
    "pulses": [{"id": made("pulse", "may"), "asked_on": "2026-05-11", "series": "isaca.gap", "offered": sorted(named),
                "responses": [{"areas": [a for a in sorted(named) if i < named[a]]} for i in range(12)]}],
    "training": [], "scenarios": [], "retractions": [], "operations": []}
expected = {
    "as_of": AS_OF, "footer": footer, "compare": compared, "priorities": ranked, "area_needs": area_needs,
    "seats": dict(zip(("filled", "required", "unfilled", "within_reach", "out_of_reach"), headline)),
    "freshness": dict(zip(("assessed", "pairs", "stale", "confirmed_fresh", "claimed_fresh", "unknown"), fresh)),
    "least_certain": least}
json.dump({"content": content, "expected": expected}, sys.stdout, ensure_ascii=False, indent=1)
print()
