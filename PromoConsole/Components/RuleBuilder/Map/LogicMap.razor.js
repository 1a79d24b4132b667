// Moves about in the diagram and makes pictures of it. Only a node that is opened is told to the server.

const LEAST = 0.2;
const MOST = 3;
const START = 4; // pixels before a press becomes a drag
const STEP = 60;
const EDGE = 24;
const LONGEST = 8000; // pixels of a picture's side: browsers refuse much more

const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'font-family', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor', 'text-decoration-line'];

export function attach(frame, page) {
  const svg = frame.querySelector('svg.map');
  const world = svg.querySelector('[data-world]');
  const percent = frame.querySelector('[data-percent]');
  const said = frame.querySelector('[data-said]');
  const view = { x: 0, y: 0, scale: 1 };
  const pointers = new Map();
  let dragged = false;

  const size = () => ({ width: Number(svg.dataset.width), height: Number(svg.dataset.height) });
  const nodes = () => [...svg.querySelectorAll('[data-node]')];
  const nodeOf = target => target.closest?.('[data-node]');

  const draw = () => {
    world.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.scale})`);
    percent.textContent = `${Math.round(view.scale * 100)} %`;
  };

  const fit = least => {
    const { width, height } = size();
    const box = svg.getBoundingClientRect();
    view.scale = Math.max(least, Math.min(1, box.width / width, box.height / height));
    view.x = Math.max(0, (box.width - width * view.scale) / 2);
    view.y = (box.height - height * view.scale) / 2;
    if (height * view.scale > box.height) {
      // Too tall to be seen whole: the beginning of everything stands in the middle.
      const root = svg.querySelector('[data-node]').getBBox();
      view.y = box.height / 2 - (root.y + root.height / 2) * view.scale;
    }
    draw();
  };

  const zoomAt = (x, y, factor) => {
    const scale = Math.min(MOST, Math.max(LEAST, view.scale * factor));
    view.x = x - (x - view.x) * scale / view.scale;
    view.y = y - (y - view.y) * scale / view.scale;
    view.scale = scale;
    draw();
  };

  const zoomMiddle = factor => {
    const box = svg.getBoundingClientRect();
    zoomAt(box.width / 2, box.height / 2, factor);
  };

  const show = node => {
    const box = node.getBoundingClientRect();
    const whole = svg.getBoundingClientRect();
    if (box.left < whole.left + EDGE) view.x += whole.left + EDGE - box.left;
    else if (box.right > whole.right - EDGE) view.x -= Math.min(box.right - whole.right + EDGE, box.left - whole.left - EDGE);
    if (box.top < whole.top + EDGE) view.y += whole.top + EDGE - box.top;
    else if (box.bottom > whole.bottom - EDGE) view.y -= Math.min(box.bottom - whole.bottom + EDGE, box.top - whole.top - EDGE);
    draw();
  };

  const focus = node => {
    if (!node) return;
    nodes().forEach(one => one.setAttribute('tabindex', one === node ? '0' : '-1'));
    node.focus({ preventScroll: true });
    show(node);
  };

  const open = node => page.invokeMethodAsync('Open', Number(node.dataset.node));

  const beside = (node, by) => {
    const siblings = nodes().filter(one => one.dataset.parent === node.dataset.parent);
    const all = nodes();
    return siblings[siblings.indexOf(node) + by] ?? all[all.indexOf(node) + by];
  };

  const key = event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const node = nodeOf(event.target);
    const act = {
      '+': () => zoomMiddle(1.2), '=': () => zoomMiddle(1.2), '-': () => zoomMiddle(1 / 1.2), '0': () => fit(LEAST),
      ArrowRight: () => node ? focus(nodes().find(one => one.dataset.parent === node.dataset.node)) : pan(-STEP, 0),
      ArrowLeft: () => node ? focus(svg.querySelector(`[data-node="${node.dataset.parent}"]`)) : pan(STEP, 0),
      ArrowDown: () => node ? focus(beside(node, 1)) : pan(0, -STEP),
      ArrowUp: () => node ? focus(beside(node, -1)) : pan(0, STEP),
      Home: node && (() => focus(nodes()[0])),
      End: node && (() => focus(nodes().at(-1))),
      Enter: node && (() => open(node)),
      ' ': node && (() => open(node)),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const pan = (x, y) => {
    view.x += x;
    view.y += y;
    draw();
  };

  const at = event => {
    const box = svg.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = event => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    if (pointers.size === 0) dragged = false;
    pointers.set(event.pointerId, { ...at(event), from: at(event) });
  };

  const move = event => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return;
    const now = at(event);
    if (pointers.size === 2) {
      const other = [...pointers.values()].find(one => one !== pointer);
      const before = Math.hypot(pointer.x - other.x, pointer.y - other.y);
      const after = Math.hypot(now.x - other.x, now.y - other.y);
      dragged = true;
      pan((now.x - pointer.x) / 2, (now.y - pointer.y) / 2);
      if (before > 0) zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, after / before);
    } else if (dragged || Math.hypot(now.x - pointer.from.x, now.y - pointer.from.y) >= START) {
      if (!dragged) svg.setPointerCapture(event.pointerId);
      dragged = true;
      svg.classList.add('held');
      pan(now.x - pointer.x, now.y - pointer.y);
    }
    Object.assign(pointer, now);
  };

  const up = event => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) svg.classList.remove('held');
  };

  const click = event => {
    const node = nodeOf(event.target);
    if (dragged || !node) return;
    focus(node);
    open(node);
  };

  const wheel = event => {
    if (!event.ctrlKey) return; // without it the page scrolls
    event.preventDefault();
    const { x, y } = at(event);
    zoomAt(x, y, Math.exp(-event.deltaY * 0.002));
  };

  // A copy that looks the same wherever it is opened: what the style sheets say is written into it.
  const picture = () => {
    const { width, height } = size();
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll('*')];
    const to = [copy, ...copy.querySelectorAll('*')];
    from.forEach((element, i) => {
      const style = getComputedStyle(element);
      const kept = element instanceof SVGGraphicsElement && !['g', 'svg'].includes(element.tagName)
        ? STYLES.filter(name => !['', 'none', 'normal'].includes(style.getPropertyValue(name)) || name === 'fill').map(name => `${name === 'text-decoration-line' ? 'text-decoration' : name}:${style.getPropertyValue(name)}`) : [];
      for (const attribute of [...to[i].attributes]) {
        if (/^(class|style|tabindex|role|data-|aria-|b-)/.test(attribute.name)) to[i].removeAttribute(attribute.name);
      }
      if (kept.length) to[i].setAttribute('style', kept.join(';').replaceAll('"', "'"));
    });
    const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
    const gone = [];
    while (comments.nextNode()) gone.push(comments.currentNode);
    gone.forEach(comment => comment.remove());
    copy.firstElementChild.removeAttribute('transform');
    const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [name, value] of [['width', width], ['height', height], ['fill', getComputedStyle(frame).backgroundColor]]) ground.setAttribute(name, value);
    copy.prepend(ground);
    for (const [name, value] of [['xmlns', 'http://www.w3.org/2000/svg'], ['viewBox', `0 0 ${width} ${height}`], ['width', width], ['height', height]]) copy.setAttribute(name, value);
    return { text: new XMLSerializer().serializeToString(copy), width, height };
  };

  const png = async () => {
    const { text, width, height } = picture();
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const scale = Math.min(2, LONGEST / width, LONGEST / height);
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => canvas.toBlob(blob => blob ? done(blob) : failed(new Error('no picture')), 'image/png'));
  };

  const save = (blob, ending) => {
    const url = URL.createObjectURL(blob);
    Object.assign(document.createElement('a'), { href: url, download: `${svg.dataset.name}.${ending}` }).click();
    URL.revokeObjectURL(url);
  };

  const acts = {
    in: () => zoomMiddle(1.2),
    out: () => zoomMiddle(1 / 1.2),
    fit: () => fit(LEAST),
    svg: () => save(new Blob([picture().text], { type: 'image/svg+xml' }), 'svg'),
    png: async () => save(await png(), 'png'),
    copy: async () => {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png() })]);
      said.textContent = 'Copied';
    },
  };

  const press = async event => {
    const act = acts[event.target.closest('[data-do]')?.dataset.do];
    if (!act) return;
    said.textContent = '';
    try {
      await act();
    } catch {
      said.textContent = 'The browser did not make the picture.';
    }
  };

  frame.querySelector('[data-do=copy]').hidden = !(navigator.clipboard?.write && window.ClipboardItem);
  const listeners = [
    [svg, 'pointerdown', down], [svg, 'pointermove', move], [svg, 'pointerup', up], [svg, 'pointercancel', up],
    [svg, 'click', click], [svg, 'wheel', wheel, { passive: false }], [svg, 'keydown', key], [frame, 'click', press],
  ];
  listeners.forEach(([target, name, listener, options]) => target.addEventListener(name, listener, options));
  fit(0.6); // small screens begin readable, at the left, instead of whole

  return {
    show: id => {
      const node = svg.querySelector(`[data-node="${id}"]`);
      if (node) show(node);
    },
    stop: () => listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener)),
  };
}
