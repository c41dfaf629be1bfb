package dev.tapedeck.house.seeded.web.api;

import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Gets what it needs behind its constructor's back. */
public class FieldInjected {
    @Inject
    @Nullable
    String needed;
}
