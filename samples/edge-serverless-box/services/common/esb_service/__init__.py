"""What all Python services share: log lines, a JSON server and client, the version of the image."""
