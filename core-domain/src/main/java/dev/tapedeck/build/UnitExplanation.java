package dev.tapedeck.build;

import java.util.List;
import java.util.Optional;

/**
 * Why a unit was made, or not made again.
 *
 * @param earlier the build that had made the same, or the last one that had made a unit of that name
 * @param differing what is different from that one: {@code prompt}, {@code model}, {@code inputs}; empty if nothing is
 * @param reason for people
 */
public record UnitExplanation(WorkUnit unit, Optional<BuildId> earlier, List<String> differing, String reason) {
    public UnitExplanation {
        differing = List.copyOf(differing);
    }
}
