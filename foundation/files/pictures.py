"""Small copies of stored pictures for paper."""

import io

from PIL import Image

LONGEST_SIDE = 500  # pixels; sharp enough for a few centimetres of paper


def small_picture(data: bytes) -> bytes:
    """A PNG of the picture that is at most 500 pixels long; the same bytes give the same bytes.

    What is no picture comes back as it is: the paper says that it cannot be shown.
    """
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
            small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            small.save(out, "PNG")
    except OSError:
        return data
    return out.getvalue()
