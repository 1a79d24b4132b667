// Shows the reconnect dialog by the classes Blazor puts on it.
(() => {
  const modal = document.getElementById('components-reconnect-modal');
  if (!modal) return;
  const has = state => modal.classList.contains(`components-reconnect-${state}`);
  new MutationObserver(() => {
    if (has('rejected')) return location.reload();
    const show = has('show') || has('failed') || has('retrying') || has('paused');
    if (show && !modal.open) modal.showModal();
    else if (!show && modal.open) modal.close();
  }).observe(modal, { attributes: true, attributeFilter: ['class'] });
  modal.querySelector('[data-reload]').addEventListener('click', () => location.reload());
})();
