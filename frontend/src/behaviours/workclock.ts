// Keeps a clock of working time true while the page is open: it ticks only inside the spans of work it was given.
type Span = [number, number];

export function workclock(element: HTMLElement): void {
  const told = element.dataset;
  const tick = () => {
    if (!told.spans) return; // drawn anew as a clock that stands
    const due = Date.parse((element as HTMLTimeElement).dateTime) / 1000;
    const spans = told.spans.trim().split(" ").map((span) => span.split("-").map(Number) as Span);
    const now = Date.now() / 1000;
    const left = now < due ? worked(spans, now, due) : -worked(spans, due, now);
    const words = left < 0 ? told.late! : left ? told.left! : told.up!;
    element.textContent = words.replace("…", lasting(Math.abs(left), told));
    element.classList.remove("due-good", "due-warn", "due-bad");
    element.classList.add(left <= 0 ? "due-bad" : left * 2 <= Number(told.norm) ? "due-warn" : "due-good");
  };
  tick();
  const timer = setInterval(() => (element.isConnected ? tick() : clearInterval(timer)), 20_000);
}

function worked(spans: Span[], start: number, end: number): number {
  return spans.reduce((sum, [opens, closes]) => sum + Math.max(0, Math.min(closes, end) - Math.max(opens, start)), 0);
}

function lasting(seconds: number, told: DOMStringMap): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const parts = hours ? [told.hours!.replace("…", String(hours))] : [];
  if ((minutes % 60 && hours < 24) || !hours) parts.push(told.minutes!.replace("…", String(minutes % 60)));
  return parts.join(" ");
}
