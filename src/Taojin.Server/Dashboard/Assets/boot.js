// Runs before the page is drawn: theme, copying, and what happens when the server goes away and comes back.
(() => {
  const root = document.documentElement;
  const wished = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  if (!root.dataset.theme) root.dataset.theme = wished();

  const keep = (name, value) => {
    const path = new URL(document.baseURI).pathname.replace(/(.)\/$/, "$1");
    document.cookie = `${name}=${value};path=${path};max-age=31536000;samesite=strict`;
  };

  document.addEventListener("click", async (event) => {
    const target = event.target.closest("[data-theme-switch],[data-copy],[data-keep]");
    if (!target) return;
    if ("themeSwitch" in target.dataset) {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      keep("taojin-theme", root.dataset.theme);
    }
    if ("keep" in target.dataset) keep(...target.dataset.keep.split("="));
    if ("copy" in target.dataset) {
      await navigator.clipboard?.writeText(target.dataset.copy).catch(() => {});
      target.classList.add("done");
      setTimeout(() => target.classList.remove("done"), 1500);
    }
  });

  // Blazor takes links to a place in the page over and scrolls; the focus has to go along.
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".skip")) return;
    event.preventDefault();
    event.stopPropagation();
    document.getElementById("content").focus();
  }, true);

  // The queue of labels is worked by keys: a button names its key in data-key, a field the one that leads into it.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const key = CSS.escape(event.key);
    const button = document.querySelector(`button[data-key="${key}"]:not(:disabled)`), field = document.querySelector(`[data-focus-key="${key}"]`);
    if (!button && !field) return;
    event.preventDefault();
    if (button) button.click();
    else field.focus();
  });

  addEventListener("DOMContentLoaded", () => {
    const modal = document.getElementById("components-reconnect-modal");
    modal?.addEventListener("components-reconnect-state-changed", ({ detail }) => {
      modal.classList.toggle("on", detail.state !== "hide");
      if (detail.state === "rejected") location.reload();
      else if (detail.state !== "hide") askWhoIsThere();
    });
  });

  // A server that was started anew knows nothing of this page: then it is read anew, at the same address.
  let asking;
  const askWhoIsThere = () => {
    asking ??= setInterval(async () => {
      const start = await fetch("assets/start", { cache: "no-store" }).then((answer) => (answer.ok ? answer.text() : ""), () => "");
      if (!start) return;
      asking = clearInterval(asking);
      if (start !== root.dataset.start) location.reload();
    }, 700);
  };
})();

// Another language leads back to the page that is open now, also before the server has heard of the last click.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href*='choose?']");
  if (!link) return;
  const chosen = new URL(link.href);
  chosen.searchParams.set("next", "/" + location.href.split("#")[0].slice(document.baseURI.length));
  link.href = chosen;
}, true);
