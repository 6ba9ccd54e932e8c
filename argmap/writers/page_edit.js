/* In a frame of a program that edits the map: that program is told what is chosen and which words are wanted, and shows
   another page when the map has them. `map.own` has the identifier of each statement, and its words where it has any. */

const own = map.own, numbered = new Map(own.map(([id], n) => [id, n])), signs = ui('signs');
if (signs) signs.open = false;  // a frame is small
/* The identifier of a statement; a section that is drawn as one box has none in the map. */
const named = (n) => (own[n]?.[1] == null ? null : own[n][0]);
let editor;  // the statement whose words are being edited, and the elements of the form

function post(message) { parent.postMessage({ ...message, state: state() }, '*'); }

/* What the next page is to show as this one does. */
function state() {
  const box = rects[chosen];
  return {
    chosen: own[chosen]?.[0],
    at: box && [view.x + box.x * view.k, view.y + box.y * view.k],
    view: untouched ? undefined : { ...view },
    theme: document.documentElement.dataset.theme,
    folded: [...folded].map((n) => own[n][0]),
    signs: signs?.open,
    words: editor && editor.sent === undefined ? editor.field.value : undefined,
  };
}

function restore({ chosen: id, at, view: before, theme, folded: ids = [], signs: open = false, words, focus }) {
  const n = numbered.get(id);
  if (signs) signs.open = open;
  if (theme) { document.documentElement.dataset.theme = theme; press(); }
  for (const other of ids) if (numbered.has(other)) folded.add(numbered.get(other));
  if (folded.size) refold();
  if (before) {
    untouched = false;
    Object.assign(view, before);
    if (at && rects[n]) [view.x, view.y] = [at[0] - rects[n].x * view.k, at[1] - rects[n].y * view.k];
    show();
  }
  if (n !== undefined) {
    point(n);
    if (focus) boxes[n]?.focus({ preventScroll: true });
    if (words !== undefined) edit(n, words);
  }
  post({ restored: true });
}

addEventListener('message', ({ source, data }) => {
  if (source !== parent) return;
  if (data.state) restore(data.state);
  if ('selected' in data && data.selected !== named(chosen)) {
    if (numbered.has(data.selected)) point(numbered.get(data.selected));
    else leave();
  }
  if ('refused' in data) answered(data.refused);
});
for (const name of ['pointerup', 'wheel', 'keyup', 'input', 'click']) {
  addEventListener(name, () => { setTimeout(post, 0, {}); }, { passive: true });
}

/* The words of a statement, where its box is */

function edit(n, words = own[n][1]) {
  if (named(n) === null) return;
  if (editor && (editor.n === n || editor.field.value !== own[editor.n][1])) {
    if (editor.n !== n) editor.said.textContent = 'Save these words or cancel first.';
    editor.field.focus();
    return;
  }
  quit();
  if (n !== chosen) choose(n, !rects[n]);
  const form = make('form', '', 'words'), field = isolated('textarea'), said = make('p', '', 'refused');
  const box = rects[n] ?? { x: (20 - view.x) / view.k, y: (20 - view.y) / view.k, w: 0 };
  form.lang = 'en';
  form.style = `left:${box.x}px;top:${box.y}px;width:${Math.max(box.w * view.k, 280)}px;transform:scale(${1 / view.k})`;
  field.setAttribute('aria-label', `The words of statement ${statements[n].number}`);
  field.value = words;
  said.setAttribute('role', 'alert');
  const cancel = make('button', 'Cancel');
  cancel.type = 'button';
  cancel.addEventListener('click', quit);
  form.append(field, said, make('button', 'Save'), cancel);
  form.addEventListener('submit', (event) => { event.preventDefault(); save(); });
  form.addEventListener('keydown', (event) => {
    event.stopPropagation();  // letters are no commands here
    if (event.key === 'Escape') quit();
    else if (event.key === 'Enter' && event.target === field && !event.isComposing) save();
    else return;
    event.preventDefault();
  });
  for (const name of ['pointerdown', 'click', 'dblclick', 'wheel']) {
    form.addEventListener(name, (event) => { event.stopPropagation(); });
  }
  editor = { n, form, field, said };
  sheet.append(form);
  field.style.height = `${field.scrollHeight + 4}px`;
  const over = form.getBoundingClientRect().bottom - stage.getBoundingClientRect().bottom + 12;
  if (over > 0) pan(0, -over, true);
  field.focus({ preventScroll: true });
  field.select();
}

function save() {
  const words = editor.field.value.replace(/[\r\n\t]+/g, ' ').trim();
  if (editor.sent !== undefined) return;
  if (words === own[editor.n][1]) { quit(); return; }
  editor.sent = words;
  editor.field.readOnly = true;
  editor.said.textContent = '';
  post({ edit: own[editor.n][0], text: words });
}

/* What the program said of the words; nothing where the map has them now. */
function answered(refused) {
  if (editor?.sent === undefined) return;
  if (!refused) { quit(); return; }
  editor.sent = undefined;
  editor.field.readOnly = false;
  editor.said.textContent = refused;
  editor.field.focus({ preventScroll: true });
}

function quit() {
  if (!editor) return;
  const { n, form } = editor, inside = form.contains(document.activeElement);
  editor = undefined;
  form.remove();
  if (inside) (boxes[n] ?? stage).focus({ preventScroll: true });
  post({});
}

panel.addEventListener('told', ({ detail: n }) => {
  post({ selected: named(n) });
  if (named(n) === null) return;
  const button = make('button', 'Edit the words', 'fold');
  button.type = 'button';
  button.title = 'Edit the words (F2)';
  button.addEventListener('click', () => { edit(n); });
  panel.append(button);
});
let clicked;  // by the first of two clicks, after which the figure may move
stage.addEventListener('click', (event) => { if (event.detail < 2) clicked = placeOf(event.target); });
stage.addEventListener('dblclick', () => { if (clicked !== undefined) edit(clicked); });
stage.addEventListener('keydown', (event) => {
  const n = placeOf(event.target);
  if (n === undefined || event.key !== 'F2' && (event.key !== 'e' || event.ctrlKey || event.metaKey || event.altKey)) return;
  event.preventDefault();
  edit(n);
});
const row = make('tr'), keys = make('th'), does = make('td', 'edit the words of a statement; there, ');
keys.scope = 'row';
keys.append(make('kbd', 'F2'), ' ', make('kbd', 'e'));
does.append(make('kbd', 'Enter'), ' saves, ', make('kbd', 'Esc'), ' leaves them as they were');
row.append(keys, does);
ui('keys').querySelector('table').append(row);

/* A notebook may make a frame before it shows it, and then nothing could be measured. */
const root = document.documentElement;
if (!root.clientWidth) new ResizeObserver(() => { if (root.clientWidth) location.reload(); }).observe(root);

/* The page around scrolls as ever until the figure is gone into. */
addEventListener('wheel', (event) => {
  if (!document.hasFocus() && !event.ctrlKey) event.stopPropagation();
}, { capture: true, passive: true });

/* In a frame without an address of its own, a link would lead to the page around. */
document.addEventListener('click', (event) => {
  const href = event.target.closest?.('a')?.getAttribute('href');
  if (!href?.startsWith('#') || event.defaultPrevented) return;
  event.preventDefault();
  location.hash = href;
});
