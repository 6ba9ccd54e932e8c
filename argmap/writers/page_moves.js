/* What a reader does: choosing, pointers, the outline, links, keys, search, and buttons. */

/* Choosing: `chosen` stays until it is let go of; what the pointer passes is shown for as long. */

let chosen, passed, waiting = 0;

function choose(n, centre = false) {
  if (n === undefined) return;
  clearTimeout(waiting);
  passed = undefined;
  point(n, centre);
  if (document.activeElement !== boxes[n]) boxes[n]?.focus({ preventScroll: true });
}

/* The same, and the focus stays where it is. */
function point(n, centre) {
  unfoldTo(n);
  chosen = n;
  tell(n);
  trace(n);
  reveal(n, centre);
}

function release() {
  const before = chosen;
  leave();
  if (before !== undefined && !stage.contains(document.activeElement)) stage.focus({ preventScroll: true });
  if (boxes[before] === document.activeElement) stage.focus({ preventScroll: true });
}

/* The same, and the focus stays where it is. */
function leave() {
  chosen = passed = undefined;
  clearTimeout(waiting);
  panel.hidden = true;
  panel.dispatchEvent(new CustomEvent('told'));
  trace();
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
  const n = placeOf(event.target), figure = leads.get(event.target.closest('[role=link]'));
  if (figure) turnTo(figure);
  else if (n === undefined) release();
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

/* On a narrow screen the outline begins with the conclusions and their reasons; a preview shows the figure. */
let outlined = false;

function outlineFirst() {
  if (!narrow.matches || outlined || beside) return;
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

function turnTo(number) {
  if (narrow.matches) text.open = false;
  first = number - 1;
  frame(figures[first], whole(figures[first]), true);
  document.getElementById(`figure-${number}`).focus({ preventScroll: true });
}

function follow() {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { /* it stands for itself */ }
  const own = (id) => id.replace(/^p\d+-/, '');  // as in a single figure
  const n = boxes.findIndex((box) => box && own(box.id) === own(name)), number = /^figure-(\d+)$/.exec(name)?.[1];
  const element = document.getElementById(name), item = document.getElementById(name.replace(/^s-/, 't-'));
  if (n >= 0) lead(n);
  else if (places.has(element)) lead(places.get(element));
  else if (figures[number - 1]) turnTo(Number(number));
  else if (item?.matches('#ui-list li')) unfoldItem(item);
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
  } else if (key === 'Enter' && leads.has(event.target)) turnTo(leads.get(event.target));
  else if (key === 'Enter' && n !== undefined && event.target.matches('[role=link]')) lead(n);
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
    point(n, true);
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
