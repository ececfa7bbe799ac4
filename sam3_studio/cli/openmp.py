"""How threads that compute together wait for each other."""

WAITING = "OMP_WAIT_POLICY"
"""Tells OpenMP how its threads wait (https://www.openmp.org/spec-html/5.0/openmpse55.html)."""
