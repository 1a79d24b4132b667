// Keys, focus and clipboard of the rules builder; dragging is in drag.js, where a drop goes in places.js.
// The page hears of one drop, or of one key, and answers with where the focus goes and what is said.

import { draggingIn } from '../../rule-tree/drag.js';
import { placesOf } from '../../rule-tree/places.js';

export function attach(root, page, options) {
  const tree = root.querySelector('[data-tree]');
  const live = root.querySelector('[data-live]');
  let lifted = null;

  const say = text => { live.textContent = live.textContent === text ? text + '\u00a0' : text; };
  const places = placesOf(tree, options);
  const { rows, rowOf, refusal, wording, show } = places;
  const dragging = draggingIn(root, tree, places, {
    say,
    drop: (word, id, place) => ask(word ? 'DropNew' : 'Drop', word ?? id, place.bracket, place.onto ?? 0, place.index ?? 0),
    unfold: id => page.invokeMethodAsync('Unfold', id),
  });

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
    if (event.key === 'Escape' && dragging.isUnderWay()) {
      event.preventDefault();
      dragging.end(false);
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
    ...dragging.heard, [root, 'keydown', menukey, true], [document, 'keydown', key],
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
      dragging.end(false);
      places.remove();
      heard.forEach(([target, name, listener, how]) => target.removeEventListener(name, listener, how));
    },
  };
}
