"""From what the engine found to what the result page says. No tax is worked out here. Import from here."""

from interview.result.explain.result_page import ResultPage, explain
from interview.result.explain.told import Told

__all__ = ["ResultPage", "Told", "explain"]
