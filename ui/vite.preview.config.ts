// The screens over made-up answers, to look at in a browser without the shell. No part of what is shipped.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

import { aliases } from "./aliases.ts";

export default defineConfig({
  root: "preview",
  plugins: [svelte()],
  resolve: { alias: aliases },
  server: { port: 5199, fs: { allow: [".."] } },
  build: { outDir: "../dist-preview", emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
