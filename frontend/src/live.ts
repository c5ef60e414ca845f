// What others do on an open page is heard over one line while the page is in sight; where none is to be had, it is asked for.
const LOOK = 4000, AGAIN = 30000;

// `look` asks the page's own address whether anything is new; `seen` says how things stood when it looked last.
export function listen(element: HTMLElement, address: string, seen: () => string, look: () => void): void {
  let line: EventSource | undefined, turnedAway = 0;
  const heard = () => line?.readyState === EventSource.OPEN;

  function call(): void {
    if (line || document.hidden || Date.now() - turnedAway < AGAIN) return;
    line = new EventSource(`${address}${address.includes("?") ? "&" : "?"}seen=${encodeURIComponent(seen())}`);
    line.addEventListener("changed", () => { look(); document.dispatchEvent(new Event("heard")); });
    line.addEventListener("end", () => { hang(); look(); });
    line.addEventListener("error", () => { if (line?.readyState === EventSource.CLOSED) hang(); });
  }

  // The door is shut, or the house is full: it is asked from time to time, and called again later.
  function hang(): void {
    line?.close();
    line = undefined;
    turnedAway = Date.now();
  }

  function sight(): void {
    if (document.hidden) { line?.close(); line = undefined; return; } // browsers keep few lines: only pages in sight hold one
    call();
    look();
  }

  call();
  const looks = setInterval(() => {
    if (!element.isConnected) { clearInterval(looks); document.removeEventListener("visibilitychange", sight); line?.close(); return; }
    call();
    if (!heard() && !document.hidden) look();
  }, LOOK);
  document.addEventListener("visibilitychange", sight);
  addEventListener("pagehide", () => { line?.close(); line = undefined; });
}
