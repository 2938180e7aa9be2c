// What the layout of these folders promises: who may import whom, and what the content security policy allows.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { describe, expect, it } from "vitest";

const SOURCE = import.meta.dirname;

const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return { path: relative(SOURCE, path).replaceAll("\\", "/"), text: readFileSync(path, "utf8") };
  });
const shipped = files.filter(({ path }) => !path.endsWith(".test.ts"));

/** What a file imports, as written. */
const imports = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].flatMap((match) => match[1] ?? []);

/** The files that import something that `forbidden` matches. */
const importing = (among: typeof files, forbidden: RegExp): string[] =>
  among.filter(({ text }) => imports(text).some((from) => forbidden.test(from))).map(({ path }) => path);

describe("the folders", () => {
  it("are read by this test", () => {
    expect(shipped.map(({ path }) => path)).toEqual(expect.arrayContaining(["lib/ipc/shell.ts", "routes/App.svelte"]));
    expect(imports(`import { a } from "one";\nimport "two";\nawait import("three");`)).toEqual(["one", "two", "three"]);
  });

  it("talk to the shell in lib/ipc only", () => {
    const elsewhere = files.filter(({ path }) => !path.startsWith("lib/ipc/"));
    expect(importing(elsewhere, /^@tauri-apps\//)).toEqual([]);
  });

  it("keep components free of the domain", () => {
    const components = shipped.filter(({ path }) => path.startsWith("lib/components/"));
    expect(importing(components, /features|routes|\$lib\/ipc|\/ipc\//)).toEqual([]);
  });

  it("keep lib below the features, and the features below the routes", () => {
    expect(importing(shipped.filter(({ path }) => path.startsWith("lib/")), /features|routes/)).toEqual([]);
    expect(importing(shipped.filter(({ path }) => path.startsWith("features/")), /routes/)).toEqual([]);
  });

  it("ship nothing of the tests", () => {
    expect(importing(shipped, /\$testing|\/testing\/|vitest/)).toEqual([]);
  });
});

describe("the content security policy", () => {
  it("is kept: no style attribute stands in the markup", () => {
    expect(shipped.filter(({ text }) => /\sstyle=["'{]/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("is kept: nothing is put on the page as HTML, and nothing is evaluated", () => {
    const bad = /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/;
    expect(shipped.filter(({ text }) => bad.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("is kept: nothing is asked of a network", () => {
    const bad = /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|https?:\/\/(?!www\.w3\.org)/;
    expect(shipped.filter(({ text }) => bad.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

it("no file is too long to be one subject", () => {
  expect(shipped.filter(({ path, text }) => !path.endsWith("bindings.ts") && text.split("\n").length > 600).map(({ path }) => path)).toEqual([]);
});
