"""What a person should look at, after the model has looked at everything."""
