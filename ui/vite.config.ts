/// <reference types="vitest/config" />
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vite";

import { aliases } from "./aliases.ts";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  resolve: { alias: aliases },
  build: {
    // WebKitGTK 2.42, the oldest web view that Cadre's packages allow.
    target: "safari16.4",
    // The content security policy allows fonts from our own files only, never from data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "testing/**/*.test.ts"],
    setupFiles: ["./testing/setup.ts"],
    css: false,
    // A busy machine is no failure.
    testTimeout: 30_000,
  },
});
