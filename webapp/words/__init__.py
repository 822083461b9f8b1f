"""Words: what a French word means, and which English word stands for it in a sentence."""
