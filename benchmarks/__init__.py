"""What letbe costs, measured from outside beside what nothing can do without: `python -m benchmarks`."""
