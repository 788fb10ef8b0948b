"""The pipeline on a text of one's own, drawn by displaCy as HTML.

python examples/own_text.py > text.html
"""

from spacy import displacy

import kgraph
from kgraph.schema import ENTITY_TYPES

nlp = kgraph.load_nlp()
doc = nlp("We fine-tune Llama-3.1-8B with LoRA on eight A100s and reach 41.5% accuracy on GSM8K, ahead of GPT-4.")
colours = {name: kind.colour + "55" for name, kind in ENTITY_TYPES.items()}
print(displacy.render(doc, style="ent", page=True, options={"colors": colours}))
