// Finds what a page asks for by data-behaviour and starts it once.
import { clock } from "./behaviours/clock";
import { closes } from "./behaviours/closes";
import { confirmed } from "./behaviours/confirmed";
import { copy } from "./behaviours/copy";
import { drawer } from "./behaviours/drawer";
import { filters } from "./behaviours/filters";
import { inserts } from "./behaviours/inserts";
import { note } from "./behaviours/note";
import { numbered } from "./behaviours/numbered";
import { opens } from "./behaviours/opens";
import { palette } from "./behaviours/palette";
import { picks } from "./behaviours/picks";
import { pop } from "./behaviours/pop";
import { rows } from "./behaviours/rows";
import { sends } from "./behaviours/sends";
import { shortcuts } from "./behaviours/shortcuts";
import { theme } from "./behaviours/theme";
import { timer } from "./behaviours/timer";
import { unsaved } from "./behaviours/unsaved";
import { workclock } from "./behaviours/workclock";

const known: Record<string, (element: HTMLElement) => void> = {
  clock, closes, confirmed, copy, drawer, filters, inserts, note, numbered, opens, palette, picks, pop, rows, sends, shortcuts, theme, timer, unsaved, workclock,
};

export function behave(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-behaviour]:not([data-started])")) {
    element.dataset.started = "";
    for (const name of element.dataset.behaviour!.split(" ")) known[name]?.(element);
  }
}
