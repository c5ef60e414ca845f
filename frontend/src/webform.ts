// A form of ours, alone or in another site's frame: it shows its work, tells its height, and takes how the visitor came.
const BITS = 14;
const form = document.querySelector<HTMLFormElement>("[data-webform]");
const sent = document.querySelector<HTMLElement>("[data-webform-sent]");
const key = form?.dataset.webform ?? sent?.dataset.webformSent ?? "";
const framed = parent !== window;

if (framed) {
  document.documentElement.classList.add("framed");
  const tell = () => say({ height: Math.ceil(document.querySelector("main")!.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(document.querySelector("main")!);
  addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.svyazka !== key) return;
    if (event.data.touch) keepTouch(JSON.stringify(event.data.touch));
    if (event.data.theme) wear(event.data.theme === "dark");
  });
  say(sent ? { sent: true } : { ready: true });
} else {
  const marks: Record<string, string> = { landing: location.href.slice(0, 1000), referrer: document.referrer.slice(0, 1000) };
  for (const [name, value] of new URLSearchParams(location.search)) if (name.startsWith("utm_")) marks[name] = value.slice(0, 300);
  keepTouch(JSON.stringify(marks));
}
if (form) void prove(form);

// As the site that shows us looks: its own background decides, not the visitor's machine.
function wear(dark: boolean): void {
  document.documentElement.classList.toggle("dark", dark);
  document.querySelector<HTMLMetaElement>("meta[name=color-scheme]")!.content = dark ? "dark" : "light";
}

// Who frames us is held by the answer's own policy: only the form's sites can hear this.
function say(told: object): void {
  parent.postMessage({ svyazka: key, ...told }, "*");
}

function keepTouch(told: string): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[name=touch]")) if (framed || !input.value) input.value = told.slice(0, 12000);
}

// A small puzzle: a number with which SHA-256 of the opening begins with enough zero bits. Without WebCrypto the server is stricter.
async function prove(element: HTMLFormElement): Promise<void> {
  if (!crypto.subtle) return;
  const opening = element.dataset.opening!;
  const coder = new TextEncoder();
  for (let n = 0; ; n += 64) {
    const tried = Array.from({ length: 64 }, (_one, k) => crypto.subtle.digest("SHA-256", coder.encode(`${opening}:${n + k}`)));
    const found = (await Promise.all(tried)).findIndex((digest) => new DataView(digest).getUint32(0) >>> (32 - BITS) === 0);
    if (found < 0) continue;
    element.querySelector<HTMLInputElement>("input[name=proof]")!.value = String(n + found);
    return;
  }
}
