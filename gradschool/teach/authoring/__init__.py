"""From a lesson's text to its editions, and the proof that its checks hold."""
