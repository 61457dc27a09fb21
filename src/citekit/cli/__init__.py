"""The command line: a command parses its options, makes one library call, prints, sets the exit code."""
