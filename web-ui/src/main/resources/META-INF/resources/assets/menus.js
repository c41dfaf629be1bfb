// Menus close when one looks elsewhere, and on Escape. Without JavaScript they open and close by their own word.
const open = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', (event) => {
  for (const menu of open()) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  }
});
