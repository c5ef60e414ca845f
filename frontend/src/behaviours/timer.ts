// A running timer: hours, minutes and seconds since the moment it was started.
export function timer(element: HTMLElement): void {
  const tick = () => {
    if (!element.isConnected) { clearInterval(timing); document.removeEventListener("htmx:after:swap", tick); return; }
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse((element as HTMLTimeElement).dateTime)) / 1000));
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    element.textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
  };
  const timing = setInterval(tick, 1000);
  document.addEventListener("htmx:after:swap", tick); // drawn anew it says when it was started
  tick();
}
