/* Shows the page of a map in a frame that may do nothing but run its own script and open links, and takes its messages to
   Python. Another page is swapped in when it is ready, and shows what the one before it showed. */

const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

function render({ model, el }) {
  const [outer, holder, said] = ['div', 'div', 'pre'].map((tag) => document.createElement(tag));
  // As high as `layout.height` says of the element, which the notebook styles itself.
  outer.style.cssText = 'display:flex;flex-direction:column;height:100%';
  holder.style.cssText = 'position:relative;flex:1 1 32rem;min-height:0;border:1px solid #8888;border-radius:4px';
  said.setAttribute('role', 'alert');
  said.style.cssText = 'flex:none;max-height:12rem;margin:.4rem 0 0;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere';
  outer.append(holder, said);
  el.append(outer);
  let shown, next, state = {};

  function draw() {
    next?.remove();
    const frame = next = document.createElement('iframe');
    frame.title = 'Argument map';
    frame.sandbox = SANDBOX;
    frame.style.cssText = 'position:absolute;width:100%;height:100%;border:0;visibility:hidden';
    frame.srcdoc = model.get('_page');
    // Once more where the notebook takes the frame elsewhere, or the page begins anew.
    frame.addEventListener('load', () => {
      const focus = focused();
      frame.contentWindow.postMessage({ state: { theme: theme(), ...state, focus } }, '*');
    });
    holder.append(frame);
  }

  function swap() {
    const focus = focused();
    next.style.visibility = '';
    if (focus) next.focus();
    shown?.remove();
    [shown, next] = [next, undefined];
    select();
  }

  const focused = () => Boolean(shown) && el.getRootNode().activeElement === shown;

  /* That of the notebook, which need not be that of the system. */
  function theme() {
    const [red, green, blue] = getComputedStyle(el).color.match(/[\d.]+/g) ?? [0, 0, 0];
    return Number(red) + Number(green) + Number(blue) > 382 ? 'dark' : 'light';
  }

  function heard({ source, data }) {
    if (source && source === next?.contentWindow && data.restored) swap();
    if (!shown || source !== shown.contentWindow) return;
    if (data.state) state = data.state;
    if ('selected' in data && data.selected !== model.get('selected')) {
      model.set('selected', data.selected);
      model.save_changes();
    }
    if ('edit' in data) model.send({ edit: data.edit, text: data.text });
  }

  const tell = (message) => { shown?.contentWindow.postMessage(message, '*'); };
  const select = () => { tell({ selected: model.get('selected') }); };
  const answer = (message) => { if ('refused' in message) tell({ refused: message.refused }); };
  const complain = () => {
    said.textContent = model.get('error');
    said.hidden = !said.textContent;
  };
  const heeded = { 'change:_page': draw, 'change:selected': select, 'change:error': complain, 'msg:custom': answer };
  for (const [name, call] of Object.entries(heeded)) model.on(name, call);
  addEventListener('message', heard);
  complain();
  draw();
  return () => {
    for (const [name, call] of Object.entries(heeded)) model.off(name, call);
    removeEventListener('message', heard);
  };
}

export default { render };
