// Plays a recorded stream at the speed at which it came.
const player = document.querySelector('.player');

const millis = (value) => (value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`);

const wire = () => {
  const button = player.querySelector('.play');
  const word = button.querySelector('span');
  const sign = button.querySelector('i');
  const clock = player.querySelector('.clock');
  const head = player.querySelector('.playhead');
  const text = player.querySelector('.played');
  const width = player.querySelector('svg').viewBox.baseVal.width;
  const total = Math.max(1, Number(player.dataset.total));
  const whole = text?.textContent ?? '';
  const frames = player.dataset.frames.split(' ').filter(Boolean).map((frame) => frame.split(':').map(Number));
  let frameRequest = 0;
  let startedAt = 0;

  const showAt = (at) => {
    head.setAttribute('x', String(Math.min(1, at / total) * (width - 2)));
    clock.textContent = millis(Math.min(at, total));
    if (text && frames.length) {
      const come = frames.filter(([when]) => when <= at).at(-1)?.[1] ?? 0;
      text.textContent = whole.slice(0, come);
      text.scrollTop = text.scrollHeight;
    }
  };

  const label = (playing) => {
    word.textContent = playing ? 'Stop' : 'Play';
    sign.className = playing ? 'sym sym-stop' : 'sym sym-play';
  };

  const stop = () => {
    cancelAnimationFrame(frameRequest);
    frameRequest = 0;
    head.setAttribute('visibility', 'hidden');
    if (text) {
      text.textContent = whole;
    }
    clock.textContent = millis(total);
    player.classList.remove('playing');
    label(false);
  };

  const step = (now) => {
    const at = now - startedAt;
    if (at >= total) {
      stop();
    } else {
      showAt(at);
      frameRequest = requestAnimationFrame(step);
    }
  };

  button.addEventListener('click', () => {
    if (frameRequest) {
      stop();
      return;
    }
    if (text) {
      text.style.minHeight = `${text.offsetHeight}px`;
    }
    startedAt = performance.now();
    head.setAttribute('visibility', 'visible');
    player.classList.add('playing');
    label(true);
    frameRequest = requestAnimationFrame(step);
  });

  clock.textContent = millis(total);
  clock.hidden = false;
  button.hidden = false;
};

if (player) {
  wire();
}
