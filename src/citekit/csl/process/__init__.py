"""The passes over a whole document, one module each: values in, values out."""
