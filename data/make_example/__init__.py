"""Makes the synthetic example, the same bytes for the same seed: `cd data && python -m make_example`.

No person, answer or programme in it is real. The disorder is meant: it is what registration desks and exports bring.
"""
