package dev.tapedeck.build;

import java.util.Optional;

/**
 * Why nothing came of a unit.
 *
 * @param code stable, at most 100 characters (what is over is cut off): {@code refused}, {@code truncated}, {@code content_filter}, {@code empty}, {@code schema},
 *     {@code unreadable}, {@code expired}, {@code missing}, {@code prompt}, a provider's own, or a failure's
 * @param message the provider's own where there is one
 * @param permanent whether sending the same again would come to the same
 * @param body the answer as it came, kept as an artifact
 */
public record UnitFailure(String code, String message, boolean permanent, Optional<ArtifactId> body) {
    private static final int LONGEST_CODE = 100;

    public UnitFailure {
        code = code.substring(0, Math.min(LONGEST_CODE, code.length()));
    }
}
