package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.exchange.Names;
import java.net.URI;
import java.util.Optional;

/** What addresses hold, whoever wrote them. */
final class InAddress {
    private static final int MOST_DIGITS = 9;

    private InAddress() {}

    /** A name; nothing if it can't be one. */
    static Optional<CassetteName> cassette(String text) {
        try {
            return Optional.of(new CassetteName(text));
        } catch (Names.InvalidName noName) {
            return Optional.empty();
        }
    }

    /** The address of the page of a cassette; that of all cassettes, if it can't be a name. */
    static URI page(String text) {
        return URI.create(cassette(text).map("/recordings/%s"::formatted).orElse("/recordings"));
    }

    /** A whole number; 0 if it is none that counts. */
    static int number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }
}
