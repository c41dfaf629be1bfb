// Import by dropping or choosing files, each by REST under a name made of its own, with a report for each.
const form = document.querySelector('.import-form');
const panel = form.closest('.import');
const state = panel.querySelector('.import-state');
const reports = panel.querySelector('[data-reports]');
const AT_ONCE = 3;
const LONGEST = 128;
const MOST_FOLDERS = 10;

const element = (name, classes, text) => {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text ?? '';
  return made;
};

const plural = (count, word) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

const plainLetters = (name) => name.replaceAll('ß', 'ss').normalize('NFKD').replace(/[^\x00-\x7f]+/g, '');

const lawful = (name) =>
  plainLetters(name).replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '').slice(0, LONGEST) || 'import';

// What one file may be called, the shortest first. Polly's recordings all bear one name, and their folders a hash.
const namesOf = (path) => {
  const folders = path.split(/[/\\]+/).filter(Boolean);
  const own = (folders.pop() ?? '').replace(/(\.(json|ya?ml|har|httprr|txt|gz))+$/i, '');
  const telling = !folders.length || own.toLowerCase() !== 'recording';
  const names = telling ? [own] : [];
  for (let count = 1; count <= Math.min(folders.length, MOST_FOLDERS); count++) {
    const above = folders.slice(-count);
    names.push(...(telling
      ? [[...above, own].join('-')]
      : [above.map((folder) => folder.replace(/_\d+$/, '')).join('-'), above.join('-')]));
  }
  return names.map(lawful);
};

// As the server names cassettes after the files of one upload, whatever their order.
const cassettesOf = (paths) => {
  const choices = [...new Set(paths)].sort().map((path) => ({ path, names: namesOf(path), at: 0 }));
  const key = ({ names, at }) => names[at].toLowerCase();
  let clashing;
  let moved;
  do {
    const count = new Map();
    choices.forEach((choice) => count.set(key(choice), (count.get(key(choice)) ?? 0) + 1));
    clashing = new Set(choices.filter((choice) => count.get(key(choice)) > 1));
    moved = [...clashing].filter((choice) => choice.at + 1 < choice.names.length);
    moved.forEach((choice) => choice.at++);
  } while (moved.length);
  const given = new Set();
  const cassettes = new Map();
  for (const choice of choices.sort((one, other) => clashing.has(one) - clashing.has(other))) {
    const name = choice.names[choice.at];
    for (let number = 1; !cassettes.has(choice.path); number++) {
      const ending = number === 1 ? '' : `-${number}`;
      const candidate = name.slice(0, LONGEST - ending.length) + ending;
      if (!given.has(candidate.toLowerCase())) {
        given.add(candidate.toLowerCase());
        cassettes.set(choice.path, candidate);
      }
    }
  }
  return cassettes;
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

const HELD = 'A cassette of this name holds recordings already, and they were left alone. To bring the file in, choose “replace it” or “add to it” above and send it again, or give it another name.';

// In the words of this page, where those of the API wouldn't help.
const why = (problem) => (problem?.type === 'urn:tapedeck:problem:conflict' ? HELD : problem?.detail ?? problem?.title);

const counts = { imported: 0, not: 0 };

const told = () => (counts.not
  ? `${counts.imported.toLocaleString('en')} imported, ${counts.not.toLocaleString('en')} not.`
  : `${plural(counts.imported, 'file')} imported.`);

const show = (path, report, problem) => {
  counts[report ? 'imported' : 'not']++;
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
  return answer.ok ? { body } : { problem: why(body) };
};

const send = async ({ path, file }, cassettes, query) => {
  try {
    if (/\.zip$/i.test(path)) {
      const { body, problem } = await post(`/api/v1/archive?${query}`, file);
      if (problem) {
        show(path, undefined, problem);
      }
      body?.files.forEach((each) => show(`${path}: ${each.file}`, each.report, why(each.problem)));
    } else {
      const address = `/api/v1/cassettes/${cassettes.get(path)}/import?${query}&file=${encodeURIComponent(path.slice(-200))}`;
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
  const cassettes = cassettesOf(waiting.map(({ path }) => path));
  let done = 0;
  counts.imported = 0;
  counts.not = 0;
  reports.replaceChildren();
  state.textContent = total ? `Importing ${plural(total, 'file')} …` : 'There was no file to import.';
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await send(next, cassettes, query);
      done++;
      state.textContent = done < total ? `${done} of ${plural(total, 'file')} …` : told();
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
    document.body.classList.add('dropping');
  }
});

document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    document.body.classList.remove('dropping');
  }
});

document.addEventListener('drop', async (event) => {
  if (!holdsFiles(event)) {
    return;
  }
  event.preventDefault();
  document.body.classList.remove('dropping');
  panel.classList.add('open');
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
