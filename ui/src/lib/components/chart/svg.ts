// Lets only the harmless part of an SVG onto the page: shapes, text and how they look. No script, no link, no handler,
// no style, nothing that loads; whatever is not named here is left out.

const SVG = "http://www.w3.org/2000/svg";

const ELEMENTS = new Set([
  "svg",
  "g",
  "rect",
  "line",
  "circle",
  "ellipse",
  "polyline",
  "polygon",
  "path",
  "text",
  "tspan",
  "title",
  "desc",
]);

const ATTRIBUTES = new Set([
  "width", "height", "viewBox", "preserveAspectRatio",
  "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "d", "points", "transform",
  "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
  "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity", "paint-order",
  "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "letter-spacing",
]);

/** The picture in `source`, safe to put on the page; null where it is no SVG. */
export function safePicture(source: string): SVGSVGElement | null {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
  const root = parsed.documentElement;
  if (parsed.querySelector("parsererror") || root.localName !== "svg" || root.namespaceURI !== SVG) return null;
  const picture = copy(root);
  picture?.setAttribute("aria-hidden", "true");
  return picture as SVGSVGElement | null;
}

function copy(from: Element): Element | null {
  if (from.namespaceURI !== SVG || !ELEMENTS.has(from.localName)) return null;
  const to = document.createElementNS(SVG, from.localName);
  for (const attribute of from.attributes) {
    if (attribute.namespaceURI === null && ATTRIBUTES.has(attribute.name) && !/url\s*\(/i.test(attribute.value)) {
      to.setAttribute(attribute.name, attribute.value);
    }
  }
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.textContent ?? "");
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const safe = copy(child as Element);
      if (safe) to.append(safe);
    }
  }
  return to;
}
