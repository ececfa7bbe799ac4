"""A folder of overlays, drawn where they are missing or out of date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError, ImageError
from sam3_studio.core.segmenter import Picture
from sam3_studio.dataset.images import ImageSet, load_picture
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.overlay import draw_overlay, save_overlay, shows


@dataclass(frozen=True, slots=True)
class OverlayFolder:
    """Overlays of pictures, in files of the pictures' names with ".png" after them.

    Those of pictures that have gone stay, and so does whatever else lies in the folder.

    Attributes:
        folder: made as needed.
        images: the pictures.
        class_names: their order gives the colours.
        threshold: what the objects drawn score more than; overlays for another one are out of date.
    """

    folder: Path
    images: ImageSet
    class_names: Sequence[str]
    threshold: float

    def draw(self, image: AnnotatedImage, picture: Picture) -> None:
        """Draw one overlay.

        Raises:
            DatasetError: it cannot be written, or a file of a person is in its place.
            ImageError: the picture has gone.
        """
        overlay = draw_overlay(picture.pixels, image.annotations, self.class_names)
        save_overlay(overlay, self._path(image), self._note(image))

    def draw_missing(self, images: Iterable[AnnotatedImage]) -> dict[str, str]:
        """Draw those that are not there for this threshold and the present state of the picture.

        Returns:
            Why some could not be drawn, by the names of their pictures.
        """
        failures = {}
        for image in images:
            try:
                if not shows(self._path(image), self._note(image)):
                    self.draw(image, load_picture(self.images.path(image.path)))
            except (DatasetError, ImageError) as error:
                failures[image.path] = str(error)
        return failures

    def _path(self, image: AnnotatedImage) -> Path:
        return self.folder / f"{image.path}.png"

    def _note(self, image: AnnotatedImage) -> str:
        path = self.images.path(image.path)
        try:
            state = FileState.of(path)
        except OSError as error:
            raise ImageError(
                "{path} cannot be read ({reason}); check where it went.", path=path, reason=error.strerror
            ) from error
        return f"{', '.join(self.class_names)} above {self.threshold} in {state.size} bytes of {state.modified}"
