"""Training the model that labels what a message wants (`agents/providers/embedded/slots`)."""
