// Runs before the first paint: the theme and the width of the navigation must not flash.
(() => {
  const cookie = name => document.cookie.split('; ').find(c => c.startsWith(name + '='))?.split('=')[1];
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  // The UI library's two themes are both linked; `media` says which one counts.
  const apply = () => {
    const theme = cookie('theme') ?? (system.matches ? 'dark' : 'light');
    root.dataset.theme = theme;
    for (const link of document.querySelectorAll('link[data-for-theme]'))
      link.media = link.dataset.forTheme === theme ? 'all' : 'not all';
  };
  const remember = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`; };

  window.promoTheme = {
    toggle() { remember('theme', root.dataset.theme === 'dark' ? 'light' : 'dark'); apply(); },
    toggleNav() {
      root.dataset.nav = root.dataset.nav === 'rail' ? 'full' : 'rail';
      remember('nav', root.dataset.nav);
      return root.dataset.nav === 'rail';
    },
  };

  if (cookie('nav') === 'rail') root.dataset.nav = 'rail';
  system.addEventListener('change', apply);
  apply();
})();
