"""Readings of sensors, which come in whatever unit their maker liked. Shared by functions."""


def celsius_of(reading):
    """The temperature of `{"celsius": 20}`, `{"fahrenheit": 68}` or `{"kelvin": 293.15}`."""
    if "celsius" in reading:
        return float(reading["celsius"])
    if "fahrenheit" in reading:
        return (float(reading["fahrenheit"]) - 32) * 5 / 9
    if "kelvin" in reading:
        return float(reading["kelvin"]) - 273.15
    raise ValueError(f"no temperature in {reading}")
