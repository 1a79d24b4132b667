// Sends the request of a form to the API and shows the answer. Everything is written as text, never as markup.

export function attach(host) {
  host.addEventListener('submit', event => {
    event.preventDefault();
    send(host, event.target);
  });
  host.dataset.ready = '1';
}

async function send(host, form) {
  const out = form.querySelector('.answer');
  const button = form.querySelector('button[type=submit]');
  const show = (name, text) => { out.querySelector(`[data-${name}]`).textContent = text; };
  button.disabled = true;
  const started = performance.now();
  try {
    const answer = await fetch(urlOf(form), requestOf(host, form));
    const text = await answer.text();
    show('status', `${answer.status} ${answer.statusText}`);
    show('headers', [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n'));
    show('answer', pretty(text));
  } catch (problem) {
    show('status', 'The request could not be sent');
    show('headers', '');
    show('answer', String(problem.message ?? problem));
  } finally {
    show('time', `${Math.round(performance.now() - started)} ms`);
    out.hidden = false;
    button.disabled = false;
  }
}

function urlOf(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const input of form.querySelectorAll('[data-place]')) {
    if (input.dataset.place === 'path') path = path.replace(`{${input.dataset.name}}`, encodeURIComponent(input.value));
    else if (input.dataset.place === 'query' && input.value) query.append(input.dataset.name, input.value);
  }
  return query.size ? `${path}?${query}` : path;
}

function requestOf(host, form) {
  const headers = new Headers({ Accept: 'application/json' });
  const ofPages = form.dataset.path.startsWith('/client/');
  for (const input of host.querySelectorAll('[data-credential]'))
    if (input.value) headers.set(ofPages ? input.dataset.publicCredential : input.dataset.credential, input.value);
  for (const input of form.querySelectorAll('[data-place=header]')) if (input.value) headers.set(input.dataset.name, input.value);
  const body = form.querySelector('[data-body]')?.value;
  if (body) headers.set('Content-Type', 'application/json');
  return { method: form.dataset.method, headers, body: body || undefined, credentials: 'omit', cache: 'no-store' };
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
