"""What is known before reading: the entities of the lexicon files, and the matcher that finds their forms in text."""

from kgraph.lexicon.entries import Entry, Lexicon, load_lexicon, read_rows
from kgraph.lexicon.knowledge import Knowledge, load_knowledge
from kgraph.lexicon.matcher import Hit, Matcher

__all__ = ["Entry", "Hit", "Knowledge", "Lexicon", "Matcher", "load_knowledge", "load_lexicon", "read_rows"]
