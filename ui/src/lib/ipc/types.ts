// The shapes that the shell answers with, by the names that the screens know them by.
import type { Selection as AskedSelection } from "./bindings";

export type * from "./bindings";

/** What every screen is asked for. The shell takes less; the screens always say all of it, but for the figure of ours that
    Compare shows and the scenario that Plan shows, which are the program's to choose until somebody does. */
export type Selection = Required<Omit<AskedSelection, "figure" | "scenario">> & Pick<AskedSelection, "figure" | "scenario">;
