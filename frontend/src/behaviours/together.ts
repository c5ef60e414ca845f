// A specification that several people have open: what others change appears by itself, what one types is left alone,
// everybody sees who is where; clauses are walked, edited, added and moved by keys on any layout.
import htmx from "htmx.org";

const LOOK = 4000, BEAT = 15000;

export function together(element: HTMLElement): void {
  const { live, beat, place, token } = element.dataset as Record<string, string>;
  const open = () => [...element.querySelectorAll<HTMLElement>(".clause-typing[data-key]")];
  let looking = false, told: string | undefined;

  async function look(): Promise<void> {
    if (looking || document.hidden) return;
    looking = true;
    try {
      const seen = element.querySelector<HTMLElement>("#tz")!.dataset.seen ?? "";
      const answer = await fetch(`${live}?seen=${encodeURIComponent(seen)}`, { headers: { "HX-Request": "true" } });
      if (answer.status === 200 && !answer.redirected) await show(await answer.text());
    } catch { /* the line is down: the next look tells */ } finally { looking = false; }
  }

  // What is being typed stays: where the clause is gone or was changed by another, its form says so.
  async function show(text: string): Promise<void> {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const typing of element.querySelectorAll<HTMLElement>("[hx-morph-skip]")) {
      const now = page.getElementById(typing.id);
      if (!now) stayFor(typing, page);
      if (typing.dataset.key) say(typing, now);
    }
    for (const part of [...page.body.children]) {
      const here = document.getElementById(part.id);
      if (here) await htmx.swap({ target: here, sourceElement: element, text: part.outerHTML, swap: "outerMorph" });
    }
  }

  function stayFor(typing: HTMLElement, page: Document): void {
    const stand = page.createElement(typing.tagName);
    stand.id = typing.id;
    const part = typing.closest(".tz-part")?.id;
    (part && page.getElementById(part) || page.getElementById("tz"))!.append(stand);
  }

  function say(typing: HTMLElement, now: HTMLElement | null): void {
    const note = typing.querySelector<HTMLElement>("[data-changed]");
    if (!note || (now && now.dataset.version === typing.dataset.version)) return;
    note.textContent = now ? note.dataset.words!.replace("…", now.dataset.by || "…") : note.dataset.gone!;
    note.hidden = false;
  }

  async function here(): Promise<void> {
    if (document.hidden) return;
    const key = open()[0]?.dataset.key ?? "";
    told = key;
    const body = new URLSearchParams({ clause: key, csrfmiddlewaretoken: token });
    await fetch(beat, { method: "POST", body }).catch(() => undefined);
  }

  async function move(clause: HTMLElement, to: string): Promise<void> {
    const key = clause.id.slice(2);
    const body = new URLSearchParams({ to, seen: clause.dataset.version!, csrfmiddlewaretoken: token });
    const answer = await fetch(place.replace(/\/0\//, `/${key}/`), { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") return location.reload();
    await look();
    document.querySelector<HTMLElement>(`#c-${key} .clause-no`)?.focus();
  }

  element.addEventListener("click", (event) => {
    const drop = (event.target as HTMLElement).closest<HTMLElement>("[data-drop]");
    if (!drop) return;
    event.preventDefault();
    drop.closest("[hx-morph-skip]")!.removeAttribute("hx-morph-skip");
    element.querySelector<HTMLElement>("#tz")!.dataset.seen = "";
    void look();
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const typing = target.closest<HTMLElement>(".clause-typing");
    if (event.key === "Escape" && typing) typing.querySelector<HTMLElement>("[data-cancel]")?.click();
    if (target.closest("input, textarea, select, dialog, [contenteditable]") || event.ctrlKey || event.metaKey) return;
    const clause = target.closest<HTMLElement>(".clause:not(.clause-typing)");
    if (event.altKey) {
      const to = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      if (clause?.dataset.version && to && element.querySelector(".add-link")) { event.preventDefault(); void move(clause, to); }
      return;
    }
    if (event.code === "KeyE" && clause) { event.preventDefault(); clause.querySelector<HTMLElement>("a.clause-no")?.click(); }
    if (event.code === "KeyA") {
      const links = [...element.querySelectorAll<HTMLElement>(".add-link")];
      const link = target.closest(".tz-part")?.querySelector<HTMLElement>(".add-link") ?? links.find((one) => one.getBoundingClientRect().top > 0) ?? links.at(-1);
      if (link) { event.preventDefault(); link.click(); }
    }
  });
  document.addEventListener("htmx:after:swap", (event) => {
    const fresh = element.querySelector<HTMLElement>(".clause-typing:not([data-met])");
    if (fresh) {
      fresh.dataset.met = "";
      (fresh.querySelector<HTMLElement>("[autofocus], textarea"))?.focus();
    }
    if ((event as CustomEvent).detail?.ctx?.sourceElement === element) return;
    if ((open()[0]?.dataset.key ?? "") !== told) void here();
    void look();
  });
  document.addEventListener("visibilitychange", () => { void here(); void look(); });
  setInterval(() => void look(), LOOK);
  setInterval(() => void here(), BEAT);
  void here();
}
