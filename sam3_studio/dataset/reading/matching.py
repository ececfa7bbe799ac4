"""Which picture labels are for, by all that they and the dataset say of its name."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from sam3_studio.dataset.reading.origins import Origins
from sam3_studio.dataset.reading.pictures import Fit, Match, Pictures
from sam3_studio.dataset.reading.wanted import Wanted


def match(pictures: Pictures, wanted: Wanted, origins: Origins, beside: Iterable[PurePosixPath]) -> Match | None:
    """The picture that labels are for; None where it is not at hand, or might be one of several.

    Args:
        pictures: those at hand.
        wanted: what the labels call it.
        origins: what is known of the dataset's pictures from when it was written.
        beside: folders where those of this part of the dataset may lie, the likeliest first.
    """
    source = None if wanted.origin is None else origins.of(wanted.origin)
    if source is not None and pictures.has(source):
        return Match(source, len(PurePosixPath(source).parts), Fit.WHOLE)
    # Of pictures that share a name it is the one beside its labels that these mean.
    for folder in beside:
        found = None if wanted.name is None else pictures.at(folder / wanted.name)
        if found is None and wanted.stem is not None:
            found = pictures.at_stem(folder / wanted.stem)
        if found is not None:
            return found
    found = _called(pictures, wanted) if source is None else _called_before(pictures, wanted, PurePosixPath(source))
    return _in_part(pictures, wanted, found) or _uploaded(pictures, wanted)


def _called(pictures: Pictures, wanted: Wanted) -> Match | None:
    found = None if wanted.name is None else pictures.find(wanted.name)
    if found is not None or wanted.stem is None:
        return found
    found = pictures.find_stem(wanted.stem)
    return found and replace(found, exact=found.exact and wanted.name is None)


def _called_before(pictures: Pictures, wanted: Wanted, source: PurePosixPath) -> Match | None:
    """The same for one that was called so before: what it is called in the dataset others may have been called."""
    said = Wanted(name=source, stem=source.with_suffix(""))
    given = _called(pictures, replace(wanted, stem=wanted.origin)) if said.stem != wanted.origin else None
    there = [_inexact(given), _called(pictures, said), _inexact(_called(pictures, wanted))]
    return max(filter(None, there), key=lambda one: one.rank, default=None)


def _in_part(pictures: Pictures, wanted: Wanted, found: Match | None) -> Match | None:
    """What was found, or the picture in the folder of the part, where that fits better."""
    if not wanted.part or wanted.name is None:
        return found
    there = pictures.find(wanted.part / wanted.name)
    return max(filter(None, [found, there]), key=lambda one: one.rank, default=None)


def _uploaded(pictures: Pictures, wanted: Wanted) -> Match | None:
    """The picture that labels are for, called as before it was given to Label Studio."""
    before = wanted.before_upload()
    # A picture that is called so as it is may be one of several that are stored by that name.
    if before is None or pictures.share_stored(before.name, before.stem):
        return None
    found = _called(pictures, before) or _stored(pictures, before)
    return None if found is None else replace(found, fit=min(found.fit, Fit.END))


def _stored(pictures: Pictures, wanted: Wanted) -> Match | None:
    found = None if wanted.name is None else pictures.find_stored(wanted.name)
    return pictures.find_stored_stem(wanted.stem) if found is None and wanted.stem is not None else found


def _inexact(found: Match | None) -> Match | None:
    return found and replace(found, exact=False)
