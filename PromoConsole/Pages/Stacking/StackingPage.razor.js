// Drags campaigns between the columns of the board and reports one drop. Everything while the pointer moves stays here.

const START = 4;
const EDGE = 48;

export function attach(board, page) {
  let drag = null;

  const column = (x, y) => document.elementFromPoint(x, y)?.closest('[data-column]');

  const end = () => {
    if (!drag) return;
    drag.ghost?.remove();
    drag.card.classList.remove('lifted');
    board.querySelectorAll('.over').forEach(over => over.classList.remove('over'));
    cancelAnimationFrame(drag.frame);
    drag = null;
  };

  const lift = event => {
    const box = drag.card.getBoundingClientRect();
    drag.offset = { x: drag.x - box.left, y: drag.y - box.top };
    drag.ghost = drag.card.cloneNode(true);
    drag.ghost.className = 'drag-ghost';
    drag.ghost.setAttribute('aria-hidden', 'true');
    drag.ghost.style.width = `${box.width}px`;
    document.body.append(drag.ghost);
    drag.card.classList.add('lifted');
    const scroll = () => {
      const edge = board.getBoundingClientRect();
      if (drag.at.x < edge.left + EDGE) board.scrollLeft -= 12;
      else if (drag.at.x > edge.right - EDGE) board.scrollLeft += 12;
      drag.frame = requestAnimationFrame(scroll);
    };
    drag.frame = requestAnimationFrame(scroll);
  };

  const down = event => {
    if (drag || event.button !== 0) return;
    const card = event.target.closest('[data-campaign]');
    const onGrip = event.target.closest('[data-grip]');
    if (!card || !(onGrip || (event.pointerType === 'mouse' && !event.target.closest('a,button,select,input,label')))) return;
    if (!card.querySelector('[data-grip]')) return;
    event.preventDefault();
    drag = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY, at: { x: event.clientX, y: event.clientY } };
  };

  const move = event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.at = { x: event.clientX, y: event.clientY };
    if (!drag.ghost) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < START) return;
      lift(event);
    }
    drag.ghost.style.transform = `translate(${event.clientX - drag.offset.x}px, ${event.clientY - drag.offset.y}px)`;
    const over = column(event.clientX, event.clientY);
    board.querySelectorAll('.over').forEach(old => { if (old !== over) old.classList.remove('over'); });
    if (over && over !== drag.card.closest('[data-column]')) over.classList.add('over');
  };

  const up = event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const target = drag.ghost && column(event.clientX, event.clientY);
    const from = drag.card.closest('[data-column]');
    const campaign = drag.card.dataset.campaign;
    end();
    if (target && target !== from) page.invokeMethodAsync('Drop', campaign, target.dataset.column);
  };

  const key = event => { if (event.key === 'Escape') end(); };

  board.addEventListener('pointerdown', down);
  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', up);
  document.addEventListener('pointercancel', end);
  document.addEventListener('keydown', key);
  board.dataset.ready = '1';

  return {
    stop() {
      end();
      board.removeEventListener('pointerdown', down);
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', end);
      document.removeEventListener('keydown', key);
    },
  };
}
