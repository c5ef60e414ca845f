// Finds what a page asks for by data-behaviour and starts it once.
import { clock } from "./behaviours/clock";
import { confirmed } from "./behaviours/confirmed";
import { drawer } from "./behaviours/drawer";
import { filters } from "./behaviours/filters";
import { palette } from "./behaviours/palette";
import { shortcuts } from "./behaviours/shortcuts";

const known: Record<string, (element: HTMLElement) => void> = { clock, confirmed, drawer, filters, palette, shortcuts };

export function behave(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-behaviour]:not([data-started])")) {
    element.dataset.started = "";
    for (const name of element.dataset.behaviour!.split(" ")) known[name]?.(element);
  }
}
