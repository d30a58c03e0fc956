"""A visit: one sitting of a patient before the camera, from welcome to summary."""
