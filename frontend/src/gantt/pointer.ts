// A machine may have a mouse and a screen that is touched. The library listens for one of them; which, each press tells anew.
import { type Board } from "./board";

export const TOUCHED = matchMedia("(any-pointer: coarse)").matches;

export function pointer({ gantt, root }: Board): void {
  const by = (finger: boolean) => {
    gantt.config.touch = finger ? "force" : false;
    document.body.classList.toggle("by-finger", finger);
  };
  if (!TOUCHED) return;
  by(matchMedia("(pointer: coarse)").matches);
  root.addEventListener("pointerdown", (event) => by(event.pointerType !== "mouse"), true);
  root.addEventListener("pointermove", (event) => { if (event.pointerType === "mouse" && !event.buttons) by(false); }, true);
}
