// A board: cards are dragged, by hand or touch, into columns and order; what others do appears by itself while it is open.
import Sortable from "sortablejs";

const LOOK = 4000;

export function board(element: HTMLElement): void {
  const { live, move, token, lost } = element.dataset as Record<string, string>;
  let dragging = false, looking = false;
  const seen = () => element.querySelector<HTMLElement>("#board-live")?.dataset.seen ?? "";
  const busy = () => dragging || document.hidden || element.querySelector("details[open]") !== null;

  function show(text: string): void {
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>(".board-card")?.id;
    const at = element.querySelector(".board")?.scrollLeft ?? 0;
    element.innerHTML = text;
    element.querySelector(".board")!.scrollLeft = at;
    if (focused) document.getElementById(focused)?.querySelector<HTMLElement>("a")?.focus();
    begin();
  }

  function begin(): void {
    for (const cards of element.querySelectorAll<HTMLElement>(".board-cards")) {
      Sortable.create(cards, {
        group: "board", draggable: ".board-card", handle: ".board-moves", filter: "a, button, summary, input, select, textarea", preventOnFilter: false,
        animation: 120, delay: 180, delayOnTouchOnly: true, ghostClass: "board-ghost",
        onStart: () => { dragging = true; },
        onEnd: (event) => { dragging = false; if (event.from !== event.to || event.oldIndex !== event.newIndex) void put(event.item, event.to); },
      });
    }
  }

  async function put(card: HTMLElement, cards: HTMLElement): Promise<void> {
    const next = card.nextElementSibling as HTMLElement | null;
    const body = new URLSearchParams({ to: cards.dataset.state!, before: next?.dataset.key ?? "", csrfmiddlewaretoken: token });
    try {
      const answer = await fetch(move.replace("/0/", `/${card.dataset.key}/`) + location.search, { method: "POST", body, headers: { "X-Board": "1" } });
      show(await answer.text());
    } catch { alert(lost); location.reload(); }
  }

  async function look(): Promise<void> {
    if (looking || busy()) return;
    looking = true;
    try {
      const ask = new URLSearchParams(location.search);
      ask.set("seen", seen());
      const answer = await fetch(`${live}?${ask}`);
      if (answer.status === 200 && !answer.redirected && !busy()) show(await answer.text());
    } catch { /* the line is down: the next look tells */ } finally { looking = false; }
  }

  begin();
  const looks = setInterval(() => (element.isConnected ? void look() : clearInterval(looks)), LOOK);
  document.addEventListener("visibilitychange", () => void look());
}
