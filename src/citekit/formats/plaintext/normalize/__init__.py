"""Labelled characters become CSL values: one normaliser a field.

Each takes the characters a grammar (or a trained model) has labelled and returns the value CSL-JSON wants, or
`None` where there is nothing in them. They know nothing of the reference around them.
"""
