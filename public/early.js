// See app/layout.tsx.
(() => {
  const page = document.documentElement;
  if ("listening" in page.dataset) return;
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
  const soon = () => {
    const { at, act, until } = wanted;
    if (!at.isConnected || Date.now() > until) return;
    if (Object.keys(at).some((key) => key.startsWith("__reactProps"))) setTimeout(act);
    else setTimeout(soon, 20);
  };
})();
