"""Rules of accessibility (WCAG 2.2, AA) that a script can check on a page in a browser."""

from playwright.sync_api import Page

# Each fault as words: what rule, and where.
_FAULTS = """() => {
  const faults = [];
  const say = (rule, e) => faults.push(rule + ': ' + (e ? e.outerHTML.slice(0, 120) : ''));
  const named = e => (e.getAttribute('aria-label') || e.textContent || '').trim()
    || e.getAttribute('aria-labelledby') || e.getAttribute('title');
  if (!document.documentElement.lang) say('the page has no language');
  if (!document.title.trim()) say('the page has no title');
  if (document.querySelectorAll('main').length !== 1) say('not one main');
  if (document.querySelectorAll('h1').length !== 1) say('not one h1');
  let level = 0;
  for (const h of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!h.checkVisibility()) continue;
    const own = Number(h.tagName[1]);
    if (own > level + 1) say('a heading skips a level', h);
    if (!h.textContent.trim()) say('an empty heading', h);
    level = own;
  }
  const ids = new Set();
  for (const e of document.querySelectorAll('[id]')) {
    if (ids.has(e.id)) say('an id stands twice', e);
    ids.add(e.id);
  }
  for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'])
    for (const e of document.querySelectorAll('[' + name + ']'))
      for (const id of e.getAttribute(name).split(/\\s+/)) if (!ids.has(id)) say(name + ' leads nowhere', e);
  for (const a of document.querySelectorAll('a[href^="#"]'))
    if (a.getAttribute('href') !== '#' && !ids.has(a.getAttribute('href').slice(1))) say('a link leads nowhere', a);
  for (const e of document.querySelectorAll('a[href], button')) if (!named(e)) say('nothing to read aloud', e);
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (!(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))
      say('a field without a label', e);
  for (const e of document.querySelectorAll('fieldset'))
    if (!e.querySelector('legend')) say('fields without a name', e);
  for (const e of document.querySelectorAll('nav, [role=region], [role=group]'))
    if (!e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')) say('a landmark without a name', e);
  for (const e of document.querySelectorAll('table')) {
    if (!e.caption || !e.caption.textContent.trim()) say('a table without a caption', e);
    for (const th of e.querySelectorAll('th')) if (!th.scope) say('a heading of a table without scope', th);
  }
  for (const e of document.querySelectorAll('svg:not([aria-hidden=true])'))
    if (!e.querySelector('title') && !e.getAttribute('aria-label')) say('a drawing without a title', e);
  for (const e of document.querySelectorAll('img')) if (!e.hasAttribute('alt')) say('a picture without words', e);
  for (const e of document.querySelectorAll('*')) {
    if (e.tabIndex > 0) say('an order of its own for the keyboard', e);
    if ((e.scrollWidth > e.clientWidth + 1) && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
        && e.checkVisibility() && e.tabIndex < 0 && !e.querySelector('a, button, input'))
      say('the keyboard cannot scroll it', e);
  }
  return faults;
}"""


def faults(page: Page) -> list[str]:
    """Every rule that the page breaks."""
    return list(page.evaluate(_FAULTS))
