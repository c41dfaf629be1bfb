// Copy buttons: each names the element whose text it copies. Without JavaScript they stay hidden.
const DONE_FOR = 1600;

const show = () => {
  for (const button of document.querySelectorAll('button[data-copy][hidden]')) {
    button.hidden = false;
  }
};

const selectInstead = (source) => {
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
};

const say = (button, word) => {
  button.textContent = word;
  button.classList.add('done');
  setTimeout(() => {
    button.textContent = 'Copy';
    button.classList.remove('done');
  }, DONE_FOR);
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  const source = button && document.getElementById(button.dataset.copy);
  if (!source) {
    return;
  }
  try {
    await navigator.clipboard.writeText(source.textContent);
    say(button, 'Copied');
  } catch {
    // no clipboard outside a secure context
    selectInstead(source);
    say(button, 'Selected');
  }
});

document.addEventListener('tapedeck:updated', show);
show();
