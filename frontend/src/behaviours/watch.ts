// The timer in the bar follows what is started and stopped elsewhere: other windows of this browser tell it at once, so does
// whatever the page hears by its own line; it is asked for when one comes back to the page. It holds no line of its own:
// browsers keep few.
import { behave } from "../behave";

const PAUSE = 3000;

export function watch(element: HTMLElement): void {
  const windows = new BroadcastChannel("timer"), told = () => `${element.dataset.person}-${element.dataset.timer}`;
  let looked = Date.now();

  async function look(): Promise<void> {
    looked = Date.now();
    try {
      const answer = await fetch(`${element.dataset.bar}?here=${encodeURIComponent(location.pathname + location.search)}`);
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch { /* the line is down: the next look tells */ }
  }

  function show(text: string): void {
    const now = new DOMParser().parseFromString(text, "text/html").querySelector<HTMLElement>("[data-timer]");
    if (!now || now.dataset.person !== element.dataset.person || now.dataset.timer === element.dataset.timer) return;
    element.replaceChildren(...now.childNodes);
    element.dataset.timer = now.dataset.timer;
    behave(element);
    windows.postMessage(told());
  }

  const again = () => { if (!document.hidden && Date.now() - looked > PAUSE) void look(); };
  windows.addEventListener("message", ({ data }) => { if (data !== told() && String(data).split("-")[0] === element.dataset.person) void look(); });
  document.addEventListener("heard", () => void look());
  document.addEventListener("visibilitychange", again);
  addEventListener("focus", again);
  addEventListener("pageshow", (event) => { if (event.persisted) void look(); });
  windows.postMessage(told());
}
