"""What registries' records say, as CSL items: Crossref's and DataCite's, whether fetched or read from a file."""
