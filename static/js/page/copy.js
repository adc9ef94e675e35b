/* Buttons that copy: data-copy names the field whose text they take, or "address" for the page's own. */

async function copy(button) {
  const source = button.dataset.copy === "address" ? null : document.getElementById(button.dataset.copy);
  const text = source ? source.value : location.href;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!source) return false;
    source.select();
  }
  return true;
}

export function startCopying(root = document) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !(await copy(button))) return;
    const said = document.getElementById(button.getAttribute("aria-describedby") ?? "");
    if (said) said.textContent = button.dataset.copied;
  });
}
