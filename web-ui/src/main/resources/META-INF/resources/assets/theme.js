// Runs before the first paint, so that a remembered theme never flashes.
const themes = ['system', 'light', 'dark'];
const remembered = () => {
  try {
    return localStorage.getItem('tapedeck-theme') ?? 'system';
  } catch {
    return 'system';
  }
};
const apply = (theme) => {
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
};

apply(remembered());

document.addEventListener('DOMContentLoaded', () => {
  const button = document.getElementById('theme');
  const name = () => {
    button.textContent = `Theme: ${remembered()}`;
  };
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(remembered()) + 1) % themes.length];
    try {
      localStorage.setItem('tapedeck-theme', next);
    } catch {
      // a browser without storage keeps the system's theme
    }
    apply(remembered());
    name();
  });
  name();
  button.hidden = false;
});
