"""The record of a visit or of a course of weeks: what it holds, and every form in which it leaves."""
