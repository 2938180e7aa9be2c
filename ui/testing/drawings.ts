// Plain stand-ins for the charts, with the marks and tables of the real ones.
import type { ChartFrame, ChartKind, Mark, Drawing } from "../src/lib/ipc/types";

type Area = [key: string, name: string, hire: number, train: number, industry: number | null];

const AREAS: Area[] = [
  ["llm_secops", "LLM SecOps", 53, 35, 24],
  ["incident_response", "Incident response", 53, 26, null],
  ["ml_secops", "ML SecOps", 12, 60, 24],
  ["soft_skills", "Soft skills", 0, 58, 51],
  ["cloud", "Cloud computing", 0, 45, 42],
  ["controls", "Security controls", 0, 30, 35],
  ["data", "Data security", 0, 10, null],
];

const TITLES: Record<ChartKind, string> = {
  compare: "Areas compared with industry",
  priorities: "Hiring and training priorities",
  "need-industry": "Need × industry gap",
  "need-parts": "4 of 7 needs at or above the line of 40",
  matrix: "24 people in 19 competencies: 38 levels stale, 29 unknown",
  holders: "11 of 35 needs have too few holders; 9 rest on one person",
  trend: "85 of 125 seats filled, 9 more than on 1 Mar 2026",
  freshness: "427 of 456 pairs assessed: 38 stale, 80 claimed only",
  risks: "Risk coverage",
  "plan-timeline": "Three actions by quarter",
  "coverage-fan": "Covered at the end, 82%",
  "budget-frontier": "What other budgets cover",
};

/** A drawing of a kind, as wide as the frame. */
export function drawing(kind: ChartKind, frame: ChartFrame): Drawing {
  const ink = frame.theme === "dark" ? "#ececee" : "#1c1d20";
  const open = frame.theme === "dark" ? "#222429" : "#efefeb";
  const width = frame.width;
  const height = 40 + AREAS.length * 36;
  const parts: string[] = [];
  const marks: Mark[] = AREAS.map(([key, name, hire, train, industry], index) => {
    const need = hire + train;
    const top = 30 + index * 36;
    const label = `${name}: need ${need}, hire ${hire}, train ${train}`;
    if (kind === "need-industry") {
      const x = industry === null ? width - 60 : 40 + ((industry - 20) / 40) * (width - 160);
      const y = height - 20 - (need / 100) * (height - 40);
      parts.push(
        `<circle cx="${x}" cy="${y}" r="5" fill="${ink}"/><text x="${x + 10}" y="${y + 4}" font-size="12" fill="${ink}">${name}</text>`,
      );
      return { key, within: null, part: "need", label, value: need, x: x - 9, y: y - 9, width: 18, height: 18 };
    }
    const scale = (width - 300) / 100;
    parts.push(
      `<text x="0" y="${top + 22}" font-size="13" fill="${ink}">${name}</text>`,
      `<rect x="160" y="${top + 8}" width="${hire * scale}" height="19" fill="${ink}"/>`,
      `<rect x="${160 + hire * scale}" y="${top + 8}" width="${train * scale}" height="19" fill="${open}" stroke="${ink}"/>`,
      `<text x="${166 + need * scale}" y="${top + 22}" font-size="12" fill="${ink}">${need}</text>`,
    );
    return { key, within: null, part: "need", label, value: need, x: 0, y: top, width, height: 36 };
  });
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join("")}</svg>`,
    width,
    height,
    title: TITLES[kind],
    description: "Seven areas; the highest need is LLM SecOps with 88.",
    marks,
    lines: [],
    table: {
      columns: ["Area", "Need", "Hire", "Train", "Industry"],
      rows: AREAS.map(([, name, hire, train, industry]) => [
        name,
        String(hire + train),
        String(hire),
        String(train),
        industry === null ? "no figure" : `${industry}%`,
      ]),
    },
  };
}
