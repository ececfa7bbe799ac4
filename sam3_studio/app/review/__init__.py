"""All candidates of a class beside each other, to be decided about by hundreds."""
