"use strict";
/* What the pages do beyond links and forms. Everything works without it. */

/* Keys: / to the search field. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const find = document.getElementById("find");
  if (event.key === "/" && find) {
    event.preventDefault();
    find.focus();
  }
});

/* Forms that change something are sent once, however often one presses. */
for (const form of document.querySelectorAll("form[method=post]"))
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

/* Navigation: in a narrow window, where it is one line, the page that is shown is in sight. */
document.querySelector("nav.pages a[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

/* Reader: the layers stay as they were left; keys 1 to 9 switch them, j and k go from claim to claim. */
(() => {
  const layers = [...document.querySelectorAll("[data-layers] input")];
  if (!layers.length) return;
  const kept = JSON.parse(localStorage.getItem("layers") || "{}");
  for (const layer of layers) {
    if (layer.id in kept) layer.checked = kept[layer.id];
    layer.addEventListener("change", () => {
      kept[layer.id] = layer.checked;
      localStorage.setItem("layers", JSON.stringify(kept));
    });
  }
  const claims = [...document.querySelectorAll(".text mark.claim[id]")];
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const layer = layers[Number(event.key) - 1];
    if (layer) layer.click();
    if ((event.key === "j" || event.key === "k") && claims.length) {
      at = Math.min(claims.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)));
      claims[at].tabIndex = -1;
      claims[at].focus();
    }
  });
})();

/* Finding: the address names one of its claims, so that it still leads here when the claims are put together otherwise. */
(() => {
  const lasting = document.querySelector("[data-lasting]");
  if (lasting && !location.search) history.replaceState(null, "", lasting.dataset.lasting + location.hash);
})();

/* Estimate: sliders move the ends of inputs, and the result follows. */
(() => {
  const form = document.querySelector("[data-trial]");
  if (!form) return;
  let waiting, asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const fields = new FormData(form);
    const get = form.method === "get";
    const query = new URLSearchParams(fields);
    const address = get ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action");
    const answer = await fetch(address, get ? {} : { method: "POST", body: query });
    if (mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const result = page.getElementById("result");
    const old = document.getElementById("result");
    if (result) old.replaceChildren(...result.childNodes);
    else {
      const wrong = document.createElement("p");
      wrong.className = "warning";
      wrong.textContent = page.querySelector(".warning, main")?.textContent.trim().replace(/\s+/g, " ") ?? "It cannot be worked out.";
      old.replaceChildren(wrong);
    }
    if (get && result) history.replaceState(null, "", address);
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  };
  for (const slider of form.querySelectorAll("input[type=range]")) {
    const number = document.getElementById(slider.dataset.for);
    slider.hidden = false;
    slider.addEventListener("input", () => {
      number.value = slider.value;
      for (const other of slider.closest("fieldset").querySelectorAll("input[type=range]")) {
        const beyond = slider.dataset.for.endsWith("-low") ? +other.value < +slider.value : +other.value > +slider.value;
        const ends = document.getElementById(other.dataset.for);
        if (beyond && ends.value !== "") ends.value = other.value = slider.value;
      }
      soon();
    });
    number.addEventListener("input", () => {
      if (number.value !== "") slider.value = number.value;
      soon();
    });
  }
})();

/* Review: j and k go from one suggestion to the next, a and r ask for the reason and Enter decides, e opens what can be
   put right, u undoes the last decision, ? shows the keys. */
(() => {
  const matters = [...document.querySelectorAll(".matter")];
  const keys = document.getElementById("keys");
  const undo = document.querySelector("[data-undo] input[name=why]");
  const here = () => matters.findIndex((each) => each.contains(document.activeElement));
  const decide = (matter, verdict) => {
    matter.dataset.verdict = verdict;
    for (const button of matter.querySelectorAll("button")) button.classList.toggle("main", button.value === verdict);
    matter.querySelector("input[name=why]").focus();
  };
  for (const matter of matters) {
    matter.querySelector("form").addEventListener("keydown", (event) => {
      const button = matter.querySelector(`button[value=${matter.dataset.verdict || "none"}]`);
      if (event.key === "Enter" && event.target.matches("input") && button) {
        event.preventDefault();
        button.form.requestSubmit(button);
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) {
      if (event.key === "Escape") (matters[here()] || document.getElementById("main")).focus();
      return;
    }
    if (event.key === "?") {
      if (keys) keys.open = !keys.open;
      else location.assign("/help");
      return;
    }
    if (!matters.length && event.key !== "u") return;
    const at = here();
    const move = { j: Math.min(at + 1, matters.length - 1), k: Math.max(at - 1, 0) }[event.key];
    const verdict = { a: "accept", r: "reject" }[event.key];
    if (move !== undefined) matters[move].focus();
    else if (verdict) decide(matters[Math.max(at, 0)], verdict);
    else if (event.key === "e") location.assign(matters[Math.max(at, 0)].dataset.edit);
    else if (event.key === "u" && undo) undo.focus();
    else return;
    event.preventDefault();
  });
})();

/* Builds: how far they have got. What is said aloud changes with the step, not with every report. */
for (const place of document.querySelectorAll("[data-job]")) {
  const words = place.querySelector("[data-words]");
  const aloud = place.querySelector("[data-aloud]");
  const bar = place.querySelector("progress");
  let step;
  const look = async () => {
    let job;
    try {
      const answer = await fetch(place.dataset.job);
      job = await answer.json();
      if (!answer.ok) throw new Error(job.error.what);
    } catch {
      words.textContent = "The server does not answer.";
      return;
    }
    if (job.over) {
      if ("whole" in place.dataset) location.reload();
      else words.textContent = job.state === "done" ? place.dataset.done : `${job.words}.`;
      return;
    }
    if ("whole" in place.dataset) words.textContent = job.words;
    if (aloud && job.step !== step) aloud.textContent = job.words;
    step = job.step;
    if (bar && job.total) Object.assign(bar, { max: job.total, value: job.done });
    else if (bar) bar.removeAttribute("value");
    setTimeout(look, 400);
  };
  look();
}
