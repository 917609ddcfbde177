"""What any Arabic tool would want: letters, tokens, clitics, verb forms. Knows of no newspaper."""
