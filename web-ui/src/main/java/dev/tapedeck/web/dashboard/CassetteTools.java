package dev.tapedeck.web.dashboard;

import dev.tapedeck.transfer.Verification;
import java.util.List;

/**
 * What came of what one did with a cassette.
 *
 * @param checks what was found, if it was verified; one or none
 * @param told what was done, or nothing
 * @param refused what was not done, or nothing
 * @param refusal why it was not done
 * @param replaceable the store in which another one can give way, or nothing
 */
public record CassetteTools(
        List<Verification> checks, String told, String refused, String refusal, String replaceable) {
    public CassetteTools {
        checks = List.copyOf(checks);
    }

    static CassetteTools refused(String what, String why) {
        return new CassetteTools(List.of(), "", what, why, "");
    }

    /** It was not copied, because the store has one of that name. */
    static CassetteTools held(String name, String store) {
        String why = "The %s store has a cassette '%s' already. Replace it, or give this one another name first."
                .formatted(store, name);
        return new CassetteTools(List.of(), "", "Not copied", why, store);
    }
}
