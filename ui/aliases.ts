// Where the short import paths lead; tsconfig.json says the same to the type checker.
import { fileURLToPath } from "node:url";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const aliases = {
  $lib: at("./src/lib"),
  $features: at("./src/features"),
  $testing: at("./testing"),
};
