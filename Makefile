# Aliases for those who are used to make; dev.py does the work and needs no make.
COMMANDS := serve test check format web bench generate lock clean help

.PHONY: $(COMMANDS)
.DEFAULT_GOAL := help

$(COMMANDS):
	@python3 dev.py $@ $(ARGS)
