// Names found while they are typed.
import { describe, expect, it } from "vitest";

import { find } from "./find";

const people = ["Amara Osei", "Rosa Ibáñez", "Mina Park", "Tamara Minow"];
const competencies = ["Model monitoring", "Prompt-injection defence", "Communication"];
const names = (typed: string) => find(typed, people, competencies).map((hit) => hit.name);

describe("find", () => {
  it("puts the beginning of a name first, then the beginning of a word, then the rest", () => {
    expect(names("mi")).toEqual(["Mina Park", "Tamara Minow"]);
    expect(names("am")).toEqual(["Amara Osei", "Tamara Minow"]);
    expect(names("mo")).toEqual(["Model monitoring"]);
  });

  it("puts people before competencies and says where they stand", () => {
    expect(find("m", people, competencies)).toEqual([
      { kind: "person", at: 2, name: "Mina Park" },
      { kind: "competency", at: 0, name: "Model monitoring" },
      { kind: "person", at: 3, name: "Tamara Minow" },
      { kind: "person", at: 0, name: "Amara Osei" },
      { kind: "competency", at: 1, name: "Prompt-injection defence" },
      { kind: "competency", at: 2, name: "Communication" },
    ]);
  });

  it("minds neither accents nor hyphens nor the order of the words", () => {
    expect(names("ibanez")).toEqual(["Rosa Ibáñez"]);
    expect(names("prompt injection")).toEqual(["Prompt-injection defence"]);
    expect(names("defence prompt")).toEqual(["Prompt-injection defence"]);
    expect(names("PARK")).toEqual(["Mina Park"]);
  });

  it("finds nothing for nothing", () => {
    expect(names("  ")).toEqual([]);
    expect(names("zz")).toEqual([]);
  });
});
