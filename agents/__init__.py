"""From an instruction to Patches on a draft. Agents build patches; they cannot append them."""
