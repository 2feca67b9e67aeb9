"use strict";
// The lines behind the marks of figures: a panel that finds lines of this page by what they are about, who says them,
// how, where, when and in which words. What is asked stands in the address after "#find?".
(() => {
  const panel = document.getElementById("lines");
  const form = panel.querySelector("form");
  const found = document.getElementById("found");
  const count = document.getElementById("count");
  const asked = document.getElementById("asked");
  const opener = document.getElementById("search");
  const fields = ["outlet", "voice", "manner", "from", "to", "q"];
  const about = ["term", "phrase", "node", "collocate", "frame", "class"];
  const STEP = 40;
  let lines;
  let different = 0;
  let shown = STEP;
  let back = null;

  const NONE = "(not given)";
  const folded = (text) => text.replace(/\s+/g, " ").trim();
  const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pairs = (element) => new URLSearchParams((element?.dataset.about || "").replaceAll(";", "&"));

  // A line's last element names voice, speaker, manner, outlet, date and article, each in an element of its own.
  const gather = () => [...document.querySelectorAll("main p.line")].map((element) => {
    const [voice, speaker, manner, outlet, date, article] =
      [...element.lastElementChild.children].map((part) => folded(part.textContent));
    const keys = {};
    for (const holder of [element.closest("details"), element]) {
      for (const [key, value] of pairs(holder)) {
        (keys[key] ||= new Set()).add(folded(value));
      }
    }
    const all = folded(element.textContent);
    // The words of the article alone, without who says them and where.
    const own = all.slice(0, all.length - folded(element.lastElementChild.textContent).length);
    const text = all.toLowerCase();
    return { element, keys, voice, speaker, manner, outlet: outlet || NONE, date, article, text, own };
  });

  const parse = () => {
    const [, name, query] = /^([^?]*)\??(.*)$/s.exec(location.hash);
    return name === "#find" ? Object.fromEntries(new URLSearchParams(query || "")) : null;
  };

  const address = (state) => {
    const kept = Object.entries(state).filter(([, value]) => value);
    return "#find?" + new URLSearchParams(kept);
  };

  // A term without lines of its own is looked for, as whole words, in the words of the others'.
  const isAbout = (line, key, value, lone) => line.keys[key]?.has(folded(value)) || lone?.test(line.own);

  // Words apart, words in marks together; * stands for any letters, as parts of words are found anyway.
  const wanted = (q) => [...(q || "").matchAll(/"([^"]+)"|[^\s"]+/g)]
    .map((hit) => folded((hit[1] ?? hit[0]).replaceAll("*", "")))
    .filter(Boolean);

  const fits = (line, state, lone) =>
    about.every((key) => !state[key] || isAbout(line, key, state[key], lone)) &&
    ["outlet", "voice", "manner"].every((key) => !state[key] || line[key] === folded(state[key])) &&
    (!state.date || line.date.startsWith(state.date)) &&
    (!state.from || line.date >= state.from) &&
    (!state.to || (line.date && line.date.slice(0, state.to.length) <= state.to)) &&
    wanted(state.q).every((word) => line.text.includes(word.toLowerCase()));

  const options = (name) => {
    const select = form.elements[name];
    if (select.options.length > 1) return;
    const values = new Set(lines.map((line) => line[name]).filter(Boolean));
    for (const value of [...values].sort()) select.add(new Option(value, value));
  };

  const chip = (key, value) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = value + " ×";
    button.setAttribute("aria-label", form.dataset.without + " " + value);
    button.addEventListener("click", () => {
      const state = parse() || {};
      delete state[key];
      location.hash = address(state);
    });
    return button;
  };

  // How often it occurs in all, where a list of the page says so and nothing else was asked.
  const total = (state) => {
    const names = Object.keys(state).filter((key) => state[key]);
    if (names.length !== 1 || !about.includes(names[0])) return "";
    const [key] = names;
    const lists = [...document.querySelectorAll("main details[data-of]")]
      .filter((list) => pairs(list).get(key) === state[key]);
    const of = Math.max(0, ...lists.map((list) => Number(list.dataset.of)));
    return of ? form.dataset.of.replace("{of}", of) : "";
  };

  const show = (state) => {
    lines ||= gather();
    different ||= new Set(lines.map((line) => line.element.textContent)).size;
    ["outlet", "voice", "manner"].forEach(options);
    for (const name of fields) {
      const input = form.elements[name];
      // What nobody has is asked for all the same, and shown.
      const there = !input.options || [...input.options].some((option) => option.value === (state[name] || ""));
      if (!there) input.add(new Option(state[name], state[name]));
      if (input !== document.activeElement) input.value = state[name] || "";
    }
    asked.replaceChildren(...[...about, "date"].filter((key) => state[key]).map((key) => chip(key, state[key])));
    const known = !state.term || lines.some((line) => line.keys.term?.has(folded(state.term)));
    const lone = known ? null : new RegExp(`(^|[^\\p{L}\\p{N}])${plain(folded(state.term))}($|[^\\p{L}\\p{N}])`, "iu");
    const seen = new Set();
    const fitting = lines.filter((line) => {
      const text = line.element.textContent;
      return fits(line, state, lone) && !seen.has(text) && seen.add(text);
    });
    found.replaceChildren(...fitting.slice(0, shown).map((line) => {
      const item = document.createElement("li");
      item.className = "line";
      item.append(...[...line.element.childNodes].map((node) => node.cloneNode(true)));
      return item;
    }));
    if (fitting.length > shown) {
      const more = document.createElement("button");
      more.type = "button";
      more.textContent = form.dataset.more;
      more.addEventListener("click", () => { shown += STEP; show(state); });
      const item = document.createElement("li");
      item.append(more);
      found.append(item);
    }
    count.textContent = fitting.length
      ? form.dataset.count.replace("{n}", fitting.length).replace("{all}", different)
      : form.dataset.none;
    if (fitting.length) count.textContent += total(state);
    mark(state.q);
  };

  // Searched words are marked without touching the text.
  const mark = (q) => {
    if (!window.CSS || !CSS.highlights) return;
    const ranges = [];
    const walker = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
    const words = wanted(q).map(plain);
    const searched = new RegExp(words.join("|"), "giu");
    while (words.length && walker.nextNode()) {
      for (const hit of walker.currentNode.data.matchAll(searched)) {
        const range = new Range();
        range.setStart(walker.currentNode, hit.index);
        range.setEnd(walker.currentNode, hit.index + hit[0].length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("searched", new Highlight(...ranges));
  };

  const route = () => {
    const state = parse();
    panel.hidden = !state;
    document.body.classList.toggle("reading", Boolean(state));
    if (state) show(state);
  };

  const open = (state, from) => {
    back = from;
    shown = STEP;
    location.hash = address(state);
    route();
    panel.focus();
  };

  const close = () => {
    history.pushState(null, "", location.pathname + location.search);
    route();
    (back || opener).focus();
  };

  // Marks of figures: the first of each figure is reached by Tab, the others by arrow keys.
  for (const svg of document.querySelectorAll("figure svg")) {
    const marks = [...svg.querySelectorAll("[data-about]")];
    if (!marks.length) continue;
    svg.setAttribute("role", "group");
    marks.forEach((element, place) => {
      const state = Object.fromEntries(pairs(element));
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", place ? "-1" : "0");
      element.setAttribute("aria-label", Object.values(state).join(", "));
      const act = () => open(state, element);
      element.addEventListener("click", act);
      element.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Enter" || event.key === " ") act();
        else if (step) {
          const next = marks[(place + step + marks.length) % marks.length];
          element.setAttribute("tabindex", "-1");
          next.setAttribute("tabindex", "0");
          next.focus();
        } else return;
        event.preventDefault();
      });
    });
  }

  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    const name = button.textContent;
    button.addEventListener("click", async () => {
      const text = button.dataset.copy;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
        button.focus();
      }
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = name; }, 1500);
    });
  }

  form.addEventListener("input", () => {
    const state = { ...(parse() || {}) };
    for (const name of fields) state[name] = form.elements[name].value.trim();
    shown = STEP;
    history.replaceState(null, "", address(state));
    show(state);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("close").addEventListener("click", close);
  document.getElementById("clear").addEventListener("click", () => {
    shown = STEP;
    form.reset();
    location.hash = "#find?";
    route();
    form.elements.q.focus();
  });
  opener.hidden = false;
  opener.addEventListener("click", () => {
    open({}, opener);
    form.elements.q.focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "Escape" && !panel.hidden) close();
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (panel.hidden) opener.click();
      else form.elements.q.focus();
    }
  });
  window.addEventListener("hashchange", route);
  route();
})();
