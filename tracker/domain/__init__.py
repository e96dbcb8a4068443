"""The words letbe is made of and the rules by which it judges: pure values, standard library only.

Nothing here reads a clock, a file or a setting. Days are plain dates; loops run over their ordinals.
"""
