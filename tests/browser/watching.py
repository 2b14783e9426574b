"""What a page complains about by itself: script errors, refused styles and scripts, failed requests, foreign hosts."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request, Response


class Watch:
    """Listens to one window and collects what no page of ours may do."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.problems: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: script failed: {error}"))
        page.on("request", self._check_host)
        page.on("response", self._check_status)

    def _hear(self, message: ConsoleMessage) -> None:
        """Chromium reports a breach of the content security policy as an error in the console."""
        # An answer of 404 is an error to Chromium too; whether it was meant is the test's to say.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.problems.append(f"{self.page.url}: {message.text}")

    def _check_host(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.problems.append(f"{self.page.url} asks another host: {request.url}")

    def _check_status(self, response: Response) -> None:
        is_the_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not is_the_page):
            self.problems.append(f"{response.url} answered {response.status}")
