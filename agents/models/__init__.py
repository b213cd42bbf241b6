"""What all providers with a model behind them share: asking, listening, and reading what was said."""
