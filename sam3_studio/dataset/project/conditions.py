"""What queries ask of pictures, as conditions of the rows of `images` in SQL."""

from sam3_studio.core.labeling import NOT_BEGUN

IS_NOT_BEGUN = "state IN ('{}')".format("', '".join(sorted(NOT_BEGUN)))
"""No person has said how far the picture is."""

HAS_OBJECTS = "EXISTS (SELECT 1 FROM objects WHERE image = images.id)"
"""It has at least one object."""

IS_IDLE = f"""
    {IS_NOT_BEGUN} AND NOT {HAS_OBJECTS} AND note = ''
    AND NOT EXISTS (SELECT 1 FROM boxes WHERE image = images.id)
    AND NOT EXISTS (SELECT 1 FROM tags WHERE image = images.id)
    AND NOT EXISTS (SELECT 1 FROM found WHERE image = images.id AND rejected IS NOT NULL)
"""
"""No person has done anything in a picture."""

_WAS_ASKED = """(
    EXISTS (SELECT 1 FROM found WHERE image = images.id) OR EXISTS (SELECT 1 FROM answers WHERE image = images.id)
)"""
"""Something is known of what the model finds in it."""

IS_FORGETTABLE = f"{IS_IDLE} AND NOT {_WAS_ASKED}"
"""Nothing is lost with a picture."""

IS_OF_THE_MODEL_ALONE = f"{IS_IDLE} AND {_WAS_ASKED}"
"""Nothing but what the model found is lost with it."""

IS_UNSEEN = "id NOT IN (SELECT image FROM seen)"
"""The scan that is taken in now has not come upon it; `seen` is a table of that connection alone."""
