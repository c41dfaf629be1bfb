package dev.tapedeck.web.dashboard;

import dev.tapedeck.transfer.Verification;
import java.util.List;

/**
 * What one can do with a cassette, and what came of it.
 *
 * @param targets the stores that it can be copied to
 * @param checks what was found, if it was verified; one or none
 * @param copied the store that it was copied to, or nothing
 * @param refusal why it was not copied, or nothing
 * @param replaceable the store in which another one can give way, or nothing
 */
public record CassetteTools(
        List<String> targets, List<Verification> checks, String copied, String refusal, String replaceable) {
    public CassetteTools {
        targets = List.copyOf(targets);
        checks = List.copyOf(checks);
    }
}
