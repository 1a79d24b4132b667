// Dragging by mouse, pen and finger in the rules builder. While the pointer moves everything stays in the browser; the page hears of one drop.

const START = 5;        // pixels before a press becomes a drag
const EDGE = 64;        // pixels from the window's edge where it begins to scroll
const HOLD = 450;       // milliseconds of a long press
const UNFOLD = 600;     // milliseconds over a folded bracket until it opens

// `drop` is told what was dropped where, `unfold` which bracket was waited over, `say` what a screen reader hears.
export function draggingIn(root, tree, places, { drop, unfold, say }) {
  const { rows, rowOf, ids, placeAt, refusal, wording, show } = places;
  let drag = null;
  let press = null;

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
      clearTimeout(drag.waiting);
      if (place?.folded && problem === null) drag.waiting = setTimeout(() => unfold(Number(place.folded.dataset.id)), UNFOLD);
    }

    drag.place = place;
    drag.problem = problem;
    drag.ghost.lastChild.textContent = problem || (place && problem === null ? wording(place) : '');
    document.documentElement.classList.toggle('rb-refused', Boolean(problem));
    show(place, problem);
  }

  function end(dropped) {
    clearTimeout(press?.timer);
    press = null;
    if (!drag) return;
    const { place, problem, id, word, frame, ghost, waiting } = drag;
    cancelAnimationFrame(frame);
    clearTimeout(waiting);
    ghost.remove();
    drag = null;
    show(null, '');
    document.documentElement.classList.remove('rb-dragging', 'rb-refused');
    tree.querySelectorAll('.lifted').forEach(row => row.classList.remove('lifted'));
    addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
    if (!dropped || !place || problem !== null) {
      if (dropped && problem) say(problem);
      return;
    }

    drop(word, id, place);
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

  return {
    end,
    isUnderWay: () => drag !== null,
    heard: [
      [root, 'pointerdown', down], [document, 'pointermove', move], [document, 'pointerup', up], [document, 'pointercancel', cancel],
      [document, 'touchmove', touchmove, { passive: false }], [root, 'contextmenu', context],
    ],
  };
}
