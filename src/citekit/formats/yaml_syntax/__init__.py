"""YAML as formats of references need it: records with their places, scalars as they were written, and text to write."""
