"""What ./run needs before anything is installed: standard library only."""
