/* What a reader sees of the figure: what is folded, what leads where, and what there is to know. */

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
      : kind === 'figure' ? seen.has(one)
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
    const whole = kind === 'figure' || other === undefined || on.has(other);
    const lit = kind === 'argument' ? ways.has(one) : on.has(one) && whole;
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
  if (!passing) panel.dispatchEvent(new CustomEvent('told', { detail: n }));
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
