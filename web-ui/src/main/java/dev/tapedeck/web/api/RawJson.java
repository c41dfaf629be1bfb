package dev.tapedeck.web.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** JSON that stands in a view as it is. */
@Schema(hidden = true)
record RawJson(@JsonValue @JsonRawValue String text) {}
