/**
 * What a page does whose scripts did not all come, because the server went between the page and them: without them it
 * would stand there and never hear anything. It says so, and is loaded again when the server answers: soon at first, then
 * later, then no more, should something keep a script from ever coming. It is written into the page: it could not come
 * either.
 */
export const LOST_SCRIPT = `(() => {
  const times = Number(sessionStorage.getItem("lost"));
  const works = () => "listening" in document.documentElement.dataset;
  let waits = false;
  addEventListener("error", ({ target }) => {
    if (waits || target.tagName !== "SCRIPT") return;
    waits = true;
    setTimeout(tell, 500);
    setTimeout(again, 1000 * 2 ** times);
  }, true);
  const tell = () => {
    if (!works()) document.getElementById("lost").hidden = false;
  };
  const again = async () => {
    if (works() || times > 5) return;
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => undefined);
    if (!answer || answer.status >= 500) return setTimeout(again, 2000);
    sessionStorage.setItem("lost", times + 1);
    location.reload();
  };
  addEventListener("listening", () => sessionStorage.removeItem("lost"));
})();`;
