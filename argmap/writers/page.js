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
for (const [id, kind, ...meant] of map.groups) {
  const element = document.getElementById(id), reference = element.matches('.reference');
  if (kind !== 'argument' && meant.length === 1) places.set(element, meant[0]);
  if (kind === 'statement') boxes[meant[0]] = element;
  else connectors.push({ element, kind, meant, under: reference && kind === 'mention' ? outer(element) : undefined });
  if (kind === 'link') {
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

function whole(part = size, { w, h } = { w: stage.clientWidth, h: stage.clientHeight }) {
  const room = 2 * Math.min(28, w / 25);
  return Math.max(0.01, Math.min((w - room) / part.w, (h - room) / part.h, 1.7));
}

function fit(glide = true) {
  view.k = whole();
  view.x = (stage.clientWidth - size.w * view.k) / 2;
  view.y = (stage.clientHeight - size.h * view.k) / 2;
  show(glide);
}

/* All of it is in view at first; of a set, the first figure, or the one that the address names. */
let first = 0;

function begin() {
  if (figures.length) frame(figures[first], whole(figures[first]));
  else fit(false);
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

/* Folding */

const folded = new Set();

function fold(n, on = !folded.has(n)) {
  if (on && below[n].length) folded.add(n); else folded.delete(n);
  refold();
  if (n === chosen) tell(n);
}

function refold() {
  const seen = reach(tops, new Set(), folded);
  const open = (n) => seen.has(n) && !folded.has(n);
  boxes.forEach((element, n) => {
    element.classList.toggle('gone', !seen.has(n));
    if (below[n].length) element.setAttribute('aria-expanded', String(!folded.has(n)));
    element.querySelector('.more')?.remove();
    if (folded.has(n) && seen.has(n)) {
      const hidden = [...reach([n])].filter((other) => !seen.has(other)).length;
      if (hidden) element.append(mark(n, hidden));
    }
  });
  for (const { element, kind, meant: [one, other], under } of connectors) {
    const there = kind === 'argument' ? open(bases[one]) && premisesOf(steps[one]).some((p) => seen.has(p))
      : kind === 'part' ? open(one) && seen.has(other)
      : kind === 'mention' || kind === 'link' ? (under === undefined ? seen.has(one) : open(under))
      : seen.has(one) && seen.has(other);
    element.classList.toggle('gone', !there);
  }
}

const SVG = 'http://www.w3.org/2000/svg';

function drawn(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/* The box of a statement in the units of its drawing. */
function place(n) { return outline(boxes[n]).getBBox(); }

function mark(n, hidden) {
  const box = place(n), group = drawn('g', { class: 'more' }), text = `+${hidden}`;
  const wide = 8 + 4.4 * text.length, x = box.x + box.width / 2, y = box.y + box.height;
  group.append(drawn('rect', { x: x - wide / 2, y: y - 5.5, width: wide, height: 11, rx: 5.5 }));
  const label = drawn('text', { x, y: y + 2.6, 'font-size': 7.5 });
  label.textContent = text;
  group.append(label);
  return group;
}

/* A statement is in view only if nothing above it is folded. */
function unfoldTo(n) {
  const seen = new Set([n]), waiting = [n];
  while (waiting.length) {
    for (const other of above[waiting.pop()]) if (!seen.has(other)) { seen.add(other); waiting.push(other); }
  }
  seen.delete(n);
  const before = folded.size;
  for (const other of seen) folded.delete(other);
  if (folded.size !== before) refold();
}

/* The way from a statement to what it is all for, and its own reasons */

function trace(n) {
  for (const element of sheet.querySelectorAll('.on')) element.classList.remove('on');
  const way = n !== undefined && (uses[n].length || wholes[n].length);
  sheet.classList.toggle('tracing', Boolean(way));
  if (!way) return;
  const on = new Set([n]), ways = new Set(), waiting = [n];
  const reached = (other) => { if (!on.has(other)) { on.add(other); waiting.push(other); } };
  while (waiting.length) {
    const at = waiting.pop();
    for (let step of uses[at]) {
      while (step !== undefined && !ways.has(step)) {
        ways.add(step);
        if (steps[step].target !== undefined) reached(steps[step].target);
        step = steps[step].step;
      }
    }
    for (const other of wholes[at]) reached(other);
  }
  const near = new Set(aimed[n].flatMap((step) => [step, ...undercuts[step]]));
  for (const step of near) { ways.add(step); for (const other of premisesOf(steps[step])) on.add(other); }
  for (const other of parts[n]) on.add(other);
  for (const other of on) boxes[other]?.classList.add('on');
  for (const { element, kind, meant: [one, other] } of connectors) {
    const lit = kind === 'argument' ? ways.has(one) : on.has(one) && on.has(other ?? one);
    if (lit) element.classList.add('on');
  }
}

/* What there is to know of a statement */

const words = {
  supports: ['Supported by', 'A reason for', 'for'],
  rebuts: ['Objections', 'An objection to', 'against'],
  concedes: ['Objections that are granted', 'A granted objection to', 'against'],
};

function tell(n, passing = false) {
  const own = statements[n], holder = document.createDocumentFragment();
  const head = make('p', '', 'head');
  head.append(make('b', own.number), make('span', own.kind));
  if (own.label) head.append(isolated('code', own.label));
  const close = make('button', '×', 'close');
  close.type = 'button';
  close.setAttribute('aria-label', 'Close');
  close.addEventListener('click', () => { release(); });
  if (!passing) head.append(close);
  holder.append(head);
  if (own.speaker) holder.append(isolated('p', `${own.speaker}:`, 'soft'));
  const text = isolated('p', '', 'text');
  write(text, own.text);
  holder.append(text);
  if (own.status) holder.append(make('p', own.status, 'soft'));
  for (const note of [own.qualifier, ...(own.notes ?? [])]) if (note) holder.append(isolated('p', note, 'soft'));
  quote(holder, own);
  relations(holder, n);
  const list = make('dl');
  for (const [name, value] of own.details ?? []) list.append(isolated('dt', name), isolated('dd', value));
  if (own.url) {
    const value = isolated('dd', own.href ? '' : own.url);
    if (own.href) value.append(link(own.href));
    list.append(make('dt', 'url'), value);
  }
  if (list.childElementCount) holder.append(list);
  if (below[n].length) {
    const button = make('button', folded.has(n) ? 'Unfold what stands below' : 'Fold what stands below', 'fold');
    button.type = 'button';
    button.addEventListener('click', () => { fold(n); });
    holder.append(button);
  }
  panel.replaceChildren(holder);
  panel.classList.toggle('passing', passing);
  const middle = rects[n] ? view.x + (rects[n].x + rects[n].w / 2) * view.k : 0;
  panel.classList.toggle('left', middle > stage.clientWidth * 0.55);
  panel.hidden = false;
  panel.scrollTop = 0;
}

function isolated(tag, text, name) {
  const made = make(tag, text, name);
  made.dir = 'auto';
  made.lang = document.documentElement.lang;
  return made;
}

function write(holder, spans) {
  for (const [text, face] of spans ?? []) {
    let inner = document.createTextNode(text);
    for (const [part, tag] of [['italic', 'em'], ['bold', 'strong']]) {
      if (!face.includes(part)) continue;
      const outer = make(tag);
      outer.append(inner);
      inner = outer;
    }
    holder.append(inner);
  }
}

function link(href) {
  const made = make('a', href);
  made.href = href;
  made.rel = 'noopener noreferrer';
  made.target = '_blank';
  return made;
}

function quote(holder, own) {
  (own.quotations ?? []).forEach((quotation, n, all) => {
    const figure = make('figure');
    figure.append(isolated('blockquote', quotation));
    const place = [own.at, own.source].filter(Boolean).join(', ');
    if (place && n === all.length - 1) figure.append(isolated('figcaption', place));
    holder.append(figure);
  });
  if (own.at && !own.quotations) holder.append(isolated('p', own.at, 'soft'));
}

function relations(holder, n) {
  for (const role of Object.keys(words)) {
    const found = aimed[n].filter((step) => steps[step].role === role);
    if (found.length) group(holder, words[role][0], words[role][2]);
    for (const step of found) argument(holder, step);
  }
  const told = [];
  for (const part of map.parts) if (part[0] === n) told.push(['Made of', part[1]]);
  const used = new Set();
  for (const step of uses[n]) {
    const { role, target, step: attacked, warrant } = steps[step], own = steps[step].premises.includes(n);
    const title = !own && warrant === n ? 'The rule of a step to' : words[role]?.[1] ?? 'Against a step to';
    const to = target ?? bases[attacked];
    if (to !== undefined && !used.has(title + to)) told.push([title, to]);
    used.add(title + to);
  }
  for (const [whole, part, other] of map.parts) {
    if (part !== n) continue;
    told.push(['A part of', whole]);
    if (other !== undefined) told.push(['An alternative to', other]);
  }
  for (const [one, other] of map.contradictions) {
    if (one === n || other === n) told.push(['Contradicts', one === n ? other : one]);
  }
  for (const [better, over] of map.preferences) {
    if (better === n) told.push(['Outweighs', over]);
    if (over === n) told.push(['Outweighed by', better]);
  }
  for (const [one, title, other] of map.related) if (one === n) told.push([title, other]);
  for (const [one, other] of map.independences) if (one === n) told.push(['Held regardless of', other]);
  for (const title of new Set(told.map(([title]) => title))) {
    group(holder, title);
    const list = make('ul');
    for (const [other, to] of told) if (other === title) list.append(jump(to));
    holder.append(list);
  }
}

function group(holder, title, side = '') { holder.append(make('h2', title, side)); }

/* A step with its premises, its rule, and what attacks it. */
function argument(holder, n) {
  const step = steps[n], list = make('ul'), linked = step.premises.length > 1;
  for (const premise of step.premises) list.append(jump(premise, linked ? 'and' : ''));
  holder.append(list);
  const about = [];
  if (step.scheme) about.push(`by ${step.scheme}`);
  for (const [premise, role] of step.roles ?? []) about.push(`${statements[premise].number} as ${role}`);
  for (const [name, value] of step.attributes ?? []) about.push(`${name}: ${value}`);
  if (about.length) holder.append(isolated('p', about.join('; '), 'soft'));
  if (step.warrant !== undefined) titled(holder, 'by the rule', [step.warrant]);
  for (const undercut of undercuts[n]) {
    const whole = steps[undercut].role === 'challenges';
    titled(holder, whole ? 'against this argument as a whole' : 'against this step', steps[undercut].premises);
  }
}

function titled(holder, title, found) {
  holder.append(make('p', title, 'soft'));
  const list = make('ul');
  for (const n of found) list.append(jump(n));
  holder.append(list);
}

function jump(n, name) {
  const item = make('li', '', name), made = make('a'), text = isolated('span');
  made.href = `#${boxes[n]?.id ?? ''}`;
  made.addEventListener('click', (event) => { event.preventDefault(); choose(n, true); });
  write(text, statements[n].text);
  made.append(make('b', statements[n].number), text);
  item.append(made);
  return item;
}

/* Choosing: `chosen` stays until it is let go of; what the pointer passes is shown for as long. */

let chosen, passed, waiting = 0;

function choose(n, centre = false) {
  if (n === undefined) return;
  clearTimeout(waiting);
  passed = undefined;
  unfoldTo(n);
  chosen = n;
  tell(n);
  trace(n);
  reveal(n, centre);
  if (document.activeElement !== boxes[n]) boxes[n]?.focus({ preventScroll: true });
}

function release() {
  const before = chosen;
  chosen = passed = undefined;
  clearTimeout(waiting);
  panel.hidden = true;
  trace();
  if (before !== undefined && !stage.contains(document.activeElement)) stage.focus({ preventScroll: true });
  if (boxes[before] === document.activeElement) stage.focus({ preventScroll: true });
}

function pass(n) {
  if (n === passed) return;
  passed = n;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    trace(passed ?? chosen);
    if (chosen !== undefined) return;  // what was chosen stays to be read
    if (passed === undefined) panel.hidden = true;
    else tell(passed, true);
  }, n === undefined ? 120 : 90);
}

const ring = drawn('rect', { class: 'ring', rx: 4 });

stage.addEventListener('focusin', (event) => {
  const n = placeOf(event.target);
  if (n === undefined) return;
  const shape = event.target.closest('g'), box = outline(shape).getBBox();
  const [x, y, width, height] = [box.x - 3, box.y - 3, box.width + 6, box.height + 6];
  for (const [name, value] of Object.entries({ x, y, width, height })) ring.setAttribute(name, value);
  shape.append(ring);
  if (shape === boxes[n] && n !== chosen) choose(n);
});
stage.addEventListener('focusout', () => { ring.remove(); });

/* Pointers: one drags, two pinch, none pressed passes over */

const pressed = new Map();
let dragged = false;

stage.addEventListener('pointerdown', (event) => {
  if (event.button) return;
  pressed.set(event.pointerId, { x: event.clientX, y: event.clientY });
  dragged = pressed.size > 1;
});
stage.addEventListener('pointermove', (event) => {
  const from = pressed.get(event.pointerId);
  if (!from) {
    if (event.pointerType === 'mouse' && !event.buttons) pass(placeOf(event.target));
    return;
  }
  const [x, y] = [event.clientX - from.x, event.clientY - from.y];
  if (!dragged && Math.hypot(x, y) < 5) return;
  if (!dragged) { dragged = true; stage.classList.add('dragging'); pass(undefined); }
  if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
  if (pressed.size === 1) pan(x, y);
  else {
    const other = [...pressed].find(([id]) => id !== event.pointerId)[1], edge = stage.getBoundingClientRect();
    const before = Math.hypot(from.x - other.x, from.y - other.y) || 1;
    const now = Math.hypot(event.clientX - other.x, event.clientY - other.y);
    pan(x / 2, y / 2);
    zoom(now / before, (event.clientX + other.x) / 2 - edge.x, (event.clientY + other.y) / 2 - edge.y);
  }
  pressed.set(event.pointerId, { x: event.clientX, y: event.clientY });
});
for (const name of ['pointerup', 'pointercancel']) {
  stage.addEventListener(name, (event) => {
    pressed.delete(event.pointerId);
    if (!pressed.size) stage.classList.remove('dragging');
  });
}
stage.addEventListener('pointerleave', () => { if (!pressed.size) pass(undefined); });
stage.addEventListener('click', (event) => {
  if (dragged) { dragged = false; return; }
  const n = placeOf(event.target);
  if (n === undefined) release();
  else if (event.target.closest('.more')) fold(n, false);
  else if (event.target.closest('[role=link]')) lead(n);
  else choose(n);
});
stage.addEventListener('wheel', (event) => {
  event.preventDefault();
  const edge = stage.getBoundingClientRect();
  const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? stage.clientHeight : 1;
  const speed = event.ctrlKey ? 0.01 : 0.0016;
  zoom(Math.exp(-event.deltaY * lines * speed), event.clientX - edge.x, event.clientY - edge.y);
}, { passive: false });

/* The outline: its numbers lead to the boxes; where the window is narrow, it stands in place of the figure, and a
   tap on an item folds it. */

const text = ui('text'), narrow = matchMedia('screen and (max-width: 40rem)');
const folds = [...ui('list').querySelectorAll('details')];
const alone = () => narrow.matches && text.open;

ui('list').addEventListener('click', (event) => {
  const link = event.target.closest('a'), place = link?.dataset.place;
  if (place !== undefined) {
    event.preventDefault();
    if (narrow.matches) text.open = false;
    choose(Number(place), true);
  } else if (!link && narrow.matches && !event.target.closest('summary') && getSelection().isCollapsed) {
    const own = event.target.closest('li')?.querySelector(':scope > details');
    if (own) own.open = !own.open;
  }
});
for (const [name, open] of [['unfold', true], ['fold', false]]) {
  ui(name).addEventListener('click', () => { for (const one of folds) one.open = open; });
}

/* Opens what hides an item of the outline, and what it hides itself. */
function unfoldItem(item) {
  text.open = true;
  for (let at = item; at && at !== text; at = at.parentElement) if (at.matches('details')) at.open = true;
  const own = item.querySelector(':scope > details');
  if (own) own.open = true;
  item.scrollIntoView({ block: 'nearest' });
  item.querySelector(':scope > .number')?.focus({ preventScroll: true });
}

/* On a narrow screen the outline begins with the conclusions and their reasons. */
let outlined = false;

function outlineFirst() {
  if (!narrow.matches || outlined) return;
  outlined = true;
  for (const one of folds) one.open = !one.parentElement.closest('details').matches('li details');
  text.open = true;
}
narrow.addEventListener('change', outlineFirst);

/* Links: to a statement, which shows its reasons, and to a figure of a set */

function lead(n) {
  if (alone() && items[n]) return unfoldItem(items[n]);
  folded.delete(n);
  refold();
  choose(n, true);
  revealReasons(n);
}

function follow() {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { /* it stands for itself */ }
  const own = (id) => id.replace(/^p\d+-/, '');  // as in a single figure
  const n = boxes.findIndex((box) => box && own(box.id) === own(name)), number = /^figure-(\d+)$/.exec(name)?.[1];
  const element = document.getElementById(name), item = document.getElementById(name.replace(/^s-/, 't-'));
  if (n >= 0) lead(n);
  else if (places.has(element)) lead(places.get(element));
  else if (figures[number - 1]) {
    if (narrow.matches) text.open = false;
    first = number - 1;
    frame(figures[first], whole(figures[first]), true);
    element.focus({ preventScroll: true });
  } else if (item?.matches('#ui-list li')) unfoldItem(item);
  else if (text.contains(element)) text.open = true;
}
addEventListener('hashchange', follow);

/* Keys */

const turns = { down: [0, 1, 2, 3], up: [1, 0, 2, 3], right: [2, 3, 0, 1], left: [3, 2, 0, 1] };
const from = new Map();  // by which reason one came up to a conclusion

/* Where an arrow leads from a statement: to its conclusion, a reason, or a neighbour. */
function onward(n, key) {
  const turn = turns[direction], keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
  const [up, down, before, after] = turn.map((at) => keys[at]);
  const there = (other) => boxes[other] && !boxes[other].classList.contains('gone');
  const parent = above[n].find(there);
  if (key === up) {
    if (parent !== undefined) from.set(parent, n);
    return parent;
  }
  if (key === down) {
    const found = folded.has(n) ? [] : below[n].filter(there);
    return found.includes(from.get(n)) ? from.get(n) : found[0];
  }
  const row = (parent === undefined ? tops : below[parent]).filter(there), flat = spread(row);
  row.sort((a, b) => flat(a) - flat(b) || a - b);
  return row[row.indexOf(n) + (key === after ? 1 : key === before ? -1 : 0)];
}

/* The direction in which boxes are side by side: across, or one below the other. */
function spread(row) {
  const range = (of) => Math.max(...row.map(of)) - Math.min(...row.map(of));
  const [x, y] = [(n) => rects[n].x, (n) => rects[n].y];
  return range(x) >= range(y) ? x : y;
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, dialog');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const n = placeOf(event.target), { key } = event;
  const arrows = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [1, 0], ArrowRight: [-1, 0] };
  const inFigure = event.target === document.body || stage.contains(event.target);
  if (key === '/') search.focus();
  else if (key === '+' || key === '=') zoom(1.25, undefined, undefined, true);
  else if (key === '-') zoom(0.8, undefined, undefined, true);
  else if (key === '0') fit();
  else if (key === '?') ui('keys').showModal();
  else if (key === 'Escape') release();
  else if (arrows[key] && inFigure) {
    if (n !== undefined && !event.shiftKey) choose(onward(n, key));
    else pan(...arrows[key].map((way) => way * 80), true);
  } else if (key === 'Enter' && n !== undefined && event.target.matches('[role=link]')) lead(n);
  else if ((key === 'Enter' || key === ' ') && n !== undefined) fold(n);
  else return;
  event.preventDefault();
});

