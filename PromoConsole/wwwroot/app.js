// The little that needs the browser itself: clipboard, files, focus, dialogs, Ctrl-K, dragging and rows opened in a new tab.

export const copy = text => navigator.clipboard.writeText(text);

export async function download(name, stream) {
  const url = URL.createObjectURL(new Blob([await stream.arrayBuffer()]));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

export const toggleTheme = () => window.promoTheme.toggle();
export const toggleNav = () => window.promoTheme.toggleNav();
export const navIsRail = () => document.documentElement.dataset.nav === 'rail';
export const focus = id => document.getElementById(id)?.focus();

// After a move to another page; who is typing there already goes on typing.
export function focusHeading() {
  const heading = document.querySelector('h1');
  if (!heading || document.activeElement?.matches('main input, main textarea, main select, dialog *')) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

export function listenForSearch(page) {
  const onKey = event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    page.invokeMethodAsync('OpenSearch');
  };
  document.addEventListener('keydown', onKey);
  return { stop: () => document.removeEventListener('keydown', onKey) };
}

// Dialogs: the browser's own give the focus trap; who had the focus gets it back.
const before = new Map();

export function openDialog(id, besideFrom) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  before.set(id, document.activeElement);
  // Beside the list on a wide screen, the list stays in use; otherwise it is a modal one.
  if (besideFrom && matchMedia(`(min-width: ${besideFrom}px)`).matches) {
    dialog.show();
  } else {
    dialog.showModal();
  }
  dialog.querySelector('h2[tabindex]')?.focus();
}

export function closedDialog(id) {
  document.getElementById(id)?.close();
  const back = before.get(id);
  before.delete(id);
  if (back?.isConnected) back.focus();
}

// Lists put in order: what is dragged follows the pointer, the others make room; the page moves them once it is dropped.
export function sort(id, page) {
  const list = document.getElementById(id);
  let drag = null;

  const down = event => {
    const handle = event.target.closest('[data-handle]');
    const item = handle?.closest('li');
    if (!item || item.parentElement !== list || handle.disabled || event.button !== 0) return;
    const items = [...list.children];
    const boxes = items.map(one => one.getBoundingClientRect());
    const from = items.indexOf(item);
    drag = { items, boxes, from, to: from, item, handle, y: event.clientY, scroll: scrollY };
    handle.setPointerCapture(event.pointerId);
    list.classList.add('sorting');
    item.classList.add('dragged');
  };
  const move = event => {
    if (!drag) return;
    const by = event.clientY - drag.y + scrollY - drag.scroll;
    const middle = box => (box.top + box.bottom) / 2;
    const at = middle(drag.boxes[drag.from]) + by;
    drag.to = drag.boxes.filter((box, i) => i !== drag.from && middle(box) < at).length;
    const room = drag.boxes[drag.from].height;
    drag.item.style.translate = `0 ${by}px`;
    drag.items.forEach((one, i) => {
      if (one === drag.item) return;
      one.style.translate = i > drag.from && i <= drag.to ? `0 ${-room}px` : i < drag.from && i >= drag.to ? `0 ${room}px` : '';
    });
  };
  const end = async event => {
    if (!drag) return;
    const { items, item, from, to } = drag;
    drag = null;
    if (event.type === 'pointerup' && from !== to) await page.invokeMethodAsync('MoveAsync', from, to);
    list.classList.remove('sorting');
    item.classList.remove('dragged');
    items.forEach(one => one.style.translate = '');
  };
  const key = event => {
    if (event.target.matches?.('[data-handle]') && ['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) event.preventDefault();
  };
  const heard = { pointerdown: down, pointermove: move, pointerup: end, pointercancel: end, keydown: key };
  Object.entries(heard).forEach(([name, listener]) => list.addEventListener(name, listener));
  return { stop: () => Object.entries(heard).forEach(([name, listener]) => list.removeEventListener(name, listener)) };
}

// A row's link opens the drawer; with Ctrl, Cmd, Shift or the middle button it is a link like any other,
// and so is the rest of the row.
function onRow(event) {
  const row = event.target.closest?.('tr[data-href]');
  if (!row) return;
  const asLink = event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1;
  const control = event.target.closest('a, button, input, label, select');
  if (!asLink) {
    if (control?.matches('a[data-row]')) event.preventDefault();
  } else if (!control) {
    window.open(row.dataset.href, '_blank', 'noopener');
  }
}
document.addEventListener('click', onRow, true);
document.addEventListener('auxclick', onRow, true);

// While a page marks something as unsaved, the browser asks before the page goes.
window.addEventListener('beforeunload', event => {
  if (document.querySelector('[data-unsaved]')) event.preventDefault();
});
