/* A figure to explore: pan, zoom, search, fold, and go from statement to statement.

   The map comes as data beside the figure, statements and arguments named by their places in it; `groups`
   says which element of the figure shows which of them. What a user wrote only ever becomes text nodes. */

const map = JSON.parse(document.getElementById('ui-data').textContent);
const [stage, sheet, panel, search, count] = ['stage', 'sheet', 'panel', 'search', 'count'].map(ui);
const statements = map.statements, steps = map.arguments;

function ui(name) { return document.getElementById(`ui-${name}`); }

function make(tag, text, name) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  return made;
}

/* How the statements hang together */

const premisesOf = (step) => [...step.premises, ...(step.warrant === undefined ? [] : [step.warrant])];
const aimed = statements.map(() => []);   // steps that lead to a statement
const undercuts = steps.map(() => []);    // steps that attack a step
const uses = statements.map(() => []);    // steps that a statement is a premise of
const parts = statements.map(() => []);
const wholes = statements.map(() => []);
steps.forEach((step, n) => {
  (step.target === undefined ? undercuts[step.step] : aimed[step.target]).push(n);
  for (const premise of new Set(premisesOf(step))) uses[premise].push(n);
});
for (const [whole, part] of map.parts) { parts[whole].push(part); wholes[part].push(whole); }

const below = statements.map((_, n) => {
  const found = new Set(), waiting = [...aimed[n]], seen = new Set(waiting);
  while (waiting.length) {
    const step = waiting.shift();
    for (const premise of premisesOf(steps[step])) found.add(premise);
    for (const undercut of undercuts[step]) if (!seen.has(undercut)) { seen.add(undercut); waiting.push(undercut); }
  }
  for (const part of parts[n]) found.add(part);
  found.delete(n);
  return [...found];
});
const above = statements.map(() => []);
below.forEach((found, n) => { for (const other of found) above[other].push(n); });

/* The statement that a step leads to, over the steps that it attacks. */
const bases = steps.map((step) => {
  const seen = new Set();
  while (step.target === undefined && !seen.has(step)) { seen.add(step); step = steps[step.step]; }
  return step.target;
});

const tops = statements.map((_, n) => n).filter((n) => !above[n].length);
for (const reached = reach(tops), n = { at: 0 }; n.at < statements.length; n.at++) {
  if (!reached.has(n.at)) { tops.push(n.at); reach([n.at], reached); }
}

/* What can be reached going down, not into what is folded. */
function reach(from, seen = new Set(), folded = new Set()) {
  const waiting = [...from];
  for (const n of waiting) seen.add(n);
  while (waiting.length) {
    const n = waiting.pop();
    if (folded.has(n)) continue;
    for (const other of below[n]) if (!seen.has(other)) { seen.add(other); waiting.push(other); }
  }
  return seen;
}

/* The elements of the figure */

const boxes = [];  // not every layout has one for every statement
const connectors = [];
const places = new Map();  // of a statement, by its box or by what else mentions it
const leads = new Map();  // the figures that words in a box lead to
for (const [id, kind, ...meant] of map.groups) {
  const element = document.getElementById(id), reference = element.matches('.reference');
  if (kind === 'figure') leads.set(element, meant[1]);
  else if (kind !== 'argument' && meant.length === 1) places.set(element, meant[0]);
  if (kind === 'statement') boxes[meant[0]] = element;
  else connectors.push({ element, kind, meant, under: reference && kind === 'mention' ? outer(element) : undefined });
  if (kind === 'link' || kind === 'figure') {
    element.setAttribute('role', 'link');
    element.setAttribute('tabindex', '0');
  }
}

/* The statement that a reference in an outline is indented under. */
function outer(element) {
  const left = (of) => of.querySelector('rect').getBoundingClientRect().left, edge = left(element) - 1;
  const found = [...places].findLast(([other, n]) => boxes[n] === other && left(other) < edge);
  return found?.[1];
}
boxes.forEach((element, n) => {
  element.setAttribute('role', 'button');
  element.setAttribute('aria-roledescription', 'statement');
  element.setAttribute('tabindex', '0');
  if (below[n].length) element.setAttribute('aria-expanded', 'true');
});
if (statements.length < 300) sheet.classList.add('calm');

/* In the outline, by statement: the item that has its text. */
const items = [];
for (const number of ui('list').querySelectorAll('.number')) items[number.dataset.place] ??= number.closest('li');

function placeOf(target) {
  return places.get(target.closest?.('.statement, .reference, .key'));
}

/* Where things are: `view` is how the sheet is moved and scaled; boxes have their places on the sheet. */

function outline(element) { return element.querySelector(':scope > rect') ?? element; }

const view = { x: 0, y: 0, k: 1 };
const origin = sheet.getBoundingClientRect();
const rects = boxes.map((element) => {
  const shape = outline(element).getBoundingClientRect();
  return { x: shape.x - origin.x, y: shape.y - origin.y, w: shape.width, h: shape.height };
});
const size = { w: sheet.offsetWidth, h: sheet.offsetHeight };
/* The figures of a set, each with its heading. */
const figures = [...sheet.querySelectorAll(':scope > h2')].map((heading) => {
  const top = heading.getBoundingClientRect(), drawing = heading.nextElementSibling.getBoundingClientRect();
  return { x: drawing.x - origin.x, y: top.y - origin.y, w: drawing.width, h: drawing.bottom - top.y };
});

