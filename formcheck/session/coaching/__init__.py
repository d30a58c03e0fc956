"""Coaching: what a person is asked, told and shown while a session goes on. All of it pure."""
