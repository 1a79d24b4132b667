// Pointer and keyboard work of the rules builder. While the pointer moves everything stays here: hit-testing, the line, the ghost.
// The page hears of one drop, or of one key, and answers with where the focus goes and what is said.

const START = 5;        // pixels before a press becomes a drag
const EDGE = 64;        // pixels from the window's edge where it begins to scroll
const HOLD = 450;       // milliseconds of a long press
const UNFOLD = 600;     // milliseconds over a folded bracket until it opens

export function attach(root, page, options) {
  const tree = root.querySelector('[data-tree]');
  const live = root.querySelector('[data-live]');
  const line = Object.assign(document.createElement('div'), { className: 'rb-line', hidden: true });
  line.setAttribute('aria-hidden', 'true');
  document.body.append(line);
  let drag = null;
  let press = null;
  let lifted = null;

  const rows = () => [...tree.querySelectorAll('[data-row]')];
  const rowOf = id => tree.querySelector(`[data-row][data-id="${id}"]:is([data-kind=rule],[data-kind=head])`);
  const say = text => { live.textContent = live.textContent === text ? text + '\u00a0' : text; };
  const ids = row => row.dataset.path.split(',').map(Number);

  // ---- where a drop would go -------------------------------------------------------------------------------------

  const childrenOf = bracket => rows().filter(row => row.dataset.parent === String(bracket) && /rule|head/.test(row.dataset.kind));
  const depthOf = bracket => bracket === options.root ? 0 : Number(rowOf(bracket)?.dataset.depth ?? 0) + 1;
  const nameOf = bracket => bracket === options.root ? '' : `bracket ${rowOf(bracket)?.dataset.badge ?? ''}`;

  function placeAt(x, y) {
    const box = tree.getBoundingClientRect();
    if (y < box.top - 80 || y > box.bottom + 160 || x < box.left - 60 || x > box.right + 60) return null;
    const all = rows();
    if (all.length === 0) return { bracket: options.root, index: 0, edge: box.top + 8 };
    let row = all.find(one => { const b = one.getBoundingClientRect(); return y >= b.top && y < b.bottom; });
    if (!row) {
      const first = all[0].getBoundingClientRect();
      return y < first.top
        ? { bracket: options.root, index: 0, edge: first.top }
        : { bracket: options.root, index: Number(tree.dataset.size), edge: all.at(-1).getBoundingClientRect().bottom };
    }

    const b = row.getBoundingClientRect();
    const part = (y - b.top) / b.height;
    const id = Number(row.dataset.id);
    const parent = Number(row.dataset.parent);
    const index = Number(row.dataset.index);
    switch (row.dataset.kind) {
      case 'junction': return { bracket: id, index: index + 1, edge: (b.top + b.bottom) / 2 };
      case 'hint': return { bracket: id, index: 0, inside: row };
      case 'foot': return part < .6 ? { bracket: id, index: Number(row.dataset.size), edge: b.top } : { bracket: parent, index: index + 1, edge: b.bottom };
      case 'head':
        if (part < .4) return { bracket: parent, index, edge: b.top };
        return row.getAttribute('aria-expanded') === 'false' ? { bracket: id, index: Number(row.dataset.parts), inside: row, folded: row } : { bracket: id, index: 0, edge: b.bottom };
      default:
        if (part < 1 / 3) return { bracket: parent, index, edge: b.top };
        if (part > 2 / 3) return { bracket: parent, index: index + 1, edge: b.bottom };
        return { onto: id, bracket: parent, inside: row };
    }
  }

  // Why it cannot go there; null when it can.
  function refusal(place, moved) {
    const target = place.bracket === options.root ? null : rowOf(place.bracket);
    const path = target ? ids(target) : [options.root];
    if (place.onto) path.push(place.onto);
    if (moved.ids.some(id => path.includes(id))) return place.onto && moved.ids.includes(place.onto) ? '' : 'A bracket cannot be put inside itself.';
    if (target?.dataset.locked !== undefined) return `${target.dataset.name} is locked.`;
    if (place.onto && rowOf(place.onto)?.dataset.locked !== undefined) return `${rowOf(place.onto).dataset.name} is locked.`;
    const depth = depthOf(place.bracket) + (place.onto ? 1 : 0) + Math.max(moved.height, place.onto ? Number(rowOf(place.onto)?.dataset.height ?? 0) : 0);
    return depth > options.maxDepth ? `Brackets can be ${options.maxDepth} deep.` : null;
  }

  function wording(place) {
    if (place.onto) return `group with ${rowOf(place.onto).dataset.name.toLowerCase()}`;
    const size = place.bracket === options.root ? Number(tree.dataset.size) : Number(rowOf(place.bracket).dataset.parts);
    return `${place.bracket === options.root ? 'outermost' : 'into ' + rowOf(place.bracket).dataset.badge}, place ${place.index + 1} of ${size + 1}`;
  }

  function show(place, problem) {
    tree.querySelectorAll('.over').forEach(row => row.classList.remove('over'));
    line.hidden = true;
    if (!place || problem !== null) return;
    if (place.inside) {
      place.inside.classList.add('over');
      return;
    }

    const box = tree.getBoundingClientRect();
    const lane = place.bracket === options.root ? null : rowOf(place.bracket)?.querySelectorAll('.lane')[depthOf(place.bracket) - 1];
    const inner = lane?.getBoundingClientRect() ?? box;
    const rtl = getComputedStyle(tree).direction === 'rtl';
    const pad = lane ? 14 : 0;
    line.hidden = false;
    line.style.left = `${rtl ? inner.left + 8 : inner.left + pad}px`;
    line.style.width = `${inner.width - pad - (lane ? 8 : 0)}px`;
    line.style.top = `${place.edge - 1}px`;
  }

  // ---- dragging ----------------------------------------------------------------------------------------------------

  function begin(at) {
    drag = { ...press, at, place: null, problem: null };
    const ghost = Object.assign(document.createElement('div'), { className: 'rb-ghost' });
    ghost.setAttribute('aria-hidden', 'true');
    ghost.innerHTML = '<span class="n"></span><span class="t"></span><small></small>';
    ghost.children[0].textContent = drag.badge;
    ghost.children[0].hidden = !drag.badge;
    ghost.children[1].textContent = drag.says;
    document.body.append(ghost);
    drag.ghost = ghost;
    document.documentElement.classList.add('rb-dragging');
    drag.ids.forEach(id => rows().filter(row => ids(row).includes(id)).forEach(row => row.classList.add('lifted')));
    const scroll = () => {
      const by = drag.at.y < EDGE ? drag.at.y - EDGE : drag.at.y > innerHeight - EDGE ? drag.at.y - innerHeight + EDGE : 0;
      if (by !== 0) {
        scrollBy(0, by / 4);
        follow();
      }
      drag.frame = requestAnimationFrame(scroll);
    };
    drag.frame = requestAnimationFrame(scroll);
    follow();
  }

  function follow() {
    const { x, y } = drag.at;
    drag.ghost.style.transform = `translate(${x + 14}px, ${y + 10}px)`;
    const place = placeAt(x, y);
    const problem = place ? refusal(place, drag) : '';
    if (problem && problem !== drag.problem) say(problem);
    if (place?.folded !== drag.place?.folded) {
      clearTimeout(drag.unfold);
      if (place?.folded && problem === null) drag.unfold = setTimeout(() => page.invokeMethodAsync('Unfold', Number(place.folded.dataset.id)), UNFOLD);
    }

    drag.place = place;
    drag.problem = problem;
    drag.ghost.lastChild.textContent = problem || (place && problem === null ? wording(place) : '');
    document.documentElement.classList.toggle('rb-refused', Boolean(problem));
    show(place, problem);
  }

  function end(drop) {
    clearTimeout(press?.timer);
    press = null;
    if (!drag) return;
    const { place, problem, id, word, frame, ghost, unfold } = drag;
    cancelAnimationFrame(frame);
    clearTimeout(unfold);
    ghost.remove();
    drag = null;
    show(null, '');
    document.documentElement.classList.remove('rb-dragging', 'rb-refused');
    tree.querySelectorAll('.lifted').forEach(row => row.classList.remove('lifted'));
    addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
    if (!drop || !place || problem !== null) {
      if (drop && problem) say(problem);
      return;
    }

    ask(word ? 'DropNew' : 'Drop', word ?? id, place.bracket, place.onto ?? 0, place.index ?? 0);
  }

  const swallow = event => { event.preventDefault(); event.stopPropagation(); };

  function source(event) {
    const fresh = event.target.closest('[data-kind-word]');
    if (fresh && root.contains(fresh)) {
      if (fresh.getAttribute('aria-disabled') === 'true') return null;
      return { ids: [], word: fresh.dataset.kindWord, badge: '', says: fresh.dataset.says, height: 0, handle: event.pointerType === 'mouse' };
    }

    const row = event.target.closest('[data-row]:is([data-kind=rule],[data-kind=head])');
    if (!row || !tree.contains(row) || row.dataset.movable === undefined) return null;
    const id = Number(row.dataset.id);
    const chosen = rows().filter(one => one.getAttribute('aria-selected') === 'true').map(one => Number(one.dataset.id));
    const moved = chosen.includes(id) && chosen.length > 1 ? chosen : [id];
    return {
      id, ids: moved, badge: moved.length > 1 ? String(moved.length) : row.dataset.badge, says: moved.length > 1 ? 'rules and brackets' : row.dataset.says,
      height: Math.max(...moved.map(one => Number(rowOf(one)?.dataset.height ?? 0))), handle: Boolean(event.target.closest('[data-handle]')),
    };
  }

  const down = event => {
    if (drag || press || event.button !== 0) return;
    const from = source(event);
    if (!from) return;
    const touch = event.pointerType !== 'mouse';
    if (!from.handle && (!touch || event.target.closest('input,select,textarea,[data-editor]'))) return;
    press = { ...from, pointer: event.pointerId, x: event.clientX, y: event.clientY };
    if (from.handle) {
      if (!from.word) event.preventDefault();
    } else {
      press.held = true;
      press.timer = setTimeout(() => { if (press) begin({ x: press.x, y: press.y }); }, HOLD);
    }
  };

  const move = event => {
    if (drag && event.pointerId === drag.pointer) {
      drag.at = { x: event.clientX, y: event.clientY };
      follow();
      return;
    }

    if (!press || event.pointerId !== press.pointer || Math.hypot(event.clientX - press.x, event.clientY - press.y) < START) return;
    if (press.held) end(false); // a scroll, not a long press
    else begin({ x: event.clientX, y: event.clientY });
  };

  const up = event => { if (event.pointerId === (drag ?? press)?.pointer) end(true); };
  const cancel = event => { if (event.pointerId === (drag ?? press)?.pointer) end(false); };
  const touchmove = event => { if (drag) event.preventDefault(); };
  const context = event => { if (drag || press?.held) event.preventDefault(); };

  // ---- keyboard ------------------------------------------------------------------------------------------------------

  const stops = () => [...tree.querySelectorAll('[data-stop]')];

  function focus(element) {
    if (!element) return;
    tree.querySelectorAll('[data-stop][tabindex="0"]').forEach(other => { if (other !== element) other.tabIndex = -1; });
    element.tabIndex = 0;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  }

  const focusNode = id => focus(rowOf(id) ?? stops()[0] ?? root.querySelector('[data-add]'));

  async function ask(method, ...args) {
    let answer;
    try {
      answer = await page.invokeMethodAsync(method, ...args);
    } catch {
      say('Not done: the connection is being made again. Try it once more.');
      return null;
    }

    if (answer?.focus) focusNode(answer.focus);
    if (answer?.copied) navigator.clipboard?.writeText(answer.copied);
    return answer;
  }

  // Picked up with Space: the arrows go through the legal places, Enter or Space drops, Escape puts it back.
  function lift(row) {
    const id = Number(row.dataset.id);
    const chosen = rows().filter(one => one.getAttribute('aria-selected') === 'true').map(one => Number(one.dataset.id));
    const moved = { ids: chosen.includes(id) ? chosen : [id], height: Number(row.dataset.height) };
    const places = [];
    for (const one of rows()) {
      const box = () => one.getBoundingClientRect();
      const kind = one.dataset.kind;
      if (kind === 'rule' || kind === 'head') places.push({ bracket: Number(one.dataset.parent), index: Number(one.dataset.index), at: one, edgeOf: () => box().top });
      if (kind === 'hint') places.push({ bracket: Number(one.dataset.id), index: 0, inside: one, at: one });
      if (kind === 'foot') places.push({ bracket: Number(one.dataset.id), index: Number(one.dataset.size), at: one, edgeOf: () => box().top });
    }

    places.push({ bracket: options.root, index: Number(tree.dataset.size), at: rows().at(-1), edgeOf: () => rows().at(-1).getBoundingClientRect().bottom });
    const legal = places.filter(place => refusal(place, moved) === null);
    const own = legal.findIndex(place => place.bracket === Number(row.dataset.parent) && place.index === Number(row.dataset.index));
    lifted = { row, legal, at: Math.max(own, 0) };
    row.classList.add('picked');
    say(`${row.dataset.name} picked up. Arrows choose the place, Enter drops, Escape puts it back.`);
  }

  function aim(by) {
    lifted.at = Math.min(Math.max(lifted.at + by, 0), lifted.legal.length - 1);
    const place = lifted.legal[lifted.at];
    place.at.scrollIntoView({ block: 'nearest' });
    show({ ...place, edge: place.edgeOf?.() }, null);
    say(wording(place));
  }

  function put(drop) {
    const { row, legal, at } = lifted;
    lifted = null;
    row.classList.remove('picked');
    show(null, '');
    if (drop && legal[at]) ask('Drop', Number(row.dataset.id), legal[at].bracket, 0, legal[at].index);
    else say(`${row.dataset.name} put back.`);
  }

  const key = event => {
    if (event.key === 'Escape' && drag) {
      event.preventDefault();
      end(false);
      say('Put back.');
      return;
    }

    if (lifted) {
      const by = { ArrowUp: -1, ArrowDown: 1, Home: -1e9, End: 1e9 }[event.key];
      if (by) aim(by);
      else if (event.key === 'Enter' || event.key === ' ') put(true);
      else if (event.key === 'Escape' || event.key === 'Tab') put(false);
      if (event.key !== 'Tab') event.preventDefault();
      return;
    }

    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    const control = event.ctrlKey || event.metaKey;
    const here = root.contains(event.target) || (within && event.target === document.body);
    if (control && !event.altKey && /^[zy]$/i.test(event.key) && !typing && here) {
      event.preventDefault();
      ask('Key', event.key.toLowerCase() === 'y' || event.shiftKey ? 'Redo' : 'Undo', 0);
      return;
    }

    if (typing || !root.contains(event.target)) return;
    if (event.key === '/' && !control) {
      const find = [...root.querySelectorAll('[data-find]')].find(one => one.offsetParent);
      if (find) {
        event.preventDefault();
        find.focus();
      }

      return;
    }

    if (event.key === '?' && !control) {
      event.preventDefault();
      ask('Key', 'Help', 0);
      return;
    }

    const stop = event.target.closest('[data-stop]');
    if (!stop || !tree.contains(stop)) return;
    const row = stop.closest('[data-row]');
    const own = event.target === stop;
    const all = stops();
    const at = all.indexOf(stop);
    const id = Number(row.dataset.id);
    const isNode = row.dataset.kind === 'rule' || row.dataset.kind === 'head';
    const rtl = getComputedStyle(tree).direction === 'rtl';
    const name = rtl && !event.altKey ? { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[event.key] ?? event.key : event.key;
    const local = () => {
      if (event.altKey || control) return null;
      switch (name) {
        case 'ArrowDown': return all[at + 1];
        case 'ArrowUp': return all[at - 1];
        case 'Home': return own ? all[0] : null;
        case 'End': return own ? all.at(-1) : null;
        case 'ArrowLeft': return isNode && stop.getAttribute('aria-expanded') !== 'true' && own ? rowOf(row.dataset.parent) : null;
        case 'ArrowRight': return isNode && stop.getAttribute('aria-expanded') === 'true' && own ? all[at + 1] : null;
        default: return null;
      }
    };
    const next = local();
    if (next) {
      event.preventDefault();
      if (event.shiftKey && isNode && own) ask('Key', 'Select', id);
      focus(next);
      return;
    }

    if (!isNode || (!own && !event.altKey && !control)) return;
    const named = commandOf(event, name, stop);
    if (!named) return;
    event.preventDefault();
    if (named === 'Pick') lift(row);
    else ask('Key', named, id);
  };

  function commandOf(event, name, stop) {
    const control = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    if (event.altKey) return { ArrowUp: 'Up', ArrowDown: 'Down', ArrowRight: 'In', ArrowLeft: 'Out' }[name];
    if (control) {
      if (letter === 'g') return event.shiftKey ? 'Unwrap' : 'Group';
      return { d: 'Duplicate', a: 'All', c: 'Copy', x: 'Cut', m: 'MoveTo', ' ': 'Select' }[letter];
    }

    if (name === 'ArrowLeft' && stop.getAttribute('aria-expanded') === 'true') return 'Fold';
    if (name === 'ArrowRight' && stop.getAttribute('aria-expanded') === 'false') return 'Unfold';
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return 'Menu';
    return { Enter: 'Open', F2: 'Open', Delete: 'Remove', Backspace: 'Remove', ' ': 'Pick', m: 'Mute', n: 'Not', Escape: 'Clear', Insert: 'Add' }[letter === 'm' || letter === 'n' ? letter : event.key];
  }

  // What had the focus may be gone by an undo, and the next key comes before the page has answered.
  let within = false;
  const focusinside = event => { within = root.contains(event.target); };
  const pointeroutside = event => { if (!root.contains(event.target)) within = false; };

  const focusin = event => {
    const stop = event.target.closest?.('[data-stop]');
    if (!stop || event.target !== stop) return;
    tree.querySelectorAll('[data-stop][tabindex="0"]').forEach(other => { if (other !== stop) other.tabIndex = -1; });
    tree.querySelectorAll('[data-inner][tabindex="0"]').forEach(inner => { inner.tabIndex = -1; });
    stop.tabIndex = 0;
    stop.closest('[data-row]').querySelectorAll('[data-inner]').forEach(inner => { inner.tabIndex = 0; });
  };

  // Text through the clipboard, so that it goes from one rule to another.
  const paste = event => {
    const box = event.target.closest?.('[data-editor] input:not([type=search])');
    const copied = event.clipboardData?.getData('text/plain') ?? '';
    if (box && root.contains(box) && /[\n\t]/.test(copied.trim())) {
      // A column or row of a sheet: an input would run its values together.
      event.preventDefault();
      box.setRangeText(copied.split(/[\r\n\t]+/).map(one => one.trim()).filter(Boolean).join(', '), box.selectionStart, box.selectionEnd, 'end');
      box.dispatchEvent(new Event('change', { bubbles: true }));
      return;
    }

    if (event.target.closest('input, textarea, select') || !root.contains(document.activeElement) || document.activeElement === document.body) return;
    if (!copied.trim().startsWith('{')) return;
    event.preventDefault();
    const row = document.activeElement.closest('[data-row]');
    const sent = DotNet.createJSStreamReference(new TextEncoder().encode(copied));
    ask('Paste', sent, row && /rule|head/.test(row.dataset.kind) ? Number(row.dataset.id) : 0);
  };

  const menukey = event => {
    const menu = event.target.closest('[role=menu]');
    if (!menu) return;
    const items = [...menu.querySelectorAll('[role=menuitem]:not(:disabled)')];
    const at = items.indexOf(document.activeElement);
    const next = { ArrowDown: items[(at + 1) % items.length], ArrowUp: items[(at - 1 + items.length) % items.length], Home: items[0], End: items.at(-1) }[event.key];
    if (next) {
      event.preventDefault();
      event.stopPropagation();
      next.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      ask('Key', 'CloseMenu', 0);
    } else if (event.key.length === 1) {
      event.stopPropagation();
    }
  };

  const heard = [
    [root, 'pointerdown', down], [document, 'pointermove', move], [document, 'pointerup', up], [document, 'pointercancel', cancel],
    [document, 'touchmove', touchmove, { passive: false }], [root, 'contextmenu', context], [root, 'keydown', menukey, true], [document, 'keydown', key],
    [root, 'focusin', focusin], [document, 'focusin', focusinside], [document, 'pointerdown', pointeroutside], [document, 'paste', paste],
  ];
  heard.forEach(([target, name, listener, how]) => target.addEventListener(name, listener, how));
  root.dataset.ready = '1';

  return {
    focusNode,
    focusId: id => document.getElementById(id)?.focus(),
    focusFirst: selector => (root.querySelector(selector) ?? document.querySelector(selector))?.focus(),
    copy: text => navigator.clipboard?.writeText(text),
    kept: () => { try { return localStorage.getItem('promo-rule-palette') ?? ''; } catch { return ''; } },
    keep: text => { try { localStorage.setItem('promo-rule-palette', text); } catch { /* private windows keep nothing */ } },
    stop() {
      end(false);
      line.remove();
      heard.forEach(([target, name, listener, how]) => target.removeEventListener(name, listener, how));
    },
  };
}
