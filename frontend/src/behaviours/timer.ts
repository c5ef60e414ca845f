// A running timer: hours, minutes and seconds since the moment it was started.
export function timer(element: HTMLElement): void {
  const started = Date.parse((element as HTMLTimeElement).dateTime);
  const tick = () => {
    const seconds = Math.max(0, Math.floor((Date.now() - started) / 1000));
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    element.textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
  };
  tick();
  const timing = setInterval(() => (element.isConnected ? tick() : clearInterval(timing)), 1000);
}
