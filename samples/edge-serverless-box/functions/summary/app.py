"""What a sensor measured, in five numbers."""

from statistics import fmean, median

from readings import celsius_of


def handler(event, context):
    """`{"readings": [{"celsius": 20}, {"fahrenheit": 71.6}]}` → `{"count": 2, "mean": 21.0, …}`, in °C."""
    values = [celsius_of(reading) for reading in event.get("readings", [])]
    if not values:
        return {"count": 0}
    return {
        "count": len(values),
        "least": round(min(values), 2),
        "median": round(median(values), 2),
        "mean": round(fmean(values), 2),
        "most": round(max(values), 2),
    }
