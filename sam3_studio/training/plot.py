"""A training run as curves."""

from pathlib import Path

from sam3_studio.training.run import Run

_FIGURES = ("right", "iou", "recall", "precision")
"""Names that end so are shares, 1 the best; whatever else is logged is a loss."""

_NOT_DRAWN = {"time", "stage", "step", "images_per_second", "gradient"}


def plot(run: Run, out: Path) -> Path:
    """Draw losses above and figures below, every stage side by side; returns `out`.

    Raises:
        FileNotFoundError: nothing was logged yet.
        OSError: the picture cannot be written.
    """
    # Not at module level: it takes a second to load, and training itself never draws.
    from matplotlib.figure import Figure  # noqa: PLC0415

    entries = run.entries()
    if not entries:
        raise FileNotFoundError(f"{run.folder} holds no log yet; train first.")
    stages = list(dict.fromkeys(entry["stage"] for entry in entries))
    figure = Figure(figsize=(7 * len(stages), 8), layout="constrained")
    axes = figure.subplots(2, len(stages), squeeze=False)
    for column, stage in enumerate(stages):
        own = [entry for entry in entries if entry["stage"] == stage]
        for name in own[-1].keys() - _NOT_DRAWN:
            axis = axes[int(name.endswith(_FIGURES)), column]
            axis.plot([entry["step"] for entry in own], [entry.get(name) for entry in own], label=name)
        axes[0, column].set(title=stage, yscale="log", ylabel="loss")
        axes[1, column].set(xlabel="step", ylabel="share", ylim=(0, 1))
        for axis in axes[:, column]:
            axis.legend(fontsize="small")
            axis.grid(alpha=0.3)
    figure.savefig(out, dpi=100)
    return out
