// Counts down to what ends by itself. Without JavaScript the time itself stands there.
const left = (at, past) => {
  const seconds = Math.ceil((at - Date.now()) / 1000);
  if (seconds <= 0) return past;
  if (seconds < 60) return `in ${seconds} s`;
  if (seconds < 3600) return `in ${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `in ${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
};

const show = () => {
  for (const element of document.querySelectorAll('time[data-until]')) {
    const text = left(new Date(element.dateTime), element.dataset.past ?? 'with the next call');
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
};

document.addEventListener('tapedeck:updated', show);
setInterval(show, 1000);
show();
