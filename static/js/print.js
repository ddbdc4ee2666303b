/* A button that prints the page. Without JavaScript it stays hidden; the sentence beside it says how to print. */
for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}
