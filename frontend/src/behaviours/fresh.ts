// A page that several fill at once follows what the others do; what is being typed is never taken away: where its place is
// gone, the page says so and waits.
import htmx from "htmx.org";
import { listen } from "../live";

type Field = HTMLInputElement | HTMLTextAreaElement;
const said = (field: Field) => (field.type === "checkbox" || field.type === "radio" ? (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked : field.type !== "hidden" && field.value !== field.defaultValue);

export function fresh(element: HTMLElement): void {
  const { live, gone, show } = element.dataset as Record<string, string>;
  const seen = () => element.dataset.seen ?? "";
  let looking = false;

  // what is in hand: the nearest part with a name around a field that says something else, an open form, the focus of a field
  function inHand(): HTMLElement[] {
    const fields = [...element.querySelectorAll<Field>("input, textarea")].filter((one) => said(one) || one === document.activeElement);
    const open = [...element.querySelectorAll<HTMLElement>("details[open]")];
    return [...new Set([...fields, ...open].map((one) => one.closest<HTMLElement>("[data-keep]")).filter((one) => one !== null))];
  }

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const told = await fetch(live, { headers: { Accept: "application/json" } });
      if (told.ok && !told.redirected && (await told.json()).seen !== seen()) await swap(await (await fetch(location.pathname + location.search)).text());
    } catch { /* the line is down: the next look tells */ } finally { looking = false; }
  }

  async function swap(text: string): Promise<void> {
    const now = new DOMParser().parseFromString(text, "text/html").getElementById(element.id), held = inHand();
    if (!now) return;
    const lost = held.filter((one) => !now.querySelector(`#${CSS.escape(one.id)}`));
    if (lost.some((one) => [...one.querySelectorAll<Field>("input, textarea")].some(said))) return say();
    element.querySelector(":scope > .fresh-note")?.remove();
    for (const one of held) if (!lost.includes(one)) one.setAttribute("hx-morph-skip", "");
    await htmx.swap({ target: element, sourceElement: element, text: now.innerHTML, swap: "innerMorph" });
    for (const one of held) one.removeAttribute("hx-morph-skip");
    element.dataset.seen = now.dataset.seen;
  }

  function say(): void {
    if (element.querySelector(":scope > .fresh-note")) return;
    const note = document.createElement("p"), link = document.createElement("a");
    note.className = "note note-warning fresh-note";
    note.setAttribute("role", "status");
    link.className = "link";
    link.href = location.pathname + location.search; // without the place on the page: that would not look anew
    link.textContent = show;
    note.append(`${gone} `, link);
    element.prepend(note);
  }

  listen(element, live, seen, () => void look());
}