/* Where reasons stand, seen from their conclusions. */
const direction = (() => {
  let [x, y] = [0, 0];
  below.forEach((found, n) => {
    for (const other of found) {
      if (!rects[n] || !rects[other]) continue;
      x += rects[other].x + rects[other].w / 2 - rects[n].x - rects[n].w / 2;
      y += rects[other].y - rects[n].y;
    }
  });
  return Math.abs(y) >= Math.abs(x) ? (y < 0 ? 'up' : 'down') : x < 0 ? 'left' : 'right';
})();
let rest = 0;

function show(glide = false) {
  const { clientWidth: w, clientHeight: h } = stage, edge = 60;
  view.x = Math.min(w - edge, Math.max(edge - size.w * view.k, view.x));
  view.y = Math.min(h - edge, Math.max(edge - size.h * view.k, view.y));
  sheet.classList.toggle('gliding', glide);
  sheet.classList.toggle('moving', !glide);
  sheet.style.transform = `translate(${view.x}px,${view.y}px) scale(${view.k})`;
  clearTimeout(rest);  // once it rests, the browser draws it sharp at its scale
  rest = setTimeout(() => sheet.classList.remove('moving'), 160);
}

const margin = (w) => Math.min(28, w / 25);

function whole(part = size, { w, h } = { w: stage.clientWidth, h: stage.clientHeight }) {
  const room = 2 * margin(w);
  return Math.max(0.01, Math.min((w - room) / part.w, (h - room) / part.h, 1.7));
}

function fit(glide = true) {
  view.k = whole();
  view.x = (stage.clientWidth - size.w * view.k) / 2;
  view.y = (stage.clientHeight - size.h * view.k) / 2;
  show(glide);
}

/* A preview beside the text that is written. */
const beside = document.documentElement.dataset.fit === 'width';

/* All of it is in view at first; of a set, the first figure, or the one that the address names. */
let first = 0;

function begin() {
  if (beside) fitWidth(figures[first] ?? { x: 0, y: 0, ...size });
  else if (figures.length) frame(figures[first], whole(figures[first]));
  else fit(false);
}

/* A preview is as wide as there is room, and never larger than it is drawn; where it is
   higher than the stage, its conclusion is in view. */
function fitWidth(part) {
  const { clientWidth: w, clientHeight: h } = stage, edge = margin(w);
  const k = Math.max(0.01, Math.min((w - 2 * edge) / part.w, 1));
  frame(part, k);
  if (part.h * k <= h) return;
  view.y = direction === 'up' ? h - edge - (part.y + part.h) * k : edge - part.y * k;
  show();
}

/* Puts a part of the sheet in the middle of what the panel leaves free. */
function frame(part, k, glide = false) {
  const { left, w, h } = free();
  view.k = k;
  view.x = left + (w - part.w * k) / 2 - part.x * k;
  view.y = (h - part.h * k) / 2 - part.y * k;
  show(glide);
}

/* The part of the stage that the panel does not cover. */
function free() {
  const { clientWidth: w, clientHeight: h } = stage;
  if (panel.hidden) return { left: 0, w, h };
  if (panel.offsetWidth > w / 2) return { left: 0, w, h: h - panel.offsetHeight };
  const side = panel.offsetWidth + 16;
  return { left: panel.classList.contains('left') ? side : 0, w: w - side, h };
}

function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2, glide = false) {
  const k = Math.min(8, Math.max(Math.min(whole(), 1) / 2, view.k * factor));
  view.x = x - (x - view.x) * k / view.k;
  view.y = y - (y - view.y) * k / view.k;
  view.k = k;
  show(glide);
}

function pan(x, y, glide = false) {
  view.x += x;
  view.y += y;
  show(glide);
}

/* Moves the figure so that a box is in view: in the middle, or no further than it has to. */
function reveal(n, centre = false) {
  const rect = rects[n];
  if (!rect) return;
  if (centre && view.k < 0.6) view.k = 0.8;
  const room = free();
  const [x, y] = [view.x + rect.x * view.k, view.y + rect.y * view.k];
  const [wide, high] = [rect.w * view.k, rect.h * view.k];
  if (centre) {
    view.x += room.left + (room.w - wide) / 2 - x;
    view.y += (room.h - high) / 2 - y;
  } else {
    const edge = 24;
    view.x += Math.max(0, room.left + edge - x) || Math.min(0, room.left + room.w - edge - wide - x);
    view.y += Math.max(0, edge - y) || Math.min(0, room.h - edge - high - y);
  }
  show(true);
}

/* Moves the figure so that a statement is in view with its reasons, where that is large enough to be read. */
function revealReasons(n) {
  const sheetOf = (other) => boxes[other].closest('svg');
  const found = [n, ...below[n]].filter((other) => rects[other] && sheetOf(other) === sheetOf(n));
  if (!rects[n]) return;
  const [x, y] = ['x', 'y'].map((side) => Math.min(...found.map((other) => rects[other][side])));
  const right = Math.max(...found.map((other) => rects[other].x + rects[other].w));
  const bottom = Math.max(...found.map((other) => rects[other].y + rects[other].h));
  const part = { x, y, w: right - x, h: bottom - y }, k = whole(part, free());
  if (k >= 0.5) frame(part, Math.min(k, Math.max(view.k, 0.8)), true);
}
