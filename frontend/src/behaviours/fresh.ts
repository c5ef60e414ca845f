// A page that several fill at once follows what the others do; what is being typed is never taken away: where its place is
// gone, the page says so and waits.
import htmx from "htmx.org";
import { listen } from "../live";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const FIELDS = "input, textarea, select";
const chosen = (field: HTMLSelectElement) => [...field.options].some((one) => one.selected !== one.defaultSelected) && !(field.selectedIndex === 0 && !field.querySelector("[selected]"));
const said = (field: Field) => (field instanceof HTMLSelectElement ? chosen(field) : field.type === "checkbox" || field.type === "radio" ? (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked : field.type !== "hidden" && field.value !== field.defaultValue);

export function fresh(element: HTMLElement): void {
  const { live, page, gone, held: while_held, show } = element.dataset as Record<string, string>;
  const place = () => page ?? location.pathname + location.search; // without the place on the page: that would not look anew
  const seen = () => element.dataset.seen ?? "";
  let looking = false;

  // what is in hand: the nearest part with a name around a field that says something else, an open form, the focus of a field
  function inHand(): HTMLElement[] {
    const fields = [...element.querySelectorAll<Field>(FIELDS)].filter((one) => said(one) || one === document.activeElement);
    const open = [...element.querySelectorAll<HTMLElement>("details[open]")];
    return [...new Set([...fields, ...open].map((one) => one.closest<HTMLElement>("[data-keep]")).filter((one) => one !== null))];
  }

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const told = await fetch(live, { headers: { Accept: "application/json" } });
      if (told.ok && !told.redirected && (await told.json()).seen !== seen()) await swap(await (await fetch(place())).text());
    } catch { /* the line is down: the next look tells */ } finally { looking = false; }
  }

  async function swap(text: string): Promise<void> {
    const now = new DOMParser().parseFromString(text, "text/html").getElementById(element.id), held = inHand();
    if (!now) return;
    const lost = held.filter((one) => !now.querySelector(`#${CSS.escape(one.id)}`));
    if (lost.some((one) => [...one.querySelectorAll<Field>(FIELDS)].some(said))) return say(gone);
    const same = now.dataset.says !== undefined && now.dataset.says === element.dataset.says; // as when only somebody's timer has begun
    const told = element.querySelector(":scope > .fresh-note") !== null;
    const stay = held.filter((one) => !lost.includes(one));
    for (const one of stay) {
      one.setAttribute("hx-morph-skip", "");
      if (!same) one.setAttribute("data-stale", "");
      else if (!one.hasAttribute("data-stale")) renew(one, now.querySelector(`#${CSS.escape(one.id)}`)!);
    }
    element.querySelector(":scope > .fresh-note")?.remove();
    await htmx.swap({ target: element, sourceElement: element, text: now.innerHTML, swap: "innerMorph" });
    for (const one of held) one.removeAttribute("hx-morph-skip");
    element.dataset.seen = now.dataset.seen;
    if (now.dataset.says !== undefined) element.dataset.says = now.dataset.says;
    if (while_held && (!same || told) && held.some((one) => one.matches("details[open]") || one.querySelector("details[open]") || [...one.querySelectorAll<Field>(FIELDS)].some(said))) say(while_held);
  }

  // A part in hand of which nothing has changed is sent as seen now: its versions are those of the page as it stands.
  function renew(part: HTMLElement, now: Element): void {
    for (const name of ["_version", "seen"]) {
      const [mine, theirs] = [part, now].map((one) => one.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`));
      if (mine && theirs) mine.value = theirs.value;
    }
  }

  function say(words: string): void {
    if (element.querySelector(":scope > .fresh-note")) return;
    const note = document.createElement("p"), link = document.createElement("a");
    note.className = "note note-warning fresh-note";
    note.setAttribute("role", "status");
    link.className = "link";
    link.href = place();
    link.textContent = show;
    note.append(`${words} `, link);
    element.prepend(note);
  }

  listen(element, live, seen, () => void look());
}
