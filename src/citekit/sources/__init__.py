"""The registries: asking Crossref, doi.org and DataCite about DOIs, and comparing what they say.

The modules that know the registries (`crossref`, `works`, `doi_org`, `datacite`) make requests and read
answers as values. What goes over the wire passes through transports that wrap each other: `transport` (HTTP),
`polite` (limits, retries), `cache` (answers kept on disk). `client` is the front door.
"""
