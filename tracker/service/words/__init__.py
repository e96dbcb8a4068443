"""Labels, counts and sentences for people, the same in both front ends."""
