"""The patient's page: live coaching in the browser."""
