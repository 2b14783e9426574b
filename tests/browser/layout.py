"""Whether a page holds when it is zoomed, when its words are longer, and while it loads."""

from __future__ import annotations

from playwright.sync_api import Page

LARGER_TEXT = "document.documentElement.style.fontSize = '200%'"
USUAL_TEXT = "document.documentElement.style.fontSize = ''"

# Every word longer by two fifths, as words of other languages are.
LONGER_WORDS = """
() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    const longer = word => /\\p{L}/u.test(word) ? word + word.slice(0, Math.round(word.length * 0.4)) : word;
    for (const text of texts) text.nodeValue = text.nodeValue.split(/(\\s+)/).map(longer).join('');
}
"""

STICKS_OUT = """
() => {
    const width = document.documentElement.clientWidth;
    const named = one => one.tagName.toLowerCase() + (one.className ? '.' + one.className : '');
    const scrolls = one => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
    const inside = one => { for (let up = one; up; up = up.parentElement) if (scrolls(up)) return true; return false; };
    const drawn = one => !one.closest('.vh, .skip, svg, select, [aria-hidden=true]');
    const over = (one, box) => one.width > 0
        && (one.right > box.right + 2 || one.bottom > box.bottom + 2 || one.left < box.left - 2);
    const goesOver = (one, box) => one.children.length
        ? [...one.querySelectorAll('*')].some(inner => drawn(inner) && over(inner.getBoundingClientRect(), box))
        : one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2;
    const found = [];
    if (document.documentElement.scrollWidth > width) found.push('the page is wider than its window');
    for (const one of document.querySelectorAll('body *:not(.vh):not(.skip):not(option)')) {
        const box = one.getBoundingClientRect(), style = getComputedStyle(one);
        if (!box.width || !drawn(one) || inside(one)) continue;
        if (box.right > width + 1 || box.left < -1) found.push(named(one) + ' sticks out');
        const cuts = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
        if (cuts && goesOver(one, box)) found.push(named(one) + ' is cut');
    }
    return found.slice(0, 4);
}
"""

# Less is the breadth of a hair: the last letters of a line when a font comes late.
NOTICED = 0.001

WATCH_FOR_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({type: 'layout-shift', buffered: true});
"""


def what_sticks_out(page: Page) -> list[str]:
    """What the window cuts or pushes to the side."""
    return [f"{page.url}: {one}" for one in page.evaluate(STICKS_OUT)]


def with_larger_text(page: Page) -> list[str]:
    """The same with only the text twice as large."""
    page.evaluate(LARGER_TEXT)
    found = [f"larger text: {one}" for one in what_sticks_out(page)]
    page.evaluate(USUAL_TEXT)
    return found


def with_longer_words(page: Page) -> list[str]:
    """The same with longer texts. The page is not itself afterwards."""
    page.evaluate(LONGER_WORDS)
    return [f"longer words: {one}" for one in what_sticks_out(page)]


def watch_for_shifts(page: Page) -> None:
    """From now on each page notes what moves by itself."""
    page.add_init_script(WATCH_FOR_SHIFTS)


def shifts(page: Page) -> list[str]:
    """What has moved since the page was opened."""
    # Twice around: an observer hears of a frame only after it.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return [f"{page.url} moved by {value:.4f}" for value in page.evaluate("window.shifts") if value >= NOTICED]
