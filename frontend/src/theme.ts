// Puts the chosen theme on before the page is drawn, so that nothing flashes.
const chosen = document.documentElement.dataset.theme ?? "system";
const dark = chosen === "dark" || (chosen === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.classList.toggle("dark", dark);
