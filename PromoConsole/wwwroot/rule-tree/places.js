// Where something dropped would go in the rules builder, why it may not, what that is called, and the line or frame that shows it.

export function placesOf(tree, options) {
  const line = Object.assign(document.createElement('div'), { className: 'rb-line', hidden: true });
  line.setAttribute('aria-hidden', 'true');
  document.body.append(line);

  const rows = () => [...tree.querySelectorAll('[data-row]')];
  const rowOf = id => tree.querySelector(`[data-row][data-id="${id}"]:is([data-kind=rule],[data-kind=head])`);
  const ids = row => row.dataset.path.split(',').map(Number);
  const depthOf = bracket => bracket === options.root ? 0 : Number(rowOf(bracket)?.dataset.depth ?? 0) + 1;

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

  return { rows, rowOf, ids, placeAt, refusal, wording, show, remove: () => line.remove() };
}
