// Import by dropping or choosing files, each by REST under a name made of its own, with a report for each.
const form = document.querySelector('.import-form');
const panel = form.closest('.import');
const state = panel.querySelector('.import-state');
const reports = panel.querySelector('[data-reports]');
const AT_ONCE = 3;
const LONGEST = 128;

const element = (name, classes, text) => {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text ?? '';
  return made;
};

const plural = (count, word) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

const plainLetters = (name) => name.replaceAll('ß', 'ss').normalize('NFKD').replace(/[^\x00-\x7f]+/g, '');

// As the server names cassettes after files.
const cassetteOf = (path) => {
  const plain = path.replace(/^.*[/\\]/s, '').replace(/(\.(json|ya?ml|har|httprr|txt|gz))+$/i, '');
  const lawful = plainLetters(plain).replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return lawful.slice(0, LONGEST) || 'import';
};

const namer = () => {
  const given = new Set();
  return (path) => {
    const name = cassetteOf(path);
    for (let number = 1; ; number++) {
      const ending = number === 1 ? '' : `-${number}`;
      const candidate = name.slice(0, LONGEST - ending.length) + ending;
      if (!given.has(candidate.toLowerCase())) {
        given.add(candidate.toLowerCase());
        return candidate;
      }
    }
  };
};

const notesOf = (report) => [
  ...report.skipped.map(({ place, reason }) => [place, reason]),
  ...report.warnings.map(({ place, message }) => [place, message]),
];

const sign = (tone, text) => {
  const ended = element('span', `ended ended-${tone}`);
  const symbol = element('i', `sym sym-${tone}`);
  symbol.setAttribute('aria-hidden', 'true');
  ended.append(symbol, text);
  return ended;
};

const show = (path, report, problem) => {
  const item = element('li', 'report');
  const head = element('p', 'report-head');
  const notes = report ? notesOf(report) : [];
  head.append(
    report ? sign(notes.length ? 'warn' : 'good', plural(report.imported, 'interaction')) : sign('bad', 'not imported'),
    ' ', element('b', 'path', path));
  item.append(head);
  if (report) {
    if (report.imported || !report.skipped.length) {
      const link = element('a', '', report.cassette);
      link.href = `/recordings/${report.cassette}`;
      head.append(' ', link);
    }
    head.append(' ', element('small', '', report.format));
  } else {
    item.append(element('p', 'report-why', problem));
  }
  if (notes.length) {
    const details = document.createElement('details');
    const list = element('ul', 'notes');
    for (const [place, text] of notes) {
      const note = document.createElement('li');
      note.append(element('b', '', place), ` ${text}`);
      list.append(note);
    }
    details.append(element('summary', '', plural(notes.length, 'note')), list);
    item.append(details);
  }
  reports.append(item);
};

const post = async (address, file) => {
  const answer = await fetch(address, { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } });
  const body = await answer.json();
  return answer.ok ? { body } : { problem: body.detail ?? body.title };
};

const send = async ({ path, file }, name, query) => {
  try {
    if (/\.zip$/i.test(path)) {
      const { body, problem } = await post(`/api/v1/archive?${query}`, file);
      if (problem) {
        show(path, undefined, problem);
      }
      body?.files.forEach((each) => show(`${path}: ${each.file}`, each.report, each.problem?.detail));
    } else {
      const address = `/api/v1/cassettes/${name(path)}/import?${query}&file=${encodeURIComponent(path.slice(-200))}`;
      const { body, problem } = await post(address, file);
      show(path, body, problem);
    }
  } catch {
    show(path, undefined, 'It could not be sent: is Tapedeck still running, and the file still there?');
  }
};

let running = Promise.resolve();

const bring = (files) => {
  running = running.then(() => bringAll(files));
};

const bringAll = async (files) => {
  const waiting = files.filter(({ path }) => !/(^|\/)\./.test(path));
  const total = waiting.length;
  const query = new URLSearchParams({ existing: form.elements.existing.value });
  const name = namer();
  let done = 0;
  reports.replaceChildren();
  state.textContent = total ? `Importing ${plural(total, 'file')} …` : 'There was no file to import.';
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await send(next, name, query);
      done++;
      state.textContent = done < total ? `${done} of ${plural(total, 'file')} …` : `${plural(total, 'file')} done.`;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  form.reset();
  document.dispatchEvent(new Event('tapedeck:changed'));
};

const chosen = (input) => [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

const entriesOf = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

const walk = async (entry) => {
  if (entry.isFile) {
    return [{ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) }];
  }
  const reader = entry.createReader();
  const found = [];
  for (let part = await entriesOf(reader); part.length; part = await entriesOf(reader)) {
    for (const each of part) {
      found.push(...await walk(each));
    }
  }
  return found;
};

const holdsFiles = (event) => event.dataTransfer?.types.includes('Files');

document.addEventListener('dragover', (event) => {
  if (holdsFiles(event)) {
    event.preventDefault();
    panel.classList.add('over');
  }
});

document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    panel.classList.remove('over');
  }
});

document.addEventListener('drop', async (event) => {
  if (!holdsFiles(event)) {
    return;
  }
  event.preventDefault();
  panel.classList.remove('over');
  const loose = [...event.dataTransfer.files].map((file) => ({ path: file.name, file }));
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = entries.length ? (await Promise.all(entries.map(walk))).flat() : loose;
  panel.scrollIntoView({ block: 'nearest' });
  bring(found);
});

for (const input of form.querySelectorAll('input[type=file]')) {
  input.addEventListener('change', () => bring(chosen(input)));
}
form.addEventListener('submit', (event) => event.preventDefault());
form.querySelector('button').hidden = true;
form.querySelector('.drop-here').hidden = false;
