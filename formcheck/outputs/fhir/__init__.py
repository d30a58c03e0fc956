"""A course as a bundle of HL7 FHIR R4."""
