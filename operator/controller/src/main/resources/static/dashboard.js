// Keeps the page as the operator sees the fleet. Everything is on the page without this script, too; then it is as old as the page.
const fleet = document.getElementById('fleet');
const filter = document.getElementById('filter');
const live = document.getElementById('live');

function say(state, text) {
  live.dataset.state = state;
  live.textContent = text;
}

function applyFilter() {
  const wanted = filter.value.trim().toLowerCase();
  fleet.querySelectorAll('[data-app]').forEach(row => { row.hidden = !row.dataset.app.includes(wanted); });
}

// What is open, scrolled or focused stays so when the content is replaced.
function show(html) {
  const open = [...fleet.querySelectorAll('details[open]')].map(details => details.id);
  const regions = [...fleet.querySelectorAll('.scroll')].map(region => [region.getAttribute('aria-label'), region.scrollLeft]);
  const focused = document.activeElement?.closest('details')?.id;
  const region = document.activeElement?.classList.contains('scroll') ? document.activeElement.getAttribute('aria-label') : null;
  fleet.innerHTML = html;
  open.forEach(id => { const details = document.getElementById(id); if (details) details.open = true; });
  regions.forEach(([label, left]) => {
    const now = fleet.querySelector(`.scroll[aria-label="${CSS.escape(label)}"]`);
    if (now) { now.scrollLeft = left; if (label === region) now.focus(); }
  });
  if (focused) document.getElementById(focused)?.querySelector('summary')?.focus();
  applyFilter();
}

// A link to an app shows all there is to know of it.
function openTarget() { document.getElementById(location.hash.slice(1))?.querySelector('details')?.setAttribute('open', ''); }

addEventListener('hashchange', openTarget);
openTarget();
filter.addEventListener('input', applyFilter);
document.addEventListener('keydown', event => {
  if (event.key === '/' && document.activeElement !== filter) { event.preventDefault(); filter.focus(); }
  if (event.key === 'Escape' && document.activeElement === filter) { filter.value = ''; applyFilter(); }
});

const source = new EventSource('/live');
source.addEventListener('open', () => say('live', 'live'));
source.addEventListener('error', () => say('lost', 'the operator does not answer; trying again'));
source.addEventListener('fleet', event => { say('live', 'live'); show(event.data); });
