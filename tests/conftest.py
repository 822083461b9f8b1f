"""What every test shares."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: property tests are bounded by their examples, not by time.
settings.register_profile("visavis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("visavis")
