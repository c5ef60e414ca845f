// Finds what a page asks for by data-behaviour and starts it once.
import { answers } from "./behaviours/answers";
import { board } from "./behaviours/board";
import { catches } from "./behaviours/catches";
import { clock } from "./behaviours/clock";
import { closes } from "./behaviours/closes";
import { confirmed } from "./behaviours/confirmed";
import { copy } from "./behaviours/copy";
import { drawer } from "./behaviours/drawer";
import { filters } from "./behaviours/filters";
import { follows } from "./behaviours/follows";
import { fresh } from "./behaviours/fresh";
import { gantt } from "./behaviours/gantt";
import { gathers } from "./behaviours/gathers";
import { grid } from "./behaviours/grid";
import { inserts } from "./behaviours/inserts";
import { kept } from "./behaviours/kept";
import { levels } from "./behaviours/levels";
import { narrows } from "./behaviours/narrows";
import { note } from "./behaviours/note";
import { numbered } from "./behaviours/numbered";
import { opens } from "./behaviours/opens";
import { palette } from "./behaviours/palette";
import { pastes } from "./behaviours/pastes";
import { picks } from "./behaviours/picks";
import { pop } from "./behaviours/pop";
import { price } from "./behaviours/price";
import { rows } from "./behaviours/rows";
import { sends } from "./behaviours/sends";
import { shortcuts } from "./behaviours/shortcuts";
import { sums } from "./behaviours/sums";
import { theme } from "./behaviours/theme";
import { timer } from "./behaviours/timer";
import { together } from "./behaviours/together";
import { unfolds } from "./behaviours/unfolds";
import { unsaved } from "./behaviours/unsaved";
import { verdicts } from "./behaviours/verdicts";
import { watch } from "./behaviours/watch";
import { workclock } from "./behaviours/workclock";

const known: Record<string, (element: HTMLElement) => void> = {
  answers, board, catches, clock, closes, confirmed, copy, drawer, filters, follows, fresh, gantt, gathers, grid, inserts, kept, levels, narrows, note, numbered, opens,
  palette, pastes, picks, pop, price, rows, sends, shortcuts, sums, theme, timer, together, unfolds, unsaved, verdicts, watch, workclock,
};

// An element that is drawn anew in its place is the same element: it is not started twice.
const started = new WeakMap<HTMLElement, Set<string>>();

export function behave(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-behaviour]")) {
    const begun = started.get(element) ?? new Set();
    started.set(element, begun);
    for (const name of element.dataset.behaviour!.split(" ").filter((one) => !begun.has(one))) {
      begun.add(name);
      known[name]?.(element);
    }
  }
}
