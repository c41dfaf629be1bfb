// Live updates. One tab holds the event stream and tells the others, so that a browser needs one connection only.
// Each page fetches itself again, at most once a second, and takes over the parts that are marked as live.
const EVENTS = '/api/v1/events';
const AT_MOST_EVERY = 1000;
const state = document.getElementById('live-state');
const parts = () => document.querySelectorAll('[data-live]');

const say = (word) => {
  const news = state.textContent !== word;
  if (news) {
    state.textContent = word;
    state.dataset.state = word;
    state.hidden = false;
  }
  return news;
};

// What the reader opened or typed stays: details, focus, and text that is being selected. What has an id is known by it.
const same = (id, fresh) => (id ? fresh.querySelector(`#${CSS.escape(id)}`) : null);

const keepOpen = (old, fresh) => {
  const before = old.querySelectorAll('details');
  const after = fresh.querySelectorAll('details');
  before.forEach((details, index) => {
    const now = details.id ? same(details.id, fresh) : before.length === after.length && after[index];
    if (now) {
      now.open = details.open;
    }
  });
};

const inUse = (part) => {
  const selection = getSelection();
  return part.contains(document.activeElement) && document.activeElement.matches('input, textarea')
    || (!selection.isCollapsed && part.contains(selection.anchorNode));
};

const pathTo = (root, element) => {
  const path = [];
  for (let at = element; at !== root; at = at.parentElement) {
    path.unshift([...at.parentElement.children].indexOf(at));
  }
  return path;
};

const source = new WeakMap();

const takeOver = (part, fresh) => {
  const was = source.get(part);
  const html = fresh.innerHTML;
  if (was === html || inUse(part)) {
    return false;
  }
  keepOpen(part, fresh);
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const named = focused?.closest('[id]');
  const root = named && part !== named && part.contains(named) && same(named.id, fresh) ? named : part;
  const focus = focused ? pathTo(root, focused) : null;
  part.replaceChildren(...fresh.childNodes);
  source.set(part, html);
  if (focus) {
    const from = root === part ? part : same(root.id, part);
    focus.reduce((at, index) => at?.children[index], from)?.focus({ preventScroll: true });
  }
  return true;
};

let busy = false;
let again = false;

const update = async () => {
  if (document.hidden || busy) {
    again = true;
    return;
  }
  busy = true;
  again = false;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      let changed = false;
      for (const part of parts()) {
        const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
        changed = (fresh && takeOver(part, document.adoptNode(fresh))) || changed;
      }
      if (changed) {
        document.dispatchEvent(new Event('tapedeck:updated'));
      }
    }
  } catch {
    say('offline');
  } finally {
    setTimeout(() => {
      busy = false;
      if (again) {
        update();
      }
    }, AT_MOST_EVERY);
  }
};

let still;
const call = () => {
  document.documentElement.classList.add('running');
  clearTimeout(still);
  still = setTimeout(() => document.documentElement.classList.remove('running'), 2500);
  update();
};

const channel = new BroadcastChannel('tapedeck-live');
const tell = (word) => {
  hear(word);
  channel.postMessage(word);
};
const hear = (word) => {
  if (word === 'call') {
    call();
  } else if (word === 'circuit' || word === 'build' || word === 'run') {
    update();
  } else if (word !== 'ask' && say(word) && word === 'live') {
    update(); // what changed before anybody listened
  }
};

const listen = () => new Promise(() => {
  let word = 'connecting';
  const events = new EventSource(EVENTS);
  const now = (next) => {
    word = next;
    tell(word);
  };
  events.addEventListener('open', () => now('live'));
  events.addEventListener('error', () => now(events.readyState === EventSource.CLOSED ? 'offline' : 'reconnecting'));
  events.addEventListener('call', () => tell('call'));
  events.addEventListener('circuit', () => tell('circuit'));
  events.addEventListener('build', () => tell('build'));
  events.addEventListener('run', () => tell('run'));
  channel.addEventListener('message', ({ data }) => {
    if (data === 'ask') {
      channel.postMessage(word);
    }
  });
});

if (parts().length) {
  parts().forEach((part) => source.set(part, part.innerHTML)); // as it was sent: no other script has been at it yet
  channel.addEventListener('message', ({ data }) => hear(data));
  channel.postMessage('ask');
  if (navigator.locks) {
    navigator.locks.request('tapedeck-live', listen);
  } else {
    listen();
  }
  document.addEventListener('tapedeck:changed', update);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && again) {
      update();
    }
  });
}
