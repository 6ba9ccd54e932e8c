"use strict";
// Lights what is the same in two readings, and lets pairs be confirmed, changed and saved.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.querySelector("main");
  const lines = document.getElementById("lines");
  const boxes = [...document.querySelectorAll(".s")];
  const editable = data.readers.length === 2;
  // Pairs by the places of their statements: [one, other, likeness, doubt, why, state].
  let pairs = data.pairs.map((pair) => [...pair, ""]);
  // What was said to have no other.
  const alone = [new Set(), new Set()];
  let pinned = null;
  document.body.classList.add("live");

  const box = (reader, place) => document.getElementById(`r${reader + 1}s${place + 1}`);
  const where = (element) => element.dataset.at.split(" ").map(Number);
  const name = (reader, place) => data.readers[reader].letter + (place + 1);

  function linked(reader, place) {
    const link = document.createElement("a");
    link.href = `#r${reader + 1}s${place + 1}`;
    link.textContent = name(reader, place);
    link.addEventListener("click", (event) => event.stopPropagation());
    link.addEventListener("keydown", (event) => event.stopPropagation());
    return link;
  }

  function partners(reader, place) {
    if (!editable) {
      const group = data.groups[reader][place];
      return data.groups.flatMap((own, other) => other === reader ? [] :
        own.flatMap((of, n) => of === group ? [[other, n]] : []));
    }
    return pairs.filter((pair) => pair[reader] === place).map((pair) => [1 - reader, pair[1 - reader]]);
  }

  function passages(reader, place) {
    return [...document.querySelectorAll(`mark[data-of~="${reader + 1}.${place + 1}"]`)];
  }

  function unlit() {
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
    lines.replaceChildren();
  }

  function light(reader, place) {
    unlit();
    const own = box(reader, place);
    const ends = partners(reader, place).map(([r, n]) => box(r, n));
    const marks = [[reader, place], ...partners(reader, place)].flatMap(([r, n]) => passages(r, n));
    for (const element of [own, ...ends, ...marks]) element.classList.add("lit");
    for (const end of [...ends, ...passages(reader, place).slice(0, 1)]) join(own, end);
  }

  // A line from the edge of one element to that of another, in the coordinates of the page's main part.
  function join(from, to) {
    const frame = main.getBoundingClientRect();
    const [a, b] = [from, to].map((element) => element.getClientRects()[0] || element.getBoundingClientRect());
    const right = a.left + a.width / 2 < b.left + b.width / 2;
    const [x1, x2] = right ? [a.right, b.left] : [a.left, b.right];
    const dx = main.scrollLeft - frame.left, dy = main.scrollTop - frame.top;
    const [y1, y2] = [a.top + Math.min(a.height / 2, 16), b.top + Math.min(b.height / 2, 16)];
    const bend = (x2 - x1) / 2;
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", `M${x1 + dx} ${y1 + dy}C${x1 + bend + dx} ${y1 + dy} ${x2 - bend + dx} ${y2 + dy} ${x2 + dx} ${y2 + dy}`);
    lines.append(path);
  }

  function show() {
    for (const element of boxes) {
      const [reader, place] = where(element);
      const others = partners(reader, place);
      element.classList.toggle("alone", !others.length);
      const links = others.flatMap(([r, n], number) => [number ? ", " : " = ", linked(r, n)]);
      element.querySelector(".same").replaceChildren(...(links.length ? links : [" in no other"]));
      if (editable) {
        const doubtful = pairs.some((pair) => pair[reader] === place && pair[3] && !pair[5]);
        element.classList.toggle("doubt", doubtful);
      }
    }
    for (const item of document.querySelectorAll(".doubts li")) {
      const [one, other] = item.dataset.pair.split(" ").map(Number);
      const pair = pairs.find((found) => found[0] === one && found[1] === other);
      item.querySelector(".state").textContent = !pair ? "not the same" : pair[5] === "confirmed" ? "the same" : "";
    }
    if (!editable) return;
    const left = pairs.filter((pair) => pair[3] && !pair[5]).length;
    document.getElementById("count").textContent = `${pairs.length} pairs, ${left} of them in doubt`;
  }

  function say(text) {
    document.getElementById("said").textContent = text;
  }

  function confirmed(one, other) {
    const pair = pairs.find((found) => found[0] === one && found[1] === other);
    if (pair) pair[5] = "confirmed";
    else pairs.push([one, other, 1, "", "given", "confirmed"]);
    alone[0].delete(one);
    alone[1].delete(other);
    show();
  }

  function parted(one, other) {
    pairs = pairs.filter((pair) => pair[0] !== one || pair[1] !== other);
    if (!partners(0, one).length) alone[0].add(one);
    if (!partners(1, other).length) alone[1].add(other);
    show();
  }

  function joined(one, other, also) {
    if (!also) for (const pair of pairs.filter((found) => (found[0] === one) !== (found[1] === other))) parted(pair[0], pair[1]);
    confirmed(one, other);
    say(`${name(0, one)} and ${name(1, other)} are the same.`);
  }

  function pin(element) {
    if (pinned) pinned.classList.remove("pinned");
    for (const one of boxes) one.setAttribute("aria-pressed", String(one === element));
    pinned = element;
    const part = document.getElementById("part");
    if (part) part.disabled = !element || !partners(...where(element)).length;
    if (!element) return;
    element.classList.add("pinned");
    const [reader, place] = where(element);
    light(reader, place);
    if (editable) say(`${name(reader, place)} is chosen: choose what is the same in the other map; with Shift it is joined to what it is paired with already.`);
  }

  function choose(element, also) {
    if (pinned === element) {
      pin(null);
      return say("");
    }
    if (!editable || !pinned || where(pinned)[0] === where(element)[0]) return pin(element);
    const [first, second] = [pinned, element].sort((a, b) => where(a)[0] - where(b)[0]).map((one) => where(one)[1]);
    pin(null);
    joined(first, second, also);
    light(...where(element));
  }

  for (const element of boxes) {
    const lit = () => pinned || light(...where(element));
    element.addEventListener("mouseenter", lit);
    element.addEventListener("focus", lit);
    element.addEventListener("mouseleave", () => pinned || unlit());
    element.addEventListener("blur", () => pinned || unlit());
    element.addEventListener("click", (event) => choose(element, event.shiftKey));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose(element, event.shiftKey);
      } else if (event.key === "Escape") {
        pin(null);
        unlit();
      }
    });
  }
  for (const mark of document.querySelectorAll("mark")) {
    const [reader, place] = mark.dataset.of.split(" ")[0].split(".").map((n) => Number(n) - 1);
    mark.addEventListener("mouseenter", () => pinned || light(reader, place));
    mark.addEventListener("mouseleave", () => pinned || unlit());
  }
  addEventListener("resize", () => pinned ? light(...where(pinned)) : unlit());

  for (const item of document.querySelectorAll(".doubts li")) {
    const [one, other] = item.dataset.pair.split(" ").map(Number);
    const [same, not] = item.querySelectorAll("button");
    same.addEventListener("click", () => joined(one, other, true));
    not.addEventListener("click", () => {
      parted(one, other);
      say(`${name(0, one)} and ${name(1, other)} are not the same.`);
    });
    item.addEventListener("mouseenter", () => pinned || light(0, one));
  }

  const cell = (text) => /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

  // The table that `argmap compare --alignment` reads.
  function table() {
    const rows = [data.columns];
    const [ours, theirs] = data.readers;
    const taken = new Set(pairs.map((pair) => pair[1]));
    ours.ids.forEach((id, place) => {
      const own = pairs.filter((pair) => pair[0] === place);
      for (const [, other, likeness, doubt, why, state] of own)
        rows.push([id, theirs.ids[other], likeness.toFixed(2), state ? "" : doubt, state ? "confirmed" : why, ours.texts[place], theirs.texts[other]]);
      if (!own.length) rows.push([id, "", "", "", "", ours.texts[place], ""]);
    });
    theirs.ids.forEach((id, place) => {
      if (!taken.has(place)) rows.push(["", id, "", "", "", "", theirs.texts[place]]);
    });
    return rows.map((row) => row.map(cell).join(",") + "\n").join("");
  }

  if (editable) {
    document.getElementById("part").addEventListener("click", () => {
      if (!pinned) return;
      const [reader, place] = where(pinned);
      for (const [, other] of partners(reader, place)) parted(...(reader ? [other, place] : [place, other]));
      say(`${name(reader, place)} is in no other.`);
      pin(null);
      unlit();
    });
    document.getElementById("save").addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv" }));
      link.download = data.file;
      link.click();
      URL.revokeObjectURL(link.href);
      say(`Saved as ${data.file}: give it to argmap compare or argmap merge with --alignment.`);
    });
  }
  show();
})();
