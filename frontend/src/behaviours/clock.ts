// Keeps a due clock true while the page is open: the words tick, the colour follows them.
const language = document.documentElement.lang || "ru";
const scale: [Intl.RelativeTimeFormatUnit & string, number, number][] = [
  ["minute", 60_000, 60], ["hour", 3_600_000, 48], ["day", 86_400_000, Infinity],
];

export function clock(element: HTMLElement): void {
  const tick = () => {
    const left = Date.parse((element as HTMLTimeElement).dateTime) - Date.now();
    element.textContent = left > 0 ? ahead(left) : element.dataset.late!.replace("…", lasting(-left));
    element.classList.remove("due-good", "due-warn", "due-bad");
    element.classList.add(left <= 0 ? "due-bad" : left < 3_600_000 ? "due-warn" : "due-good");
  };
  const timer = setInterval(() => (element.isConnected ? tick() : clearInterval(timer)), 60_000);
}

function measured(length: number): [string, number] {
  const [unit, size] = scale.find(([, size, most]) => length < size * most)!;
  return [unit, Math.floor(length / size)];
}

function ahead(length: number): string {
  const [unit, count] = measured(length);
  return new Intl.RelativeTimeFormat(language).format(count, unit as Intl.RelativeTimeFormatUnit);
}

function lasting(length: number): string {
  const [unit, count] = measured(length);
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
