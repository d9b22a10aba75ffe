// See app/layout.tsx.
(() => {
  const page = document.documentElement;
  if ("listening" in page.dataset) return;
  // Who pressed something longer ago (ms) has given up on it.
  const PATIENCE = 10_000;
  let wanted = null;
  const keep = (at, act) => {
    wanted = { at, act, until: Date.now() + PATIENCE };
  };
  const onClick = (event) => {
    const button = event.target instanceof Element && event.target.closest("button");
    if (!button || button.type === "submit" || event.button !== 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(button, () => button.click());
  };
  const onSubmit = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(event.target, () => event.target.requestSubmit(event.submitter));
  };
  addEventListener("click", onClick, true);
  addEventListener("submit", onSubmit, true);
  addEventListener(
    "listening",
    () => {
      removeEventListener("click", onClick, true);
      removeEventListener("submit", onSubmit, true);
      if (wanted) soon();
    },
    { once: true },
  );
  // The page listens part by part: React marks what is its own by then.
  const soon = () => {
    const { at, act, until } = wanted;
    if (!at.isConnected || Date.now() > until) return;
    if (Object.keys(at).some((key) => key.startsWith("__reactProps"))) setTimeout(act);
    else setTimeout(soon, 20);
  };
})();
