// The little that needs the browser itself: clipboard, files, focus, dialogs, Ctrl-K and rows opened in a new tab.

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
