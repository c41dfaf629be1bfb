package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Headers;
import java.util.Set;
import java.util.regex.Pattern;

/** The header fields of a file that could go over the wire (RFC 9110, section 5) and say something true of the body. */
final class LawfulHeaders {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}&&[^\\t]]{0,8192}");
    /** Recordings keep them although the body has another form and length. */
    private static final Set<String> UNTRUE = Set.of("content-encoding", "content-length");

    private LawfulHeaders() {}

    static Headers of(Headers recorded) {
        return recorded.endToEnd().without(field -> UNTRUE.stream().anyMatch(field::is) || !isLawful(field));
    }

    static boolean areLawful(Headers recorded) {
        return recorded.fields().stream().allMatch(LawfulHeaders::isLawful);
    }

    private static boolean isLawful(Headers.Field field) {
        return NAME.matcher(field.name()).matches()
                && VALUE.matcher(field.value()).matches();
    }
}
