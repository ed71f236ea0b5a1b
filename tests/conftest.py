"""Settings of the property tests: the same cases in every run, new ones on request.

``pytest --hypothesis-profile=search`` looks for new counterexamples; one that is found becomes an
``@example`` beside the property it breaks.
"""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=False)
settings.register_profile("search", deadline=None, print_blob=False)
settings.load_profile("repeatable")
