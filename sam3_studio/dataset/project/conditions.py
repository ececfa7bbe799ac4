"""What queries ask of pictures, as conditions of the rows of `images` in SQL."""

from sam3_studio.core.labeling import NOT_BEGUN

IS_NOT_BEGUN = "state IN ('{}')".format("', '".join(sorted(NOT_BEGUN)))
"""No person has said how far the picture is."""

HAS_OBJECTS = "EXISTS (SELECT 1 FROM objects WHERE image = images.id)"
"""It has at least one object."""
