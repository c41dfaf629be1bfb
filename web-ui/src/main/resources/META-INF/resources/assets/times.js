// Times as relative, local or UTC; the other two are in the title.
const forms = ['relative', 'local', 'UTC'];
const REFRESH = 15_000;
let chosen = 'relative';
try {
  chosen = localStorage.getItem('tapedeck-times') ?? chosen;
} catch {
  // a browser without storage shows relative times
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const relative = (at) => {
  const seconds = Math.max(0, Math.round((Date.now() - at) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86400)} days ago`;
};

const utc = (at) => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const show = () => {
  for (const element of document.querySelectorAll('time[data-time]')) {
    const at = new Date(element.dateTime);
    const shown = { relative: relative(at), local: local.format(at), UTC: utc(at) };
    const text = shown[chosen] ?? shown.relative;
    if (element.textContent !== text) {
      element.textContent = text;
    }
    const title = `${shown.local} · ${shown.UTC}`;
    if (element.title !== title) {
      element.title = title;
    }
  }
};

const button = document.getElementById('times');
const name = () => {
  button.textContent = `Times: ${chosen}`;
};
button.addEventListener('click', () => {
  chosen = forms[(forms.indexOf(chosen) + 1) % forms.length];
  try {
    localStorage.setItem('tapedeck-times', chosen);
  } catch {
    // remembered for this page only
  }
  name();
  show();
});
name();
button.hidden = false;

document.addEventListener('tapedeck:updated', show);
setInterval(show, REFRESH);
show();
