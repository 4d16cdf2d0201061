// Names below the search box while somebody types: a combobox with a list, after the ARIA Authoring Practices
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Without this script the box is a search box like any other.
"use strict";

const DELAY_MS = 120;
const MIN_CHARACTERS = 2;
const MAX_CHARACTERS = 100; // what is longer is a question, and no name
const ASKED = 24; // names; several are called the same
const SHOWN = 8;

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

// Things that are called the same make one suggestion.
const group = (suggestions) => {
  const groups = new Map();
  for (const one of suggestions) {
    const key = one.text.toLowerCase();
    if (!groups.has(key)) groups.set(key, { text: one.text, kinds: new Map(), codes: new Set() });
    const { kinds, codes } = groups.get(key);
    const state = one.kind !== "alias" || one.approved ? "" : one.approved === false ? " (turned down)" : " (not approved yet)";
    if (!kinds.has(one.kind)) kinds.set(one.kind, one.kind + state); // approved names come first
    if (one.code && one.code !== one.text) codes.add(one.code);
  }
  return [...groups.values()].slice(0, SHOWN).map(({ text, kinds, codes }) => {
    const named = codes.size > 3 ? `${codes.size} of that name` : [...codes].join(", ");
    return { text, about: [...kinds.values()].join(", ") + (named ? ` · ${named}` : "") };
  });
};

const suggestFor = (input, number) => {
  const list = element("ul", "suggestions", "");
  const told = element("div", "hidden", "");
  list.id = `suggestions-${number}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  told.setAttribute("role", "status");
  input.after(list, told);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let active = -1;
  let timer = 0;
  let request = null;

  const activate = (place) => {
    const options = [...list.children];
    active = options.length ? (place + options.length) % options.length : -1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    list.replaceChildren();
    told.textContent = "";
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (text) => {
    input.value = text;
    close();
    input.focus();
  };

  const show = (suggestions) => {
    close();
    if (!suggestions.length) return;
    list.append(
      ...suggestions.map(({ text, about }, index) => {
        const option = element("li", "", "");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(element("span", "name", text), " ", element("span", "about", about));
        option.addEventListener("click", () => choose(text));
        return option;
      }),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    told.textContent = suggestions.length === 1 ? "1 name" : `${suggestions.length} names`;
  };

  const ask = async () => {
    const typed = input.value.trim();
    request?.abort();
    if (typed.length < MIN_CHARACTERS || typed.length > MAX_CHARACTERS) return close();
    const own = (request = new AbortController());
    try {
      const response = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: typed, limit: ASKED })}`, {
        signal: own.signal,
      });
      const found = response.ok ? (await response.json()).suggestions : [];
      if (own === request && document.activeElement === input) show(group(found));
    } catch {
      if (own === request) close(); // aborted, or out of reach: the box works as it is
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown") ask();
      return;
    }
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) choose(list.children[active].firstChild.textContent);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  input.form?.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
};

document.querySelectorAll("input[data-suggest]").forEach(suggestFor);
