"""Watching feeds: asked at their intervals, politely; what is new goes the way of every report."""
