import "@fontsource-variable/noto-sans/wght.css";
import "$lib/styles/tokens.css";
import "$lib/styles/base.css";

import { mount } from "svelte";

import { shell } from "$lib/ipc/shell";

import App from "./routes/App.svelte";

const target = document.getElementById("app");
if (target) mount(App, { target, props: { connect: shell } });
