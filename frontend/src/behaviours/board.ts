// A board: cards are dragged, by hand or touch, or moved by keys; what others do appears by itself while it is open.
import Sortable from "sortablejs";
import { listen } from "../live";

const STEPS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function board(element: HTMLElement): void {
  const { live, cards: address, move, token, lost } = element.dataset as Record<string, string>;
  let dragging = false, looking = false, waits = false;
  const seen = () => element.querySelector<HTMLElement>("#board-live")?.dataset.seen ?? "";
  // what somebody has in hand is not taken out of it: a card, an open menu, a reason half typed
  const busy = () => dragging || document.hidden || element.querySelector("details[open]") !== null;

  function show(text: string, focus?: string, to?: string): void {
    const focused = focus ?? (document.activeElement as HTMLElement | null)?.closest<HTMLElement>(".board-card, .board-more")?.id;
    const places = () => [...element.querySelectorAll<HTMLElement>(".board, .board-cards")];
    const stood = places().map((one) => [one.scrollLeft, one.scrollTop]);
    element.innerHTML = text;
    places().forEach((one, n) => { [one.scrollLeft, one.scrollTop] = stood[n] ?? [0, 0]; });
    if (focused) (document.getElementById(focused) ?? document.getElementById(`more-${to}`))?.querySelector<HTMLElement>("a")?.focus({ preventScroll: focus === undefined });
    begin();
  }

  function begin(): void {
    for (const cards of element.querySelectorAll<HTMLElement>(".board-cards")) {
      Sortable.create(cards, {
        group: "board", draggable: ".board-card", handle: ".board-moves", filter: "a, button, summary, input, select, textarea", preventOnFilter: false,
        animation: 120, delay: 180, delayOnTouchOnly: true, ghostClass: "board-ghost",
        onStart: () => { dragging = true; },
        onEnd: (event) => {
          dragging = false;
          if (event.from !== event.to || event.oldIndex !== event.newIndex) void put(event.item, event.from, event.to, event.item.nextElementSibling as HTMLElement | null);
        },
      });
    }
  }

  // What is put last of the cards that are drawn stands before those that are not, and is drawn itself.
  async function put(card: HTMLElement, from: HTMLElement, cards: HTMLElement, next: HTMLElement | null): Promise<void> {
    const { state = "", beyond = "" } = cards.dataset;
    if (!next && beyond && from !== cards) widen(state, cards.querySelectorAll(".board-card").length + (card.parentElement === cards ? 0 : 1));
    const body = new URLSearchParams({ to: state, was: from.dataset.state!, before: next?.dataset.key ?? beyond, csrfmiddlewaretoken: token });
    try {
      const answer = await fetch(move.replace("/0/", `/${card.dataset.key}/`) + location.search, { method: "POST", body, headers: { "X-Board": "1" } });
      show(await answer.text(), card.id, state);
    } catch { alert(lost); location.reload(); }
  }

  function widen(state: string, count: number): void {
    const place = new URL(location.href);
    place.searchParams.set(`show-${state}`, String(count));
    history.replaceState(history.state, "", place);
  }

  // Draws more of a column where it stands; the first of what is new takes the focus.
  async function more(link: HTMLAnchorElement): Promise<void> {
    const asked = new URL(link.href), column = link.closest(".board-column")!.querySelector<HTMLElement>(".board-cards")!;
    const { state } = column.dataset, last = column.querySelectorAll(".board-card").length;
    try {
      const answer = await fetch(address + asked.search);
      if (answer.status !== 200 || answer.redirected) throw new Error();
      history.replaceState(history.state, "", location.pathname + asked.search);
      show(await answer.text());
      element.querySelector<HTMLElement>(`.board-cards[data-state="${state}"]`)?.querySelectorAll<HTMLElement>(".board-card")[last]?.querySelector<HTMLElement>("a")?.focus();
    } catch { location.assign(link.href); }
  }

  function press(event: MouseEvent): void {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-wider]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void more(link);
  }

  async function look(): Promise<void> {
    if (looking || busy()) { waits = true; return; }
    looking = true;
    waits = false;
    try {
      const ask = new URLSearchParams(location.search);
      ask.set("seen", seen());
      const answer = await fetch(`${address}?${ask}`);
      if (answer.status !== 200 || answer.redirected) return;
      const text = await answer.text();
      if (busy()) waits = true;
      else show(text);
    } catch { waits = true; } finally { looking = false; }
  }

  // Arrows walk over the cards; with Alt they take the card along: sideways into the next column, up and down in its own.
  function walk(event: KeyboardEvent): void {
    const card = (event.target as HTMLElement).closest<HTMLElement>(".board-card"), step = STEPS[event.key];
    if (!card || !step || event.ctrlKey || event.metaKey || event.shiftKey || (event.target as HTMLElement).closest("input, select, textarea")) return;
    event.preventDefault();
    const columns = [...element.querySelectorAll<HTMLElement>(".board-cards")];
    const here = columns.indexOf(card.parentElement as HTMLElement), at = [...columns[here].children].indexOf(card);
    if (event.altKey) return take(card, columns, here, step);
    let column = here + step[0];
    while (step[0] && columns[column] && !columns[column].children.length) column += step[0];
    const cards = columns[column]?.children;
    const next = cards?.[step[0] ? Math.min(at, cards.length - 1) : at + step[1]] ?? (step[1] > 0 ? moreOf(columns[here]) : undefined);
    (next?.matches("a") ? next as HTMLElement : next?.querySelector<HTMLElement>("a"))?.focus();
  }

  const moreOf = (cards: HTMLElement) => cards.parentElement!.querySelector<HTMLAnchorElement>("a[data-wider]");

  function take(card: HTMLElement, columns: HTMLElement[], here: number, [aside, along]: [number, number]): void {
    if (!card.classList.contains("board-moves")) return;
    if (aside) {
      const to = columns[here + aside];
      if (to) void put(card, columns[here], to, null);
      return;
    }
    const other = along < 0 ? card.previousElementSibling : card.nextElementSibling;
    const link = along > 0 && !other ? moreOf(columns[here]) : null;
    if (link) void more(link);
    if (other) void put(card, columns[here], columns[here], (along < 0 ? other : other.nextElementSibling) as HTMLElement | null);
  }

  begin();
  element.addEventListener("keydown", walk);
  element.addEventListener("click", press);
  element.addEventListener("toggle", () => { if (waits) void look(); }, true);
  const kept = setInterval(() => { if (!element.isConnected) clearInterval(kept); else if (waits) void look(); }, 1500);
  listen(element, live, seen, () => void look());
}
