package dev.tapedeck.web.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another name for a cassette. */
record RenameRequest(@Schema(description = "The new name.") String name) {}
