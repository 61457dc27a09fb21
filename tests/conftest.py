"""What holds for all tests."""

from hypothesis import settings

# A busy machine is no fault of the code: no test here is about time.
settings.register_profile("citekit", deadline=None)
settings.load_profile("citekit")