/* Search */

const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const texts = statements.map((own) => plain([
  own.text?.map(([text]) => text).join(''), own.label, own.speaker, ...(own.quotations ?? []),
].filter(Boolean).join('\n')));
let found = [], current = -1;

function find() {
  const wanted = plain(search.value.trim());
  found = [];
  current = -1;
  boxes.forEach((element, n) => {
    const hit = wanted && (texts[n].includes(wanted) || statements[n].number === wanted);
    if (hit) found.push(n);
    element.classList.toggle('found', Boolean(hit));
    element.classList.remove('now');
  });
  count.textContent = !wanted ? '' : found.length ? `${found.length} found` : 'none';
}

function next(way) {
  if (!found.length) return;
  current = current < 0 && way < 0 ? found.length - 1 : (current + way + found.length) % found.length;
  const n = found[current];
  for (const other of found) boxes[other].classList.toggle('now', other === n);
  if (alone() && items[n]) {
    unfoldItem(items[n]);
    items.forEach((item, other) => { item.classList.toggle('now', other === n); });
    search.focus({ preventScroll: true });
  } else {
    unfoldTo(n);
    chosen = n;
    tell(n);
    trace(n);
    reveal(n, true);
  }
  count.textContent = `${current + 1} of ${found.length}`;
}

search.addEventListener('input', find);
search.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') next(event.shiftKey ? -1 : 1);
  else if (event.key === 'Escape') {
    search.value = '';
    find();
    (boxes[chosen] ?? stage).focus({ preventScroll: true });
  } else return;
  event.preventDefault();
});

/* Buttons, colours, the beginning */

ui('in').addEventListener('click', () => { zoom(1.25, undefined, undefined, true); });
ui('out').addEventListener('click', () => { zoom(0.8, undefined, undefined, true); });
ui('fit').addEventListener('click', () => { fit(); });
ui('help').addEventListener('click', () => { ui('keys').showModal(); });

const dark = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
const press = () => { ui('theme').setAttribute('aria-pressed', String(isDark())); };
ui('theme').addEventListener('click', () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  press();
});
dark.addEventListener('change', press);
press();

let untouched = true, seen = true;
for (const name of ['pointerdown', 'wheel', 'keydown']) {
  addEventListener(name, () => { untouched = false; }, { capture: true, once: true, passive: true });
}
new ResizeObserver(() => {
  if (!stage.clientWidth) seen = false;
  else if (untouched || !seen) {
    seen = true;
    begin();
    if (chosen !== undefined) {
      reveal(chosen, true);
      revealReasons(chosen);
    }
  }
  else if (chosen === undefined) show();
  else reveal(chosen);
}).observe(stage);
begin();
outlineFirst();
follow();
