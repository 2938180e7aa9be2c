// axe over what a test has put on the page.
import axe from "axe-core";

/**
 * Every violation of WCAG 2.0 to 2.2, A and AA, as "rule: element". Colour contrast is left out: jsdom lays nothing
 * out; the real window's test measures it.
 */
export async function violations(root: Element = document.body): Promise<string[]> {
  const found = await axe.run(root, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html}`));
}
