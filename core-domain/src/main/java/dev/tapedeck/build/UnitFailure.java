package dev.tapedeck.build;

import java.util.Optional;

/**
 * Why nothing came of a unit.
 *
 * @param code stable: {@code refused}, {@code truncated}, {@code content_filter}, {@code empty}, {@code schema},
 *     {@code unreadable}, {@code expired}, {@code missing}, {@code prompt}, a provider's own, or a failure's
 * @param message the provider's own where there is one
 * @param permanent whether sending the same again would come to the same
 * @param body the answer as it came, kept as an artifact
 */
public record UnitFailure(String code, String message, boolean permanent, Optional<ArtifactId> body) {}
