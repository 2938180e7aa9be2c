// Only shapes, text and their looks reach the page.
import { describe, expect, it } from "vitest";

import { safePicture } from "./svg";

const svg = (inside: string, attributes = ""): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="5" ${attributes}>${inside}</svg>`;

const cleaned = (inside: string, attributes = ""): string => safePicture(svg(inside, attributes))?.outerHTML ?? "";

describe("a safe picture", () => {
  it("keeps shapes, text and how they look", () => {
    const picture = safePicture(svg(`<g><rect x="1" y="2" width="3" height="4" fill="#fff"/><text x="1" font-size="12">24%</text></g>`));
    expect(picture?.getAttribute("width")).toBe("10");
    const rect = picture?.querySelector("rect");
    expect(["x", "y", "width", "height", "fill"].map((name) => rect?.getAttribute(name))).toEqual(["1", "2", "3", "4", "#fff"]);
    expect(picture?.querySelector("text")?.textContent).toBe("24%");
  });

  it.each([
    ["script", `<script>alert(1)</script>`],
    ["foreign markup", `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject>`],
    ["markup of another kind", `<img xmlns="http://www.w3.org/1999/xhtml" src="x"/>`],
    ["links", `<a href="https://example.org"><text>in</text></a>`],
    ["uses", `<use href="#a"/>`],
    ["images", `<image href="https://example.org/a.png"/>`],
    ["styles", `<style>* { fill: red }</style>`],
    ["animation", `<rect><animate attributeName="x" to="5"/></rect>`],
  ])("leaves out %s", (_, inside) => {
    const markup = cleaned(inside);
    expect(markup).not.toMatch(/script|foreign|img|image|<a[ >]|use|style|animate|example\.org/i);
  });

  it.each([
    ["handlers", `<rect onclick="alert(1)" onload="alert(1)" width="1"/>`, /on(click|load)/],
    ["addresses", `<rect href="javascript:alert(1)" xlink:href="javascript:alert(1)" width="1"/>`, /javascript/],
    ["styles", `<rect style="fill: red" class="a" id="b" width="1"/>`, /style|class|id=/],
    ["loaded colours", `<rect fill="url(https://example.org/#a)" width="1"/>`, /url/],
    ["loaded colours in capitals", `<rect fill="URL( 'https://example.org/#a' )" width="1"/>`, /url/i],
  ])("leaves out attributes that are %s and keeps the shape", (_, inside, bad) => {
    const markup = cleaned(inside);
    expect(markup).not.toMatch(bad);
    expect(markup).toContain(`width="1"`);
  });

  it("leaves out handlers of the picture itself", () => {
    expect(cleaned("", `onload="alert(1)"`)).not.toContain("onload");
  });

  it("keeps text as text", () => {
    const picture = safePicture(svg(`<text>&lt;img onerror=alert(1)&gt;</text>`));
    expect(picture?.querySelector("text")?.textContent).toBe("<img onerror=alert(1)>");
    expect(picture?.querySelectorAll("*")).toHaveLength(1);
  });

  it.each([["text that is no markup", "hello"], ["broken markup", "<svg><rect></svg>"], ["another document", "<html xmlns='http://www.w3.org/1999/xhtml'/>"], ["svg without its namespace", "<svg><rect/></svg>"]])(
    "is none for %s",
    (_, source) => expect(safePicture(source)).toBeNull(),
  );
});
