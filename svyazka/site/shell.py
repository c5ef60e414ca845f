"""What every page's frame shows: where to go, who stands in for whom today, who is reading."""


def shell(request) -> dict:
    """Return the frame of the page for the person who reads."""
    return {"shell": None}
